"""Stretches told by both ends: «بين عامي 2011 و2015», «من 3 إلى 7 أيار», «ليلة 17-18 مارس»."""

from __future__ import annotations

import re
from collections.abc import Callable

from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_words import TimeWords

_DAYS = re.compile(r"(\d{1,2})-(\d{1,2})$")
_BETWEEN = frozenset({"lone_and", "to", "until", "dash"})
_OPENING = frozenset({"between", "from"})

Calendar = Callable[[TimeWords, int], TimeParts | None]


def read_range(words: TimeWords, at: int, calendar: Calendar) -> TimeParts | None:
    """Read a stretch of years or of days of one month that starts at a number."""
    if not words.tagged(at, "number"):
        return None
    return _years(words, at) or _days(words, at, calendar)


def _years(words: TimeWords, at: int) -> TimeParts | None:
    """«بين 2011 و2015», «عامي 2011 و2015», «من 2011 إلى 2015»."""
    first, last = words.year(at), words.year(at + 2)
    unit = words.get(at - 1, "unit")
    dual = unit is not None and unit.fields["unit"] == "year" and unit.number in ("d", "p")
    opened = dual or any(words.tagged(at - 1, tag) for tag in _OPENING)
    if first is None or last is None or not opened or last <= first or not _joined(words, at + 1):
        return None
    start = at - 1 if dual else at
    return TimeParts(start, at + 3, "times.years", year=first, year_last=last)


def _days(words: TimeWords, at: int, calendar: Calendar) -> TimeParts | None:
    """«3 إلى 7 أيار», «10 و15 آذار», «17-18 مارس»."""
    if found := _DAYS.match(words.words[at].form):
        first, last, month = int(found[1]), int(found[2]), at + 1
    else:
        day, end = words.day_number(at), words.day_number(at + 2)
        if day is None or end is None or not _joined(words, at + 1):
            return None
        if words.tagged(at + 1, "lone_and") and end > day + 1 and not words.tagged(at - 1, "between"):
            return None  # «17 و20 آب» are two days
        first, last, month = day, end, at + 2
    if not 1 <= first < last <= 31:
        return None
    parts = calendar(words, month) or _bare_month(words, month)
    if parts is None or not (parts.month or parts.hijri) or parts.weekdays:
        return None
    parts.first, parts.day, parts.day_from = at, last, first
    return parts


def read_end(words: TimeWords, parts: TimeParts, calendar: Calendar) -> None:
    """Take in the date that ends what one after «بين» or «من» begins: «بين 27 شباط و3 آذار 2020»."""
    at = parts.last
    if not (parts.month or parts.hijri) or parts.weekdays or parts.day_from or not _joined(words, at):
        return
    if not any(words.tagged(parts.first - 1, tag) for tag in _OPENING):
        return
    end = calendar(words, at + 1) or _bare_month(words, at + 1)
    if end is not None and end.month and (end.day is None) == (parts.day is None):
        parts.until, parts.last = end, end.last


def read_until(words: TimeWords, parts: TimeParts, calendar: Calendar) -> None:
    """Take in the day up to which something went on: «منذ مطلع العام وحتى 25 آذار», «من الأحد إلى الأربعاء»."""
    at = parts.last
    begun = parts.scope == "since" or words.tagged(parts.first - 1, "from")
    if begun and words.tagged(at, "comma"):
        at += 1
    if not (words.tagged(at, "until") or (begun and words.tagged(at, "to"))) or parts.told or parts.vague:
        return
    at += 1
    if at < len(words.words) and words.words[at].form == "ال":
        at += 1  # «حتى الـ 26 من آذار»
    end = calendar(words, at)
    if end is not None and not (end.told or end.vague or end.loose):
        parts.until, parts.last = end, end.last


def _bare_month(words: TimeWords, at: int) -> TimeParts | None:
    item = words.get(at, "month")
    if item is None or item.prefix or "month" not in item.fields:
        return None
    return TimeParts(at, item.last, month=int(item.fields["month"]), entries=[item.entry])


def _joined(words: TimeWords, at: int) -> bool:
    return any(words.tagged(at, tag) for tag in _BETWEEN)
