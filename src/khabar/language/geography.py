"""Distances on the globe."""

from __future__ import annotations

import math

_DIAMETER = 12_742.0


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points given in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return _DIAMETER * math.asin(math.sqrt(half))
