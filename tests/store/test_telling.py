"""What people say of a report's events reaches incidents: brought events join them, rejected ones leave, undone ones go back."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import select, text

from khabar import Document, Report, Span
from khabar.incidents.cards import make_cards
from khabar.incidents.case import Case
from khabar.incidents.decided import make_decided_cards
from khabar.incidents.grouping import group
from khabar.language import load_lexicon
from khabar.reviews.model import Review
from khabar.store import Store, open_store
from khabar.store.custody.verifying import verify
from khabar.store.documents.preparing import find_forms
from khabar.store.documents.readings import Stamp, keep_reading
from khabar.store.documents.reports import load_reports
from khabar.store.incidents import deciding
from khabar.store.incidents.cases import find_cases, load_case
from khabar.store.incidents.describing import describe_incidents
from khabar.store.incidents.grouping import load_decisions
from khabar.store.incidents.leading import find_lead
from khabar.store.incidents.listing import list_incidents
from khabar.store.incidents.needed import list_described
from khabar.store.incidents.wanted import Wanted
from khabar.store.reviews.reviewed import stand
from khabar.store.reviews.reviewing import Judgement, Missing, bring, finish, review, undo
from khabar.store.schema import documents, judged

from .conftest import STAMP, Add
from .test_incidents import PLACES, held, make_report

LEXICON = load_lexicon("ar")


def make_unread(number: int, place: int, day: int, killed: int) -> Report:
    """Return the report of a strike in which no event is read."""
    return replace(make_report(number, place, day, killed), events=())


def bring_strike(store: Store, id: str, *, place: int, by: str = "Sara", killed: int = 3) -> Review:
    """Bring the strike of which a report tells."""
    with store.reading() as connection:
        document = load_reports(connection, [id])[id].document
    words, (arabic, *_) = document.text, PLACES[place]
    at, where = words.index("قصف"), words.index(arabic)
    values = {
        "mode": "aerial",
        "place": {"span": [where, where + len(arabic)]},
        "time": {"span": [at, at + 3], "start": document.published},
        "killed": {"span": [0, 3], "min": killed},
    }
    given = Missing(kind="event", span=Span(at, at + 3), type="ASSAULT", values=values)
    return bring(store, id, given, by=by, stamp=STAMP)


def reject(store: Store, id: str, by: str = "Sara") -> Review:
    return review(store, id, Judgement(item="e1", verdict="reject"), by=by, stamp=STAMP)


def case_of(store: Store, named: str) -> Case:
    with store.reading() as connection:
        return load_case(connection, named)


def sizes(store: Store) -> list[int]:
    return sorted(map(len, held(store).values()))


def all_at_once(store: Store) -> dict[str, set[str]]:
    """Return the incidents that all cards of a store make where they are grouped at once."""
    with store.reading() as connection:
        ids = connection.execute(select(documents.c.id).where(documents.c.current)).scalars().all()
        reports, standings = load_reports(connection, ids), stand(connection, ids)
        decisions = load_decisions(connection)
    cards = [
        card
        for id in ids
        for card in (
            make_decided_cards(id, reports[id], standings[id]) if id in standings else make_cards(id, reports[id])
        )
    ]
    return {one.id: set(one.members) for one in group(cards, decisions)}


def test_an_event_that_somebody_brings_joins_the_incident_that_others_tell(store: Store, add: Add) -> None:
    ids = [add(make_report(n, 0, 0, 3)).id for n in range(2)]
    third = add(make_unread(2, 0, 0, 3)).id
    assert sizes(store) == [2]
    made = bring_strike(store, third, place=0)
    assert sizes(store) == [3]
    (incident,) = held(store)
    case = case_of(store, incident)
    assert {t.document for t in case.tellings} == set(ids), "the machine's reading is kept apart"
    assert len(case.record.documents) == 2
    assert case.corrected is not None
    assert {t.document for t in case.corrected.tellings} == {*ids, third}
    assert len(case.corrected.record.documents) == 3
    assert case.brought_by == {f"{third}/{made.id}": ("Sara",)}
    assert not case.added
    assert case_of(store, f"{third}/{made.id}").record.id == incident
    assert verify(store).disagreements == ()
    undo(store, made.id, by="Sara", stamp=STAMP)
    assert sizes(store) == [2]
    assert case_of(store, incident).brought_by == {}
    with store.reading() as connection:
        lead = find_lead(connection, f"{third}/{made.id}")
    assert (lead.incident, lead.how) == (incident, "read_anew"), "what was cited leads on to those that it was one with"
    assert verify(store).disagreements == ()


def test_an_event_that_only_people_tell_is_an_incident_of_theirs(store: Store, add: Add) -> None:
    id = add(make_unread(0, 0, 0, 3)).id
    assert held(store) == {}
    made = bring_strike(store, id, place=0)
    (incident,) = held(store)
    assert describe_incidents(store) == ()
    with store.reading() as connection:
        for wanted in (Wanted(), Wanted(place="الزاوية"), Wanted(type="ASSAULT", killed=3), Wanted(since="2024-03-01")):
            assert [one.id for one in list_incidents(connection, wanted, lexicon=LEXICON)] == [incident], wanted
        assert list_incidents(connection, Wanted(place="سبها"), lexicon=LEXICON) == []
        (case,) = find_cases(connection, lexicon=LEXICON)
    assert case.added
    assert (case.happening.type, case.happening.start) == ("ASSAULT", "2024-03-01")
    assert case.happening.killed is not None
    assert case.happening.killed.best == 3
    assert case.brought_by == {f"{id}/{made.id}": ("Sara",)}
    assert case.corrected is None
    assert verify(store).disagreements == ()
    values = {"killed": {"span": [0, 3], "min": 7}}
    review(store, id, Judgement(item=made.id, verdict="correct", values=values), by="Sara", stamp=STAMP)
    found, failed = list_described(store, Wanted(killed=7), lexicon=LEXICON, limit=10)
    assert (failed, [one.summary.killed for one in found]) == ((), [(7, 7)])
    assert verify(store).disagreements == ()
    finish(store, id, by="Omar", stamp=STAMP)
    assert held(store) == {}, "one who is done did not miss it: people disagree on whether it is there"
    assert verify(store).disagreements == ()


def test_a_place_and_a_day_that_somebody_corrects_move_the_event(store: Store, add: Add) -> None:
    ids = [add(make_report(n, 0, 0, 3)).id for n in range(2)]
    right, other = make_report(2, 0, 0, 3), make_report(0, 2, 19, 3).events[0]
    third = add(replace(right, events=(replace(right.events[0], place=other.place, time=other.time),))).id
    assert sizes(store) == [1, 2]
    at = right.document.text.index("الزاوية")
    values = {
        "place": {"span": [at, at + len("الزاوية")]},
        "time": {"span": right.events[0].trigger, "start": "2024-03-01"},
    }
    given = Judgement(item="e1", verdict="correct", values=values)
    made = review(store, third, given, by="Sara", stamp=STAMP)
    assert sizes(store) == [3]
    (incident,) = held(store)
    case = case_of(store, incident)
    assert case.brought_by == {}
    assert {t.document for t in case.tellings} == {*ids, third}
    with store.reading() as connection:
        assert [o.id for o in list_incidents(connection, Wanted(place="الزاوية"), lexicon=LEXICON)] == [incident]
    undo(store, made.id, by="Sara", stamp=STAMP)
    assert sizes(store) == [1, 2]
    assert verify(store).disagreements == ()


def test_an_event_that_somebody_rejects_leaves_its_incident(store: Store, add: Add) -> None:
    ids = [add(make_report(n, 0, 0, 3)).id for n in range(3)]
    (incident,) = before = held(store)
    merged = add(make_report(5, 1, 9, 7)).id
    deciding.merge(store, [incident, merged], by="R.", why=None, stamp=STAMP)
    made = reject(store, ids[1])
    assert sizes(store) == [1, 3]
    alone = case_of(store, f"{ids[1]}/e1")
    assert (alone.rejected, alone.corrected) == (True, None)
    rest = case_of(store, f"{ids[0]}/e1")
    assert (rest.rejected, len(rest.tellings)) == (False, 3)
    assert verify(store).disagreements == ()
    undo(store, made.id, by="Sara", stamp=STAMP)
    deciding.undo(store, "d1", by="R.", why=None, stamp=STAMP)
    assert {frozenset(keys) for keys in held(store).values()} >= {frozenset(keys) for keys in before.values()}
    assert sizes(store) == [1, 3]


def test_what_people_say_holds_when_the_report_is_read_again_or_replaced(store: Store, add: Add) -> None:
    add(make_report(0, 0, 0, 3))
    unread = make_unread(1, 0, 0, 3)
    id = add(unread).id
    made = bring_strike(store, id, place=0)
    incident = find_lead_of(store, f"{id}/{made.id}")
    with store.writing() as connection:
        number = connection.execute(select(documents.c.number).where(documents.c.id == id)).scalar_one()
        keep_reading(connection, number, find_forms(id, unread), Stamp("0.1", "newer", STAMP.at))
    assert sizes(store) == [2]
    assert held(store) == all_at_once(store)
    text_now = "تصحيح: لم يقع أي قصف على الزاوية."
    add(Report(document=Document(text=text_now, publisher="صحيفة 1", url="https://p1.example/1")))
    assert sizes(store) == [1]
    with store.reading() as connection:
        assert connection.execute(select(judged)).all() == []
    assert find_lead_of(store, incident) in held(store)
    assert held(store) == all_at_once(store)


def find_lead_of(store: Store, named: str) -> str:
    with store.reading() as connection:
        return find_lead(connection, named).incident


@pytest.mark.parametrize("seed", range(4))
def test_reports_verdicts_and_decisions_in_any_order_give_what_all_at_once_gives(
    store: Store, add: Add, seed: int
) -> None:
    chance = random.Random(seed)
    told = [(n, chance.randrange(2), chance.choice((0, 1, 9)), chance.choice((2, 5))) for n in range(9)]
    unread = {n for n, *_ in told if chance.random() < 0.5}
    ids: dict[int, str] = {}
    made: list[Review] = []

    def judge(number: int, place: int, killed: int) -> None:
        if number in unread:
            made.append(bring_strike(store, ids[number], place=place, killed=killed))
        elif chance.random() < 0.5:
            made.append(reject(store, ids[number]))
        else:
            values = {"killed": {"span": [0, 3], "min": chance.choice((2, 5))}, "weapon": "artillery"}
            given = Judgement(item="e1", verdict="correct", values=values)
            made.append(review(store, ids[number], given, by="Sara", stamp=STAMP))

    waiting: list[tuple[int, int, int]] = []
    for number, place, day, killed in told:
        make = make_unread if number in unread else make_report
        ids[number] = add(make(number, place, day, killed)).id
        waiting.append((number, place, killed))
        chance.shuffle(waiting)
        if chance.random() < 0.6:
            judge(*waiting.pop())
        if made and chance.random() < 0.3:
            undo(store, made.pop(chance.randrange(len(made))).id, by="Sara", stamp=STAMP)
        if chance.random() < 0.2 and len(held(store)) > 1:
            deciding.merge(store, chance.sample(sorted(held(store)), 2), by=None, why=None, stamp=STAMP)
    assert held(store) == all_at_once(store)
    assert verify(store).disagreements == ()


def test_a_store_of_an_earlier_version_takes_in_what_people_brought(store: Store, add: Add, address: str) -> None:
    id = add(make_unread(0, 0, 0, 3)).id
    bring_strike(store, id, place=0)
    before = held(store)
    with store.writing() as connection:
        for table in ("members", "ties", "blocks", "cards", "incidents"):
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("DROP TABLE judged"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    with open_store(address) as opened:
        assert held(opened) == before
        assert verify(opened).disagreements == ()


def test_rows_of_judged_events_that_were_changed_are_named(store: Store, add: Add, tamper: Callable[..., None]) -> None:
    id = add(make_unread(0, 0, 0, 3)).id
    bring_strike(store, id, place=0)
    tamper("UPDATE judged SET sha256 = 'other'")
    assert f"document {id}" in {one.where for one in verify(store).disagreements}
