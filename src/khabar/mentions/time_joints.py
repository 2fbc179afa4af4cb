"""What may stand between the elements of one time, and whether a date or a second day follows."""

from __future__ import annotations

from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_words import TimeWords


def is_loose(words: TimeWords, at: int) -> bool:
    """Tell whether a word joins parts and cannot end a time."""
    return (
        (words.tagged(at, "punct") and not words.tagged(at, "close_bracket"))
        or words.tagged(at, "from")
        or words.get(at, "joint") is not None
    )


def in_known_month(words: TimeWords, k: int) -> bool:
    """Tell whether a bare number is a day of the month that an adjective tells: «في 12 الجاري»."""
    when = words.get(k + 1, "when")
    if when is None or not when.definite or when.fields["when"] not in ("past", "now", "next"):
        return False
    unit = words.get(k - 1, "unit")
    return words.tagged(k - 1, "in") or (unit is not None and unit.fields["unit"] == "day")


def dated_after(words: TimeWords, at: int) -> int:
    """Return where the month after a day of the month starts («من آب», «/ آب», «الشهر»), or 0."""
    if words.tagged(at, "from") or words.tagged(at, "slash"):
        at += 1
    unit = words.get(at, "unit")
    month = (
        unit is not None
        and unit.fields["unit"] == "month"
        and (unit.definite or words.get(unit.last, "month") is not None)
    )
    return at if month or words.get(at, "month") else 0


def read_joint(words: TimeWords, k: int, parts: TimeParts) -> int:
    """Step over what may stand between the elements of one time: a slash, a dash, a bracket, a comma, من."""
    after = k + 1
    if words.tagged(k, "slash") and parts.day and words.year(after):
        return after
    if _joins_days(words, k, parts):
        return after
    if words.tagged(k, "slash") or (words.tagged(k, "open_bracket") and parts.month):
        month = words.get(after, "month")
        if month and parts.month and month.fields.get("month") == str(parts.month):
            last = month.last
            parts.doubtful = False
            return last + 1 if words.tagged(last, "close_bracket") else last
        return k
    if words.tagged(k, "close_bracket"):
        return after if any(words.tagged(i, "open_bracket") for i in range(parts.first, k)) else k
    dated = words.day_number(after) is not None and (words.get(after + 1, "month") is not None)
    if words.tagged(k, "comma") or words.tagged(k, "open_bracket"):
        day = words.get(after, "weekday")
        told = parts.offset is not None and not parts.weekdays
        named = told and day is not None and day.definite and not day.prefix
        return after if (dated and not parts.day and (parts.weekdays or told)) or named else k
    if words.tagged(k, "from") and (
        parts.day or parts.part or parts.third or parts.hours or parts.offset is not None or parts.month
    ):
        following = words.get(after, "month", "unit", "weekday", "relative", *(("part",) if parts.loose else ()))
        return (
            after
            if following
            and not following.prefix
            and (following.role != "unit" or following.fields["unit"] in ("month", "year", "day"))
            and (parts.offset is None or parts.loose or following.role == "relative")
            else k
        )
    return k


def _joins_days(words: TimeWords, k: int, parts: TimeParts) -> bool:
    """Tell whether a second day of the week follows: «ليل الأحد - الاثنين», «ليل الأحد/الاثنين», «ليل الأحد (الاثنين)»."""
    if len(parts.weekdays) != 1 or not (
        words.tagged(k, "dash") or words.tagged(k, "slash") or (words.tagged(k, "open_bracket") and parts.part)
    ):
        return False
    day = words.get(k + 1, "weekday")
    return day is not None and day.definite and not day.prefix
