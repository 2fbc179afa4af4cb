"""Named features, and what those that are told together add to the judgement on reality."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from khabar.events.weights import load_weights
from khabar.model import EventType

Group = Literal["assault", "protest", "giving", "other"]
GROUPS = ("assault", "protest", "giving", "other")
_OF_TYPE: dict[EventType, Group] = {
    "ASSAULT": "assault",
    "PROTEST": "protest",
    "AID": "giving",
    "CONCEDE": "giving",
    "COOPERATE": "giving",
    "SUPPORT": "giving",
}
SHOWN_FROM = 0.1  # what weighs less is never named as a reason


class Reason(NamedTuple):
    """A feature that weighs enough to be named: its name as a rule, its rounded weight."""

    rule: str
    weight: float


class Bundle(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Features named together that have a weight: their bits, their sum, the ranks of the reasons, and each by itself."""

    bits: int
    score: float
    ranks: tuple[int, ...]
    each: tuple[tuple[int, float], ...]


class Scale:
    """What each feature adds for one group of types; `reasons` are those that may be named, the strongest first."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        strong = sorted([(-abs(weight), name) for name, weight in weights.items() if abs(weight) >= SHOWN_FROM])
        self.reasons = [Reason(f"events.reality:{name}", round(weights[name], 3)) for _, name in strong]
        self._weights = weights
        self._ranks = {name: rank for rank, (_, name) in enumerate(strong)}
        self._bits: dict[str, int] = {}  # of each feature that was told, so that none counts twice

    def weigh(self, names: tuple[str, ...]) -> Bundle:
        """Return what features named together add."""
        weights, ranks = self._weights, self._ranks
        known = [name for name in dict.fromkeys(names) if name in weights]
        each = tuple([(self._bits.setdefault(name, 1 << len(self._bits)), weights[name]) for name in known])
        return Bundle(
            sum([bit for bit, _ in each]),
            sum([weight for _, weight in each]),
            tuple([ranks[name] for name in known if name in ranks]),
            each,
        )


class Features:
    """Features named together, with what they add for each group of types, worked out when first asked for."""

    __slots__ = ("_bundles", "names")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._bundles: dict[Group, Bundle] = {}

    def bundle(self, group: Group) -> Bundle:
        """Return what the features add for a group of types."""
        found = self._bundles.get(group)
        if found is None:
            found = self._bundles[group] = scale_of(group).weigh(self.names)
        return found


class Told(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Features that words `[first, last)`, or none where `first` is -1, give by a lexicon entry, or "" for none."""

    features: Features
    entry: str = ""
    first: int = -1
    last: int = -1


@cache
def named(*names: str) -> Features:
    """Return features by their names, made once."""
    return Features(names)


@cache
def scale_of(group: Group) -> Scale:
    """Return what features add for a group of types: their weight for all types, and that for the group."""
    out: dict[str, float] = {}
    for name, weight in load_weights("reality").features.items():
        of, _, plain = name.rpartition("/") if name.partition("/")[0] in GROUPS else ("", "", name)
        if of in ("", group):
            out[plain] = out.get(plain, 0.0) + weight
    return Scale(out)


def group_of(kind: EventType) -> Group:
    """Return the group of types that a type belongs to: some features speak differently for each."""
    return _OF_TYPE.get(kind, "other")
