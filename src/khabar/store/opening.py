"""Opening a store: the file or the server at an address, created or brought up to date where needed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from khabar.errors import StoreProblem
from khabar.store.schema import REVISION

DEFAULT = "khabar.db"
VARIABLE = "KHABAR_STORE"
_BUSY_MS = 60_000
_ADVICE = {
    "file is not a database": "this file is no store (no SQLite database): give --store the file that `khabar add` made",
    "database disk image is malformed": "the file is damaged: go back to a backup (`khabar backup` makes one)",
    "unable to open database file": "the file cannot be opened: look at its permissions, and at those of its folder",
    "attempt to write a readonly database": "the file, or its folder, may not be written to: look at its permissions",
}
_WRITING = {"khabar_writing": True}
_LOCK = 0x6B686162  # one writer at a time, so that the log is one chain: "khab"


class Store:
    """An open store. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine, name: str, address: str) -> None:
        self._engine = engine
        self.name = name
        self.address = address  # with its password, for other processes to open; `name` is for people

    @property
    def sqlite(self) -> bool:
        """Tell whether this store is an SQLite file."""
        return self._engine.dialect.name == "sqlite"

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files that an SQLite store is kept in."""
        return tuple(Path(self.address + ending) for ending in ("", "-wal", "-shm", "-journal")) if self.sqlite else ()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store and changes nothing."""
        snapshot: dict[str, Any] = (
            {} if self.sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        )
        with self._engine.connect().execution_options(**snapshot) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction: all of it is kept when the block ends, or nothing where it fails.

        Writers wait for each other. What was written when the block has ended survives the end of this process.
        """
        with self._engine.connect().execution_options(**_WRITING) as connection, connection.begin():
            if not self.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(address: str | Path | None = None, *, create: bool = True) -> Store:
    """Return the store at a path or a `postgresql://` address, by default that of KHABAR_STORE or `khabar.db`.

    A store that is not there is created, an older one brought up to date. Raises `StoreProblem` where that cannot
    be, or where there is none and `create` is False; `StoreTooNew` where a newer khabar has written it.
    """
    given = str(address or os.environ.get(VARIABLE) or DEFAULT)
    store = _open_postgres(given) if given.startswith("postgres") and "://" in given else _open_file(given, create)
    try:
        _bring_up_to_date(store, create)
    except DBAPIError as problem:
        store.close()
        raise StoreProblem(f"{store.name}: {_say_why(problem)}") from None
    except BaseException:
        store.close()
        raise
    return store


def start_default_store(address: str | None) -> bool:
    """Make the store that is meant where nothing names one, if it is not there yet; tell whether it was made."""
    if address or os.environ.get(VARIABLE) or Path(DEFAULT).exists():
        return False
    open_store(None).close()
    return True


def _open_file(given: str, create: bool) -> Store:
    path = Path(given.removeprefix("sqlite:///"))
    if not create and not path.exists():
        raise StoreProblem(f"there is no store at {path}: make one with `khabar add`, or name another with --store")
    if not path.parent.is_dir():
        raise StoreProblem(f"{path}: there is no folder {path.parent}")
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin_file)
    return Store(engine, str(path), str(path.absolute()))  # whoever opens it again may stand elsewhere


def _prepare_file(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    for setting in (f"busy_timeout = {_BUSY_MS}", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin_file(connection: Connection) -> None:
    writing = "khabar_writing" in connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _open_postgres(given: str) -> Store:
    try:
        url = make_url(given).set(drivername="postgresql+pg8000")
    except ArgumentError:
        raise StoreProblem("not an address of a database: give postgresql://user:password@host/database") from None
    arguments: dict[str, Any] = {}
    folder = url.query.get("host")
    if isinstance(folder, str) and folder.startswith("/"):  # a local server's socket, named as libpq names it
        arguments["unix_sock"] = f"{folder}/.s.PGSQL.{url.port or 5432}"
        url = url.difference_update_query(["host"])
    try:
        engine = create_engine(url, connect_args=arguments)
    except ModuleNotFoundError:
        raise StoreProblem("a PostgreSQL store needs «pg8000»: pip install 'khabar[postgres]'") from None
    engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows in one question, not one after the other
    return Store(engine, make_url(given).render_as_string(hide_password=True), given)


def _bring_up_to_date(store: Store, create: bool) -> None:
    with store.reading() as connection:
        found = _find_revision(connection)
        if found == REVISION:
            return
        tables = inspect(connection).get_table_names()
    if found is None and tables:
        raise StoreProblem(f"{store.name} is another program's database: name a store with --store")
    if found is None and not create:
        raise StoreProblem(f"{store.name} is empty: fill it with `khabar add`")
    from khabar.store.upgrading import upgrade

    with store.writing() as connection:
        upgrade(connection, store.name, found=_find_revision(connection))  # again: another process may have been first


def _find_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _say_why(problem: DBAPIError) -> str:
    cause = problem.orig
    details = cause.args[0] if cause and cause.args else cause
    words = details.get("M", details) if isinstance(details, dict) else details  # pg8000 gives its message as a dict
    told = " ".join(str(words).split())
    return _ADVICE.get(told, told)
