"""How alike two events are: a sum of named reasons, each with a weight that people can read and change.

The weights stand in `data/incidents/weights.json`, learned from incidents grouped by people
(`scripts/train_linking.py`); a positive sum says that both tell of one happening.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from khabar.incidents.days import day_window
from khabar.incidents.families import families_of
from khabar.incidents.model import Card, Reason, Toll
from khabar.incidents.places import FINE, PRECISE, is_capital_name
from khabar.incidents.words import RAREST, unpack
from khabar.language.artefact import DATA
from khabar.language.geography import kilometres

_KM = (2, 5, 10, 20, 40)
_ELSEWHERE_KM = 150.0  # two towns so far apart are not one place of which one report errs
_BESIDE_KM = 3.0  # from village to village
_WIDE_KM = (30, 90)
_DAYS = (0, 1, 2)
_WORDS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55)
_RARE = (1, 2, 3, 4, 6, 8)
_WORDING = (1, 3, 6, 9)
_WORD_NAMES = (*(f"words: under {part}" for part in _WORDS), "words: most")
_RARE_NAMES = tuple(f"rare words: {n}" for n in _RARE)
_WORDING_NAMES = tuple(f"wording: {n} runs" for n in _WORDING)
_REMEMBERED = 20_000  # signatures that are kept unpacked


class Weights(msgspec.Struct, frozen=True):
    """What each reason adds; `bias` is added to every sum, `apart` is the score of events that were not compared.

    `ranks` says how much the likeness of an event counts among those of its group, by its rank in its report: the main
    event, the next, and so on; the last is that of all others.
    """

    bias: float
    apart: float
    ranks: tuple[float, ...]
    reasons: dict[str, float]


@cache
def load_weights() -> Weights:
    """Return the weights of likeness."""
    return msgspec.json.decode((DATA / "incidents" / "weights.json").read_bytes(), type=Weights)


def score(a: Card, b: Card) -> float:
    """Return how much speaks for two events being one happening: the sum of the reasons' weights."""
    weights = load_weights()
    return weights.bias + sum([weights.reasons.get(name, 0.0) for name in compare(a, b)])


def weigh(card: Card) -> float:
    """Return how much an event counts among those of its group: main events are read best."""
    ranks = load_weights().ranks
    return ranks[min(card.order, len(ranks) - 1)]


def explain(a: Card, b: Card, *beside: str) -> tuple[Reason, ...]:
    """Return the reasons for and against two events being one happening, strongest first.

    `beside` names reasons that the two alone do not show.
    """
    known = _load_reasons()
    found = [known[name] for name in (*compare(a, b), *beside) if name in known]
    return tuple(sorted(found, key=lambda reason: (-abs(reason.weight), reason.name)))


@cache
def _load_reasons() -> dict[str, Reason]:
    """Return every reason once: millions of ties share them."""
    return {name: Reason(name, weight) for name, weight in load_weights().reasons.items()}


def compare(a: Card, b: Card) -> Iterator[str]:
    """Yield the names of all reasons that hold between two events, the same for (b, a)."""
    yield _compare_places(a, b)
    yield _compare_days(a, b)
    yield from _compare_types(a, b)
    yield from _compare_values("actor", a.actor, b.actor)
    yield from _compare_values("target", a.target, b.target)
    yield from _compare_tolls("killed", a.killed, b.killed)
    yield from _compare_tolls("wounded", a.wounded, b.wounded)
    if a.document != b.document or not _are_of_two_places(a, b):
        yield from _compare_words(a, b)
    if a.document != b.document:
        yield _compare_villages(a.villages, b.villages)
    if a.document == b.document:
        yield "report: one telling" if is_told_as_one(a, b) else "report: same"
    yield f"main: {('both', 'one', 'none')[(a.order > 0) + (b.order > 0)]}"
    if a.order + b.order > 0 and a.document != b.document and _are_villages_apart(a, b):
        yield "aside: another village" if a.order and b.order else "main: another village"


def is_told_as_one(a: Card, b: Card) -> bool:
    """Tell whether one report tells of both in the same sentences with the same numbers: one attack on two villages."""
    return (a.wording, a.type, a.mode, a.killed, a.wounded) == (b.wording, b.type, b.mode, b.killed, b.wounded)


def _are_of_two_places(a: Card, b: Card) -> bool:
    """Tell whether one report tells two events apart, of different villages: that their words are its own says nothing."""
    return _is_village(a) and _is_village(b) and a.name != b.name and not is_told_as_one(a, b)


def _are_villages_apart(a: Card, b: Card) -> bool:
    """Tell whether two events are of other villages: a report's main event it may place wrongly, what it lists it names."""
    if a.name == b.name or not (_is_village(a) and _is_village(b)):
        return False
    one, other = a.point, b.point
    return one is None or other is None or kilometres(*one, *other) > _BESIDE_KM


def _is_village(card: Card) -> bool:
    """Tell whether a place is more exact than a district: one that no gazetteer knows is told by its own name."""
    exact = card.precision in PRECISE or card.place is None
    return card.name is not None and exact and not is_capital_name(card.name)


def _compare_places(a: Card, b: Card) -> str:
    if a.precision is None or b.precision is None:
        return "place: not said"
    fine = (a.precision in FINE) + (b.precision in FINE)
    one, other = a.point, b.point
    distance = kilometres(*one, *other) if one and other else None
    if a.name == b.name and (distance is None or distance < _KM[-1]):
        return "place: same name" if fine == 2 else "place: same wide name" if fine == 0 else "place: around"
    if distance is None:
        return "place: other name"
    if fine < 2:
        return next((f"place: wide, within {km} km" for km in _WIDE_KM if distance <= km), "place: wide, far")
    if distance > _ELSEWHERE_KM:
        return "place: elsewhere"
    return next((f"place: within {km} km" for km in _KM if distance <= km), "place: far")


def _compare_days(a: Card, b: Card) -> str:
    one, other = day_window(a), day_window(b)
    if one is None or other is None:
        return "day: not said"
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    told = (a.first_day is not None) + (b.first_day is not None)
    how = ("published", "told and published", "told")[told]
    if told == 0:
        gap = abs(one[1] - other[1])
    return next((f"day: {how}, {days} apart" for days in _DAYS if gap <= days), f"day: {how}, far")


def _compare_types(a: Card, b: Card) -> Iterator[str]:
    if a.type == b.type and a.mode == b.mode:
        yield "type: same"
    elif set(families_of(a)) & set(families_of(b)):
        yield "type: akin"
    else:
        yield "type: other"
    if a.weapon and b.weapon:
        yield "weapon: same" if a.weapon == b.weapon else "weapon: other"


def _compare_values(slot: str, a: str | None, b: str | None) -> Iterator[str]:
    if a is not None and b is not None:
        yield f"{slot}: same" if a == b else f"{slot}: other"


def _compare_tolls(slot: str, a: Toll | None, b: Toll | None) -> Iterator[str]:
    if a is None or b is None:
        return
    if a == b:
        yield f"{slot}: same" if a[1] is None or a[0] < 3 else f"{slot}: same, three or more"
    elif a[0] <= (b[1] or math.inf) and b[0] <= (a[1] or math.inf):
        yield f"{slot}: may be same"
    else:
        low, high = sorted((a[1] or a[0], b[1] or b[0]))
        yield f"{slot}: far" if high > 2 * low + 2 else f"{slot}: near"


def _compare_words(a: Card, b: Card) -> Iterator[str]:
    mine, theirs = _read_words(a.words), _read_words(b.words)
    common = mine.words & theirs.words
    whole = math.sqrt(mine.rarity * theirs.rarity)
    shared = sum([word & 0xF for word in common]) / whole if whole else 0.0
    yield _WORD_NAMES[bisect_right(_WORDS, shared)]
    rare = sum([word & 0xF == RAREST for word in common])
    if rare:
        yield _RARE_NAMES[bisect_right(_RARE, rare) - 1]
    runs = len(_read_wording(a.wording) & _read_wording(b.wording))
    if runs:
        yield _WORDING_NAMES[bisect_right(_WORDING, runs) - 1]


def _compare_villages(a: bytes, b: bytes) -> str:
    """Return whether two reports tell of a village in common."""
    if not a or not b:
        return "villages: not said"
    return "villages: some shared" if _read_wording(a) & _read_wording(b) else "villages: none shared"


class _Words(NamedTuple):
    words: frozenset[int]
    rarity: int


@lru_cache(maxsize=_REMEMBERED)
def _read_words(packed: bytes) -> _Words:
    words = unpack(packed)
    return _Words(frozenset(words), sum([word & 0xF for word in words]))


@lru_cache(maxsize=_REMEMBERED)
def _read_wording(packed: bytes) -> frozenset[int]:
    return frozenset(unpack(packed))
