"""Days as people write them: «14 March 2026», «14 آذار/مارس 2026»."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from khabar.views.labels import Labels

_OFFSET = re.compile(r"[+-]\d\d:\d\d$")


def name_day(day: str, labels: Labels) -> str:
    """Return an ISO date, or the day of an ISO date-time, with the name of its month."""
    given = date.fromisoformat(day[:10])
    return _write("day", given, labels)


def name_moment(moment: str, *, zone: bool = True) -> str:
    """Return an ISO date-time as «2026-03-14 15:30 +03:00», without seconds; a date as it is."""
    if "T" not in moment:
        return moment
    day, _, time = moment.partition("T")
    offset = _OFFSET.search(time)
    told = f"{day} {time[:5]}"
    return f"{told} {offset[0]}" if zone and offset else told


def name_month(start: str, end: str, labels: Labels) -> str | None:
    """Return «March 2026» where two ISO dates, both inclusive, are the first and the last of one month."""
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    whole = (first.year, first.month) == (last.year, last.month) and first.day == 1
    return _write("month", first, labels) if whole and last.day == monthrange(last.year, last.month)[1] else None


def name_days(start: str, end: str, labels: Labels) -> tuple[str, str]:
    """Return how two ISO dates are written one after the other; days of one month name it once."""
    first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    short = (first.year, first.month) == (last.year, last.month)
    return str(first.day) if short else name_day(start, labels), name_day(end, labels)


def _write(form: str, day: date, labels: Labels) -> str:
    month = labels.name("month", str(day.month))
    return labels.name("date", form).format(day=day.day, month=month, year=day.year)
