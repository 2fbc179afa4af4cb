"""Dates as pages write them: ISO, the forms of mail and feeds, and Arabic words behind a label."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from khabar.pages.wording import fold, load_wording

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})\s*[-/،,]?\s*(?:من\s+)?(?:شهر\s+)?([^\d،,]{2,40}?)\s*[-/،,]?\s*(?:عام\s+|سنة\s+)?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?<!\w)([^\W\d]{3,10})\s+(\d{1,2})\s*[،,]\s*(\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?\s*(\w+)?")
_OFFSET = re.compile(r"(?:GMT|UTC)\s*([+-]\d{2}):?(\d{2})?", re.I)
_PARTS = re.compile(r"\s*[|•·]\s*")
_WORDS = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 4
_STAMP = re.compile(
    r"\s*(\d{1,2}):?(\d{2})\s*\((?:GMT|UTC)\s*([+-]\d{2}):?(\d{2})\)\s*-\s*(\d{1,2})/(\d{1,2})/(?:20)?(\d{2})(?!\d)"
)
_STAMPED = 3  # lines from the top among which a stamp is looked for
_EARLIEST, _LATEST = 1990, 2100
_LONGEST = 120


def read_date(value: str) -> str | None:
    """Return a machine's date (ISO, loosely; or of a mail or feed) as an ISO string, None for anything else."""
    value = value.strip().translate(_DIGITS)
    if found := _ISO.match(value):
        year, month, day, hour, minute, second, zone = found.groups()
        date = _day(year, month, day)
        if date is None or hour is None:
            return date
        return _add_time(date, int(hour), f"{minute}:{second or '00'}{_zone(zone)}")
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def read_labelled_date(line: str) -> str | None:
    """Return the date of publication that a line states behind its label («نُشر في: 12 آذار 2021»)."""
    folded = fold(line)
    for part in _PARTS.split(folded) if len(folded) <= _LONGEST else ():
        label = load_wording().published.match(part)
        if label and (date := read_written_date(part[label.end() :])):
            return date
    return None


def read_stamp(text: str) -> str | None:
    """Return the time of publication that opens a line near the top of a text: «1430 (GMT+04:00) - 23/05/09»."""
    for line in text.split("\n", _STAMPED)[:_STAMPED]:
        if found := _STAMP.match(line.translate(_DIGITS)):
            hour, minute, zone, rest, day, month, year = found.groups()
            date = _day(f"20{year}", month, day)
            return _add_time(date, int(hour), f"{minute}:00{zone}:{rest}") if date else None
    return None


def read_written_date(line: str) -> str | None:
    """Return the date, and the time where there is one, that a short line writes for people; the day comes before the month."""
    line = fold(line).translate(_DIGITS)
    if changed := load_wording().modified.search(line):
        line = line[: changed.start()]
    if len(line) > _LONGEST:
        return None
    found = _find_day(line)
    if found is None:
        return None
    date, rest = found
    clock = _CLOCK.search(rest)
    if clock is None:
        return date
    offset = _OFFSET.search(rest)
    zone = next((zone for names, zone in load_wording().clocks if names.search(rest)), "")
    zone = f"{offset[1]}:{offset[2] or '00'}" if offset else zone
    return _add_time(date, _hour(int(clock[1]), clock[3]), f"{clock[2]}:00{zone}")


def is_only_date(line: str) -> bool:
    """Say whether a line holds a date for people and hardly a word more than its weekday and hour."""
    found = _find_day(fold(line).translate(_DIGITS)) if len(line) <= _LONGEST else None
    return found is not None and len(_WORDS.findall(found[1])) <= _MOST_WORDS


def choose_date(dates: Iterable[str | None]) -> str | None:
    """Return the first date, or a later one of the same day that adds the time or the zone that it lacks."""
    given = [date for date in dates if date]
    if not given:
        return None
    best = given[0]
    for other in given[1:]:
        if other[:10] == best[:10] and _detail(other) > _detail(best):
            best = other
    return best


def _detail(date: str) -> int:
    if len(date) == 10:
        return 0
    return 2 if re.search(r"(Z|[+-]\d{2}:?\d{2})$", date[10:]) else 1


def _find_day(line: str) -> tuple[str, str] | None:
    """Return the day that a line writes, and the line without it."""
    months = load_wording().months
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        if (found := pattern.search(line)) and (date := _day(*(found[n] for n in order))):
            return date, line[: found.start()] + " " + line[found.end() :]
    for found in _NAMED.finditer(line):
        names = [name.strip() for name in re.split(r"[/\\()\-]", found[2]) if name.strip()]
        month = next((months[name] for name in names if name in months), None)
        if month and (date := _day(found[3], str(month), found[1])):
            return date, line[: found.start()] + " " + line[found.end() :]
    for found in _MONTH_FIRST.finditer(line):
        if (month := months.get(found[1])) and (date := _day(found[3], str(month), found[2])):
            return date, line[: found.start()] + " " + line[found.end() :]
    return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date.isoformat() if _EARLIEST <= date.year <= _LATEST else None


def _hour(hour: int, half: str | None) -> int:
    words = load_wording()
    if half and fold(half) in words.evening and hour < 12:
        return hour + 12
    return 0 if half and fold(half) in words.morning and hour == 12 else hour


def _add_time(date: str, hour: int, rest: str) -> str:
    """Return a day with its time behind it, or the day alone where no clock shows such a time."""
    moment = f"{date}T{hour:02}:{rest}"
    try:
        datetime.datetime.fromisoformat(moment)
    except ValueError:
        return date
    return moment if hour < 24 else date


def _zone(zone: str | None) -> str:
    if not zone or zone == "Z":
        return "+00:00" if zone else ""
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
