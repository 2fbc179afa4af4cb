"""Speakers that no mention knows: plain noun phrases after a verb, before it, or between it and its complement."""

from __future__ import annotations

from khabar.claims.clauses import clause_start, happens, is_strange, skip_asides
from khabar.claims.cues import Cue
from khabar.claims.extents import Subject
from khabar.claims.fitting import Complement
from khabar.claims.names import apposed_before, apposed_name, name_goes_on
from khabar.claims.scene import Scene
from khabar.language import Entry
from khabar.mentions import np_end
from khabar.mentions.shapes import shape

_TO = "ل"
_THE = "ال"
_MANY = frozenset({"3mp", "3md"})
_SHE = ("ه", "ات")  # the folded endings of «الهيئة», «الجهات»
_DEMAND = "demand"
_LONG = 10  # words of an outlet with what tells more of it
_SHORT = 6  # words that a subject of no known actor may take


def stranger_after(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return a subject that no mention knows: the plain noun phrase at a word."""
    if (
        at >= limit
        or not scene.nominal(at)
        or scene.bound(at)
        or scene.aside_end(at) > at
        or (scene.joined(at) and scene.words[at].look.readings)
        or shape(scene.words[at].look).timely
    ):
        return None
    if (
        scene.verblike(at)
        or (happens(scene, at) and not (at + 1 in scene.actor_at and shape(scene.words[at].look).definite))
        or any((not r.suffix or r.pos != "verb") and not _tells(e) for r, e in scene.words[at].look.entries("speech"))
    ):
        return None
    named = scene.actor_at.get(at + 1)  # «مدرب الفريق سالم»: a noun that no entry knows before a known one
    end = min(named.last, limit) if named else np_end(scene.text, scene.mentions, at, min(limit, at + 12))
    told = (i for i in range(at + 1, end) if scene.form(i) == _TO or (i in scene.actor_at and scene.bound(i) == _TO))
    end = next(told, end)  # «سياسي لرويترز»
    end = next((i for i in range(at + 1, end) if scene.words[i].look.plays("speech", "aside")), end)  # «بادي أيضا»
    if is_strange(scene, at) and end == at + 1 and name_goes_on(scene, end, limit):
        end += 1
    return Subject(at, end, None, end, "claims.subject") if at < end else None


def _tells(entry: Entry) -> bool:
    """Tell whether an entry is a noun for somebody who tells news, or for what somebody counted or wrote down."""
    return entry.fields.get("role") == "teller" or "record" in entry.fields


def stranger_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return a subject that no mention knows, right before a verb («منتقدون يقولون»)."""
    verb = cue.first
    start = clause_start(scene, verb)
    while start < verb and (
        scene.tags[start] & {"punct", "qad", "auxiliary"}
        or (scene.aside_end(start) > start and start not in scene.time_at)
    ):
        start += 1
    if start < verb and (apposed := apposed_name(scene, start, verb)) is not None:
        return apposed
    if (
        not 0 < verb - start <= _SHORT
        or not scene.nominal(start)
        or scene.joined(start)
        or scene.verblike(start)
        or happens(scene, start)
        or scene.bound(start)
        or shape(scene.words[start].look).timely
    ):
        return None
    end = np_end(scene.text, scene.mentions, start, verb)
    if end < verb and not scene.tags[end] & {"comma", "quote"}:
        return None
    return Subject(start, end, None, cue.last, "claims.subject_before") if end > start else None


def strangers_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return people that no mention knows between «أن» and a verb of the plural («أن المشرعين يحثون»)."""
    if cue.prefix or cue.reading is None or cue.reading.person not in _MANY:
        return None
    start = clause_start(scene, cue.first)
    if start >= cue.first or not scene.form(start).startswith(_THE) or start in scene.actor_over:
        return None
    return stranger_before(scene, cue) if "complementiser" in scene.tags[start - 1] else None


def stranger_before_target(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return a subject that no mention knows before the actor that its verb is aimed at («حث الأمين العام الأطراف»)."""
    if at in scene.actor_over or scene.joined(at):
        return None
    for i in range(at + 1, min(at + _SHORT, limit)):
        if i in scene.actor_at:
            known = shape(scene.words[i].look).definite and not scene.bound(i) and not scene.joined(i)
            return Subject(at, i, None, i, "claims.subject") if known else None
        if not shape(scene.words[i].look).definite or scene.bound(i) or scene.tags[i]:
            return None
    return None


def stranger_before_act(scene: Scene, cue: Cue, found: Complement, limit: int) -> Subject | None:
    """Return a subject with the article that no mention knows before what it announces («وأعلنت الجهات الرسمية بدء حملة»)."""
    at = found.first
    if found.kind != "object" or at != cue.last or cue.says("force") == _DEMAND:
        return None
    if at in scene.actor_over or happens(scene, at):
        return None
    word = shape(scene.words[at].look)
    if "outlet" in word.roles and not word.definite:
        return _outlet_before_act(scene, at, limit)
    hers = cue.reading is not None and cue.reading.person == "3fs" and scene.form(at).endswith(_SHE)
    end = at
    while hers and end < min(at + _SHORT, limit) and scene.form(end).startswith(_THE) and not scene.tags[end]:
        end += 1
    last = end
    if end - at > 1 and end < limit and "in" in scene.tags[end]:
        end += 1
        while end < limit and end in scene.placed:
            end += 1  # «الجهات الرسمية في عدن بدء حملة»
    if last - at < 2 or end + 1 >= limit or scene.tags[end] or not _is_noun(scene, end):
        return None
    return Subject(at, last, None, end, "claims.subject") if end not in scene.time_at else None


def _outlet_before_act(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return an outlet with a name that no entry knows before what it tells («أكدت قناة النهر الفضائية، تعرض مكتبها»)."""
    for i in range(at + 2, min(at + _LONG, limit - 1)):
        if scene.tags[i] & {"complementiser", "colon", "relative", "to", "about", "on"}:
            return None
        if any(r.pos == "masdar" and not (r.prefix or r.definite) for r in scene.words[i].look.readings):
            last = i - ("comma" in scene.tags[i - 1])
            return Subject(at, last, None, i, "claims.subject")
    return None


def _is_noun(scene: Scene, i: int) -> bool:
    """Tell whether a word without the article is a noun of doing, or may be one («بدء», «وقف»)."""
    act = any(r.pos == "masdar" and not r.prefix for r in scene.words[i].look.readings)
    return act or (scene.nominal(i) and not scene.bound(i))


def stranger_before_body(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return a name that no entry knows between a verb and the noun that it calls on («ودعا مدني المجتمع الدولي إلى»)."""
    if at + 2 >= limit or not is_strange(scene, at) or at in scene.actor_over or scene.bound(at):
        return None
    called = scene.form(at + 1).startswith(_THE) and scene.nominal(at + 1) and not scene.bound(at + 1)
    if not called or scene.form(at).startswith(_THE) or scene.aside_end(at) > at:
        return None
    return Subject(at, at + 1, None, at + 1, "claims.name")


def stranger_around(scene: Scene, cue: Cue, found: Complement) -> Subject | None:
    """Return a subject that no mention knows, before a verb or between it and its complement."""
    before = None
    if cue.prefix == "":
        before = stranger_before(scene, cue) if found.mark == cue.last else apposed_before(scene, cue)
    if before is not None:
        return before
    if cue.reading is not None and len(cue.reading.person) == 3 and cue.reading.person[2] != "s":
        return None
    at = skip_asides(scene, cue.last, found.mark, commas=False)
    return stranger_after(scene, at, found.mark) if at < found.mark else None
