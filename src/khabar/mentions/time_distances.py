"""Dates in digits, and distances from the day of the report: «12/7/2021», «قبل يومين», «خلال الساعات الماضية»."""

from __future__ import annotations

import re

from khabar.mentions.numbers import read_amount
from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_words import Item, TimeWords

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})$")
_APART = 5  # words of a date whose slashes stand apart
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")


def read_numeric(words: TimeWords, at: int) -> TimeParts | None:
    """Read a date in digits: «12/7/2021», «2021-07-12»."""
    if not words.tagged(at, "number"):
        return None
    form, last = words.words[at].form, at + 1
    if (apart := _apart(words, at)) is not None:
        form, last = apart, at + _APART
    year: int | None
    when: Item | None = None
    if found := _ISO.match(form):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.match(form):
        day, month, year = map(int, found.groups())
        if month > 12 >= day:
            day, month = month, day
    elif (found := _DAY_MONTH.match(form)) and ((when := _told_when(words, last)) or _after_day(words, at)):
        day, month = map(int, found.groups())
        year, last = None, when.last if when else last
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    hijri = year is not None and 1300 <= year < 1600
    return TimeParts(
        at,
        last,
        "times.numeric",
        day=day,
        month=None if hijri else month,
        hijri=month if hijri else None,
        year=year,
        when=when.fields["when"] if when and year is None else "",
    )


def _apart(words: TimeWords, at: int) -> str | None:
    """Return the digits of a date that is written with spaces: «1/ 5 / 2023»."""
    if words.day_number(at) is None or not (words.tagged(at + 1, "slash") and words.tagged(at + 3, "slash")):
        return None
    month, year = words.day_number(at + 2), words.year(at + 4)
    return f"{words.digits(at)}/{month}/{year}" if month is not None and year is not None else None


def _told_when(words: TimeWords, at: int) -> Item | None:
    """Return the adjective behind a day and month in digits that makes them a date: «19/6 الجاري»."""
    when = words.get(at, "when")
    return when if when is not None and when.definite and when.fields["when"] in ("past", "now", "next") else None


def _after_day(words: TimeWords, at: int) -> bool:
    """Tell whether «يوم» stands before a day and a month in digits."""
    unit = words.get(at - 1, "unit")
    return unit is not None and unit.fields["unit"] == "day"


def read_distance(words: TimeWords, at: int) -> TimeParts | None:
    """Read a distance: «قبل يومين», «منذ ثلاثة أشهر», «خلال الساعات الماضية», «خلال الـ48 ساعة الماضية»."""
    if (apart := _after_another(words, at)) is not None:
        return apart
    back, during = words.tagged(at, "before") or words.tagged(at, "since"), words.tagged(at, "during")
    if not (back or during):
        return None
    k = at + 1
    if k < len(words.words) and words.words[k].form == "ال":
        k += 1
    amount = read_amount(words.text, k, k + 8)
    if (
        amount is None
        and k < len(words.words)
        and any("bound" in e.fields for _, e in words.words[k].look.entries("numbers"))
    ):
        k += 1  # «قبل نحو شهرين»
    bounded = amount is not None and (amount.min != amount.max or not amount.exact)
    item = words.get(amount.last if amount else k, "unit")
    if item is None or item.prefix or words.get(k, "relative") or words.get(item.last, "part"):
        return None
    last = item.last
    count = amount.min if amount else None
    entries = [*(amount.entries if amount else ()), item.entry]
    if amount is None and item.definite and (after := read_amount(words.text, last, last + 3)) and after.definite:
        count, last = after.min, after.last  # «الأيام الثلاثة الماضية»
        entries += after.entries
    elif amount is None and item.definite and (digits := _after_article(words, last)) is not None:
        count, last = digits, last + 2  # «الساعات الـ48 الماضية»
    if count is None and item.number == "d":
        count = 2
    when = words.get(last, "when")
    if when is None and (few := words.get(last, "few")):
        entries.append(few.entry)
        when = words.get(last + 1, "when")
    if when is not None and when.definite and not when.prefix:
        if item.number == "s" and amount is None and item.definite:
            return None  # «خلال الأسبوع الماضي»: the calendar reads it
        entries.append(when.entry)
        return TimeParts(
            at,
            when.last,
            "times.during",
            unit=item.fields["unit"],
            when=when.fields["when"],
            span=count if count is not None else 0,
            entries=entries,
        )
    if during and not item.definite:
        return _within(words, at, item, last, count, entries)
    if not back or item.definite or (not words.tagged(at, "since") and _has_origin(words, last)):
        return None
    if count is None:
        count = 1 if item.number == "s" else 0
        if item.number == "s" and words.tagged(at, "since") and item.fields["unit"] not in ("week", "month"):
            return None
        if item.number == "s" and not _ends(words, item.last):
            return None  # «قبل يوم السبت», «قبل عام 2011»
    return TimeParts(
        at,
        last,
        "times.ago",
        unit=item.fields["unit"],
        back=count,
        rough=bounded,
        scope="since" if words.tagged(at, "since") else "",
        entries=entries,
    )


def _after_article(words: TimeWords, at: int) -> int | None:
    """Return a number in digits behind an article that stands alone, or None."""
    return words.digits(at + 1) if words.words[at : at + 1] and words.words[at].form == "ال" else None


def _within(
    words: TimeWords, at: int, item: Item, last: int, count: int | None, entries: list[str]
) -> TimeParts | None:
    """«ستنسحب خلال أسبوع»: so many days from the report on, where its verb looks ahead."""
    ahead = words.coming(at)
    if ahead is None or not _ends(words, last) or item.fields["unit"] in ("minute", "hour", "second"):
        return None
    if count is None:
        count = {"s": 1, "d": 2}.get(item.number, 0)
    return TimeParts(
        at, last, "times.within", unit=item.fields["unit"], when="next", span=count, entries=[*entries, ahead]
    )


def _after_another(words: TimeWords, at: int) -> TimeParts | None:
    """«بعد يومين من الهجوم»: so long before what was told last, and not known where hours or an open number are told."""
    if not words.tagged(at, "after"):
        return None
    amount = read_amount(words.text, at + 1, at + 9)
    item = words.get(amount.last if amount else at + 1, "unit")
    if item is None or item.definite or item.prefix or not _has_origin(words, item.last):
        return None
    count = amount.min if amount else {"s": 1, "d": 2}.get(item.number, 0)
    known = item.fields["unit"] == "day" and count and (amount is None or (amount.exact and amount.min == amount.max))
    entries = [*(amount.entries if amount else ()), item.entry]
    if not known:
        return TimeParts(at, item.last, vague=True, apart=True, entries=entries)
    return TimeParts(at, item.last, offset=-count, told=True, apart=True, entries=entries)


def _has_origin(words: TimeWords, last: int) -> bool:
    """Tell whether what a distance counts from follows it: «قبل ساعات من الهجوم», «قبل يومين على بدء الهدنة»."""
    return (words.tagged(last, "from") or words.tagged(last, "on")) and last + 1 not in words.items


def _ends(words: TimeWords, at: int) -> bool:
    """Tell whether no further element of a time follows."""
    return at not in words.items and not words.tagged(at, "number")
