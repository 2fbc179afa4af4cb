"""What a time expression says: day of the week, date, month, year, distance from the day of the report."""

from __future__ import annotations

import msgspec


class TimeParts(msgspec.Struct, eq=False):
    """What one expression over words `[first, last)` says."""

    first: int
    last: int
    rule: str = ""
    part: str = ""
    offset: int | None = None
    hours: bool = False
    loose: bool = False  # hours whose day may follow: «الساعات الأولى من اليوم»
    vague: bool = False
    told: bool = False  # counts from the day told before: «اليوم نفسه»
    apart: bool = False  # is that of what stands behind it: «بعد يومين من الهجوم»
    night: bool = False  # goes on into the next day: «خلال الليل»
    weekdays: list[int] = []
    day: int | None = None
    day_from: int | None = None  # the first day of a stretch that ends with `day`
    month: int | None = None
    hijri: int | None = None
    doubtful: bool = False
    year: int | None = None
    year_last: int | None = None
    third: int | None = None
    season: tuple[int, int] | None = None
    unit: str = ""
    when: str = ""
    year_when: str = ""
    back: int | None = None  # so many units before the report
    span: int | None = None  # the last so many units
    rough: bool = False
    scope: str = ""
    until: TimeParts | None = None  # the date with which a stretch ends that this one begins
    entries: list[str] = []

    @property
    def empty(self) -> bool:
        """Tell whether nothing in it is a time by itself."""
        dated = (
            self.offset is not None
            or self.weekdays
            or self.month
            or self.hijri
            or self.year
            or self.back is not None
            or self.span is not None
        )
        return not (dated or self.vague or (self.unit and self.when))
