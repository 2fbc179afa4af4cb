"""Who did what, as the log has it: entries that change nothing of what is shown, and the questions put to all."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from khabar.model import Value
from khabar.store.custody.log import Deed, append_entry
from khabar.store.schema import decisions, log, ratings, reviews

QUIET = ("account", "session", "token", "exported")
"""Deeds after which all that the pages show of incidents and reports is still as it was."""


class Act(Value, frozen=True, kw_only=True):
    """One entry of the log for people: what was done, by whom where that is known, and to what."""

    number: int
    at: str
    kind: str
    by: str | None
    detail: dict[str, Any]


def note(connection: Connection, kind: Deed, *, by: str | None, at: str, **detail: Any) -> None:
    """Keep in the log that somebody did something which is kept nowhere else."""
    append_entry(connection, kind, at, {**detail, "by": by})


def list_acts(
    connection: Connection,
    *,
    kind: str | None = None,
    by: str | None = None,
    since: str | None = None,
    until: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Act]:
    """Return what was done, the latest first; `since` and `until` are ISO days, `before` the number of an entry."""
    where = [
        *([log.c.kind == kind] if kind else []),
        *([log.c.at >= since] if since else []),
        *([log.c.at < _next_day(until)] if until else []),
        *([log.c.number < before] if before is not None else []),
    ]
    rows = connection.execute(select(log).where(*where).order_by(log.c.number.desc()))
    found: list[Act] = []
    for row in rows.yield_per(500):
        act = _load(connection, row)
        if by is None or act.by == by or act.detail.get("account") == by:
            found.append(act)
        if len(found) == limit:
            break
    return found


def list_kinds(connection: Connection) -> list[str]:
    """Return the kinds of deeds that the log has."""
    return sorted(connection.execute(select(log.c.kind).distinct()).scalars())


_BODIES = {
    "decided": (decisions, "decision"),
    "undone": (decisions, "decision"),
    "reviewed": (reviews, "review"),
    "rated": (ratings, "rating"),
}
_TOLD = ("kind", "verdict", "item", "source", "letter", "document", "digit")  # not why: that may quote a report


def _load(connection: Connection, row: Any) -> Act:
    detail = msgspec.json.decode(row.detail)
    by = detail.pop("by", None)
    if row.kind in _BODIES:
        table, field = _BODIES[row.kind]
        body = connection.execute(select(table.c.body).where(table.c.id == detail[field])).scalar()
        made = msgspec.json.decode(body) if body else {}
        by = by or made.get("by")
        detail |= {name: made[name] for name in _TOLD if made.get(name) is not None}
    return Act(number=row.number, at=row.at, kind=row.kind, by=by, detail=detail)


def _next_day(day: str) -> str:
    return (datetime.date.fromisoformat(day[:10]) + datetime.timedelta(days=1)).isoformat()
