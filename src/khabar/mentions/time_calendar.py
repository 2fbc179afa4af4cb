"""The days that a time expression means, counted from the day of the report."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import msgspec
from hijridate import Gregorian, Hijri

from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_stretches import THIRDS, Stretch, from_distance, in_month, one_day
from khabar.mentions.time_words import PRESENT
from khabar.model import TimePrecision

_LATE = timedelta(days=1)  # a report of the night is often dated by the day before
_SIX = 6
_NEAR_FUTURE = 45  # a date without a year lies at most so many days ahead
_LAST_THIRD = 3
_WEEK_THIRDS = {1: (0, 1), 2: (2, 4), 3: (5, 6)}  # of the days of a week
_YEAR_THIRDS = {1: (1, 3), 2: (5, 8), 3: (10, 12), 4: (1, 6), 5: (7, 12), 6: (1, 1), 7: (1, 1), 8: (1, 1), 9: (12, 12)}
_STEPS = {"past": -1, "before_past": -2, "now": 0, "next": 1}


def resolve(parts: TimeParts, published: date | None) -> Stretch:
    """Return the days that an expression means; without a day of publication only full dates are known."""
    try:
        found = _resolve(parts, published)
    except (ValueError, OverflowError):
        return Stretch(None, None, "day", parts.rule or "times.impossible")
    bounded = parts.scope in ("before", "until") and parts.third == _LAST_THIRD
    if bounded and published and found.end and found.end >= published:
        return Stretch(None, found.end, found.precision, found.rule)  # «قبل نهاية العام»: no later than its last day
    if (
        parts.scope == "since"
        and parts.until is None
        and found.start
        and published
        and found.start <= published
        and parts.offset is None
        and parts.back is None
    ):
        return Stretch(found.start, published, found.precision, found.rule + "+since")
    return found


def _resolve(parts: TimeParts, published: date | None) -> Stretch:
    if parts.year_when and published and parts.year is None and not parts.hijri:
        parts.year = published.year + _STEPS.get(parts.year_when, 0)
    if parts.vague and not (parts.weekdays or parts.month or parts.unit):
        return Stretch(None, None, "day", "times.vague")
    if parts.until is not None:
        return _between(parts, parts.until, published)
    if parts.back is not None or parts.span is not None:
        return from_distance(parts, published)
    if parts.hijri:
        return _hijri(parts, published)
    if parts.day and parts.month:
        return _with_first_day(parts, _dated(parts, published))
    if parts.year and parts.year_last:
        return Stretch(date(parts.year, 1, 1), date(parts.year_last, 12, 31), "year", parts.rule)
    if parts.day and parts.unit == "month":
        month = _unit(parts, published)
        return one_day(month.start.replace(day=parts.day) if month.start else None, "times.day_of_month")
    if parts.offset is not None and not (parts.vague and (parts.month or parts.unit)):
        return _relative(parts, published)
    if parts.weekdays:
        return _weekdays(parts, published)
    if parts.month:
        return _month(parts, published)
    if parts.unit:
        return _unit(parts, published)
    if parts.year:
        return _year(parts, parts.year)
    return Stretch(None, None, "day", "times.unknown")


def _between(parts: TimeParts, until: TimeParts, published: date | None) -> Stretch:
    """«بين 27 شباط و3 آذار»: from the one date to the other, whose year holds for both; a last day that is not after the first ends nothing."""
    last = _resolve(until, published)
    if last.end is None:
        return Stretch(None, None, last.precision, "times.between")
    year = parts.year
    if parts.month and year is None:
        year = last.end.year - (parts.month > last.end.month)
    first = _resolve(msgspec.structs.replace(parts, until=None, year=year), published)
    if first.start is not None and first.start > last.end:
        return first
    return Stretch(first.start, last.end, first.precision, "times.between")


def _dated(parts: TimeParts, published: date | None) -> Stretch:
    """«6 آب», «6 آب 2022», «6 آب الماضي»: without a year the nearest one, never far ahead."""
    assert parts.day
    assert parts.month
    if parts.year:
        return one_day(date(parts.year, parts.month, parts.day), "times.date")
    if published is None:
        return one_day(None, "times.date")
    candidates = [
        date(year, parts.month, parts.day)
        for year in (published.year - 1, published.year, published.year + 1)
        if parts.day <= calendar.monthrange(year, parts.month)[1]
    ]
    match parts.when:
        case "past":
            fitting = [d for d in candidates if d <= published]
        case "next":
            fitting = [d for d in candidates if d >= published]
        case "now":
            fitting = [d for d in candidates if d.year == published.year]
        case _:
            fitting = [d for d in candidates if (d - published).days <= _NEAR_FUTURE]
    best = min(fitting, key=lambda d: abs((d - published).days), default=None)
    return one_day(best, "times.date")


def _with_first_day(parts: TimeParts, last: Stretch) -> Stretch:
    """«من 3 إلى 7 أيار»: the days up to the one that was decided on."""
    if parts.day_from is None or last.end is None:
        return last
    return Stretch(last.end.replace(day=parts.day_from), last.end, "day", "times.days")


def _relative(parts: TimeParts, published: date | None) -> Stretch:
    rule = "times.relative"
    precision: TimePrecision = "hour" if parts.hours else "day"
    if published is None or parts.offset is None:
        return Stretch(None, None, precision, rule)
    day = published + timedelta(days=parts.offset)
    if parts.night and not parts.weekdays:
        return Stretch(day, day + _LATE, precision, rule)
    if parts.weekdays and day.weekday() != parts.weekdays[0]:
        # The day of the week is surer than the day of publication, which may be noted a little early or late.
        around = (day + timedelta(days=d) for d in range(-6, 7))
        likely = [
            d for d in around if d.weekday() == parts.weekdays[0] and (parts.offset > 0 or d <= published + _LATE)
        ]
        day = min(likely, key=lambda d: abs((d - day).days))
        rule = "times.relative+weekday"
    return one_day(day, rule, precision)


def _weekdays(parts: TimeParts, published: date | None) -> Stretch:
    rule = "times.weekday"
    if published is None:
        return Stretch(None, None, "day", rule)
    days: list[date] = []
    for weekday in parts.weekdays:
        if parts.when == "next":
            ahead = (weekday - published.weekday()) % 7 or (0 if PRESENT in parts.entries else 7)
            days.append(published + timedelta(days=ahead))
            continue
        ago = (published.weekday() - weekday) % 7
        if ago == _SIX and parts.part and not parts.when:
            ago = -1  # «فجر الاثنين» of a report noted on Sunday: told after it came, not six days later
        if parts.when in ("past", "before_past"):
            ago = ago or 7
        if parts.when == "before_past":
            ago += 7
        days.append(published - timedelta(days=ago))
    first, last = days[0], days[-1]
    if len(days) == 2:
        last = first + timedelta(days=(parts.weekdays[1] - parts.weekdays[0]) % 7)
        if last > published + (_LATE if parts.part else timedelta()) and parts.when != "next":
            first, last = first - timedelta(days=7), last - timedelta(days=7)
    return Stretch(first, last, "day", rule if len(days) == 1 else "times.weekdays")


def _month(parts: TimeParts, published: date | None) -> Stretch:
    assert parts.month
    year = parts.year
    if year is None:
        if published is None:
            return Stretch(None, None, "month", "times.month")
        year = published.year
        ahead = parts.scope in ("before", "until") and parts.third is not None
        if parts.when == "next":
            over = parts.month < published.month or in_month(year, parts.month, parts.third).end < published  # type: ignore[operator]
            year += over or (parts.month == published.month and not parts.third)
        elif ahead and parts.when != "past":
            year += parts.month < published.month
        elif parts.when != "now" and (
            parts.month > published.month or (parts.when == "past" and parts.month == published.month)
        ):
            year -= 1
    return in_month(year, parts.month, parts.third)


def _unit(parts: TimeParts, published: date | None) -> Stretch:
    """«الأسبوع الماضي»: the seven days before the report; the next and this one run from Monday; months and years are whole."""
    rule = f"times.{parts.unit}"
    precision: TimePrecision = "week" if parts.unit == "week" else "month" if parts.unit == "month" else "year"
    if published is None:
        return Stretch(None, None, precision, rule)
    steps = _STEPS.get(parts.when)
    if steps is None:
        return Stretch(None, None, precision, rule)
    if parts.unit == "week":
        if steps < 0:
            start = published + timedelta(days=7 * steps)
        else:
            start = published + timedelta(days=7 * steps - published.weekday())
        first, last = _WEEK_THIRDS.get(parts.third or 0, (0, 6))
        return Stretch(start + timedelta(days=first), start + timedelta(days=last), "week", rule)
    if parts.unit == "month":
        index = published.year * 12 + published.month - 1 + steps
        return in_month(index // 12, index % 12 + 1, parts.third)
    return _year(parts, published.year + steps)


def _year(parts: TimeParts, year: int) -> Stretch:
    first, last = (1, 12) if not parts.third else _YEAR_THIRDS[parts.third]
    if parts.season:
        first, last = parts.season
    start, stop = (year + (first - 1) // 12, (first - 1) % 12 + 1), (year + (last - 1) // 12, (last - 1) % 12 + 1)
    end = date(*stop, calendar.monthrange(*stop)[1])
    return Stretch(date(*start, 1), end, "year" if first == 1 and last == 12 else "month", parts.rule or "times.year")


def _hijri(parts: TimeParts, published: date | None) -> Stretch:
    """Return the days of a date or a month of the Islamic year, by the Umm al-Qura calendar."""
    assert parts.hijri
    year = parts.year
    if year is None:
        if published is None:
            return Stretch(None, None, "day" if parts.day else "month", "times.hijri")
        now = Gregorian(published.year, published.month, published.day).to_hijri()
        year = (
            now.year
            - (parts.hijri > now.month and parts.when != "next")
            + (parts.when == "next" and parts.hijri <= now.month)
        )
        year -= parts.when == "past" and parts.hijri == now.month
    if parts.day:
        return one_day(_gregorian(year, parts.hijri, parts.day), "times.hijri")
    last = Hijri(year, parts.hijri, 1).month_length()
    first, until = THIRDS[parts.third] if parts.third else (1, last)
    return Stretch(
        _gregorian(year, parts.hijri, first),
        _gregorian(year, parts.hijri, min(until, last)),
        "week" if parts.third else "month",
        "times.hijri",
    )


def _gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)
