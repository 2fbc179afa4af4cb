"""What the incident is, as most of its tellings have it: its places and its days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from khabar.incidents.bearings import (
    PERIOD,
    Focus,
    Located,
    is_capital,
    is_far,
    is_same_place,
    is_scene,
    name_place,
    read_days,
    when_of,
)
from khabar.incidents.passages import Page
from khabar.incidents.places import PRECISE
from khabar.incidents.record import Telling
from khabar.model import EventType, PlacePrecision

_WIDE: frozenset[PlacePrecision] = frozenset({"country", "region"})
_LISTED = 3  # more places than this in one sentence are a list
_ENOUGH = 0.5  # of the votes of the best place of all that a precise one needs
_NEARLY = 0.7  # of the votes of the best that another place of the incident has


def find_focus(pages: Sequence[Page], tellings: Sequence[Telling]) -> Focus:
    """Return where and when the incident was, by the sentences that tell of it, each document with one vote."""
    chosen = {t.document: frozenset(t.events) for t in tellings}
    days: dict[tuple[date, date], set[str]] = defaultdict(set)
    published: list[date] = []
    for page in pages:
        if (day := read_days(page.report.document.published, None)) is not None:
            published.append(day[0])
        for event in page.report.events:
            span = read_days(event.time.start, event.time.end) if event.time is not None else None
            if span is not None and event.id in chosen.get(page.id, ()):
                days[span].add(page.id)
    first, last = _vote_days(days, sorted(published))
    when = Focus((), first, last)
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    places: dict[str, Located] = {}
    for page in pages:
        for place, weight in _told_places(page, chosen.get(page.id, frozenset()), when):
            key = name_place(place)
            places.setdefault(key, place)
            votes[key][page.id] = max(weight, votes[key].get(page.id, 0.0))
    return Focus(_vote_places(places, votes), first, last, *_vote_kind(pages, chosen))


def _vote_kind(pages: Sequence[Page], chosen: Mapping[str, frozenset[str]]) -> tuple[EventType | None, str | None]:
    """Return the type of which most documents tell, and the mode of most of those that have one."""
    told = [(p.id, e) for p in pages for e in p.report.events if e.id in chosen.get(p.id, ())]
    types = Counter(type for _, type in {(d, e.type) for d, e in told})
    type = min(types, key=lambda t: (-types[t], t), default=None)
    modes = Counter(mode for _, mode in {(d, e.mode) for d, e in told if e.type == type} if mode is not None)
    return type, min(modes, key=lambda m: (-modes[m], m), default=None)


def _told_places(page: Page, events: frozenset[str], when: Focus) -> Iterator[tuple[Located, float]]:
    """Yield the places that a report tells of with the incident: beside its dead and hurt most, then as an event's own."""
    for event in page.report.events:
        if event.id in events and event.place is not None and event.place.precision not in _WIDE:
            yield event.place, 0.5
    for passage in page.passages:
        time = when_of(passage.times, when)
        tied = any(e.id in events for e in passage.events)
        if time == "another" or not (tied or (time == "then" and passage.events)):
            continue
        told = [p for p in passage.places if p.precision not in _WIDE and is_scene(p)]
        counted = any(c.slot in ("killed", "wounded") and not c.part for c in passage.counts)
        for place in told:
            yield place, 0.25 if len(told) > _LISTED or not tied else 1.0 if counted else 0.4


def _vote_places(places: dict[str, Located], votes: dict[str, dict[str, float]]) -> tuple[Located, ...]:
    """Return the places that most documents tell of, precise ones before wider ones, with those held nearly as well."""
    held: dict[str, float] = {}
    for key, place in places.items():
        together: dict[str, float] = {}
        for other, by_document in votes.items():
            if is_same_place(place, places[other]):
                for document, weight in by_document.items():
                    together[document] = max(weight, together.get(document, 0.0))
        held[key] = sum(together.values())
    precise = {k for k, p in places.items() if (p.precision in PRECISE and not is_capital(p)) or p.id is None}
    for pool in (precise, set(places)):
        most = max((held[k] for k in pool), default=0.0)
        if most >= _ENOUGH * max(held.values(), default=0.0):
            kept = sorted((k for k in pool if held[k] >= _NEARLY * most), key=lambda k: (-held[k], k))
            best = Focus(tuple(places[k] for k in kept[:1]))
            return tuple(places[k] for k in kept if not is_far(places[k], best))
    return ()


def _vote_days(days: dict[tuple[date, date], set[str]], published: Sequence[date]) -> tuple[date | None, date | None]:
    """Return the day that most documents agree on, of equals the one nearest to their publication."""
    narrow = {span: held for span, held in days.items() if (span[1] - span[0]).days < PERIOD}
    if not narrow:
        return None, None
    votes: dict[date, set[str]] = defaultdict(set)
    for (first, last), held in narrow.items():
        for n in range((last - first).days + 1):
            votes[first + timedelta(days=n)] |= held
    middle = published[len(published) // 2] if published else min(votes)
    best = min(votes, key=lambda day: (-len(votes[day]), abs((day - middle).days), day))
    return best, best
