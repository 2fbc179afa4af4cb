"""Backups: a copy of a store in use is a store, on either database, with the same log and all that is found in it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from tests.store.test_incidents import held, make_report

from khabar import Document
from khabar.errors import StoreProblem
from khabar.language import load_lexicon
from khabar.store import Store, open_store
from khabar.store.custody.copying import copy_store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Added
from khabar.store.documents.readings import Stamp
from khabar.store.finding.searching import Sought, search
from khabar.store.incidents import deciding
from khabar.store.schema import metadata

Add = Callable[..., Added]
LEXICON = load_lexicon("ar")
STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")


@pytest.fixture
def filled(store: Store, add: Add) -> Store:
    """Reports of two strikes, a page that was changed, and a decision."""
    ids = [add(make_report(n, *which)).id for n, which in enumerate(((0, 0, 3), (0, 0, 3), (1, 9, 7)))]
    add(Document(text="تصحيح: لم يقع أي قصف على الزاوية.", publisher="صحيفة 0", url="https://p0.example/1"))
    deciding.merge(store, ids[1:], by="R.", why=None, stamp=STAMP)
    return store


@pytest.fixture
def empty_server(server: str) -> str:
    """A second database on the server, with nothing in it."""
    engine = create_engine(
        "postgresql+pg8000://postgres@/postgres",
        connect_args={"unix_sock": f"{server}/.s.PGSQL.5432"},
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS copied"))
        connection.execute(text("CREATE DATABASE copied"))
    engine.dispose()
    return f"postgresql://postgres@/copied?host={server}"


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


def check(store: Store, target: str) -> None:
    with open_store(target, create=False) as copy:
        assert verify(copy) == verify(store)
        assert verify(copy).disagreements == ()
        assert dump(copy) == dump(store)
        with copy.reading() as connection:
            assert len(search(connection, Sought(words="تصحيح"), lexicon=LEXICON)) == 1
        deciding.undo(copy, "d1", by=None, why=None, stamp=STAMP)
        assert sorted(map(len, held(copy).values())) == [1, 1]
        assert verify(copy).disagreements == ()


def test_a_copy_in_a_file_is_the_store(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy_store(filled, str(target))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.db"]
    check(filled, str(target))


def test_a_copy_on_a_server_is_the_store(filled: Store, empty_server: str) -> None:
    copy_store(filled, empty_server)
    check(filled, empty_server)


def test_a_copy_is_of_one_moment_while_others_write(filled: Store, add: Add, tmp_path: Path) -> None:
    before = verify(filled).head
    seen: list[str] = []

    def tick() -> None:
        if not seen:
            seen.append(add(make_report(9, 2, 60, 4)).id)

    copy_store(filled, str(tmp_path / "copy.db"), tick=tick)
    with open_store(tmp_path / "copy.db", create=False) as copy:
        found = verify(copy, head=before)
    assert found.disagreements == ()
    assert found.head == before


def test_nothing_is_written_over(filled: Store, tmp_path: Path, empty_server: str) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("a letter", encoding="utf-8")
    with pytest.raises(StoreProblem, match="is there already"):
        copy_store(filled, str(target))
    assert target.read_text(encoding="utf-8") == "a letter"
    copy_store(filled, empty_server)
    with pytest.raises(StoreProblem, match="holds a store already"):
        copy_store(filled, empty_server)
    with pytest.raises(StoreProblem, match="cannot be written"):
        copy_store(filled, str(tmp_path / "nowhere" / "copy.db"))
