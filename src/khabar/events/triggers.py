"""Triggers: the words that name a happening, each with its type, mode and how it is told."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from khabar.events.candidates import Candidate
from khabar.events.ground import Ground
from khabar.events.marks import ADJECTIVE, LIGHT, SAME, VERB, mask
from khabar.events.means import find_means
from khabar.events.rivals import standing_alone
from khabar.events.wordings import find_candidates
from khabar.language import Entry, Reading
from khabar.mentions.shapes import shape
from khabar.model import EventType, Span, Weapon

Kind = Literal["verb", "noun", "phrase", "casualty"]

LIGHT_BEFORE = 8  # words between a light verb and the noun that it carries
LIGHT_AFTER = 3
_RELATIVE, _ON = mask("relative"), mask("on")
_SHELLING = ("heavy-weapons", "aerial")
_STOP, _THIS, _QUOTE, _COMPLEMENTISER = mask("stop"), mask("demonstrative"), mask("quote"), mask("complementiser")


class Trigger(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The words `[first, last)` that name a happening; `head` is the index of the naming word.

    `light` is the index of a light verb that governs it (شن، نفذ، تعرض), or None. `definite` and `anaphoric`
    tell whether it points back, `nominal` whether it is a noun here. A `casualty` trigger tells of dead or wounded
    without naming the act. `fields` are the entry's own, with `roles` for the search of parties.
    """

    first: int
    last: int
    span: Span
    head: int
    type: EventType
    mode: str | None
    weapon: Weapon | None
    entry: Entry
    reading: Reading | None
    definite: bool
    anaphoric: bool
    nominal: bool
    light: int | None
    kind: Kind
    fields: dict[str, Any]


def find_triggers(ground: Ground) -> list[Trigger]:
    """Return the triggers of a text in order, at most one for each word."""
    standing = standing_alone(ground, find_candidates(ground))
    return [_trigger(ground, standing, at) for at in range(len(standing))]


def _trigger(ground: Ground, candidates: list[Candidate], at: int) -> Trigger:
    candidate, text = candidates[at], ground.text
    entry, reading, first, last = candidate.entry, candidate.reading, candidate.first, candidate.last
    fields = entry.fields
    sentence = text.sentences[text.sentence_of[first]]
    before = max(candidates[at - 1].last if at else 0, sentence.first)
    after = min(candidates[at + 1].first if at + 1 < len(candidates) else sentence.last, sentence.last)
    found = find_means(ground, candidate, before, after) if "means" in fields or "means_weapon" in fields else None
    mode, weapon = fields.get("mode"), fields.get("weapon")
    if found is None and fields.get("bare") == "none":
        mode = None  # without its means, the word leaves the mode to the other words of the happening
    elif found is not None:
        mode = mode if "means_weapon" in fields else found.mode or mode
        weapon = found.weapon or weapon
    kind = _kind(candidate)
    return Trigger(
        first=first,
        last=last,
        span=text.span(first, last),
        head=candidate.head,
        type=fields["type"],
        mode=None if mode == "none" else mode,
        weapon=None if weapon == "none" else weapon,
        entry=entry,
        reading=reading,
        definite=_definite(ground, candidate),
        anaphoric=_anaphoric(ground, candidate),
        nominal=_nominal(ground, candidate, kind),
        light=_light(ground, candidate, before, after),
        kind=kind,
        fields=fields,
    )


def _kind(candidate: Candidate) -> Kind:
    if candidate.entry.fields.get("part") == "casualty":
        return "casualty"
    if candidate.entry.kind == "phrase":
        return "phrase"
    return "verb" if candidate.reading is not None and candidate.reading.pos == "verb" else "noun"


def _definite(ground: Ground, candidate: Candidate) -> bool:
    reading = candidate.reading
    if reading is not None and reading.pos == "verb":
        return False
    if reading is not None and (reading.definite or reading.suffix):
        return True
    return ground.words[candidate.head].look.form.startswith("ال")


def _anaphoric(ground: Ground, candidate: Candidate) -> bool:
    """Tell whether a demonstrative or a word such as نفسه points the trigger back to something told before."""
    first, last = candidate.first, candidate.last
    before = ground.marks[first - 1] if first else 0
    after = ground.marks[last] if last < len(ground.marks) else 0
    return bool((before | after) & _THIS or (after & SAME)) or (
        last + 1 < len(ground.marks) and bool(ground.marks[last + 1] & SAME)
    )


def _light(ground: Ground, candidate: Candidate, before: int, after: int) -> int | None:
    """Return the nearest light verb around a noun, up to the neighbouring triggers."""
    if candidate.reading is not None and candidate.reading.pos == "verb":
        return None
    marks, names = ground.marks, ground.text.names
    for i in range(candidate.first - 1, max(before - 1, candidate.first - LIGHT_BEFORE - 1), -1):
        found = marks[i]
        if found & _STOP:
            break
        if found & LIGHT and i not in names and not _is_party(ground, i):
            return i
    for i in range(candidate.last, min(after, candidate.last + LIGHT_AFTER)):
        if marks[i] & _RELATIVE and i > candidate.last and not marks[i - 1] & ADJECTIVE:
            break  # «غارة للتحالف الذي تقوده الدولة»: what another noun did
        if marks[i] & LIGHT and i not in names and not _is_party(ground, i):
            return i
    return None


def _is_party(ground: Ground, i: int) -> bool:
    """Tell whether a word stands for somebody («التنظيم»), and so carries nothing."""
    return shape(ground.words[i].look).definite and any(
        m.first <= i < m.last for m in ground.actors.within(i - 1, i + 1)
    )


def _governs(ground: Ground, at: int) -> bool:
    """Tell whether a preposition follows where a verb would have its subject or its object."""
    if at >= len(ground.marks):
        return False
    return bool(ground.marks[at] & _ON) or shape(ground.words[at].look).prefix == "ل"


def _nominal(ground: Ground, candidate: Candidate, kind: Kind) -> bool:
    """Tell whether a trigger is a noun; letters that could be a verb are one after «إنّ» or before an adjective."""
    marks, head, reading = ground.marks, candidate.head, candidate.reading
    readings = ground.words[head].look.readings
    if reading is None:
        described = head + 1 < candidate.last and bool(marks[head + 1] & ADJECTIVE)  # «قصف جوي»
        noun = any(r.pos in ("masdar", "noun") for r in readings)
        subject = "subject" in (candidate.entry.fields.get("roles") or ())
        return (noun and (described or not subject)) or not marks[head] & VERB
    if reading.pos != "verb":
        return True
    if not any(r.pos in ("masdar", "noun") for r in readings):
        return False
    before = head - 1
    while before >= 0 and marks[before] & _QUOTE:
        before -= 1
    if candidate.entry.fields.get("mode") in _SHELLING and _governs(ground, candidate.last):
        return True  # «قصف لقوات الحكومة على القرية»
    behind = head + 1 if kind == "phrase" else candidate.last  # «قصف جوي» is one wording
    return (before >= 0 and bool(marks[before] & _COMPLEMENTISER)) or (
        behind < len(marks) and bool(marks[behind] & ADJECTIVE) and ground.actors.at(behind) is None
    )
