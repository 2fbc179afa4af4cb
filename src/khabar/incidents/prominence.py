"""Which of a report's events it is about: the one that it tells first, most often and most exactly.

The weights stand in `data/incidents/prominence.json`, learned from reports whose incident people had named, then
tried one by one on how well reports are grouped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from khabar.incidents.days import FEW_DAYS, LATE, read_day
from khabar.incidents.families import STRIKES
from khabar.incidents.places import FINE, tell_precision
from khabar.language.artefact import DATA
from khabar.model import Count, Event, Report

_UNREAL = frozenset({"planned", "threatened", "hypothetical"})
_FIRST = (150, 400, 800, 1500)


@cache
def _load_weights() -> dict[str, float]:
    return msgspec.json.decode((DATA / "incidents" / "prominence.json").read_bytes(), type=dict[str, float])


class Standing(NamedTuple):
    """How much of a report is about an event: a sum of signs, and its rank; 0 is the report's main event."""

    weight: float
    rank: int


def rank_events(report: Report, events: Iterable[Event]) -> dict[str, Standing]:
    """Return the standing of each of these events of a report by its id."""
    weighed = [(-_weigh(report, event), event.trigger.start, event.id) for event in events]
    return {event: Standing(round(-weight, 2), rank) for rank, (weight, _, event) in enumerate(sorted(weighed))}


def _weigh(report: Report, event: Event) -> float:
    """Return how much of a report is about an event."""
    weights = _load_weights()
    first = min([mention.start for mention in event.mentions], default=event.trigger.start)
    share = first / max(1, len(report.document.text))
    score = weights["told first: share of the text before it"] * share
    return score + sum([weights[sign] for sign in _find_signs(report, event, first)])


def _find_signs(report: Report, event: Event, first: int) -> Iterator[str]:
    yield next((f"told first: within {limit} characters" for limit in _FIRST if first < limit), "told first: later")
    if "\n" not in report.document.text[:first]:
        yield "told first: in the first line"
    mentions = max(1, len(event.mentions))
    yield f"mentions: {mentions}" if mentions < 5 else "mentions: more"
    if event.type == "ASSAULT":
        yield "type: an attack"
    if event.mode in STRIKES:
        yield "mode: a strike"
    if event.status in _UNREAL:
        yield "status: not real"
    yield _sign_of_place(event)
    yield _sign_of_time(report, event)
    yield from _signs_of_harm(event)


def _sign_of_place(event: Event) -> str:
    if event.place is None:
        return "place: not said"
    if tell_precision(event.place) in FINE:
        return "place: exact"
    return "place: a capital or its province" if event.place.precision in FINE else "place: wide"


def _sign_of_time(report: Report, event: Event) -> str:
    first = read_day(event.time.start) if event.time else None
    last = read_day(event.time.end) if event.time else None
    if first is None:
        return "time: not said"
    if last is not None and last - first >= FEW_DAYS:
        return "time: long"
    published = read_day(report.document.published)
    return "time: old" if published is not None and published - first > LATE + 1 else "time: recent"


def _signs_of_harm(event: Event) -> Iterator[str]:
    if event.weapon is not None:
        yield "weapon: said"
    if event.target is not None:
        yield "target: said"
    if _some(event.killed):
        yield "killed: some"
    if _some(event.wounded):
        yield "wounded: some"


def _some(count: Count | None) -> bool:
    return count is not None and count.min > 0
