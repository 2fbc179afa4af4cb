"""The elements of a time by their role: days told from the report's own, parts of the day, months, units."""

from __future__ import annotations

from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_words import Item, TimeWords


def read_relative(words: TimeWords, item: Item, parts: TimeParts) -> int:
    """Take in «أمس», «اليوم», «الساعات الأولى»."""
    if (parts.offset is not None and not parts.loose) or parts.weekdays or (parts.unit and parts.unit != "day"):
        return 0
    if words.get(item.last, "ordinal"):
        return 0  # «اليوم التالي», «اليوم الثالث»
    if words.tagged(parts.first - 1, "demonstrative") and item.last - 1 == parts.first:
        return 0  # «في ذلك اليوم»
    if "now" in item.fields and parts.last > parts.first:
        return 0
    if "now" in item.fields:
        parts.scope = "now"
    parts.offset = int(item.fields["days"])
    parts.loose = "loose" in item.fields
    parts.hours = "hours" in item.fields
    parts.vague = "vague" in item.fields
    parts.told = "told" in item.fields
    parts.night = "overnight" in item.fields
    return item.last


def read_part(words: TimeWords, item: Item, parts: TimeParts) -> int:
    """Take a part of the day: before a day, or after one as an adverb («السبت مساءً») or with من."""
    if item.definite:
        return _part_of_today(words, item, parts)
    after = item.last
    begun = (parts.offset is not None and not parts.loose) or bool(parts.weekdays)
    if item.adverb and begun:
        return after
    if words.get(after, "part") and words.get(after, "part").prefix == "و":  # type: ignore[union-attr]
        after += 1
    if words.tagged(after, "from"):
        after += 1
    following = words.get(after, "weekday", "relative", "unit", "part")
    if following is None or (following.prefix and following.role != "weekday") or begun:
        return 0
    if (following.role == "unit" and following.fields["unit"] != "day") or (
        following.role == "weekday" and not following.definite
    ):
        return 0
    parts.part = item.entry
    return after


def _part_of_today(words: TimeWords, item: Item, parts: TimeParts) -> int:
    """«منذ الفجر», «قبل الفجر»: of the day of the report, where no other day follows."""
    at = item.last - 1
    bounded = any(words.tagged(at - 1, tag) for tag in ("since", "before"))
    if at > parts.first or item.prefix or not bounded or words.get(item.last, "weekday", "relative", "unit"):
        return 0
    if words.tagged(item.last, "from"):
        return 0
    parts.offset, parts.part = 0, item.entry
    return item.last


def read_month(item: Item, parts: TimeParts) -> int:
    """Take in a month by its name, once or by both its names."""
    number = int(item.fields.get("month", 0)) or None
    hijri = int(item.fields.get("hijri", 0)) or None
    if item.definite and "hijri" not in item.fields and item.entry.count(" ") == 0:
        return 0
    if parts.month or parts.hijri:
        return item.last if parts.month == number else 0
    parts.month, parts.hijri = number, hijri
    parts.doubtful = "doubtful" in item.fields
    return item.last


def read_third(words: TimeWords, k: int, item: Item, parts: TimeParts) -> int:
    """Take in «مطلع», «أواخر», and a half: «النصف الثاني من شهر آب»."""
    half = "half" in item.fields
    after = item.last + 1 if half and words.tagged(item.last, "from") else item.last
    if (
        (item.definite and not half)
        or parts.third
        or k > parts.first
        or not (after in words.items or words.year(after))
    ):
        return 0
    parts.third = int(item.fields["third"])
    return after


def read_unit(words: TimeWords, k: int, item: Item, parts: TimeParts) -> int:
    """Take in «يوم السبت», «شهر آب», «عام 2016», «الأسبوع الماضي», «نهاية العام»."""
    unit = item.fields["unit"]
    if item.number != "s":
        return 0
    if unit == "day" and not item.definite:  # «يوم السبت», «يوم 6 آب»
        following = words.get(item.last, "weekday", "relative")
        fits = following is not None and not following.prefix and (following.definite or following.role == "relative")
        return item.last if (fits or words.day_number(item.last)) and not parts.weekdays else 0
    if unit == "month" and not item.definite:  # «شهر آب»
        parts.doubtful = False
        return item.last if words.get(item.last, "month") else 0
    if unit == "year" and (year := words.year(item.last)):
        parts.year = year
        return item.last + 1
    if unit == "year" and not parts.year and (spelt := words.spelt_year(item.last)):
        parts.year, last = spelt
        return last
    if (
        unit == "year"
        and item.definite
        and (parts.month or parts.hijri)
        and not parts.year
        and (when := words.get(item.last, "when"))
    ):
        parts.year_when = when.fields["when"]  # «10 حزيران من العام الماضي»
        return when.last
    if (
        unit in ("week", "month", "year")
        and (item.definite or words.tagged(k - 1, "demonstrative"))
        and not parts.unit
        and not parts.weekdays
        and (parts.offset is None or parts.vague)
    ):
        when = words.get(item.last, "when")
        if when is not None and when.definite:
            parts.unit = unit
            return item.last
        if words.tagged(k - 1, "demonstrative") or (parts.third and not _described(words, item.last)):
            parts.unit, parts.when = unit, "now"
            return item.last
    return 0


def _described(words: TimeWords, at: int) -> bool:
    """Tell whether an adjective follows: «نهاية العام الدراسي» is not the end of the year."""
    word = words.words[at] if at < len(words.words) else None
    return word is not None and not word.look.tags and word.form.startswith("ال")
