"""What the reports of an incident say against what people know of it: the day, the dead, the wounded, the place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from khabar.incidents.model import Toll
from khabar.incidents.summary import Summary
from khabar.language.geography import kilometres

_NEAR_KM = 20
_DAYS = 2
_NAMES = {
    "day": "day right",
    "killed": "killed within the human range",
    "wounded": "wounded within the human range",
    "place": f"place within {_NEAR_KM} km",
}


class KnownScores:
    """How many records agree with what people know, and how many could."""

    def __init__(self) -> None:
        """Start with none."""
        self._right: Counter[str] = Counter()
        self._all: Counter[str] = Counter()

    def add(self, known: Mapping[str, Any], said: Summary | None) -> None:
        """Count one incident; what is left open, and an incident of which nothing is said, is wrong."""
        if known.get("date"):
            self._count("day", said is not None and _is_day(known["date"], said))
        for slot in ("killed", "wounded"):
            low, high = known.get(slot) or (None, None)
            if low is not None or high is not None:
                self._count(slot, said is not None and _may_be(low, high, getattr(said, slot)))
        if known.get("lat") is not None and known.get("lon") is not None:
            self._count("place", said is not None and _is_near((known["lat"], known["lon"]), said))

    def _count(self, slot: str, right: bool) -> None:
        self._all[slot] += 1
        self._right[slot] += right

    def lines(self) -> Iterator[str]:
        """Yield the share of right values of each slot, one a line."""
        for slot, name in _NAMES.items():
            right, count = self._right[slot], self._all[slot]
            yield f"{name:30} {right / max(1, count):.3f}  ({right} of {count})"


def _is_day(day: str, said: Summary) -> bool:
    if said.first_day is None or said.last_day is None:
        return False
    return said.first_day <= date.fromisoformat(day).toordinal() <= said.last_day < said.first_day + _DAYS


def _may_be(low: int | None, high: int | None, said: Toll | None) -> bool:
    """Tell whether a number, open upwards where it is so told, may lie within the human range."""
    if said is None:
        return False
    return said[0] <= (math.inf if high is None else high) and (said[1] is None or said[1] >= (low or 0))


def _is_near(point: tuple[float, float], said: Summary) -> bool:
    return said.lat is not None and said.lon is not None and kilometres(*point, said.lat, said.lon) <= _NEAR_KM
