"""Described incidents: kept, listed by what was described, and never trusted when they are of something else."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text
from tests.store.test_incidents import held, make_report

from khabar.language import load_lexicon
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Added
from khabar.store.documents.readings import Stamp
from khabar.store.incidents import deciding
from khabar.store.incidents.describing import describe_incidents, find_waiting
from khabar.store.incidents.grouping import regroup_all
from khabar.store.incidents.listing import Listed, Order, list_incidents
from khabar.store.incidents.loading import load_incident
from khabar.store.incidents.needed import list_described
from khabar.store.incidents.wanted import Wanted
from khabar.store.schema import incidents

LEXICON = load_lexicon("ar")
LATER = (
    "judged former sessions tokens accounts restrictions reviews ratings reviewed".split()
)  # tables of later versions
STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")


@pytest.fixture
def filled(store: Store, add: Callable[..., Added]) -> Store:
    """Three reports of one strike with two numbers of dead, one of another on a later day."""
    for number, which in enumerate(((0, 0, 3), (0, 0, 3), (0, 0, 5), (1, 9, 7))):
        add(make_report(number, *which))
    return store


def ask(store: Store, *, limit: int | None = None, order: Order = "reports", **wanted: object) -> list[Listed]:
    with store.reading() as connection:
        asked = Wanted(**wanted)  # type: ignore[arg-type]
        return list_incidents(connection, asked, lexicon=LEXICON, order=order, limit=limit)


def waiting(store: Store) -> int:
    with store.reading() as connection:
        return len(find_waiting(connection))


def test_incidents_are_described_once_and_listed_by_it(filled: Store) -> None:
    assert [one.origins for one in ask(filled)] == [None] * len(ask(filled))
    assert ask(filled, origins=1) == []
    assert describe_incidents(filled) == ()
    assert waiting(filled) == 0
    first, *_ = listed = ask(filled)
    assert first.happening is not None
    assert first.origins is not None
    assert first.origins >= 1
    assert first.grade is not None
    assert [one.id for one in ask(filled, origins=first.origins)][:1] == [first.id]
    assert {one.id for one in ask(filled, grade=first.grade)} <= {one.id for one in listed}
    parted = ask(filled, disputed=True) + ask(filled, disputed=False)
    assert {one.id for one in parted} == {one.id for one in listed}
    days = [one.day for one in ask(filled, order="newest")]
    assert days == sorted(days, reverse=True)
    assert len(ask(filled, limit=1)) == 1


def test_a_kept_record_is_what_describing_gives(filled: Store) -> None:
    with filled.reading() as connection:
        fresh = {one.id: load_incident(connection, one.id) for one in ask(filled)}
    describe_incidents(filled, jobs=2)
    with filled.reading() as connection:
        for id, before in fresh.items():
            kept = load_incident(connection, id)
            assert before.kept is None
            assert kept.kept == before.describe()


def test_a_new_report_leaves_other_incidents_described(filled: Store, add: Callable[..., Added]) -> None:
    describe_incidents(filled)
    add(make_report(9, 2, 5, 4))
    assert waiting(filled) == 1
    assert [one.origins is None for one in ask(filled)].count(True) == 1


def test_a_decision_leaves_nothing_described_that_it_changed(filled: Store) -> None:
    describe_incidents(filled)
    first, *others = ask(filled)
    deciding.merge(filled, [first.id, others[0].id], by="R", why=None, stamp=STAMP)
    assert waiting(filled) == 1
    describe_incidents(filled)
    assert verify(filled).disagreements == ()


def test_verify_names_a_description_that_was_changed(filled: Store, tamper: Callable[..., None]) -> None:
    describe_incidents(filled)
    assert verify(filled).disagreements == ()
    id = ask(filled)[0].id
    tamper("UPDATE incidents SET killed = 900 WHERE id = :id", id=id)
    assert [found.where for found in verify(filled).disagreements] == [f"incident {id}"]
    tamper("UPDATE incidents SET state = 'x' WHERE id = :id", id=id)
    assert len(verify(filled).disagreements) == 2
    with filled.reading() as connection:
        assert load_incident(connection, id).kept is None, "a record of another state is not trusted"
    tamper("DELETE FROM incidents WHERE id = :id", id=id)
    assert [found.what for found in verify(filled).disagreements] == ["is not in the list of incidents"]


def test_rows_of_an_older_store_are_made_when_it_is_opened(filled: Store, address: str) -> None:
    from khabar.store import open_store

    before = held(filled)
    with filled.writing() as connection:
        for name in ("incidents", *LATER):
            connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text("DROP INDEX ix_documents_copy_of"))
        connection.execute(text("DELETE FROM blocks"))
        connection.execute(text("UPDATE members SET component = incident"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with open_store(address) as opened:
        assert verify(opened).disagreements == ()
        assert len(ask(opened)) == 2
        assert held(opened) == before
        with opened.writing() as connection:
            assert connection.execute(text("SELECT count(*) FROM blocks")).scalar()
        with opened.reading() as connection:
            assert connection.execute(select(incidents.c.described)).scalars().all() == [None, None]


def list_first(store: Store, limit: int, *, order: Order = "reports", **wanted: object) -> list[Listed]:
    asked = Wanted(**wanted)  # type: ignore[arg-type]
    found, failed = list_described(store, asked, lexicon=LEXICON, order=order, limit=limit)
    assert failed == ()
    assert all(one.happening for one in found)
    return found


def test_a_list_describes_what_it_shows_and_leaves_the_rest(
    store: Store, add: Callable[..., Added], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khabar.store.incidents.needed._FIRST", 1)
    happenings = [(0, 0)] * 3 + [(1, 20)] * 2 + [(2, 40), (0, 60), (1, 80), (2, 100)]
    for number, (place, day) in enumerate(happenings):
        add(make_report(number, place, day, 3))
    assert waiting(store) == 6
    assert [one.summary.reports for one in list_first(store, 1)] == [3]
    assert waiting(store) == 5
    assert [one.day for one in list_first(store, 9, since="2024-05-10")] == ["2024-06-09", "2024-05-20"]
    assert waiting(store) == 3


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"killed": 5},
        {"killed": 6},
        {"type": "ASSAULT"},
        {"type": "PROTEST"},
        {"origins": 2},
        {"grade": "weak"},
        {"grade": "fair"},
        {"disputed": True},
        {"since": "2024-03-09"},
        {"place": "مصراتة"},
        {"order": "newest"},
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 50])
def test_a_list_is_the_same_as_if_all_were_described(filled: Store, given: dict[str, Any], limit: int) -> None:
    lazily = list_first(filled, limit, **given)
    describe_incidents(filled)
    assert lazily == ask(filled, limit=limit, **given)


def test_grouping_anew_describes_nothing_anew_that_is_made_of_the_same(filled: Store) -> None:
    describe_incidents(filled)
    before = ask(filled)
    with filled.writing() as connection:
        regroup_all(connection)
    assert waiting(filled) == 0
    assert ask(filled) == before
    assert verify(filled).disagreements == ()
