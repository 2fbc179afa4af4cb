"""Thins the borders of a world atlas (TopoJSON) far from the lands that Arabic news is mostly about."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[int, int]
NEAR = (-20.0, -5.0, 75.0, 50.0)  # west, south, east, north, degrees: from Mauritania to Pakistan
FAR, CLOSE = 0.35, 0.01  # degrees by which a border may be off, far away and near


def thin_atlas(source: Path, target: Path) -> None:
    """Write an atlas with fewer points; borders that two countries share stay shared."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    atlas["arcs"] = [_thin(arc, scale, shift) for arc in atlas["arcs"]]
    atlas["objects"].pop("land", None)
    target.write_text(json.dumps(atlas, separators=(",", ":")), encoding="utf-8")


def _thin(arc: list[list[int]], scale: list[float], shift: list[float]) -> list[list[int]]:
    points = _add_up(arc)
    degrees = [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in points]
    near = any(NEAR[0] <= x <= NEAR[2] and NEAR[1] <= y <= NEAR[3] for x, y in degrees)
    kept = [points[n] for n in _choose(degrees, CLOSE if near else FAR)]
    return [list(kept[0]), *([x - a, y - b] for (a, b), (x, y) in pairwise(kept))]


def _add_up(arc: list[list[int]]) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def _choose(points: list[tuple[float, float]], most: float) -> list[int]:
    """Return the indexes of the points that must stay so that no other is off by more (Douglas and Peucker).

    A ring keeps at least four, so that it stays a ring with something inside.
    """
    kept = {0, len(points) - 1}
    if points[0] == points[-1] and len(points) > 4:
        kept |= {len(points) // 3, 2 * len(points) // 3}
    ends = sorted(kept)
    waiting = list(pairwise(ends))
    while waiting:
        first, last = waiting.pop()
        farthest = max(range(first + 1, last), key=lambda n: _off(points, n, first, last), default=None)
        if farthest is not None and _off(points, farthest, first, last) > most:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return sorted(kept)


def _off(points: list[tuple[float, float]], at: int, first: int, last: int) -> float:
    """Return how far a point lies from the line between two others, in degrees."""
    (x, y), (ax, ay), (bx, by) = points[at], points[first], points[last]
    length: Any = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if not length:
        return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
    return float(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length)
