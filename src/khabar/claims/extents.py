"""How far a speaker's words reach: names that a mention left out, offices with their holder, parties that speak together."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from khabar.claims.bearers import before_surname, holder_of, name_end, names_bearer, posted_end
from khabar.claims.clauses import apposed_end, is_strange
from khabar.claims.content import is_quotation
from khabar.claims.scene import Scene
from khabar.mentions.model import PRESS, ActorMention
from khabar.mentions.shapes import shape

_GIVEN = frozenset({"given", "ordinary_name"})
_NAME = 5  # words of a name that a mention may have left out
_AND = "و"
_OBLIQUE = "ين"
_THE = "ال"
_NISBA = "ي"
_FOR = "ل"
_QUALITIES = 3  # adjectives between a noun and the name that a group gives itself
_OFFICE = 9  # words of a body in a title
_UNNAMED = frozenset({"source", "title"})
_ENDS = frozenset({"complementiser", "comma", "colon", "stop", "lone_preposition"})
_WITH = "ب"


SHORTENED = "claims.subject_shortened"  # the rule of subjects cut before what their verb takes


class Subject(NamedTuple):
    """The words `[first, last)` of a speaker, the actor that they mention if any, and where the search goes on.

    `told` is an agency or outlet whose name its mention had taken in («سياسي يمني لرويترز»).
    """

    first: int
    last: int
    actor: ActorMention | None
    after: int
    rule: str
    told: ActorMention | None = None


def extended(scene: Scene, mention: ActorMention, first: int, limit: int) -> Subject:
    """Return a subject with the words of a name that its mention left out, up to a mark, «أن» or a preposition."""
    if mention.role == "outlet" and (known := _in_brackets(scene, mention, limit)) is not None:
        return Subject(first, known.last, known, known.last + 1, "claims.subject")  # «وكالة أنباء النظام (سانا)»
    if (posted := posted_end(scene, mention, limit)) > mention.last:
        whole = replace(scene.actor_over[posted - 1], first=first, span=scene.span(first, posted))
        return Subject(first, posted, whole, posted, "claims.subject")
    shut = scene.closing.get(mention.first, limit)
    if shut + 1 < min(mention.last, limit):
        after = _described_end(scene, shut + 1, min(mention.last, limit))
        return Subject(first, shut + 1, mention, after, "claims.subject")  # «“منسقو الاستجابة” مقتل»
    end = at = min(mention.last, limit)
    if (named := _named_itself(scene, at, limit)) > at:
        return Subject(first, named, mention, named, "claims.subject")  # «جماعة تطلق على نفسها اسم «حراس الوادي»»
    bearer = scene.actor_at.get(at)
    if bearer is not None and bearer.person and mention.kind == "outlet" and bearer.last <= limit:
        return Subject(first, bearer.last, mention, bearer.last, "claims.subject")  # «مراسلنا سالم الخطيب»
    if bearer is not None and mention.id is not None and bearer.id == mention.id and bearer.last <= limit:
        whole = replace(mention, last=bearer.last, span=scene.span(mention.first, bearer.last))
        return Subject(first, bearer.last, whole, bearer.last, "claims.subject")  # «الرئيس هادي»
    if bearer is not None and mention.role == "title" and not mention.person and names_bearer(scene, bearer, limit):
        return Subject(first, bearer.last, mention, bearer.last, "claims.subject")  # «قائد اللواء العميد سالم الخطيب»
    name = scene.actor_at.get(at + 1) if mention.role == "title" and _is_of_country(scene, at) else None
    if name is not None and name.role == "person" and name.last <= limit:
        return Subject(first, name.last, mention, name.last, "claims.subject")  # «وزير النقل الفلسطينية سالم الخطيب»
    if mention.role == "title" and mention.person and (holder := holder_of(scene, mention, first, limit)) is not None:
        return Subject(first, holder.last, holder, holder.last, "claims.subject")
    if mention.role == "title" and mention.person and mention.id is None:
        named = name_end(scene, at, limit)
        if named > at + 1:
            return Subject(first, named, mention, named, "claims.subject")  # «المتحدث … العميد رحيم ستوده أي»
    close = scene.closing.get(at)
    if (
        close is not None
        and close < limit
        and close - at <= _NAME
        and mention.kind == "outlet"
        and not is_quotation(scene, at)
    ):
        return Subject(first, close + 1, mention, close + 1, "claims.subject")  # «مراسل «الساحل»»
    if mention.anonymous and at < limit and scene.verblike(at):
        return Subject(first, end, mention, end, "claims.subject")  # «وسائل إعلام تنشط في السهل»
    named_by_index = mention.person and mention.id is not None
    while at < limit and at - end < _NAME and _in_name(scene, at, end, limit, known=named_by_index):
        at += 1
    last = at if _is_name_to(scene, mention, end, at, limit) else apposed_end(scene, mention, end, limit)
    last = _joined_end(scene, mention, last, limit)
    return Subject(first, last, mention, last, "claims.subject")


def _described_end(scene: Scene, at: int, limit: int) -> int:
    """Return the index after what tells more of a name in quotation marks («“قوى الأمن” (الأسايش) التابعة لـ“قسد”»)."""
    at = scene.brackets.get(at, at - 1) + 1
    return limit if at < limit and scene.form(at).startswith(_THE) and scene.nominal(at) else at


def _is_name_to(scene: Scene, mention: ActorMention, end: int, at: int, limit: int) -> bool:
    """Tell whether the words from the end of a mention up to an index are the rest of its name."""
    bare = mention.role == "force" and mention.last - mention.first == 1 and not mention.definite
    if at <= end or not (bare or mention.person or mention.role in ("title", "outlet", "source", "person")):
        return False  # «قوات بيشمركة زيرفاني»
    if not any(is_strange(scene, i) for i in range(end, end + 1 if mention.anonymous else at)):
        return False
    if at >= limit or scene.bound(at) or at in scene.time_at:
        return True
    if scene.tags[at] & {"punct", "complementiser", "preposition", "any", "neg_noun", "relative"}:
        return True
    return is_strange(scene, at - 1) and _known(scene, at)


def _in_brackets(scene: Scene, mention: ActorMention, limit: int) -> ActorMention | None:
    """Return the agency or outlet whose name stands in brackets behind a noun for one, None where none does."""
    for i in range(mention.last, min(mention.last + 2, limit)):
        known = scene.actor_at.get(i + 1) if i in scene.brackets else None
        if known is not None and known.kind in PRESS and known.name and known.last == scene.brackets[i]:
            return known
        if scene.tags[i] or i in scene.actor_at:
            break
    return None


def _named_itself(scene: Scene, at: int, limit: int) -> int:
    """Return the index after the name that a group gives itself behind its noun, or `at`."""
    start = at
    while at < min(start + _QUALITIES, limit) and scene.nominal(at) and not scene.speech_phrase(at, "named_by"):
        at += 1  # «مجموعة غير معروفة تطلق على نفسها اسم»
    hit = scene.speech_phrase(at, "named_by") if at < limit else None
    at = at if hit is not None else start
    if hit is None or hit.last >= limit:
        return at
    if hit.last in scene.closing:
        return scene.closing[hit.last] + 1
    known = scene.actor_at.get(hit.last)
    return min(known.last, limit) if known is not None else hit.last + 1


def _is_of_country(scene: Scene, i: int) -> bool:
    """Tell whether a word is a nationality with the article."""
    word = shape(scene.words[i].look) if i < len(scene.words) else None
    return word is not None and word.definite and "nationality" in word.roles


def _in_name(scene: Scene, at: int, end: int, limit: int, *, known: bool) -> bool:
    """Tell whether a word may go on a name that its mention left out from `end` on."""
    if scene.bound(at) or at in scene.time_at or at in scene.actor_at or scene.aside_end(at) > at:
        return False
    if shape(scene.words[at].look).nameless or (at == end and _is_attack(scene, at)) or _is_addressed(scene, at):
        return False
    if known and scene.form(at).startswith(_THE):
        return False  # «طالب سالم الخطيب الاطار بالاجتماع»
    if (at > end and _ends_name(scene, at, limit)) or before_surname(scene, at, limit):
        return True
    return (
        scene.nominal(at)
        and not scene.joined(at)
        and not scene.words[at].look.entries("speech")
        and not (at > end and is_strange(scene, at - 1) and _known(scene, at))
    )


def _ends_name(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a word between a strange one and «أن» or a comma is the end of a name («هاينز فيشر إن»)."""
    after = scene.tags[at + 1] if at + 1 < limit else frozenset()
    return is_strange(scene, at - 1) and not scene.tags[at] and bool(after & {"complementiser", "comma", "colon"})


def _joined_end(scene: Scene, mention: ActorMention, last: int, limit: int) -> int:
    """Return the index after the states that speak together («روسيا وتركيا وإيران»), or `last`."""
    joined = shape(scene.words[last].look) if last < limit and mention.anonymous else None
    if joined is not None and joined.prefix[:1] == _AND and "nationality" in joined.roles:
        return last + 1  # «مسؤولون عراقيون وأكراد»
    other = scene.actor_at.get(last) if mention.anonymous and mention.role in _UNNAMED else None
    if other is not None and other.anonymous and other.role in _UNNAMED and scene.form(last)[:1] == _AND:
        return other.last if other.last <= limit and scene.bound(last) == "" else last  # «شهود ومصادر من البلدة»
    while mention.role == "place" and last < limit:
        other = scene.actor_at.get(last)
        if other is None or other.role != "place" or scene.form(last)[:1] != _AND or other.last > limit:
            break
        last = other.last
    return last


def _is_addressed(scene: Scene, i: int) -> bool:
    """Tell whether a word is people with the article whose ending makes them an object («أخبر سالم الخطيب الصحفيين أن»)."""
    form = scene.form(i)
    many = any(r.pos == "noun" and r.number == "p" for r in scene.words[i].look.readings)
    return many and form.startswith(_THE) and form.endswith(_OBLIQUE)


def _is_attack(scene: Scene, i: int) -> bool:
    """Tell whether a word is a noun of attacking without the article («أحصى الفريق استهداف أكثر من»)."""
    acts = scene.words[i].look.entries("events")
    return any(r.pos == "masdar" and not r.definite and e.fields.get("type") == "ASSAULT" for r, e in acts)


def _known(scene: Scene, at: int) -> bool:
    """Tell whether a word is a definite noun that an entry knows: what follows a foreign name and is no part of it."""
    word = shape(scene.words[at].look)
    return word.definite and bool(scene.words[at].look.readings)
