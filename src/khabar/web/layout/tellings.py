"""The reports of an incident in the order of their publication, and the line of time on which they stand."""

from __future__ import annotations

import datetime
from itertools import pairwise

from khabar.incidents.case import Case
from khabar.incidents.record import Collapse, Copy
from khabar.model import Document, Value
from khabar.views.wording import find_headline

STEP, EDGE, NEAR, FAR = 20, 50, 104, 190  # pixels
WEEK = 7


class Told(Value, frozen=True, kw_only=True):
    """One report of an incident: `own` says that somebody speaks first in it, `copies` and `collapses` why not."""

    number: int
    document: str
    title: str
    about: Document
    origins: tuple[int, ...]
    copies: tuple[Copy, ...] = ()
    collapses: tuple[tuple[int, Collapse], ...] = ()

    @property
    def own(self) -> bool:
        """Tell whether it is no copy, and one of its origins speaks nowhere before it."""
        again = {origin for origin, collapse in self.collapses if collapse.reason != "correspondent"}
        return not self.copies and (not self.origins or not again.issuperset(self.origins))


class Dot(Value, frozen=True, kw_only=True):
    """A report on the line of time."""

    told: Told
    x: int
    y: int


class Gap(Value, frozen=True, kw_only=True):
    """The stretch between two days on which reports were published, and how many days it stands for."""

    start: int
    end: int
    days: int

    @property
    def long(self) -> bool:
        """Tell whether it is drawn as longer than the others."""
        return self.days > WEEK


class Line(Value, frozen=True, kw_only=True):
    """The line of time: a column of dots for each day with reports, the days' names, the stretches between them."""

    dots: tuple[Dot, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[tuple[int, str], ...]
    width: int
    height: int


def list_tellings(case: Case) -> tuple[Told, ...]:
    """Return the reports of a case, first published first."""
    record, reports = case.record, case.by_document
    own = {telling.document for telling in case.tellings}
    order = [*record.documents, *(d for d in reports if d in own and d not in record.documents)]
    return tuple(
        Told(
            number=number,
            document=document,
            title=find_headline(reports[document]),
            about=reports[document].document,
            origins=tuple(n for n, o in enumerate(record.origins, start=1) if document in o.documents),
            copies=tuple(copy for copy in record.copies if copy.document == document),
            collapses=tuple(
                (n, c) for n, o in enumerate(record.origins, start=1) for c in o.collapses if c.document == document
            ),
        )
        for number, document in enumerate((d for d in order if d in reports), start=1)
    )


def draw_line(tellings: tuple[Told, ...], *, mirrored: bool) -> Line | None:
    """Return the line of time of the reports with a date; None where there are fewer than two."""
    by_day: dict[str, list[Told]] = {}
    for told in sorted(tellings, key=lambda told: told.about.published or ""):
        if told.about.published:
            by_day.setdefault(told.about.published[:10], []).append(told)
    if sum(map(len, by_day.values())) < 2:
        return None
    at, places, gaps = EDGE, {}, []
    for before, day in pairwise([None, *by_day]):
        if before is not None and day is not None:
            days = (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(before)).days
            gaps.append(Gap(start=at, end=at + (NEAR if days <= WEEK else FAR), days=days))
            at = gaps[-1].end
        places[day] = at
    width, height = at + EDGE, max(map(len, by_day.values())) * STEP

    def flip(x: int) -> int:
        return width - x if mirrored else x

    return Line(
        dots=tuple(
            Dot(told=told, x=flip(places[day]), y=height - level * STEP - STEP // 2)
            for day, told_then in by_day.items()
            for level, told in enumerate(told_then)
        ),
        gaps=tuple(Gap(start=flip(gap.start), end=flip(gap.end), days=gap.days) for gap in gaps),
        ticks=tuple((flip(places[day]), day) for day in by_day),
        width=width,
        height=height,
    )
