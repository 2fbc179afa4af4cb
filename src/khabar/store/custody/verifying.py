"""Holding a store against its own log: every hash is taken anew, and what does not agree is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, Table, func, select

from khabar.errors import StoreProblem
from khabar.model import Document, Report
from khabar.store.custody.logged import Disagreement, Logged
from khabar.store.custody.people import verify_people
from khabar.store.custody.reviews import verify_reviews
from khabar.store.documents.adding import capture_record, document_record
from khabar.store.documents.recognition import text_digest
from khabar.store.documents.rows import claim_rows, event_rows
from khabar.store.incidents.descriptions import described_digest
from khabar.store.incidents.states import find_states
from khabar.store.opening import Store
from khabar.store.packing import digest, inflate
from khabar.store.schema import (
    blobs,
    captures,
    cards,
    claims,
    decisions,
    documents,
    events,
    incidents,
    log,
    members,
    readings,
)

_AT_ONCE = 200


class Verified(NamedTuple):
    """What was looked at, the hash of the last entry of the log, and what does not agree."""

    counts: dict[str, int]
    head: str
    disagreements: tuple[Disagreement, ...]


def verify(store: Store, *, head: str | None = None, tick: Callable[[], None] = lambda: None) -> Verified:
    """Return what in a store does not agree with its log. `head` is the hash of an entry that must be in it.

    `tick` is called for each row that was looked at.
    """
    check = _Check(tick)
    with store.reading() as connection, _reading_any_text(connection):
        disagreements = tuple(check.all(connection, head))
    return Verified(dict(check.counts), check.logged.head, disagreements)


@contextmanager
def _reading_any_text(connection: Connection) -> Iterator[None]:
    """Let SQLite give texts that are none, where somebody put them: they are named and do not end the run."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    try:
        yield
    finally:
        driver.text_factory = str


class _Check:
    """One run: what the log says, gathered first, is held against each table in turn."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self._tick = tick
        self.counts: Counter[str] = Counter()
        self.logged = Logged()

    def all(self, connection: Connection, head: str | None) -> Iterator[Disagreement]:
        """Yield what does not agree anywhere."""
        yield from self.logged.gather(self._each(connection, log, select(log).order_by(log.c.number)), head)
        for part in (
            self._file,
            self._blobs,
            self._captures,
            self._documents,
            self._readings,
            self._rows,
            self._decisions,
            self._cards,
            self._incidents,
        ):
            yield from part(connection)
        yield from verify_people(connection, self.logged)
        yield from verify_reviews(connection, self.logged, self._count)

    def _each(self, connection: Connection, table: Table, question: Select[Any]) -> Iterator[Any]:
        for row in connection.execute(question.execution_options(yield_per=_AT_ONCE)):
            self.counts[table.name] += 1
            self._tick()
            yield row

    def _file(self, connection: Connection) -> Iterator[Disagreement]:
        """Let SQLite look through its own file: an index that lacks a row hides what is there."""
        if connection.dialect.name == "sqlite":
            told = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars()
            yield from (Disagreement("the file", str(line)) for line in told if line != "ok")

    def _count(self, table: str) -> None:
        self.counts[table] += 1
        self._tick()

    def _blobs(self, connection: Connection) -> Iterator[Disagreement]:
        for row in self._each(connection, blobs, select(blobs)):
            where = f"bytes {row.sha256[:16]}"
            try:
                data = inflate(row.body)
            except StoreProblem as problem:
                yield Disagreement(where, str(problem))
                continue
            if digest(data) != row.sha256 or len(data) != row.size:
                yield Disagreement(where, "are not those that were received")

    def _captures(self, connection: Connection) -> Iterator[Disagreement]:
        found = set()
        for row in self._each(connection, captures, select(captures)):
            found.add(row.record)
            if capture_record(row._mapping) != row.record or row.record not in self.logged.captures:
                yield Disagreement(f"capture {row.name}", "is not described as the log has it")
        for record in sorted(self.logged.captures - found):
            yield Disagreement(f"capture {record[:16]}", "is in the log but not in the store")

    def _documents(self, connection: Connection) -> Iterator[Disagreement]:
        question = select(documents, captures.c.record).join(captures, captures.c.number == documents.c.capture)
        found = set()
        for row in self._each(connection, documents, question):
            found.add(row.id)
            yield from (Disagreement(f"document {row.id}", what) for what in self._wrong_in_document(row))
        for id in sorted(self.logged.documents.keys() - found):
            yield Disagreement(f"document {id}", "is in the log but not in the store")

    def _wrong_in_document(self, row: Any) -> Iterator[str]:
        logged = self.logged.documents.get(row.id)
        if logged is None:
            yield "is not in the log"
            return
        if document_record(row._mapping) != logged.record:
            yield "is not described as the log has it"
        if row.record != logged.capture:
            yield "is not of the capture that the log names"
        if row.current == (row.id in self.logged.replaced):
            yield "is current although replaced, or the other way round"
        try:
            raw = inflate(row.body)
            if digest(raw) != logged.sha256:
                yield "is not the text that was taken in"
            elif text_digest(msgspec.msgpack.decode(raw, type=Document)) != row.text_sha256:
                yield "has another text than its hash says"
        except (StoreProblem, msgspec.MsgspecError) as problem:
            yield f"is damaged: {problem}"

    def _readings(self, connection: Connection) -> Iterator[Disagreement]:
        found: Counter[str] = Counter()
        joined = select(readings, documents.c.id, documents.c.reading.label("counts")).join(
            documents, documents.c.number == readings.c.document
        )
        for row in self._each(connection, readings, joined.order_by(readings.c.number)):
            where, logged = f"reading {row.number} of {row.id}", self.logged.readings.get(row.id, [])
            found[row.id] += 1
            if row.sha256 not in logged:
                yield Disagreement(where, "is not in the log")
            try:
                if digest(inflate(row.body)) != row.sha256:
                    yield Disagreement(where, "is not what was read")
            except StoreProblem as problem:
                yield Disagreement(where, str(problem))
            if row.number == row.counts and logged and row.sha256 != logged[-1]:
                yield Disagreement(where, "counts, although the log has a later one")
        for id, logged in sorted(self.logged.readings.items()):
            if found[id] != len(logged):
                yield Disagreement(f"document {id}", f"has {found[id]} readings, and {len(logged)} in the log")

    def _rows(self, connection: Connection) -> Iterator[Disagreement]:
        """Hold the flat tables against the readings that they were made of; the shadows of words are left out."""
        question = select(documents.c.id, documents.c.number, readings.c.body).join(
            readings, readings.c.number == documents.c.reading
        )
        for row in connection.execute(question.execution_options(yield_per=_AT_ONCE)):
            self._tick()
            try:
                report = msgspec.msgpack.decode(inflate(row.body), type=Report)
            except (StoreProblem, msgspec.MsgspecError):
                continue  # named above
            for table, due in ((claims, claim_rows(report)), (events, event_rows(report))):
                stored = connection.execute(select(table).where(table.c.document == row.number)).mappings()
                self.counts[table.name] += len(due)
                if _plain(due) != _plain(stored):
                    yield Disagreement(f"document {row.id}", f"has {table.name} that are not those of its reading")

    def _decisions(self, connection: Connection) -> Iterator[Disagreement]:
        found = {
            row.id: digest(row.body.encode())
            for row in self._each(connection, decisions, select(decisions).order_by(decisions.c.number))
        }
        for id in sorted(found.keys() | self.logged.decisions.keys()):
            if found.get(id) != self.logged.decisions.get(id):
                yield Disagreement(f"decision {id}", "is not what the log has of it")

    def _cards(self, connection: Connection) -> Iterator[Disagreement]:
        held, grouped = (connection.execute(select(func.count()).select_from(t)).scalar() for t in (cards, members))
        if held != grouped:
            yield Disagreement("incidents", f"hold {grouped} events of the {held} that there are")

    def _incidents(self, connection: Connection) -> Iterator[Disagreement]:
        """Hold the rows of incidents against their events and readings, and what was described against its hash."""
        states = find_states(connection)
        found = set()
        for row in self._each(connection, incidents, select(incidents)):
            where = f"incident {row.id}"
            found.add(row.id)
            if states.get(row.id) != row.state:
                yield Disagreement(where, "is not listed as made of the events and readings that it holds")
            try:
                if row.described is not None and described_digest(row._mapping) != row.sha256:
                    yield Disagreement(where, "is not described as it was")
            except StoreProblem as problem:
                yield Disagreement(where, str(problem))
        for id in sorted(states.keys() - found):
            yield Disagreement(f"incident {id}", "is not in the list of incidents")


def _plain(rows: Any) -> list[dict[str, Any]]:
    """Return rows by id, without what only helps to find them."""
    kept = [{k: v for k, v in row.items() if k != "document" and not k.endswith("_words")} for row in rows]
    return sorted(kept, key=lambda row: str(row["id"]))
