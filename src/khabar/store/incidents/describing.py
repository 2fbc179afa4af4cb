"""Describing the incidents of a store: once, and again when one is made of something else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

import msgspec
from sqlalchemy import Connection, not_, or_, select, update

from khabar.errors import tell_fault
from khabar.incidents.happening import sum_up
from khabar.incidents.headlines import choose_headline
from khabar.store.incidents.descriptions import Row, is_described, make_row
from khabar.store.incidents.loading import load_incident
from khabar.store.opening import Store, open_store
from khabar.store.schema import incidents
from khabar.workers import work_in_chunks

_log = logging.getLogger(__name__)


class Described(msgspec.Struct, frozen=True, array_like=True):
    """An incident's row as described, or why describing failed on it."""

    id: str
    row: Row | None = None
    error: str | None = None


def describe_incidents(
    store: Store,
    *,
    jobs: int = 1,
    ahead: Callable[[int], None] = lambda count: None,
    tick: Callable[[], None] = lambda: None,
) -> tuple[Described, ...]:
    """Describe every incident of a store that is not described as it is now, and keep that; return those that failed.

    `ahead` is told how many there are, `tick` is called for each.
    """
    with store.reading() as connection:
        ids = find_waiting(connection)
    ahead(len(ids))
    return describe_these(store, ids, jobs=jobs, tick=tick)


def describe_these(
    store: Store, ids: Sequence[str], *, jobs: int = 1, tick: Callable[[], None] = lambda: None
) -> tuple[Described, ...]:
    """Describe these incidents of a store and keep that; return those that failed. `tick` is called for each."""
    return tuple(one for one in _describe(store, list(ids), jobs, tick) if one.error)


def find_waiting(connection: Connection) -> list[str]:
    """Return the ids of the incidents that are not described as they are now, those of the most reports first.

    Incidents that the same document leads follow each other, so that it is looked through once for all of them.
    """
    waiting = or_(incidents.c.described.is_(None), not_(is_described()))
    order = (incidents.c.reports.desc(), incidents.c.document, incidents.c.id)
    question = select(incidents.c.id).where(waiting).order_by(*order)
    return list(connection.execute(question).scalars())


def _describe(store: Store, ids: list[str], jobs: int, tick: Callable[[], None]) -> Iterator[Described]:
    for packed in work_in_chunks(partial(_describe_all, store.address), ids, jobs=jobs if len(ids) > 1 else 1):
        done = msgspec.msgpack.decode(packed, type=list[Described])
        with store.writing() as connection:
            for one in done:
                if one.row is not None:
                    this = (incidents.c.id == one.id, incidents.c.state == one.row["described"])
                    connection.execute(update(incidents).where(*this).values(**one.row))
        for one in done:
            tick()
            yield one


@cache
def _open(address: str) -> Store:
    """Open the store in the process that describes, which keeps it open as long as it lives."""
    return open_store(address, create=False)


def _describe_all(address: str, ids: list[str]) -> bytes:
    with _open(address).reading() as connection:
        return msgspec.msgpack.encode([describe_one(connection, id) for id in ids])


def describe_one(connection: Connection, id: str) -> Described:
    """Describe an incident from its reports."""
    try:
        incident = load_incident(connection, id)
        record = incident.describe()
        told = {telling.document: telling.events for telling in incident.tellings}
        happening = sum_up(record, told, incident.reports)
        title = choose_headline(incident.cards, incident.reports)
        return Described(id, make_row(incident.state, record, happening, title))
    except Exception as problem:  # a fault of khabar in one incident must not cost the others
        _log.debug("while describing %s", id, exc_info=True)
        return Described(id, error=tell_fault(problem))
