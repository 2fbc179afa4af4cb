"""What people decided about incidents: it outranks the machine, and can be undone.

Decisions are a list in the order in which they were made; nothing is ever taken out of it. Where two contradict each
other, the later one holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from khabar.model import Value

DecisionKind = Literal["merge", "split", "pin", "undo"]


class Decision(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One decision of a person.

    "merge": all `cards` tell of one happening. "split": none of `cards` is one happening with any of `others`.
    "pin": `cards` are one happening, and the machine may add nothing to them. "undo": the decision whose id is
    `undoes` no longer holds; undoing an undo brings it back.
    """

    id: str
    kind: DecisionKind
    cards: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    undoes: str | None = None
    by: str | None = None
    at: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What the decisions come to: pairs that belong together and the decision that says so, pairs that do not, pins."""

    together: Mapping[tuple[str, str], str]
    apart: frozenset[tuple[str, str]]
    pinned: frozenset[str]

    def cards(self) -> frozenset[str]:
        """Return the keys of all cards that a decision speaks of."""
        return frozenset(key for pair in (*self.together, *self.apart) for key in pair) | self.pinned


def settle(decisions: Iterable[Decision], known: Collection[str]) -> Settled:
    """Return what decisions come to for the cards that are known; of two that contradict, the later one holds."""
    made = tuple(decisions)
    undone = find_undone(made)
    sides = _Sides()
    together: dict[tuple[str, str], str] = {}
    pinned: set[str] = set()
    for decision in reversed(made):
        if decision.kind == "undo" or decision.id in undone:
            continue
        cards = sorted(key for key in set(decision.cards) if key in known)
        if decision.kind == "split":
            for a in cards:
                for b in sorted(key for key in set(decision.others) if key in known):
                    sides.part(a, b)
            continue
        for a, b in pairwise(cards):
            if sides.join(a, b):
                together[a, b] = decision.id
        if decision.kind == "pin":
            pinned.update(cards)
    return Settled(together, frozenset(sides.parted), frozenset(pinned))


def find_undoing(made: Iterable[Decision], id: str) -> str | None:
    """Return the id of the decision that takes another one back and itself holds, None where none does."""
    return find_undone(made).get(id)


def find_undone(made: Iterable[Decision]) -> dict[str, str]:
    """Return the ids of decisions that an undo which itself holds takes back, each with the undo's."""
    undone: dict[str, str] = {}
    for decision in reversed(tuple(made)):
        if decision.kind == "undo" and decision.undoes is not None and decision.id not in undone:
            undone[decision.undoes] = decision.id
    return undone


class _Sides:
    """Which cards were joined and parted so far; what contradicts is not taken."""

    def __init__(self) -> None:
        self._group: dict[str, set[str]] = {}
        self.parted: set[tuple[str, str]] = set()

    def _of(self, key: str) -> set[str]:
        return self._group.setdefault(key, {key})

    def part(self, a: str, b: str) -> None:
        """Keep two cards apart, unless they were joined."""
        if a != b and b not in self._of(a):
            self.parted.add((min(a, b), max(a, b)))

    def join(self, a: str, b: str) -> bool:
        """Join the groups of two cards, unless any of their cards were parted; tell whether they are joined."""
        one, other = self._of(a), self._of(b)
        if one is other:
            return True
        if any((min(x, y), max(x, y)) in self.parted for x in one for y in other):
            return False
        one |= other
        self._group.update(dict.fromkeys(other, one))
        return True
