"""Reading stored documents again with the present language data; what was read before is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import NamedTuple

import msgspec
from sqlalchemy import exists, not_, select

from khabar.errors import StoreProblem, tell_fault
from khabar.model import Document, Report
from khabar.store.custody.log import append_entry
from khabar.store.documents.comparing import Change, compare_reports
from khabar.store.documents.preparing import Findings, find_forms
from khabar.store.documents.readings import Stamp, keep_reading
from khabar.store.gazetteers import language_in_use, load_body, use_places
from khabar.store.inserting import in_parts
from khabar.store.opening import Store
from khabar.store.packing import unpack
from khabar.store.schema import documents, readings
from khabar.workers import work_in_chunks


class Reread(NamedTuple):
    """A document that was read again: what changed, all of it where it was never read; or why it could not be read."""

    id: str
    changes: tuple[Change, ...] = ()
    error: str | None = None


class _Again(msgspec.Struct, frozen=True, array_like=True):
    """What a worker gives back."""

    id: str
    findings: Findings | None
    error: str | None


def reread(
    store: Store,
    *,
    stamp: Callable[[], Stamp],
    ids: Collection[str] = (),
    jobs: int = 1,
    ahead: Callable[[int], None] = lambda count: None,
) -> Iterator[Reread]:
    """Read again, and yield, what these versions have not read yet: all current documents, or those with these ids.

    `ahead` is told how many there are. Raises `StoreProblem` where an id is not in the store.
    """
    numbers = _find_stale(store, stamp(), ids)
    ahead(len(numbers))
    tasks = _load(store, numbers)
    with store.reading() as connection:
        places = load_body(connection)
    for packed in work_in_chunks(_read_all, tasks, jobs=jobs, prepare=partial(use_places, places)):
        for again in msgspec.msgpack.decode(packed, type=list[_Again]):
            yield _keep(store, again, stamp())


def _find_stale(store: Store, stamp: Stamp, ids: Collection[str]) -> list[int]:
    read_by_us = exists().where(
        readings.c.document == documents.c.number, readings.c.tool == stamp.tool, readings.c.data == stamp.data
    )
    with store.reading() as connection:
        for id in ids:
            if connection.execute(select(documents.c.number).where(documents.c.id == id)).first() is None:
                raise StoreProblem(f"there is no document «{id}» in {store.name}")
        chosen = documents.c.id.in_(ids) if ids else documents.c.current
        question = select(documents.c.number).where(chosen, documents.c.state == "ready", not_(read_by_us))
        return list(connection.execute(question.order_by(documents.c.number)).scalars())


def _load(store: Store, numbers: list[int]) -> Iterator[tuple[str, bytes]]:
    for part in in_parts(numbers):
        chosen = select(documents.c.id, documents.c.body).where(documents.c.number.in_(part))
        with store.reading() as connection:
            loaded = [(row.id, row.body) for row in connection.execute(chosen.order_by(documents.c.number))]
        yield from loaded


def _read_all(tasks: list[tuple[str, bytes]]) -> bytes:
    return msgspec.msgpack.encode([_read_one(id, body) for id, body in tasks])


def _read_one(id: str, body: bytes) -> _Again:
    from khabar.reading import read

    try:
        return _Again(id, find_forms(id, read(unpack(body, Document), language=language_in_use())), None)
    except Exception as problem:  # a fault of khabar in one report must not cost the others
        return _Again(id, None, tell_fault(problem))


def _keep(store: Store, again: _Again, stamp: Stamp) -> Reread:
    if again.findings is None:
        return Reread(again.id, error=again.error)
    with store.writing() as connection:
        row = connection.execute(
            select(documents.c.number, documents.c.current, readings.c.body)
            .outerjoin(readings, readings.c.number == documents.c.reading)
            .where(documents.c.id == again.id)
        ).one()
        keep_reading(connection, row.number, again.findings, stamp, grouped=row.current)
        detail = {
            "document": again.id,
            "reading": again.findings.report.sha256,
            "tool": stamp.tool,
            "data": stamp.data,
        }
        append_entry(connection, "read", stamp.at, detail)
    after = unpack(again.findings.report.body, Report)
    before = unpack(row.body, Report) if row.body is not None else Report(document=after.document)
    return Reread(again.id, compare_reports(before, after))
