"""Opening a store: created, upgraded, refused."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from khabar.errors import StoreProblem, StoreTooNew
from khabar.store import Store, open_store, upgrading
from khabar.store.schema import APPEND_ONLY, metadata


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or not (name or "").startswith("document_words")

    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_opening_again_finds_the_same_store(address: str) -> None:
    for _ in range(2):
        with open_store(address) as store, store.reading() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["0004"]


def test_a_store_of_a_newer_program_is_refused_and_left_alone(address: str) -> None:
    with open_store(address) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match=r"newer khabar \(version 9999"):
        open_store(address)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE birds (name)")
    with pytest.raises(StoreProblem, match="another program's database"):
        open_store(path)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("ليس قاعدة بيانات " * 50, encoding="utf-8")
    with pytest.raises(StoreProblem, match="no SQLite database"):
        open_store(path)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://nobody@127.0.0.1:1/reports", "postgresql://nobody@127.0.0.1:1/reports"),
        ("no/such/folder/khabar.db", "there is no folder"),
    ],
)
def test_what_cannot_be_opened_says_why(address: str, says: str) -> None:
    with pytest.raises(StoreProblem, match=says):
        open_store(address)


def test_asking_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="khabar add"):
        open_store(tmp_path / "khabar.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_never_shown(address: str) -> None:
    with pytest.raises(StoreProblem) as told:
        open_store("postgresql://user:secret@127.0.0.1:1/reports")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_was_received_and_logged_cannot_be_changed(
    store: Store, sample_rows: None, table: str, change: str
) -> None:
    known = {"blobs": "size", "captures": "name", "readings": "tool", "log": "detail"}
    column = known.get(table, "body")
    with pytest.raises(Exception, match="only ever added to"), store.writing() as connection:
        connection.execute(text(change.format(table, column, column)))


def test_a_log_entry_cannot_be_replaced_either(tmp_path: Path) -> None:
    with open_store(tmp_path / "khabar.db") as store:
        insert = "INTO log VALUES (1, '', 'added', '{}', '', :hash)"
        with store.writing() as connection:
            connection.execute(text(f"INSERT {insert}"), {"hash": "a"})
        with pytest.raises(Exception, match="only ever added to"), store.writing() as connection:
            connection.execute(text(f"INSERT OR REPLACE {insert}"), {"hash": "b"})


def test_a_long_upgrade_tells_how_far_it_has_come(
    address: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(upgrading, "_PATIENCE", 0.0)
    monkeypatch.setattr(upgrading, "_EVERY", 0.0)
    with open_store(address) as store, caplog.at_level("INFO", logger=upgrading.LOG), store.writing() as connection:
        upgrading.upgrade(connection, store.name, found="0003")
    told = [record.getMessage() for record in caplog.records if record.name == upgrading.LOG]
    assert "brought up to date" in told[0]
    assert any("grouped" in line for line in told)
    assert told[-1].endswith("is up to date")
    assert "secret" not in "".join(told)


def test_an_upgrade_that_is_done_at_once_tells_nothing(address: str, caplog: pytest.LogCaptureFixture) -> None:
    with open_store(address) as store, caplog.at_level("INFO", logger=upgrading.LOG), store.writing() as connection:
        upgrading.upgrade(connection, store.name, found="0003")
    assert [record for record in caplog.records if record.name == upgrading.LOG] == []
