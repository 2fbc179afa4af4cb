"""When an event may have been, as a window of days."""

from __future__ import annotations

from datetime import datetime

from khabar.incidents.model import Card
from khabar.model import Time

FEW_DAYS = 7  # a time as long as this is no time of one happening
WEEK = 7
_WEEKDAY = "times.weekday"
LATE = 2  # days that a report of an undated event may be late


def read_day(iso: str | None) -> int | None:
    """Return the proleptic ordinal of the day of an ISO date or date-time."""
    return datetime.fromisoformat(iso).toordinal() if iso else None


def is_misdated(time: Time, published: str | None) -> bool:
    """Tell whether a bare weekday is the one after a publication: a page is dated a day early, no week went by."""
    first, day = read_day(time.start), read_day(published)
    return time.rule == _WEEKDAY and first is not None and day is not None and day - first == WEEK - 1


def day_window(card: Card) -> tuple[int, int] | None:
    """Return the days on which an event may have been: as told, or shortly before the report of it; None if unknown."""
    if card.first_day is not None and card.last_day is not None and card.last_day - card.first_day < FEW_DAYS:
        return card.first_day, card.last_day
    if card.first_day is None and card.published is not None:
        return card.published - LATE, card.published
    return None
