"""Stretches of days, and those that a distance from the day of the report means."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from khabar.mentions.time_parts import TimeParts
from khabar.model import TimePrecision

# The thirds, halves and weeks of a month.
THIRDS = {
    1: (1, 10),
    2: (11, 20),
    3: (21, 31),
    4: (1, 15),
    5: (16, 31),
    6: (1, 7),
    7: (8, 14),
    8: (15, 21),
    9: (22, 31),
}
_DAYS = {"day": 1, "week": 7, "month": 30}


class Stretch(NamedTuple):
    """Days from `start` to `end`, both inclusive, or None where the report does not let them be known."""

    start: date | None
    end: date | None
    precision: TimePrecision
    rule: str


def one_day(day: date | None, rule: str, precision: TimePrecision = "day") -> Stretch:
    """Return a stretch of one day, or of none where it is not known."""
    return Stretch(day, day, precision, rule)


def in_month(year: int, month: int, third: int | None) -> Stretch:
    """Return the days of a month, or of a third or half of it."""
    last = calendar.monthrange(year, month)[1]
    if third:
        first, until = THIRDS[third]
        return Stretch(date(year, month, first), date(year, month, min(until, last)), "week", "times.third")
    return Stretch(date(year, month, 1), date(year, month, last), "month", "times.month")


def from_distance(parts: TimeParts, published: date | None) -> Stretch:
    """«قبل يومين» is a day, «قبل شهرين» that month; «قبل أيام» and «منذ أكثر من شهر» are not known."""
    count = parts.back if parts.back is not None else parts.span or 0
    precision: TimePrecision = {"minute": "hour", "hour": "hour", "day": "day", "week": "week", "month": "month"}.get(
        parts.unit, "year"
    )  # type: ignore[assignment]
    if published is None:
        return Stretch(None, None, precision, parts.rule)
    if parts.unit in ("minute", "hour"):
        days = count // 24 if parts.unit == "hour" else 0
        ahead = parts.when == "next"
        if parts.back is not None:
            return one_day(published - timedelta(days=days), parts.rule, "hour")
        away = timedelta(days=days)
        return Stretch(
            published if ahead else published - away,
            published + away if ahead else published,
            "day" if days else "hour",
            parts.rule,
        )
    if parts.rule == "times.within" and count:
        return Stretch(published, published + timedelta(days=count * _DAYS.get(parts.unit, 365)), precision, parts.rule)
    if count == 0 or parts.rough:
        return Stretch(None, None, precision, parts.rule)
    if parts.span is not None:
        return _last_units(parts, published, count, precision)
    if parts.scope == "since" and parts.unit in ("week", "month"):
        return Stretch(_back(published, parts.unit, count), published, precision, parts.rule + "+since")
    if parts.unit == "day":
        return one_day(published - timedelta(days=count), parts.rule)
    if parts.unit == "week":
        middle = published - timedelta(days=7 * count)
        return Stretch(middle - timedelta(days=3), middle + timedelta(days=3), "week", parts.rule)
    if parts.unit == "month":
        index = published.year * 12 + published.month - 1 - count
        found = in_month(index // 12, index % 12 + 1, None)
        return Stretch(found.start, found.end, "month", parts.rule)
    years = count * {"year": 1, "decade": 10, "century": 100}.get(parts.unit, 1)
    year = published.year - years
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year", parts.rule)


def _back(day: date, unit: str, count: int) -> date:
    """Return the day so many weeks or months before another."""
    if unit == "week":
        return day - timedelta(days=7 * count)
    index = day.year * 12 + day.month - 1 - count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _last_units(parts: TimeParts, published: date, count: int, precision: TimePrecision) -> Stretch:
    days = count * _DAYS.get(parts.unit, 365)
    if parts.when == "next":
        return Stretch(published + timedelta(days=1), published + timedelta(days=days), precision, parts.rule)
    return Stretch(published - timedelta(days=days), published - timedelta(days=1), precision, parts.rule)
