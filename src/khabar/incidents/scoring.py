"""The likeness of all pairs that are compared, held in few bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from khabar.incidents.clustering import Pair
from khabar.incidents.decisions import Settled
from khabar.incidents.likeness import score
from khabar.incidents.model import Card
from khabar.incidents.pairing import number_pairs


class ScoredPairs:
    """Pairs of cards and their scores: millions of them, as numbers of cards in the order of their keys."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        self._number = {key: number for number, key in enumerate(keys)}
        self._first, self._second, self._score = array("I"), array("I"), array("d")

    def add(self, first: int, second: int, value: float) -> None:
        """Keep the score of a pair, given by the numbers of its cards."""
        self._first.append(first)
        self._second.append(second)
        self._score.append(value)

    def tied(self) -> Iterator[Pair]:
        """Yield the pairs whose score is positive."""
        for number, value in enumerate(self._score):
            if value > 0:
                yield self._pair(number)

    def split(self, components: Sequence[Sequence[str]]) -> Iterator[dict[Pair, float]]:
        """Yield for each component the scores of the pairs within it."""
        component_of = array("I", bytes(4 * len(self._keys)))
        for number, component in enumerate(components):
            for key in component:
                component_of[self._number[key]] = number
        inside: dict[int, array[int]] = {}
        for number, (a, b) in enumerate(zip(self._first, self._second, strict=True)):
            if component_of[a] == component_of[b]:
                inside.setdefault(component_of[a], array("I")).append(number)
        for number in range(len(components)):
            yield {self._pair(n): self._score[n] for n in inside.get(number, ())}

    def _pair(self, number: int) -> Pair:
        return self._keys[self._first[number]], self._keys[self._second[number]]


def score_pairs(cards: Mapping[str, Card], settled: Settled) -> ScoredPairs:
    """Return the scores of all pairs of cards that share a key, but for those that people have parted."""
    keys = sorted(cards)
    listed = [cards[key] for key in keys]
    scored = ScoredPairs(keys)
    for a, b in number_pairs(listed):
        if not settled.apart or (keys[a], keys[b]) not in settled.apart:
            scored.add(a, b, score(listed[a], listed[b]))
    return scored
