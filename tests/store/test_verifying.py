"""Verifying: a store that nobody touched agrees with its log, and whatever was touched is named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from khabar import Report
from khabar.errors import StoreProblem
from khabar.pages import Capture, Intake
from khabar.store import Store, open_store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Added, Received, add_document
from khabar.store.documents.preparing import prepare
from khabar.store.documents.readings import Stamp
from khabar.store.packing import deflate, inflate

Add = Callable[..., Added]
Tamper = Callable[..., None]


def test_an_untouched_store_agrees(store: Store, add: Add, sample: Report) -> None:
    add(sample)
    found = verify(store)
    assert found.disagreements == ()
    assert {k: found.counts[k] for k in ("log", "blobs", "captures", "documents", "readings", "claims", "events")} == {
        "log": 1, "blobs": 1, "captures": 1, "documents": 1, "readings": 1, "claims": 2, "events": 1,
    }  # fmt: skip
    assert verify(store, head=found.head).disagreements == ()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE blobs SET body = :body", "are not those that were received"),
        ("UPDATE blobs SET body = 'x'", "damaged"),
        ("UPDATE captures SET retrieved = '2020-01-01T00:00:00Z'", "not described as the log has it"),
        ("UPDATE documents SET publisher = 'x'", "not described as the log has it"),
        ("UPDATE documents SET published = '2019-01-01'", "not described as the log has it"),
        ("UPDATE documents SET body = :body", "not the text that was taken in"),
        ("UPDATE documents SET current = :no", "current although replaced, or the other way round"),
        ("UPDATE readings SET body = :body", "is not what was read"),
        ("UPDATE readings SET sha256 = 'x'", "is not in the log"),
        ("UPDATE readings SET body = body || :tail", "damaged"),
        ("UPDATE claims SET force = 'confirm'", "claims that are not those of its reading"),
        ("UPDATE claims SET speaker = 'somebody else'", "claims that are not those of its reading"),
        ("UPDATE events SET killed_max = 40", "events that are not those of its reading"),
        ("DELETE FROM events", "events that are not those of its reading"),
        ("DELETE FROM members", "hold 0 events of the 1"),
        ("UPDATE log SET at = '2020-01-01T00:00:00Z'", "is not what its hash was taken of"),
        ("UPDATE log SET detail = '{'", "is not JSON"),
        ("UPDATE log SET detail = '{\"document\": NaN}'", "is not JSON"),
        ("UPDATE log SET detail = '[]'", "is none that khabar writes"),
        ("UPDATE log SET detail = '{\"document\": []}'", "is none that khabar writes"),
        ("UPDATE log SET detail = replace(detail, 'record', 'recorded')", "is none that khabar writes"),
        ("UPDATE log SET number = 7", "entry 1 is missing before it"),
        ("DELETE FROM readings", "has 0 readings, and 1 in the log"),
    ],
)
def test_whatever_was_changed_is_named(
    store: Store, add: Add, sample: Report, statement: str, named: str, tamper: Tamper
) -> None:
    add(sample)
    values = {"body": deflate(b"something else"), "tail": b"tail", "no": False}
    tamper(statement, **{k: v for k, v in values.items() if f":{k}" in statement})
    assert any(named in f"{d.where} {d.what}" for d in verify(store).disagreements)


def test_a_document_that_is_gone_or_was_slipped_in_is_named(
    store: Store, add: Add, sample: Report, tamper: Tamper
) -> None:
    id = add(sample).id
    tamper("UPDATE documents SET id = 'slipped-in'")
    said = {f"{d.where} {d.what}" for d in verify(store).disagreements}
    assert {f"document {id} is in the log but not in the store", "document slipped-in is not in the log"} <= said


def test_a_log_that_was_written_anew_no_longer_holds_the_hash_that_somebody_noted(
    store: Store, add: Add, sample: Report
) -> None:
    add(sample)
    assert [d.where for d in verify(store, head="f" * 64).disagreements] == ["log"]


def test_a_log_entry_that_was_replaced_with_its_hash_breaks_the_chain(
    store: Store, add: Add, sample: Report, tamper: Tamper
) -> None:
    from khabar.store.custody.log import Entry

    add(sample)
    add(Report(document=sample.document.__class__(text="نص آخر")))
    with store.reading() as connection:
        row = connection.execute(text("SELECT * FROM log WHERE number = 1")).one()
    detail = json.loads(row.detail) | {"tool": "9.9"}
    forged = Entry(number=1, at=row.at, kind=row.kind, detail=detail, previous=row.previous)
    tamper(
        "UPDATE log SET detail = :detail, hash = :hash WHERE number = 1",
        detail=json.dumps(detail),
        hash=forged.hash,
    )
    assert [d.where for d in verify(store).disagreements] == ["log entry 2"]


def test_a_damaged_file_is_named(tmp_path: Path, sample: Report) -> None:
    path = tmp_path / "khabar.db"
    with open_store(path) as store:
        capture = Capture(data=b"text", name="report.txt")
        intake = Intake(document=sample.document, capture=capture)
        add_document(
            store, Received.take(capture), intake, prepare(sample.document, sample), Stamp("0", "d", "2024-01-01")
        )
        with store.writing() as connection:
            page = connection.exec_driver_sql(
                "SELECT rootpage FROM sqlite_master WHERE name = 'ix_documents_text_sha256'"
            ).scalar_one()
            size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * size + 3 : (page - 1) * size + 5] = b"\0\0"  # the index holds no rows
    path.write_bytes(whole)
    with open_store(path) as store:
        found = verify(store).disagreements
    assert any(one.where == "the file" and "missing from index" in one.what for one in found)


def test_what_was_added_to_stored_bytes_is_noticed() -> None:
    whole = deflate(b"text")
    assert inflate(whole) == b"text"
    for body in (whole + b"tail", whole[:-1]):
        with pytest.raises(StoreProblem, match="damaged"):
            inflate(body)
