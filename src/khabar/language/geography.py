"""Distances on the globe."""

from __future__ import annotations

import math
from typing import Protocol

_DIAMETER = 12_742.0


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points given in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon)
    down, over = math.sin((b - a) / 2), math.sin(across / 2)
    half = down * down + math.cos(a) * math.cos(b) * over * over
    return _DIAMETER * math.asin(math.sqrt(half))


class Located(Protocol):
    """What may have coordinates in degrees."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""


def is_within(one: Located, other: Located, most: float) -> bool:
    """Tell whether two things with coordinates lie no more than some kilometres from one another."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres(one.lat, one.lon, other.lat, other.lon) <= most
