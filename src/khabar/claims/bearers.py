"""Who bears a title: the name behind it, where its bearer serves, the office that stops short of its holder."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.clauses import is_strange
from khabar.claims.scene import Scene
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_GIVEN = frozenset({"given", "ordinary_name"})
_NAME = 5  # words of a name that a mention may have left out
_OFFICE = 9  # words of a body in a title
_ENDS = frozenset({"complementiser", "comma", "colon", "stop", "lone_preposition"})
_THE = "ال"
_NISBA = "ي"
_FOR = "ل"
_WITH = "ب"


def name_end(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the name of its bearer behind a title («بحسب محافظ السهل نجم العيساوي»), or `at`."""
    end = given_end(scene, at, limit)
    if end == at and before_surname(scene, at, limit) and not (scene.bound(at) or scene.joined(at) or scene.tags[at]):
        end = at + 2
    return end


def posted_end(scene: Scene, mention: ActorMention, limit: int) -> int:
    """Return the index after the rank and name behind where somebody serves («الضابط في قيادة الشرطة العقيد سالم الخطيب»), or the end."""
    at = mention.last
    if (
        mention.id
        or mention.last - mention.first > 1
        or not mention.definite
        or at + 2 >= limit
        or "in" not in scene.tags[at]
    ):
        return at
    body = scene.actor_at.get(at + 1)
    bearer = scene.actor_at.get(body.last) if body is not None else None
    return bearer.last if bearer is not None and names_bearer(scene, bearer, limit) else at


def given_end(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the name that starts with a first name at a word, or whose second word is a person's, or `at`."""
    person = scene.actor_at.get(at + 1) if at + 1 < limit else None
    known = person is not None and person.role == "person" and person.last <= limit
    if at >= limit or scene.bound(at) or scene.joined(at) or scene.tags[at] or at in scene.actor_at:
        return at
    if person is not None and known and scene.nominal(at) and not scene.form(at).startswith(_THE):
        return person.last
    if not shape(scene.words[at].look).roles.keys() & _GIVEN:
        return at
    end = at + 1
    while end < min(at + _NAME, limit) and _like_name(scene, end):
        end += 1
    return end


def _like_name(scene: Scene, i: int) -> bool:
    """Tell whether a word may go on a name: a first name, one that no entry reads, or one that is read as a verb alone."""
    look = scene.words[i].look
    if look.tags or i in scene.actor_at or i in scene.time_at or scene.joined(i):
        return False
    verb = bool(look.readings) and all(r.pos == "verb" and r.prefix and r.suffix for r in look.readings)
    return is_strange(scene, i) or verb or bool(shape(look).roles.keys() & _GIVEN)


def holder_of(scene: Scene, mention: ActorMention, first: int, limit: int) -> ActorMention | None:
    """Return the bearer of an office whose title stops short of his name, with all of the title.

    «قائد هذه القوات اللواء سالم الخطيب», «قائد لـ«قوات النهر» سالم الخطيب», «المسؤول الإعلامي للجناح العسكري لحزب العمال بختيار دوغان».
    """
    at = min(mention.last, limit)
    if mention.id is not None or at >= limit:
        return None
    if "lone_preposition" in scene.tags[at] and at + 1 in scene.closing:
        end = scene.closing[at + 1] + 1
        bearer = scene.actor_at.get(scene.brackets.get(end, end - 1) + 1)
        if bearer is not None and bearer.role == "person" and apposes(scene, bearer, limit):
            return replace(bearer, first=first, span=scene.span(first, bearer.last))
        return None
    if "demonstrative" in scene.tags[at]:
        for i in range(at + 2, min(at + _NAME, limit)):
            bearer = scene.actor_at.get(i)
            if bearer is not None and bearer.last <= limit and names_bearer(scene, bearer, limit):
                return replace(bearer, first=first, span=scene.span(first, bearer.last))
        return None
    end = at
    while end < min(at + _OFFICE, limit) and (scene.bound(end) == _FOR or (end > at and _in_office(scene, end))):
        end += 1
    name = end
    while name < min(end + _NAME, limit) and _is_named(scene, name):
        name += 1
    if end == at or name - end < 2:
        return None
    return replace(mention, last=name, span=scene.span(first, name), first=first)


def _is_named(scene: Scene, i: int) -> bool:
    """Tell whether a word may be part of the name of one who holds an office."""
    name = is_strange(scene, i) or bool(shape(scene.words[i].look).roles.keys() & _GIVEN)
    return name and not (scene.joined(i) or scene.bound(i) or i in scene.placed or i in scene.actor_at)


def _in_office(scene: Scene, i: int) -> bool:
    """Tell whether a word may belong to the body whose office somebody holds."""
    return not scene.tags[i] and (i in scene.actor_over or (scene.form(i).startswith(_THE) and scene.nominal(i)))


def names_bearer(scene: Scene, bearer: ActorMention, limit: int) -> bool:
    """Tell whether an actor right behind a title is a named person with a rank, who bears the title."""
    return (
        bearer.role == "title"
        and bearer.person
        and not bearer.anonymous
        and bearer.last - bearer.first > 1
        and apposes(scene, bearer, limit)
    )


def apposes(scene: Scene, bearer: ActorMention, limit: int) -> bool:
    """Tell whether an actor right behind another may be the same one: neither joined nor bound to a preposition."""
    return bearer.last <= limit and not (scene.bound(bearer.first) or scene.joined(bearer.first))


def before_surname(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a word stands before a surname that no entry knows and that ends its phrase («مثنى التميمي إن»)."""
    if at + 2 > limit or not (is_strange(scene, at + 1) and scene.form(at + 1).startswith(_THE)):
        return False
    after = scene.tags[at + 2] if at + 2 < limit else _ENDS
    return scene.form(at + 1).endswith(_NISBA) and (bool(after & _ENDS) or scene.bound(at + 2) in (_FOR, _WITH))
