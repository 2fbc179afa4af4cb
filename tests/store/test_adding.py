"""Adding documents: recognised by address and text, kept whole, and never twice."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import select

from khabar import Document, Report
from khabar.store import Store
from khabar.store.custody.log import START
from khabar.store.documents.adding import Added
from khabar.store.documents.recognition import address_of, identify
from khabar.store.documents.reports import load_reports
from khabar.store.schema import blobs, captures, cards, claims, documents, events, log, readings

Add = Callable[..., Added]
LONG = " ".join(f"وقال شاهد رقم {n} إن المركب غادر الميناء قبل الفجر بساعة كاملة ولم يره أحد بعد ذلك" for n in range(9))


def change(report: Report, **fields: object) -> Report:
    return msgspec.structs.replace(report, document=msgspec.structs.replace(report.document, **fields))


def counts(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        tables = (blobs, captures, documents, readings, claims, events, cards, log)
        return {table.name: len(connection.execute(select(table)).all()) for table in tables}


def test_a_report_is_kept_whole(store: Store, add: Add, sample: Report) -> None:
    added = add(sample)
    assert added.fate == "new"
    with store.reading() as connection:
        kept = load_reports(connection, [added.id])[added.id]
        row = connection.execute(select(documents)).one()
    assert kept == msgspec.structs.replace(sample, document=msgspec.structs.replace(sample.document, id=added.id))
    assert (row.day, row.publisher, row.version, row.current) == ("2024-03-05", "صحيفة الميناء", 1, True)


def test_adding_the_same_again_changes_nothing(store: Store, add: Add, sample: Report) -> None:
    first, before = add(sample), counts(store)
    again = add(sample)
    assert (again.id, again.fate) == (first.id, "known")
    assert counts(store) == before


def test_the_same_address_with_another_text_is_a_new_version_and_the_old_one_is_kept(
    store: Store, add: Add, sample: Report
) -> None:
    first = add(sample)
    second = add(change(sample, text=sample.document.text + "\nتصحيح: وقع الانفجار صباحاً.", sha256=None, id=None))
    assert (second.fate, second.of) == ("version", first.id)
    with store.reading() as connection:
        rows = connection.execute(select(documents).order_by(documents.c.number)).all()
        held = set(connection.execute(select(cards.c.key)).scalars())
    assert [(row.id, row.version, row.current) for row in rows] == [(first.id, 1, False), (second.id, 2, True)]
    assert held == {f"{second.id}/e1"}, "the replaced version tells of no incident any more"


def test_a_text_that_comes_back_is_a_version_of_its_own(store: Store, add: Add, sample: Report) -> None:
    other = change(sample, text=sample.document.text + " ثم عاد.", sha256=None, id=None)
    ids = [add(sample).id, add(other).id, add(sample).id]
    assert len(set(ids)) == 3
    assert add(sample).fate == "known"


def test_the_same_text_at_another_address_is_a_copy_and_kept(store: Store, add: Add, sample: Report) -> None:
    first = add(sample)
    copy = add(change(sample, url="https://other.example/1", publisher="موقع آخر"))
    assert (copy.fate, copy.of) == ("copy", first.id)
    assert copy.id != first.id
    assert counts(store)["cards"] == 2


def test_nearly_the_same_text_is_a_copy_of_the_first(store: Store, add: Add) -> None:
    first = add(Document(text=LONG, url="https://a.example/1"))
    near = add(Document(text=LONG + "\nنقلاً عن وكالة الساحل", url="https://b.example/1"))
    third = add(Document(text="أفادت الوكالة بما يلي: " + LONG, url="https://c.example/1"))
    other = add(Document(text="انتهت المباراة بفوز فريق البلدة بهدفين مقابل لا شيء أمام جمهور كبير جداً", url="d"))
    assert (near.fate, near.of, third.of, other.fate) == ("copy", first.id, first.id, "new")


def test_nine_publishers_of_one_text_are_nine_documents_even_without_addresses(add: Add) -> None:
    added = [add(Document(text=LONG, publisher=f"موقع {n}")) for n in range(9)]
    assert [a.fate for a in added] == ["new"] + ["copy"] * 8
    assert add(Document(text=LONG, publisher="موقع 4")).fate == "known"


def test_scans_without_text_are_told_apart_by_their_bytes(add: Add) -> None:
    scans = [Document(text="", sha256=digit * 64, id=digit * 16) for digit in "ab"]
    assert [add(s).fate for s in (*scans, *scans)] == ["new", "new", "known", "known"]


def test_an_id_that_is_taken_does_not_lose_a_document(store: Store, add: Add) -> None:
    one, other = add(Document(text="نص أول", id="7", url="https://a.example")), None
    other = add(Document(text="نص آخر", id="7", url="https://b.example"))
    assert one.id == "7"
    assert other.id != "7"
    assert counts(store)["documents"] == 2


def test_the_id_does_not_depend_on_what_came_before(sample: Report) -> None:
    assert identify(sample.document) == identify(msgspec.structs.replace(sample.document, credited_source="x"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/x?id=5&utm_source=t&fbclid=9#top", "http://a.example/x/?id=5", True),
        ("https://a.example/x?id=5", "https://a.example/x?id=6", False),
        ("https://a.example:443/x", "https://A.example/x", True),
        ("https://a.example:8443/x", "https://a.example/x", False),
        ("https://a.example/X", "https://a.example/x", False),
        ("https://[broken/x", "https://[broken/x", True),
    ],
)
def test_addresses_are_the_same_where_they_lead_to_the_same(one: str, other: str, same: bool) -> None:
    assert (address_of(one) == address_of(other)) is same


def test_each_log_entry_covers_the_one_before(store: Store, add: Add, sample: Report) -> None:
    add(sample)
    add(change(sample, url="https://other.example/1"))
    with store.reading() as connection:
        first, second = connection.execute(select(log).order_by(log.c.number)).all()
    assert (first.previous, second.previous) == (START, first.hash)
