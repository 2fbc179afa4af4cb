"""How two tellings stand to each other in one slot: the same, within, another, or unsaid on either side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khabar.events.agreement import places_agree, same_place, times_agree
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import TOLL, modes_agree, shares
from khabar.events.parties import Found
from khabar.events.weighing import step
from khabar.mentions.model import CountMention

LONG = "more"  # so far apart lie days that are no day of one happening
_DAYS = (0, 1, 3, 30)


def step_named(value: int, steps: Sequence[tuple[int, str]], beyond: str) -> str:
    """Return the name of the first step that a number does not pass."""
    for most, name in steps:
        if value <= most:
            return name
    return beyond


def _unsaid(theirs: object, mine: object) -> str:
    """Return which side says nothing of a slot, "" where both say something."""
    if theirs and mine:
        return ""
    return "unsaid here" if theirs else "unsaid there" if mine else "unsaid"


def compare_places(happening: Happening, knot: Happening) -> str:
    """Return how the places stand: same, within, other, or unsaid."""
    if silent := _unsaid(happening.places, knot.places):
        return silent
    if same_place(happening.places, knot.places):
        return "same"
    return "within" if places_agree(happening.places, knot.places) else "other"


def compare_times(happening: Happening, knot: Happening) -> str:
    """Return how the days stand: same, within, other, or unsaid."""
    mine = [t for t in knot.times if t.start] if knot.times else ()
    theirs = {t.start[:10] for t in happening.times if t.start} if happening.times else ()
    if silent := _unsaid(theirs, mine):
        return silent
    if not all(times_agree(happening.times, t) for t in mine):
        return "other"
    return "same" if any(t.start and t.start[:10] in theirs for t in mine) else "within"


def days_between(happening: Happening, knot: Happening) -> str:
    """Return how many days lie at least between what both are dated by, as a step; "" where either has no date."""
    mine = [(t.start[:10], t.end[:10]) for t in knot.times if t.start and t.end]
    theirs = [(t.start[:10], t.end[:10]) for t in happening.times if t.start and t.end]
    if not mine or not theirs:
        return ""
    gaps = [_days(max(a[0], b[0])) - _days(min(a[1], b[1])) for a in mine for b in theirs]
    return step(max(0, min(gaps)), _DAYS)


def _days(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def compare_modes(happening: Happening, draft: Draft) -> str:
    """Return how the mode of a telling stands to those told before: same, alike, other, or unsaid."""
    mode = draft.trigger.mode
    if mode is None:
        return "unsaid here"
    if mode in happening.modes:
        return "same"
    return "unsaid there" if not happening.modes else "alike" if modes_agree(happening, draft) else "other"


def compare_parties(ground: Ground, theirs: Sequence[Found], mine: Found | None) -> str:
    """Return how a party stands to those told before: same, other, or unsaid."""
    return _unsaid(theirs, mine) or ("same" if shares(ground, theirs, mine) else "other")


def compare_numbers(theirs: Sequence[CountMention], mine: Sequence[CountMention]) -> str:
    """Return how numbers stand: the same toll, maybe one, other, or unsaid."""
    if silent := _unsaid(theirs, mine):
        return silent
    pairs = [(a, b) for a in mine for b in theirs]
    if any((a.min, a.max) == (b.min, b.max) and a.min >= TOLL for a, b in pairs):
        return "same"
    meet = any((a.max is None or b.min <= a.max) and (b.max is None or a.min <= b.max) for a, b in pairs)
    return "may be" if meet else "other"


def kind_of(happening: Happening) -> str:
    """Return whether a happening is named by its victims, a verb or a noun."""
    return "victims" if happening.casualty else "verb" if happening.act.trigger.kind == "verb" else "noun"
