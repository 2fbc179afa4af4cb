"""Counts of what was found and right, and the figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from khabar.evaluation.gold import Annotated, Said, Told
from khabar.evaluation.likeness import NameBook, same_place, same_time
from khabar.evaluation.matching import Pairs


class Judged(NamedTuple):
    """One field of one pair: its name and whether it is right."""

    field: str
    right: bool


def judge_claim(gold: Said, said: Said, names: NameBook) -> Iterator[Judged]:
    """Yield each field of a found claim and whether it is right."""
    whole = len(gold.chain) == len(said.chain) and all(map(names.same, gold.chain, said.chain))
    yield Judged("claim.origin", names.same(gold.origin, said.origin))
    yield Judged("claim.force", gold.force == said.force)
    if gold.negated is not None:
        yield Judged("claim.negated", gold.negated == bool(said.negated))
    yield Judged("claim.anonymous", _is_anonymous(gold) == _is_anonymous(said))
    yield Judged("claim.chain", whole)
    if len(gold.chain) > 1:
        yield Judged("claim.chain_of_2_or_more", whole)


def _is_anonymous(claim: Said) -> bool:
    return claim.origin is not None and claim.origin.anonymous


def judge_event(gold: Told, said: Told, names: NameBook) -> Iterator[Judged]:
    """Yield each field of a found event and whether it is right."""
    yield Judged("event.mode", gold.mode == said.mode)
    yield Judged("event.status", gold.status == said.status)
    yield Judged("event.place", same_place(gold.place, said.place))
    yield Judged("event.time", same_time(gold.time, said.time, gold.time_precision))
    yield Judged("event.actor", names.same_party(gold.actor, said.actor))
    yield Judged("event.target", names.same_party(gold.target, said.target))
    yield Judged("event.killed", gold.killed == said.killed)
    yield Judged("event.wounded", gold.wounded == said.wounded)
    yield Judged("event.damage", gold.damage == said.damage)
    if gold.type == "ASSAULT":
        yield Judged("event.weapon", gold.weapon == said.weapon)
    if gold.killed is not None:
        yield Judged("event.killed_when_stated", gold.killed == said.killed)


@dataclass(slots=True)
class Found:
    """How many there are in the gold, how many were said, and how many of each side are in a pair."""

    gold: int = 0
    said: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Part of what was said that is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Part of the gold that was found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def show(self, *also: str) -> str:
        """Return the three figures, and in brackets the counts behind them with what else is told."""
        counts = ", ".join((f"gold {self.gold}", f"predicted {self.said}", *also))
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({counts})"

    def add(self, gold: int, said: int, found: int, right: int) -> None:
        """Add the counts of one document."""
        self.gold += gold
        self.said += said
        self.found += found
        self.right += right


@dataclass(slots=True)
class Scores:
    """The figures over a folder: found claims and events, and the fields of those found."""

    claims: Found = field(default_factory=Found)
    origins: Found = field(default_factory=Found)
    events: Found = field(default_factory=Found)
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    forces: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)

    def add(self, gold: Annotated, said: Annotated, pairs: Pairs) -> None:
        """Add one document."""
        found = len(pairs.claims)
        origins = sum(pairs.names.same(g.origin, p.origin) for g, p in pairs.claims)
        self.claims.add(len(gold.claims), len(said.claims), found, found)
        self.origins.add(len(gold.claims), len(said.claims), origins, origins)
        self.events.add(
            len({e.family for e in gold.events}),
            len({e.family for e in said.events}),
            len({g.family for g, _ in pairs.events}),
            len({p.family for _, p in pairs.events}),
        )
        self.forces.update((g.force, p.force) for g, p in pairs.claims)
        for judged in judge_pairs(pairs):
            self.judged[judged.field] += 1
            self.right[judged.field] += judged.right

    def force_macro_f1(self) -> float | None:
        """Return the mean of the F1 of each force in the gold, over the found claims."""
        said, gold = Counter[str | None](), Counter[str | None]()
        for (g, p), count in self.forces.items():
            gold[g] += count
            said[p] += count
        each = [2 * self.forces[(force, force)] / (said[force] + gold[force]) for force in gold]
        return sum(each) / len(each) if each else None

    def lines(self) -> Iterator[str]:
        """Yield the figures, one a line."""
        for name, found in (("claim", self.claims), ("claim+origin", self.origins), ("event", self.events)):
            yield f"{name:14} {found.show()}"
        for name, total in sorted(self.judged.items()):
            yield f"{name:26} {self.right[name] / total:.3f}  (n {total})"
        macro = self.force_macro_f1()
        if macro is not None:
            yield f"{'claim.force_macro_F1':26} {macro:.3f}  ({len({g for g, _ in self.forces})} forces)"


def judge_pairs(pairs: Pairs) -> Iterator[Judged]:
    """Yield each judged field of each pair of one document."""
    for g, p in pairs.claims:
        yield from judge_claim(g, p, pairs.names)
    for e, q in pairs.events:
        yield from judge_event(e, q, pairs.names)
