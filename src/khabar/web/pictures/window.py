"""What a map shows: the places, what they may be, and something around them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from khabar.model import Value
from khabar.web.pictures.atlas import Window
from khabar.web.pictures.sheet import INNER

HIGH = 540.0
KM = 111.32  # a degree of latitude
_LEAST = 1.1  # degrees of latitude that are shown at the least
_MANY, _STRAYS = 50, 0.03  # of so many incidents, this part at each end may lie outside the map


class Spot(Value, frozen=True, kw_only=True):
    """A place to be drawn: degrees, metres of uncertainty, its name, how many incidents or origins are there."""

    lat: float
    lon: float
    radius: int
    name: str
    weight: int = 1
    main: bool = True


def choose_window(spots: Sequence[Spot]) -> Window:
    """Return what is shown: the places with what they may be, something around them, in the shape of the sheet.

    Of many, the few that lie far from all others are left outside.
    """
    near = _leave_strays(spots)
    lats = [edge for s in near for d in (s.radius / 1000 / KM,) for edge in (s.lat - d, s.lat + d)]
    lons = [edge for s in near for d in (_degrees(s.radius, s.lat),) for edge in (s.lon - d, s.lon + d)]
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    lat, lon = (south + north) / 2, (west + east) / 2
    shrink = max(math.cos(math.radians(lat)), 0.2)
    high = max((north - south) * 1.25, (east - west) * 1.25 * shrink * HIGH / INNER, _LEAST)
    wide = high / shrink * INNER / HIGH
    return Window(lon - wide / 2, lat - high / 2, lon + wide / 2, lat + high / 2)


def _leave_strays(spots: Sequence[Spot]) -> Sequence[Spot]:
    """Return the spots without those beyond the outermost hundredths, by latitude and by longitude, of many."""
    total = sum(spot.weight for spot in spots)
    if total < _MANY:
        return spots
    kept = set(range(len(spots)))
    for axis in ("lat", "lon"):
        before = 0
        for number in sorted(range(len(spots)), key=lambda n: getattr(spots[n], axis)):
            after = before + spots[number].weight
            if after < total * _STRAYS or before > total * (1 - _STRAYS):
                kept.discard(number)
            before = after
    return [spots[number] for number in sorted(kept)] or spots


def _degrees(metres: float, lat: float) -> float:
    return metres / 1000 / (KM * max(math.cos(math.radians(lat)), 0.2))
