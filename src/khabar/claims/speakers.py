"""Who says it: the subject after a verb, the subject before it, and the noun phrase after a cue."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.claims.bearers import apposes
from khabar.claims.bounds import (
    before_happening,
    before_object,
    before_target,
    both_end,
    may_end,
    offices_end,
    up_to_that,
)
from khabar.claims.clauses import is_oblique, is_strange, skip_asides
from khabar.claims.content import is_quotation
from khabar.claims.cues import Cue
from khabar.claims.extents import SHORTENED, Subject, extended
from khabar.claims.fitting import Complement
from khabar.claims.scene import Scene
from khabar.mentions.actors import mention_of
from khabar.mentions.model import PRESS, ActorMention
from khabar.mentions.shapes import shape

_GIVEN = frozenset({"given", "ordinary_name"})
_ADDRESS = ("ي", "ه", "و")  # ends of «معالي», «سعادة», «سمو»
_THE = "ال"
_GOD = "الله"
_NOMINATIVE = "ون"
_TWO = "ان"
_FOR = "ل"
_PLURAL = frozenset({"3mp", "3fp", "3md", "3fd"})


def subject_after(scene: Scene, cue: Cue, limit: int) -> Subject | None:
    """Return the subject right after a verb, over words that belong to neither."""
    if cue.reading is not None and cue.reading.person in _PLURAL:
        return None
    at = skip_asides(scene, cue.last, limit, commas=False)
    if at >= limit:
        return None
    found = actor_at(scene, at, limit)
    if found is None and cue.first in scene.actor_over and (reader := scene.mentions.reader) is not None:
        phrase = reader.read(at, limit)  # «طالب الأهالي»: the cue was read into the noun phrase
        found = mention_of(reader, phrase) if phrase and phrase.role != "place" else None
    if found is None and at == cue.last and at + 1 < limit and scene.words[at].look.plays("actors", "part"):
        some = shape(scene.words[at + 1].look)
        if some.definite and at + 1 not in scene.time_at and not scene.bound(at + 1):
            return Subject(at, at + 2, None, at + 2, "claims.subject")  # «دعت بعض الأطراف الحكومة إلى»
    if found is None:
        return _nominative(scene, cue, at, limit)
    if (cue.entry.fields.get("addressee") or cue.accepts & {"object", "target"}) and is_oblique(scene, found):
        return None  # «الذي وعد المتظاهرين بأن»: whom it is said to
    if cue.entry.fields.get("addressee") and _told_press(scene, cue, found, limit):
        return None
    by_god = found.first == at + 2 and scene.form(at + 1) == _GOD
    parted = _of_agency(scene, found, limit) or _without_agency(scene, found)
    return parted or _bounded(
        scene, cue, extended(scene, found, at if is_strange(scene, at) or by_god else found.first, limit), at, limit
    )


def _told_press(scene: Scene, cue: Cue, found: ActorMention, limit: int) -> bool:
    """Tell whether an outlet between a verb and its content is only told it («المتحدث أبلغ الشبكة أن»)."""
    return (
        found.kind in PRESS
        and found.last < limit
        and "complementiser" in scene.tags[found.last]
        and cue.prefix == ""
        and not {cue.first - 1, cue.first - 2}.isdisjoint(scene.actor_over)
    )


def subject_behind_object(scene: Scene, cue: Cue, found: Complement, limit: int) -> Subject | None:
    """Return the subject behind the happening that it is said to have done («وتبنى الهجوم تنظيم داعش»), else None."""
    act = cue.last
    while act < limit and ("demonstrative" in scene.tags[act] or scene.words[act].look.plays("actors", "part")):
        act += 1  # «معظم هذه الهجمات»
    if found.kind != "object" or found.first not in (cue.last, act) or act + 1 >= limit:
        return None
    done = cue.says("object") == "happening" and cue.says("subject") == "actor"
    if not (done or cue.says("force") == "deny") or not shape(scene.words[act].look).definite:
        return None
    at = act + 1
    mention = scene.actor_at.get(at)
    if mention is None or mention.last > limit or scene.bound(at) or scene.joined(at) or mention.role == "place":
        return None
    return extended(scene, mention, at, limit)


def _bounded(scene: Scene, cue: Cue, subject: Subject, at: int, limit: int) -> Subject:
    """Return a subject without the happening that it tells of, with all its name, and with the one who speaks with it."""
    actor = subject.actor
    if actor is None:
        return subject
    end = min(before_happening(scene, actor), before_target(scene, cue, actor), before_object(scene, cue, actor))
    if end < actor.last:
        return cut(scene, subject, end)
    end = subject.last
    if "that" in cue.accepts and not cue.entry.fields.get("addressee"):
        end = up_to_that(scene, actor, end, limit)
    end = offices_end(scene, actor, both_end(scene, at, end, limit), limit)
    return subject._replace(last=end, after=max(end, subject.after, _behind_title(scene, cue, actor, end, limit)))


def _behind_title(scene: Scene, cue: Cue, actor: ActorMention, end: int, limit: int) -> int:
    """Return the index after the title that follows a name («أعلن سالم الخطيب زعيم الحزب استعداده»), or `end`."""
    title = scene.actor_at.get(end)
    if actor.role != "person" or title is None or title.role != "title" or "that" not in cue.accepts:
        return end
    if not apposes(scene, title, limit):
        return end
    return next(
        (i for i in range(title.first, title.last) if i in scene.closing and is_quotation(scene, i)), title.last
    )


def cut(scene: Scene, subject: Subject, end: int) -> Subject:
    """Return a subject that ends at a word, its actor read anew from what is left of it."""
    actor, reader = subject.actor, scene.mentions.reader
    phrase = reader.read(actor.first, end) if actor is not None and reader is not None else None
    if reader is not None and phrase is not None:
        actor = mention_of(reader, phrase)
    return Subject(subject.first, end, actor, end, SHORTENED)


def _nominative(scene: Scene, cue: Cue, at: int, limit: int) -> Subject | None:
    """Return a subject that no mention knows but whose ending tells it («اتهم الانفصاليون القوات»)."""
    if cue.reading is None or cue.reading.person[2:] != "s" or at != cue.last or scene.bound(at) or scene.joined(at):
        return None
    if not scene.form(at).startswith(_THE):
        return None
    if any(r.number == "d" and r.pos == "noun" for r in scene.words[at].look.readings) and scene.form(at).endswith(
        _TWO
    ):
        return Subject(at, at + 1, None, at + 1, "claims.subject")  # «وجدد الجانبان الدعوة»
    if not scene.form(at).endswith(_NOMINATIVE):
        return None
    end = at + 1
    while end < limit and scene.form(end).endswith(_NOMINATIVE) and scene.form(end).startswith(_THE):
        end += 1
    return Subject(at, end, None, end, "claims.crowd")


def _of_agency(scene: Scene, mention: ActorMention, limit: int) -> Subject | None:
    """Return the correspondent of an agency that is told behind him («مراسل لوكالة فرانس برس»)."""
    agency = scene.actor_at.get(mention.last)
    if agency is None or agency.last > limit or agency.kind not in PRESS or scene.bound(agency.first) != _FOR:
        return None
    if mention.kind != "outlet" or mention.role != "title" or mention.name or mention.last - mention.first > 1:
        return None
    actor = replace(agency, anonymous=True, kind="outlet")
    return Subject(mention.first, agency.last, actor, agency.last, "claims.subject")


def _without_agency(scene: Scene, mention: ActorMention) -> Subject | None:
    """Return the subject without the agency that it spoke to, where its mention took both in."""
    reader = scene.mentions.reader
    if reader is None:
        return None
    for i in range(mention.first + 1, mention.last):
        if _names_agency(scene, i) or _noun_of_outlet(scene, i):
            own, agency = reader.read(mention.first, i), reader.read(i, mention.last)
            if own is None or agency is None:
                return None
            actor = mention_of(reader, own)
            return Subject(actor.first, i, actor, mention.last, "claims.subject", mention_of(reader, agency))
    return None


def _names_agency(scene: Scene, i: int) -> bool:
    """Tell whether «ل» and the name of an agency stand at a word («لرويترز»)."""
    names = scene.text.names.get(i, ())
    return any(hit.prefix.endswith("ل") and any(r.kind == "agency" for r in hit.bearers.actors) for hit in names)


def _noun_of_outlet(scene: Scene, i: int) -> bool:
    """Tell whether a noun for an outlet stands behind a complete title («أبلغ وزير النقل السابق وكالة رويترز أن»)."""
    word = shape(scene.words[i].look)
    whole = may_end(scene, i - 1) or "quality" in shape(scene.words[i - 1].look).roles
    return "outlet" in word.roles and not (word.definite or word.prefix) and whole


def shortened(scene: Scene, subject: Subject) -> Subject | None:
    """Return a subject without the words that may be the object of its verb and no name, None where there are none."""
    actor = subject.actor
    if actor is None or actor.role not in ("title", "body", "force", "source", "outlet"):
        return None
    for i in range(max(actor.head, actor.first) + 1, subject.last):
        word = shape(scene.words[i].look)
        if is_strange(scene, i) or (
            not word.roles and (scene.words[i].look.entries("events") or scene.words[i].look.entries("speech"))
        ):
            return cut(scene, subject, i)
    return None


def actor_at(scene: Scene, at: int, limit: int) -> ActorMention | None:
    """Return the actor that starts at a word, at the mark before it or one plain noun after it («مكتب محافظ»)."""
    named = scene.actor_at.get(at + 2) if at + 2 < limit and scene.form(at + 1) == _GOD else None
    if named is not None and named.role == "person":
        return named  # «قال رحمة الله يوسف»
    for i in (at, at + 1):
        mention = scene.actor_at.get(i)
        if (
            mention is None
            or i >= limit
            or (
                shape(scene.words[i].look).suffix
                and any(r.pos == "verb" and r.suffix for r in scene.words[i].look.readings)
            )
        ):
            continue
        if scene.bound(i) in ("ل", "ب", "ك"):
            return None
        if i > at and at in scene.closing and mention.last < scene.closing[at] and is_quotation(scene, at):
            return None  # «قالت تحت عنوان «القرية تنتصر …»»
        if (
            i == at
            or scene.tags[at] & {"quote", "open_bracket", "demonstrative", "quantifier"}
            or scene.role(at, "same")
            or (
                mention.person
                and (mention.role != "title" or scene.form(at).endswith(_ADDRESS))
                and (is_strange(scene, at) or shape(scene.words[at].look).roles.keys() & _GIVEN)
            )
            or (
                i in scene.closing
                and mention.last == scene.closing[i] + 1
                and scene.nominal(at)
                and not scene.bound(at)
            )
        ):
            return mention
    return None
