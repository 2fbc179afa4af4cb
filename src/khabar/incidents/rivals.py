"""Happenings that one report tells apart: an event of another report is one of them, the likest, not both.

A report that tells of shelling on two villages says that they are two. Without it, what other reports tell of the one
and of the other is alike enough, in the same words and on the same day, to be joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from khabar.incidents.clustering import Pair
from khabar.incidents.likeness import is_told_as_one, load_weights
from khabar.incidents.model import Card
from khabar.incidents.places import PRECISE, is_capital_name
from khabar.language.geography import kilometres

APART, LIKER = "report: apart", "report: another is liker"
_APART_KM = 5.0
_AROUND = frozenset({"district", "governorate"})  # as which a village without a point of its own is placed


class Rivalry(NamedTuple):
    """The likeness of the pairs of a component with what rivals take off it, and how often each lost to one."""

    scores: Mapping[Pair, float]
    lost: Mapping[Pair, int]


def weigh_rivals(component: Iterable[str], known: Mapping[str, Card], scores: Mapping[Pair, float]) -> Rivalry:
    """Return the likeness of pairs where two events that a report tells apart are not one, nor both another's."""
    rivals = _find_rivals(component, known)
    if not rivals:
        return Rivalry(scores, {})
    reasons = load_weights().reasons
    kept: dict[Pair, float] = {}
    lost: dict[Pair, int] = {}
    for pair, value in scores.items():
        a, b = pair
        if known[a].document == known[b].document:
            kept[pair] = value + reasons[APART] if b in rivals.get(a, ()) else value
            continue
        times = sum(_is_liker(x, rivals.get(y, ()), scores, value) for x, y in ((a, b), (b, a)))
        kept[pair] = value + times * reasons[LIKER]
        if times:
            lost[pair] = times
    return Rivalry(kept, lost)


def _find_rivals(component: Iterable[str], known: Mapping[str, Card]) -> Mapping[str, Sequence[str]]:
    """Return for each event those that its report tells apart from it."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for key in component:
        if _is_exact(known[key]):
            told[known[key].document].append(key)
    rivals: defaultdict[str, list[str]] = defaultdict(list)
    for keys in told.values():
        for a, b in combinations(keys, 2):
            if _are_apart(known[a], known[b]):
                rivals[a].append(b)
                rivals[b].append(a)
    return rivals


def _is_exact(card: Card) -> bool:
    """Tell whether an event has a place that is not also the name of a province: on the map, or told by its own name."""
    if card.name is None or is_capital_name(card.name):
        return False
    return _is_unknown(card) or (card.precision in PRECISE and card.point is not None)


def _is_unknown(card: Card) -> bool:
    """Tell whether no gazetteer has the place: its point is that of what lies around it."""
    return card.place is None and card.precision in _AROUND


def _are_apart(a: Card, b: Card) -> bool:
    """Tell whether a report tells two events as two: of other villages, in other sentences or with other numbers."""
    if a.name == b.name or is_told_as_one(a, b):
        return False
    one, other = a.point, b.point
    if _is_unknown(a) and _is_unknown(b):
        return True
    return one is not None and other is not None and kilometres(*one, *other) > _APART_KM


def _is_liker(key: str, rivals: Iterable[str], scores: Mapping[Pair, float], value: float) -> bool:
    """Tell whether an event is more like a rival of the one to which it is this like."""
    return any(scores.get((min(key, rival), max(key, rival)), value) > value for rival in rivals)
