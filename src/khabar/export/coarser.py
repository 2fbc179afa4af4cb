"""Places and days made coarser: the governorate of a village, the week of a day."""

from __future__ import annotations

import calendar
import datetime
import math
import re
from functools import cache
from typing import Literal

from khabar.language import PlaceName, load_lexicon
from khabar.language.geography import kilometres
from khabar.model import PlacePrecision
from khabar.reading import LANGUAGE

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?")
_KM_PER_DEGREE = 111.32


def find_area(
    place: str | None, country: str | None, lat: float | None, lon: float | None, level: PlacePrecision
) -> PlaceName | None:
    """Return the district or governorate that holds a place: its record's own, else the nearest of its country.

    None where neither the record nor the country knows one of that level.
    """
    held_by = find_parent_area(place, level)
    if held_by is not None:
        return held_by
    around = _areas()[1].get((country or "", level), [])
    if lat is None or lon is None or not around:
        return None
    return min(around, key=lambda area: (kilometres(lat, lon, area.lat or 0.0, area.lon or 0.0), area.id))


def find_parent_area(place: str | None, level: str) -> PlaceName | None:
    """Return the district or governorate that holds a place by its record; None where that names none."""
    by_id, _ = _areas()
    record = by_id.get(place or "")
    areas = (by_id.get(parent) for parent in record.parents) if record else ()
    return next((area for area in areas if area is not None and area.precision == level), None)


def names_of(place: str | None) -> tuple[str, ...]:
    """Return all names that khabar knows of a place, by its id; none for a place that it does not know."""
    record = _areas()[0].get(place or "")
    return (record.name, *record.arabic) if record else ()


@cache
def _areas() -> tuple[dict[str, PlaceName], dict[tuple[str, str], list[PlaceName]]]:
    by_id: dict[str, PlaceName] = {}
    by_level: dict[tuple[str, str], list[PlaceName]] = {}
    for place in load_lexicon(LANGUAGE).names.places:
        by_id.setdefault(place.id, place)
        if place.lat is not None and place.precision in ("district", "governorate"):
            by_level.setdefault((place.country, place.precision), []).append(place)
    return by_id, by_level


def snap(lat: float, lon: float, grid_km: int) -> tuple[float, float]:
    """Return the middle of the square of `grid_km` kilometres in which a point lies, in degrees."""
    step = grid_km / _KM_PER_DEGREE
    snapped = (math.floor(lat / step) + 0.5) * step
    across = step / max(math.cos(math.radians(snapped)), 0.01)
    return round(snapped, 4), round((math.floor(lon / across) + 0.5) * across, 4)


def widen(start: str, end: str, unit: Literal["week", "month"]) -> tuple[str, str]:
    """Return the first and last day of the weeks (Monday to Sunday) or months that hold an interval of ISO dates."""
    first, last = datetime.date.fromisoformat(start[:10]), datetime.date.fromisoformat(end[:10])
    if unit == "week":
        first -= datetime.timedelta(days=first.weekday())
        last += datetime.timedelta(days=6 - last.weekday())
    else:
        first = first.replace(day=1)
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return first.isoformat(), last.isoformat()


def widen_in(text: str, unit: Literal["week", "month"]) -> str:
    """Return a text in which every ISO date, with its time if any, is the first day of its week or month."""
    return _DAY.sub(lambda found: _first_day(found[0], unit), text)


def _first_day(day: str, unit: Literal["week", "month"]) -> str:
    try:
        return widen(day, day, unit)[0]
    except ValueError:  # digits that only look like a date
        return day
