"""A copy of a whole store while it is in use: to a file, to a server, or from one to the other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from khabar.errors import StoreProblem
from khabar.model import Document
from khabar.store.finding.shadow import index_stems
from khabar.store.finding.words import keep_words
from khabar.store.opening import Store, open_store
from khabar.store.packing import unpack
from khabar.store.schema import documents, log, metadata

_AT_ONCE = 500


def copy_store(store: Store, target: str, *, tick: Callable[[], None] = lambda: None) -> None:
    """Copy a store, as it is at one moment, to a path or a `postgresql://` address where none is yet.

    `tick` is called for each row that is copied. Raises `StoreProblem` where something is at the target already, or it
    cannot be written; then nothing is left there.
    """
    if "://" in target and not target.startswith("sqlite:"):
        with open_store(target) as other:
            _copy_rows(store, other, tick)
        return
    path = Path(target.removeprefix("sqlite:///"))
    if path.exists():
        raise StoreProblem(f"{path} is there already: name a file that is not")
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)  # it holds all that the store does
        if store.sqlite:
            _copy_file(store.address, partial)
        else:
            with open_store(partial) as other:
                _copy_rows(store, other, tick)
        partial.replace(path)
    except OSError as problem:
        raise StoreProblem(f"{path} cannot be written: {(problem.strerror or str(problem)).lower()}") from None
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{partial}{ending}").unlink(missing_ok=True)


def _copy_file(address: str, path: Path) -> None:
    """Copy an SQLite file page by page, as it stands at one moment; who writes to it meanwhile is not held up."""
    try:
        with closing(sqlite3.connect(address)) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
    except sqlite3.Error as problem:
        raise StoreProblem(f"{address} could not be copied: {problem}") from None
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _copy_rows(store: Store, other: Store, tick: Callable[[], None]) -> None:
    """Copy all tables in one transaction on either side, each row as it is."""
    try:
        with store.reading() as source, other.writing() as sink:
            if sink.execute(select(func.count()).select_from(log)).scalar():
                raise StoreProblem(f"{other.name} holds a store already: name an empty database")
            for table in metadata.sorted_tables:
                _copy_table(source, sink, table, tick)
            _make_words(source, sink)
            if not other.sqlite:
                _set_counters(sink)
    except DBAPIError as problem:
        raise StoreProblem(f"{other.name}: copying failed: {problem.orig}") from None


def _copy_table(source: Connection, sink: Connection, table: Table, tick: Callable[[], None]) -> None:
    order = select(table).order_by(*table.primary_key.columns)
    rows: list[dict[str, Any]] = []
    for row in source.execute(order.execution_options(yield_per=_AT_ONCE)).mappings():
        rows.append(dict(row))
        tick()
        if len(rows) == _AT_ONCE:
            sink.execute(insert(table), rows)
            rows = []
    if rows:
        sink.execute(insert(table), rows)


def _make_words(source: Connection, sink: Connection) -> None:
    """Index the words of all documents anew: the index of each database is its own."""
    question = select(documents.c.number, documents.c.body).order_by(documents.c.number)
    for row in source.execute(question.execution_options(yield_per=_AT_ONCE)):
        keep_words(sink, row.number, index_stems(unpack(row.body, Document).text))


def _set_counters(sink: Connection) -> None:
    """Let PostgreSQL count on from the numbers that were copied."""
    for table in metadata.sorted_tables:
        for column in table.primary_key.columns:
            named = text("SELECT pg_get_serial_sequence(:table, :column)")
            sequence = sink.execute(named, {"table": table.name, "column": column.name}).scalar()
            last = sink.execute(select(func.max(column))).scalar() if sequence else None
            if last is not None:
                sink.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})
