"""The base of the map: the countries of world-atlas, cut to what is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

_FILE = Path(__file__).parent.parent / "static" / "vendor" / "countries-50m.json"
_HALF = 180.0  # degrees
Point = tuple[float, float]
Ring = tuple[Point, ...]


class Window(NamedTuple):
    """What is shown: degrees west, south, east and north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point is inside."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def cut_countries(window: Window) -> Iterator[tuple[str, Ring]]:
    """Yield the names and outlines of countries as far as they are inside, as points of longitude and latitude."""
    for name, ring, (west, south, east, north) in _load():
        if west <= window.east and east >= window.west and south <= window.north and north >= window.south:
            inside = clip(ring, window)
            if len(inside) > 2:
                yield name, inside


def clip(ring: Ring, window: Window) -> Ring:
    """Return the part of a ring that is inside a window (Sutherland and Hodgman)."""
    sides: tuple[tuple[Callable[[Point], bool], Callable[[Point, Point], Point]], ...] = (
        (lambda p: p[0] >= window.west, lambda p, q: _cross(p, q, 0, window.west)),
        (lambda p: p[0] <= window.east, lambda p, q: _cross(p, q, 0, window.east)),
        (lambda p: p[1] >= window.south, lambda p, q: _cross(p, q, 1, window.south)),
        (lambda p: p[1] <= window.north, lambda p, q: _cross(p, q, 1, window.north)),
    )
    points: Sequence[Point] = ring
    for inside, meet in sides:
        kept: list[Point] = []
        for before, here in zip((points[-1], *points[:-1]) if points else (), points, strict=True):
            if inside(here):
                if not inside(before):
                    kept.append(meet(before, here))
                kept.append(here)
            elif inside(before):
                kept.append(meet(before, here))
        points = kept
    return tuple(points)


def find_middle(ring: Ring) -> tuple[float, Point]:
    """Return the area of a ring in square degrees, and its centre of gravity."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        part = x1 * y2 - x2 * y1
        area, x, y = area + part, x + (x1 + x2) * part, y + (y1 + y2) * part
    return (abs(area) / 2, (x / (3 * area), y / (3 * area))) if area else (0.0, ring[0])


def _cross(p: Point, q: Point, axis: int, value: float) -> Point:
    """Return where the line between two points meets a meridian (axis 0) or a parallel (axis 1)."""
    share = (value - p[axis]) / (q[axis] - p[axis])
    other = p[1 - axis] + share * (q[1 - axis] - p[1 - axis])
    return (value, other) if axis == 0 else (other, value)


@cache
def _load() -> tuple[tuple[str, Ring, tuple[float, float, float, float]], ...]:
    """Return the outer and inner outlines of all countries, each with the country's name and its bounds."""
    raw = json.loads(_FILE.read_text(encoding="utf-8"))
    arcs = [_decode(arc, raw["transform"]) for arc in raw["arcs"]]
    countries = raw["objects"]["countries"]["geometries"]
    rings = [
        (one["properties"]["name"], seen)
        for one in countries
        for ring in _rings(one)
        for seen in _beside(_join(ring, arcs))
    ]
    return tuple((name, ring, _bounds(ring)) for name, ring in rings)


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Return the points of an arc, which is written as steps on a grid."""
    (width, height), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * width + left, y * height + low))
    return points


def _join(ring: list[int], arcs: list[list[Point]]) -> Ring:
    """Return a ring from its arcs; a negative number stands for an arc backwards.

    One that crosses the meridian of 180 degrees goes on beyond it.
    """
    points: list[Point] = []
    for number in ring:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += part[1:] if points else part
    turns, out = 0, [points[0]]
    for (before, _), (x, y) in pairwise(points):
        turns += (before - x > _HALF) - (x - before > _HALF)
        out.append((x + turns * 2 * _HALF, y))
    return tuple(out)


def _beside(ring: Ring) -> Iterator[Ring]:
    """Yield a ring, and where it goes on beyond the meridian of 180 degrees, also as it is seen from the other side."""
    yield ring
    west, _, east, _ = _bounds(ring)
    for turn in ((-2 * _HALF,) if east > _HALF else ()) + ((2 * _HALF,) if west < -_HALF else ()):
        yield tuple((x + turn, y) for x, y in ring)


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)
