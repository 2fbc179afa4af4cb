"""Time expressions: a distance, or a day, a date, a month, a year or a week of the calendar."""

from __future__ import annotations

from khabar.mentions.time_dated_days import read_date_of_day
from khabar.mentions.time_distances import read_distance, read_numeric
from khabar.mentions.time_elements import read_month, read_part, read_relative, read_third, read_unit
from khabar.mentions.time_joints import dated_after, in_known_month, is_loose, read_joint
from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_ranges import read_end, read_range, read_until
from khabar.mentions.time_words import Item, TimeWords

_MOST_STEPS = 16


def parse_time(words: TimeWords, at: int) -> TimeParts | None:
    """Read the time expression that starts at word `at`, or None."""
    parts = (
        read_numeric(words, at) or read_range(words, at, _calendar) or read_distance(words, at) or _calendar(words, at)
    )
    if parts is not None and parts.month:
        read_end(words, parts, _calendar)
    if parts is not None and parts.until is None and parts.day_from is None and parts.back is None:
        read_until(words, parts, _calendar)
    return parts


def _calendar(words: TimeWords, at: int) -> TimeParts | None:
    """Read a day, a date, a month, a year or a week: «فجر اليوم السبت», «6 آب 2022», «الأسبوع الماضي»."""
    parts = TimeParts(at, at)
    k = at
    for _ in range(_MOST_STEPS):
        step = _step(words, k, parts)
        if step <= k:
            break
        k = step
    while k > at and is_loose(words, k - 1):
        k -= 1
    parts.last = k
    if k == at or parts.empty or not _holds(words, parts):
        return None
    if parts.weekdays and not (parts.day or parts.when):
        read_date_of_day(words, parts)
    _read_scope(words, parts)
    open_month = parts.month and not (parts.day or parts.year)
    if (
        (parts.weekdays or open_month)
        and not parts.when
        and parts.offset is None
        and (ahead := words.coming(parts.first))
    ):
        parts.when = "next"
        parts.entries.append(ahead)
    return parts


def _step(words: TimeWords, k: int, parts: TimeParts) -> int:
    """Read one element at `k` into the parts; return the word after it, or `k` where the time ends."""
    begun = k > parts.first
    for item in words.items.get(k, ()):
        if item.prefix and begun and not (item.role == "weekday" and item.prefix == "و" and parts.weekdays):
            continue
        if item.prefix.endswith("ك"):
            continue
        taken = _element(words, k, item, parts)
        if taken:
            parts.entries.append(item.entry)
            return taken
    number = words.digits(k)
    if number is not None:
        return _number(words, k, number, parts)
    if not begun:
        return k
    return read_joint(words, k, parts)


def _element(words: TimeWords, k: int, item: Item, parts: TimeParts) -> int:
    """Take one element in; 0 where it does not belong here."""
    match item.role:
        case "weekday":
            if not item.definite or len(parts.weekdays) > 1 or parts.month or parts.unit or parts.when:
                return 0
            parts.weekdays.append(int(item.fields["weekday"]))
        case "relative":
            return read_relative(words, item, parts)
        case "part":
            return read_part(words, item, parts)
        case "month":
            return read_month(item, parts)
        case "when":
            if (
                not item.definite
                or parts.when
                or not (parts.weekdays or parts.month or parts.hijri or parts.unit or parts.part == "night")
            ):
                return 0
            parts.when = item.fields["when"]
        case "unit":
            return read_unit(words, k, item, parts)
        case "third":
            return read_third(words, k, item, parts)
        case "season":
            if (
                item.definite
                or k > parts.first
                or not (
                    words.year(item.last) or ((unit := words.get(item.last, "unit")) and unit.fields["unit"] == "year")
                )
            ):
                return 0
            parts.season = int(item.fields["first"]), int(item.fields["last"])
        case "ordinal":
            after = dated_after(words, item.last)
            if "day" not in item.fields or parts.day or parts.month or not after:
                return 0
            parts.day = int(item.fields["day"])
            return after
        case "joint":
            return item.last if words.day_number(item.last) else 0
        case _:
            return 0
    return item.last


def _number(words: TimeWords, k: int, number: int, parts: TimeParts) -> int:
    after = k + 1
    if 1 <= number <= 31 and parts.day is None and not parts.month:
        if words.tagged(after, "from"):
            after += 1
        if words.get(after, "month") or (
            (unit := words.get(after, "unit"))
            and unit.fields["unit"] == "month"
            and (unit.definite or words.get(unit.last, "month"))
        ):
            parts.day = number
            return after
        if in_known_month(words, k):
            parts.day, parts.unit = number, "month"
            return after
        return k
    if (parts.month or parts.third or parts.season) and parts.year is None and words.year(k):
        parts.year = number
        return after
    if parts.hijri and parts.year is None and words.year(k, hijri=True):
        parts.year = number
        return after
    if k == parts.first and words.year(k) and any(words.tagged(k - 1, tag) for tag in ("in", "since", "until")):
        parts.year = number
        parts.rule = "times.bare_year"
        return after
    return k


def _holds(words: TimeWords, parts: TimeParts) -> bool:
    """Tell whether a doubtful word is a time here."""
    if parts.month and parts.doubtful and not (parts.day or parts.year or parts.third):
        return bool(parts.when)
    if parts.hijri and parts.doubtful and not (parts.day or parts.year or parts.third):
        return bool(parts.when) or words.tagged(parts.first - 1, "in") or words.tagged(parts.first - 1, "during")
    if parts.month and not (parts.day or parts.year or parts.third or parts.when):
        before = words.words[parts.first - 1].look.tags if parts.first else frozenset()
        return (
            parts.last - parts.first > 1
            or "preposition" in before
            or words.words[parts.first].form.startswith(("ب", "ل"))
        )
    return True


def _read_scope(words: TimeWords, parts: TimeParts) -> None:
    """Read the preposition before a time: «منذ» opens a stretch, «قبل» and «بعد» bound one."""
    before = parts.first - 1
    for tag in ("since", "until", "before", "after", "during"):
        if words.tagged(before, tag):
            noon = parts.part and tag in ("before", "after")
            if noon:  # «بعد ظهر أمس»
                parts.first = before
                return
            parts.scope = tag
            if tag in ("since", "during"):
                parts.first = before
            return
