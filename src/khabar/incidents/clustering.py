"""Joining the events of one component: the two groups most alike on average first, until none are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from khabar.incidents.decisions import Settled

Pair = tuple[str, str]


def find_components(keys: Iterable[str], ties: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Return the sets of cards that ties connect, each sorted, in the order of their least keys."""
    leads = {key: key for key in keys}

    def lead(key: str) -> str:
        while leads[key] != key:
            leads[key] = leads[leads[key]]
            key = leads[key]
        return key

    for a, b in ties:
        one, other = sorted((lead(a), lead(b)))
        leads[other] = one
    found: dict[str, list[str]] = {}
    for key in sorted(leads):
        found.setdefault(lead(key), []).append(key)
    return [tuple(members) for members in found.values()]


def cluster(
    weights: Mapping[str, float], scores: Mapping[Pair, float], settled: Settled, *, apart: float
) -> list[tuple[str, ...]]:
    """Return the groups of a component, each sorted.

    `weights` says of each card of the component how much it counts in a mean, `scores` of pairs of them how alike they
    are; pairs without a score count as `apart`.
    """
    knots = _Knots(weights, scores, settled, apart)
    knots.join_all()
    return sorted(knots.groups())


class _Knots:
    """The groups of one component in the making, each known by its least card."""

    def __init__(
        self, weights: Mapping[str, float], scores: Mapping[Pair, float], settled: Settled, apart: float
    ) -> None:
        keys = sorted(weights)
        self._apart = apart
        self._weights = {key: weights[key] for key in keys}
        self._members = {key: [key] for key in keys}
        self._likeness: dict[str, dict[str, float]] = {key: {} for key in keys}
        for (a, b), value in sorted(scores.items()):
            self._set(a, b, (value - apart) * weights[a] * weights[b])
        self._closed = {key for key in keys if key in settled.pinned}
        self._parted: dict[str, set[str]] = {key: set() for key in keys}
        for a, b in settled.apart:
            if a in self._parted and b in self._parted:
                self._parted[a].add(b)
                self._parted[b].add(a)
        self._join_decided(settled)

    def _join_decided(self, settled: Settled) -> None:
        lead = {key: key for key in self._members}
        for a, b in sorted(settled.together):
            if a in lead and b in lead and lead[a] != lead[b]:
                kept, gone = sorted((lead[a], lead[b]))
                self._join(kept, gone)
                lead.update(dict.fromkeys(self._members[kept], kept))

    def _set(self, a: str, b: str, value: float) -> None:
        self._likeness[a][b] = self._likeness[b][a] = value

    def _mean(self, a: str, b: str) -> float:
        return self._apart + self._likeness[a][b] / (self._weights[a] * self._weights[b])

    def _may_join(self, a: str, b: str) -> bool:
        return not (a in self._closed or b in self._closed or b in self._parted[a])

    def join_all(self) -> None:
        """Join the most alike pair, and again, while any is alike; of equals the least keys go first."""
        heap = [(-self._mean(a, b), a, b) for a, near in self._likeness.items() for b in near if a < b]
        heap = [item for item in heap if item[0] < 0]
        heapify(heap)
        while heap:
            value, a, b = heappop(heap)
            if b not in self._likeness.get(a, ()) or -value != self._mean(a, b) or not self._may_join(a, b):
                continue
            self._join(a, b)
            for other in self._likeness[a]:
                mean = self._mean(a, other)
                if mean > 0:
                    heappush(heap, (-mean, min(a, other), max(a, other)))

    def _join(self, kept: str, gone: str) -> None:
        """Join two groups under the lesser of their keys."""
        near = self._likeness.pop(gone)
        near.pop(kept, None)
        self._likeness[kept].pop(gone, None)
        for other in sorted(near):
            del self._likeness[other][gone]
            self._set(kept, other, self._likeness[kept].get(other, 0.0) + near[other])
        self._members[kept] += self._members.pop(gone)
        self._weights[kept] += self._weights.pop(gone)
        for other in self._parted.pop(gone):
            self._parted[other].discard(gone)
            self._parted[other].add(kept)
            self._parted[kept].add(other)
        if gone in self._closed:
            self._closed.add(kept)

    def groups(self) -> list[tuple[str, ...]]:
        """Return the members of each group."""
        return [tuple(sorted(members)) for members in self._members.values()]
