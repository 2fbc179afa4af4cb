"""Reading again: the earlier reading is kept, the new one counts, and the difference is told."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from khabar import Count, Document, Report, Span
from khabar.errors import StoreProblem
from khabar.reading import read
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Added
from khabar.store.documents.comparing import compare_reports
from khabar.store.documents.readings import Stamp
from khabar.store.documents.reports import load_reports
from khabar.store.documents.rereading import reread
from khabar.store.schema import claims, readings

Add = Callable[..., Added]
NEWER = Stamp("0.0", "newer data", "2024-04-01T10:00:00+00:00")
DOCUMENT = Document(text="نفى المتحدث باسم الجيش قصف المستشفى أمس.", published="2024-03-05")


def test_the_earlier_reading_is_kept_and_the_new_one_counts(store: Store, add: Add) -> None:
    added = add(Report(document=DOCUMENT))
    (again,) = reread(store, stamp=lambda: NEWER)
    assert again.id == added.id
    assert {(c.what, c.kind) for c in again.changes} >= {("claim", "added"), ("event", "added")}
    with store.reading() as connection:
        kept = connection.execute(select(readings.c.data).order_by(readings.c.number)).scalars().all()
        counted = load_reports(connection, [added.id])[added.id]
        rows = connection.execute(select(claims.c.force)).scalars().all()
    assert kept == ["data", "newer data"]
    assert counted.claims == read(replace(DOCUMENT, id=added.id)).claims
    assert rows == ["deny"]
    assert verify(store).disagreements == ()


def test_what_these_versions_have_read_is_not_read_again(store: Store, add: Add) -> None:
    add(DOCUMENT)
    assert len(list(reread(store, stamp=lambda: NEWER))) == 1
    assert list(reread(store, stamp=lambda: NEWER)) == []


def test_only_the_documents_that_are_named(store: Store, add: Add) -> None:
    first, _ = add(DOCUMENT), add(Document(text="انسحبت القوات من البلدة."))
    assert [one.id for one in reread(store, stamp=lambda: NEWER, ids=[first.id])] == [first.id]
    with pytest.raises(StoreProblem, match="no document «nobody»"):
        list(reread(store, stamp=lambda: NEWER, ids=["nobody"]))


def test_a_replaced_version_that_is_read_again_tells_of_no_incident(store: Store, add: Add) -> None:
    old = add(replace(DOCUMENT, url="https://a.example"))
    add(replace(DOCUMENT, url="https://a.example", text="نفى المتحدث ذلك.", sha256=None, id=None))
    list(reread(store, stamp=lambda: NEWER, ids=[old.id]))
    assert verify(store).disagreements == ()


def test_the_difference_names_what_came_went_and_changed(sample: Report) -> None:
    (event,) = sample.events
    first, second = sample.claims
    changed = replace(event, id="e9", killed=Count(min=1, max=2, text="x", span=Span(0, 1)), evidence=())
    other = replace(second, id="c8", cue=Span(0, 5), content=Span(0, 5))
    after = replace(sample, claims=(first, other), events=(changed,))
    told = {(c.what, c.kind, c.fields) for c in compare_reports(sample, after)}
    assert told == {
        ("claim", "removed", ()),
        ("claim", "added", ()),
        ("event", "changed", ("killed",)),
    }
    assert compare_reports(sample, sample) == ()


def test_a_claim_that_hangs_on_another_word_now_is_the_same_claim(sample: Report) -> None:
    first, second = sample.claims
    moved = replace(first, cue=first.span, force="assert")
    (change,) = compare_reports(sample, replace(sample, claims=(moved, second)))
    assert (change.kind, change.fields) == ("changed", ("cue", "force"))
