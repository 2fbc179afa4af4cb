"""Days as formats with one date need them, counted without a clock."""

from __future__ import annotations

import datetime


def find_middle(start: str, end: str) -> str:
    """Return the ISO day in the middle of two."""
    first, last = datetime.date.fromisoformat(start[:10]), datetime.date.fromisoformat(end[:10])
    return (first + (last - first) // 2).isoformat()


def count_days(start: str, end: str) -> int:
    """Return how many days an interval holds, both ends counted."""
    return (datetime.date.fromisoformat(end[:10]) - datetime.date.fromisoformat(start[:10])).days + 1


def count_seconds(published: str | None) -> int | None:
    """Return an ISO date or date-time as seconds since 1970; without a zone it is taken as UTC."""
    if not published:
        return None
    moment = datetime.datetime.fromisoformat(published)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp())
