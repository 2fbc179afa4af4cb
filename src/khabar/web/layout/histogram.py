"""Incidents by time: bars of days, months or years, each of which asks for its own stretch."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Sequence

from khabar.model import Value
from khabar.web.desk.entry import Entry

WIDTH, HEIGHT = 640, 72
_MOST_DAYS, _MOST_MONTHS = 92, 120
_WIDEST = 28.0  # of a bar: one day alone is a bar and no wall
_STRAYS = 40  # one in so many may be left before the bars


class Bar(Value, frozen=True, kw_only=True):
    """How many incidents began between two ISO days, both inclusive, and where the bar stands."""

    name: str
    since: str
    until: str
    count: int
    x: float
    width: float
    height: float


class Histogram(Value, frozen=True, kw_only=True):
    """Bars in the direction of reading, without those of nothing; `first` and `last` name the ends.

    `earlier` incidents lie before the first bar.
    """

    bars: tuple[Bar, ...]
    first: str
    last: str
    earlier: int

    @property
    def before(self) -> str:
        """The ISO day before the first bar."""
        return (datetime.date.fromisoformat(_first_day(self.first)) - datetime.timedelta(days=1)).isoformat()


def count_by_time(entries: Sequence[Entry], *, mirrored: bool) -> Histogram | None:
    """Return the bars of incidents; None where none has a day."""
    told = Counter(entry.start for entry in entries if entry.start)
    if not told:
        return None
    days, earlier = _leave_strays(sorted(told.items()))
    first, last = days[0][0][:10], days[-1][0][:10]
    cut = _choose_unit(first, last)
    counts: Counter[str] = Counter()
    for day, number in days:
        counts[day[:cut]] += number
    names = _fill(first[:cut], last[:cut])
    step, most = WIDTH / len(names), max(counts.values())
    width = min(step - min(2.0, step * 0.2), _WIDEST)
    bars = tuple(
        Bar(
            name=name,
            since=_first_day(name),
            until=_last_day(name),
            count=counts[name],
            x=round((WIDTH - (n + 1) * step if mirrored else n * step) + (step - width) / 2, 2),
            width=round(width, 2),
            height=round(max(counts[name] / most * HEIGHT, 3), 2),
        )
        for n, name in enumerate(names)
        if counts[name]
    )
    return Histogram(bars=bars, first=names[0], last=names[-1], earlier=earlier)


def _leave_strays(days: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], int]:
    """Return days, each with its number, without the first few that would flatten the bars, and how many those are.

    They are left out where they lie far before nearly all others.
    """
    few = sum(number for _, number in days) // _STRAYS
    kept, earlier = 0, 0
    while earlier + days[kept][1] <= few:
        earlier += days[kept][1]
        kept += 1
    last = days[-1][0][:10]
    whole, most = _length(days[0][0][:10], last), _length(days[kept][0][:10], last)
    return (days[kept:], earlier) if whole > _MOST_DAYS and most < whole * 2 // 3 else (days, 0)


def _length(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _choose_unit(first: str, last: str) -> int:
    """Return how many characters of an ISO day name the unit: a day, a month or a year."""
    days = _length(first, last)
    return 10 if days <= _MOST_DAYS else 7 if days <= 30 * _MOST_MONTHS else 4


def _fill(first: str, last: str) -> list[str]:
    """Return the names of all units from the first to the last."""
    names = [first]
    while names[-1] < last:
        after = datetime.date.fromisoformat(_last_day(names[-1])) + datetime.timedelta(days=1)
        names.append(after.isoformat()[: len(first)])
    return names


def _first_day(name: str) -> str:
    return name + {4: "-01-01", 7: "-01", 10: ""}[len(name)]


def _last_day(name: str) -> str:
    if len(name) == 10:
        return name
    if len(name) == 4:
        return f"{name}-12-31"
    year, month = int(name[:4]), int(name[5:7])
    return f"{name}-{calendar.monthrange(year, month)[1]:02}"
