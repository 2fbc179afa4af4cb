"""Choosing which events of each article are the incident that they share: the group in which most articles have a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from khabar.incidents import Group, group, make_cards
from khabar.incidents.bearings import distance, is_same_place, read_days
from khabar.incidents.cards import make_tellings
from khabar.incidents.mains import find_main_groups
from khabar.incidents.model import split_key
from khabar.incidents.places import PRECISE
from khabar.incidents.record import Telling
from khabar.model import Count, Event, Place, Report

_TOLD = frozenset({"happened", "ongoing", "foiled", "denied"})
_TYPES = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
# Ways of attack that reports of one attack mix up; None where a report does not say.
_MISTAKEN = frozenset({None, "aerial", "drone", "heavy-weapons", "firearms", "clash", "destroy"})
_NEAR_KM, _FAR_KM, _GOVERNORATE_KM = 10.0, 20.0, 70.0
_SAME = 3.0
_ALONE = 1.0  # of an article that tells of nothing else
_SLACK = 2  # days


def choose_tellings(reports: Mapping[str, Report]) -> list[Telling]:
    """Return for each article its events that are the incident; an article that tells nothing of it is left out.

    The incident is the group of events that most articles tell of; of an article that has no part in it, the
    events that are like one of the group.
    """
    cards = [card for name in sorted(reports) for card in make_cards(name, reports[name])]
    groups = group(cards)
    led = Counter(find_main_groups(cards, groups).values())
    best = max(groups, key=lambda g: (len(_documents(g)), led[g.id], g.id), default=None)
    if best is None:
        return []
    own = set(best.members)
    chosen = {t.document: t.events for t in make_tellings(card for card in cards if card.key in own)}
    seeds = [e for d, ids in sorted(chosen.items()) for e in reports[d].events if e.id in ids]
    for document in sorted(set(reports) - set(chosen)):
        events = _candidates(reports[document])
        if events:
            seed = max(seeds, key=lambda s: (max(like(s, e) for e in events), s.id))
            if kept := _keep(seed, events):
                chosen[document] = kept
    return [Telling(document=d, events=chosen[d]) for d in sorted(chosen)]


def _documents(found: Group) -> set[str]:
    return {split_key(key)[0] for key in found.members}


def _candidates(report: Report) -> Sequence[Event]:
    return [e for e in report.events if e.type in _TYPES and e.status in _TOLD]


def _keep(seed: Event, events: Sequence[Event]) -> tuple[str, ...]:
    """Return the events of one article that are the incident's: of one place with it where any is, else the likest."""
    alike = [(like(seed, e), e) for e in events]
    kept = [e for score, e in alike if score >= _SAME]
    there = [e for e in kept if seed.place and e.place and is_same_place(seed.place, e.place)]
    if there:
        kept = [e for e in kept if e.place is None or e in there or _is_wide(e.place)]
    if not kept and alike:
        score, event = max(alike, key=lambda a: (a[0], a[1].id))
        least = _ALONE if len(alike) == 1 else _SAME / 2
        kept = [event] if score >= least else []
    return tuple(e.id for e in kept)


def like(a: Event, b: Event) -> float:
    """Return how much two events of different articles look like one happening; negative where they cannot be."""
    score = _place(a, b) + _day(a, b)
    score += _kind(a, b)
    score += _count(a.killed, b.killed) + 0.5 * _count(a.wounded, b.wounded)
    if a.weapon is not None and a.weapon == b.weapon:
        score += 0.5
    return max(0.0, score)


def _place(a: Event, b: Event) -> float:
    if a.place is None or b.place is None:
        return 0.0
    if is_same_place(a.place, b.place):
        return 3.0 if a.place.precision in PRECISE or a.place.lat is None else 1.0
    apart = distance(a.place, b.place)
    if apart is None:
        return 0.0
    if {a.place.precision, b.place.precision} <= PRECISE:
        return 1.0 if apart <= _NEAR_KM else -1.0 if apart <= _FAR_KM else -3.0
    return 0.5 if apart <= _GOVERNORATE_KM else -3.0


def _is_wide(place: Place) -> bool:
    """Tell whether a place is a known one that may hold the incident's; an unknown name is another village."""
    return place.precision not in PRECISE and place.id is not None


def _kind(a: Event, b: Event) -> float:
    if a.type != b.type:
        return 0.0
    if a.mode == b.mode:
        return 1.0
    return 0.5 if {a.mode, b.mode} <= _MISTAKEN else -2.0


def _day(a: Event, b: Event) -> float:
    one = read_days(a.time.start, a.time.end) if a.time else None
    other = read_days(b.time.start, b.time.end) if b.time else None
    if one is None or other is None:
        return 0.0
    gap = max((one[0] - other[1]).days, (other[0] - one[1]).days)
    if gap <= 0:
        return 1.0
    return 0.5 if gap <= _SLACK else -3.0


def _count(a: Count | None, b: Count | None) -> float:
    if a is None or b is None:
        return 0.0
    if (a.min, a.max) == (b.min, b.max):
        return 1.5 if a.min else 0.5
    top = float("inf")
    overlap = max(a.min, b.min) <= min(a.max if a.max is not None else top, b.max if b.max is not None else top)
    return 0.5 if overlap else -0.5
