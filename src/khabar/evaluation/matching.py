"""Which claim or event of a report answers which one of the gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from khabar.evaluation.gold import Annotated, Said, Told
from khabar.evaluation.likeness import NameBook, best_overlap, same_place

_SAME_STRETCH = 0.5
T = TypeVar("T", Said, Told)


class Pairs(NamedTuple):
    """The claims and events that answer each other, gold first."""

    claims: list[tuple[Said, Said]]
    events: list[tuple[Told, Told]]
    names: NameBook


def match_report(gold: Annotated, said: Annotated) -> Pairs:
    """Pair the claims and events of one document, the most alike first."""
    names = NameBook(gold)
    return Pairs(
        _match(gold.claims, said.claims, lambda g, p: _claim_likeness(g, p, names)),
        _match(gold.events, said.events, _event_likeness),
        names,
    )


def _match(gold: Sequence[T], said: Sequence[T], likeness: Callable[[T, T], float]) -> list[tuple[T, T]]:
    candidates = sorted(
        ((likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(said)),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_said: set[int] = set()
    pairs = []
    for score, i, j in candidates:
        if score > 0 and i not in used_gold and j not in used_said:
            used_gold.add(i)
            used_said.add(j)
            pairs.append((gold[i], said[j]))
    return pairs


def _claim_likeness(gold: Said, said: Said, names: NameBook) -> float:
    shared = best_overlap(gold.spans, said.spans)
    if shared < _SAME_STRETCH:
        return 0.0
    return shared + names.same(gold.origin, said.origin) + 0.1 * (gold.force == said.force)


def _event_likeness(gold: Told, said: Told) -> float:
    triggered = any(start <= trigger[0] < end for start, end in gold.where for trigger in said.trigger)
    if gold.type != said.type or not triggered:
        return 0.0
    return 1 + same_place(gold.place, said.place) + 0.5 * (gold.mode == said.mode)
