"""Speakers that no mention knows: plain noun phrases after a verb, before it, or between it and its complement."""

from __future__ import annotations

from khabar.claims.clauses import clause_start, happens, is_strange, skip_asides
from khabar.claims.content import Complement
from khabar.claims.cues import Cue
from khabar.claims.scene import Scene
from khabar.claims.speakers import Subject
from khabar.mentions import np_end
from khabar.mentions.shapes import shape

_APPOSED = 24  # words between a name and its verb that an apposition may take
_SHORT = 6  # words that a subject of no known actor may take


def stranger_after(scene: Scene, at: int, limit: int) -> Subject | None:
    """Return a subject that no mention knows: the plain noun phrase at a word."""
    if (
        at >= limit
        or not scene.nominal(at)
        or scene.bound(at)
        or (scene.joined(at) and scene.words[at].look.readings)
        or shape(scene.words[at].look).timely
    ):
        return None
    if (
        scene.verblike(at)
        or (happens(scene, at) and not (at + 1 in scene.actor_at and shape(scene.words[at].look).definite))
        or any(not r.suffix or r.pos != "verb" for r, _ in scene.words[at].look.entries("speech"))
    ):
        return None
    named = scene.actor_at.get(at + 1)  # «مدرب الفريق سالم»: a noun that no entry knows before a known one
    end = min(named.last, limit) if named else np_end(scene.text, scene.mentions, at, min(limit, at + 12))
    if is_strange(scene, at) and end == at + 1 and _name_goes_on(scene, end, limit):
        end += 1
    return Subject(at, end, None, end, "claims.subject") if at < end else None


def _name_goes_on(scene: Scene, at: int, limit: int) -> bool:
    """Tell whether a word right after a strange name and right before a mark or «أن» is its second half."""
    look = scene.words[at].look if at < limit else None
    if look is None or look.tags or scene.bound(at) or scene.joined(at):
        return False
    return bool(scene.tags[at + 1] & {"comma", "complementiser", "colon", "quote", "open_bracket"})


def stranger_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return a subject that no mention knows, right before a verb («منتقدون يقولون»)."""
    verb = cue.first
    start = clause_start(scene, verb)
    while start < verb and (
        scene.tags[start] & {"punct", "qad", "auxiliary"}
        or (scene.aside_end(start) > start and start not in scene.time_at)
    ):
        start += 1
    if start < verb and (apposed := _apposed(scene, start, verb)) is not None:
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


def _apposed(scene: Scene, start: int, verb: int) -> Subject | None:
    """Return a name that an apposition between commas parts from its verb («سالم، نازح من حمص، يقول»)."""
    if "comma" not in scene.tags[verb - 1] or not is_strange(scene, start) or verb - start > _APPOSED:
        return None
    comma = next((i for i in range(start + 1, min(start + _SHORT, verb - 1)) if "comma" in scene.tags[i]), None)
    if comma is None or any(scene.verblike(i) for i in range(comma + 1, verb)):
        return None
    if not all(scene.nominal(i) and not scene.bound(i) for i in range(start, comma)):
        return None
    return Subject(start, comma, None, verb + 1, "claims.subject_before")


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


def stranger_around(scene: Scene, cue: Cue, found: Complement, limit: int) -> Subject | None:
    """Return a subject that no mention knows, before a verb or between it and its complement."""
    before = stranger_before(scene, cue) if cue.prefix == "" and found.mark == cue.last else None
    if before is not None:
        return before
    if cue.reading is not None and len(cue.reading.person) == 3 and cue.reading.person[2] != "s":
        return None
    at = skip_asides(scene, cue.last, found.mark, commas=False)
    return stranger_after(scene, at, found.mark) if at < found.mark else None
