"""The incidents of a store as a list: those that fit a question, and the marks by which a list follows the store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, UnaryExpression, and_, or_, select

from khabar.incidents.days import read_day
from khabar.incidents.happening import Happening
from khabar.incidents.record import GradeName
from khabar.incidents.summary import Summary
from khabar.language import Lexicon
from khabar.model import Value
from khabar.store.finding.conditions import within_days
from khabar.store.finding.placing import lying_in
from khabar.store.incidents.descriptions import is_described
from khabar.store.incidents.wanted import Wanted
from khabar.store.inserting import in_parts
from khabar.store.schema import cards, documents, events, incidents, judged, members

Order = Literal["reports", "newest"]
EVERYTHING = Wanted()


class Listed(Value, frozen=True, kw_only=True):
    """An incident in a list: `document` tells it most prominently, `title` is a headline that tells of it.

    The last five are None, and the others say what most of its reports do, until it has been described.
    """

    id: str
    summary: Summary
    publishers: int
    document: str
    title: str | None = None
    origins: int | None = None
    disputed: bool | None = None
    grade: GradeName | None = None
    happening: Happening | None = None

    @property
    def day(self) -> str | None:
        """The ISO day on which it was, or began."""
        first = self.summary.first_day
        return date.fromordinal(first).isoformat() if first else None


def list_incidents(
    connection: Connection,
    wanted: Wanted = EVERYTHING,
    *,
    lexicon: Lexicon,
    order: Order = "reports",
    limit: int | None = None,
    described: bool = False,
    failed: Collection[str] = (),
) -> list[Listed]:
    """Return the incidents that are wanted.

    An incident that is not described (see `khabar.store.incidents.describing`) fits no question about origins, grade or
    disagreement, and none at all with `described`, but those `failed`.
    """
    where = within_days(incidents.c.first_day, incidents.c.last_day, wanted.since, wanted.until)
    if wanted.place:
        where.append(at_place(wanted.place, lexicon))
    if wanted.type:
        where.append(incidents.c.type == wanted.type)
    if wanted.killed is not None:
        where.append(incidents.c.killed >= wanted.killed)
    if wanted.reports:
        where.append(incidents.c.reports >= wanted.reports)
    if wanted.needs_describing:
        where.append(is_described())
    if described:
        where.append(or_(is_described(), incidents.c.id.in_(failed)))
    if wanted.origins:
        where.append(incidents.c.origins >= wanted.origins)
    if wanted.grade:
        where.append(incidents.c.grade == wanted.grade)
    if wanted.disputed is not None:
        where.append(incidents.c.disputed == wanted.disputed)
    question = select(*_SHOWN, is_described().label("fresh")).where(*where).order_by(*order_of(order))
    return [_list(row) for row in connection.execute(question.limit(limit))]


def list_these(connection: Connection, ids: Collection[str]) -> list[Listed]:
    """Return some incidents by their ids, in no order; those that are gone are left out."""
    question = select(*_SHOWN, is_described().label("fresh"))
    return [
        _list(row) for part in in_parts(ids) for row in connection.execute(question.where(incidents.c.id.in_(part)))
    ]


def find_marks(connection: Connection) -> dict[str, tuple[str, bool]]:
    """Return of every incident, those of the most reports first, what its row cannot change without.

    That is the hash of what it is made of, and whether it is described as it is now.
    """
    question = select(incidents.c.id, incidents.c.state, is_described()).order_by(*_ORDERS["reports"], incidents.c.id)
    return {id: (state, bool(fresh)) for id, state, fresh in connection.execute(question)}


_SHOWN = [column for column in incidents.c if column.name not in ("record", "sha256")]
_ORDERS: Mapping[Order, tuple[UnaryExpression[Any], ...]] = {
    "reports": (incidents.c.reports.desc(), incidents.c.last_day.desc().nulls_last()),
    "newest": (incidents.c.last_day.desc().nulls_last(), incidents.c.reports.desc()),
}


def order_of(order: Order) -> tuple[ColumnElement[Any] | UnaryExpression[Any], ...]:
    """Return by what a list of incidents is ordered."""
    return (*_ORDERS[order], incidents.c.id)


def at_place(place: str, lexicon: Lexicon) -> ColumnElement[bool]:
    """Return the condition that one event of an incident was at a place, by any of its names, or in a country or governorate.

    That is so of an event as it is read, and as people have it.
    """
    return told_of(lambda told: lying_in(place, lexicon, words=told.c.place_words, ids=told.c.place_id))


def told_of(fits: Callable[[Table], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return the condition that an event of an incident fits, as it is read or as people have it.

    `fits` is given the table in which the event stands: `events`, and `judged`.
    """
    fitting = [
        select(members.c.incident)
        .join(cards, cards.c.key == members.c.card)
        .join(table, and_(table.c.document == cards.c.document, table.c.id == cards.c.event))
        .where(fits(table))
        for table in (events, judged)
    ]
    return or_(*(incidents.c.id.in_(one) for one in fitting))


def _list(row: Any) -> Listed:
    fresh = bool(row.fresh)
    summary = Summary(
        reports=row.reports,
        type=row.type,
        mode=row.mode,
        first_day=read_day(row.first_day),
        last_day=read_day(row.last_day),
        day_told=row.day_told,
        place=row.place,
        precision=row.precision,
        lat=row.lat,
        lon=row.lon,
        killed=None if row.killed is None else (row.killed, row.killed_max),
        wounded=None if row.wounded is None else (row.wounded, row.wounded_max),
    )
    return Listed(
        id=row.id,
        summary=summary,
        publishers=row.publishers,
        document=row.document,
        title=row.title if fresh else None,
        origins=row.origins if fresh else None,
        disputed=row.disputed if fresh else None,
        grade=row.grade if fresh else None,
        happening=msgspec.msgpack.decode(row.happening, type=Happening) if fresh else None,
    )


def add_titles(connection: Connection, listed: Sequence[Listed]) -> list[Listed]:
    """Return listed incidents with the headlines of the reports that tell them most prominently."""
    titles = {}
    for part in in_parts({one.document for one in listed if one.title is None}):
        found = select(documents.c.id, documents.c.title).where(documents.c.id.in_(part))
        titles.update({row.id: row.title for row in connection.execute(found)})
    return [msgspec.structs.replace(one, title=one.title or titles.get(one.document)) for one in listed]
