"""What people decide about readings: kept apart, found again, taken back, counted, and held against the log."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import select

from khabar import Document, Report
from khabar.errors import ReviewProblem, StoreProblem
from khabar.model import Count, Span
from khabar.reading import read
from khabar.reviews.correcting import correct_report
from khabar.reviews.standing import Standing
from khabar.store import Store
from khabar.store.custody.log import append_entry
from khabar.store.custody.verifying import verify
from khabar.store.documents.preparing import find_forms
from khabar.store.documents.readings import Stamp, keep_reading
from khabar.store.packing import pack
from khabar.store.reviews.reviewed import find_incident_states, find_report_states, load_reviews
from khabar.store.reviews.reviewing import (
    Judgement,
    Missing,
    bring,
    finish,
    load_standing,
    look,
    review,
    undo,
    undo_last,
)
from khabar.store.schema import documents

from .conftest import STAMP, Add

TEXT = """مقتل ثلاثة مدنيين بقصف على بلدة الزعفرانة

قُتل ثلاثة مدنيين وأصيب خمسة آخرون، يوم الجمعة، جراء قصف مدفعي استهدف مدينة سرمين بريف إدلب، بحسب الدفاع المدني السوري.

وقال شاهد من المدينة إن القصف أصاب السوق.
"""
ID = "doc-one"
LATER = Stamp("0.1", "newer", "2024-04-01T10:00:00+00:00")


@pytest.fixture
def report(add: Add) -> Report:
    made = read(Document(text=TEXT, id=ID, published="2024-03-02", publisher="جريدة السهل"))
    assert len(made.claims) >= 2
    assert made.events
    add(made)
    return made


def words(text: str, part: str) -> list[int]:
    at = text.index(part)
    return [at, at + len(part)]


def stand(store: Store, blind_for: str | None = None) -> Standing:
    with store.reading() as connection:
        return load_standing(connection, ID, blind_for=blind_for)


def judge_all(store: Store, person: str, report: Report, but: Judgement | None = None) -> None:
    for item in (*report.claims, *report.events):
        given = but if but and but.item == item.id else Judgement(item=item.id, verdict="accept")
        review(store, ID, given, by=person, stamp=STAMP)
    finish(store, ID, by=person, stamp=STAMP)


def read_again(store: Store, report: Report) -> None:
    with store.writing() as connection:
        number = connection.execute(select(documents.c.number).where(documents.c.id == ID)).scalar_one()
        keep_reading(connection, number, find_forms(ID, report), LATER)
        detail = {"document": ID, "reading": pack(report).sha256, "tool": LATER.tool, "data": LATER.data}
        append_entry(connection, "read", LATER.at, detail)


def test_a_correction_stands_beside_what_the_machine_read(store: Store, report: Report) -> None:
    event = report.events[0].id
    given = Judgement(
        item=event,
        verdict="correct",
        values={"killed": {"span": words(TEXT, "خمسة آخرون"), "min": 5}, "weapon": "mortar", "place": None},
        note=" seen  on video ",
    )
    made = review(store, ID, given, by="R. Haddad", stamp=STAMP)
    item = stand(store).item(event)
    assert item is not None
    assert item.machine == report.events[0]
    assert set(item.corrected) >= {"weapon", "place"}
    assert (item.verdicts[0].by, item.verdicts[0].at, made.note) == ("R. Haddad", STAMP.at, "seen on video")
    corrected = correct_report(report, stand(store))
    assert corrected.events[0].killed == Count(min=5, max=5, text="خمسة آخرون", span=Span(*words(TEXT, "خمسة آخرون")))
    assert corrected.events[0].place is None
    assert stand(store).state == "in_review"
    assert verify(store).disagreements == ()


def test_words_that_were_chosen_are_understood(store: Store, report: Report) -> None:
    event, claim = report.events[0].id, report.claims[-1].id
    values = {
        "place": {"span": words(TEXT, "مدينة سرمين")},
        "time": {"span": words(TEXT, "يوم الجمعة"), "start": "2024-02-29"},
        "wounded": {"span": words(TEXT, "ثلاثة مدنيين"), "min": 3, "open": True},
    }
    review(store, ID, Judgement(item=event, verdict="correct", values=values), by="a", stamp=STAMP)
    speaker = {"span": words(TEXT, "الدفاع المدني السوري")}
    review(store, ID, Judgement(item=claim, verdict="correct", values={"speaker": speaker}), by="a", stamp=STAMP)
    corrected = correct_report(report, stand(store))
    happened = next(one for one in corrected.events if one.id == event)
    assert happened.place is not None
    assert happened.place.text == "مدينة سرمين"
    assert happened.time is not None
    assert (happened.time.start, happened.time.end) == ("2024-02-29", "2024-02-29")
    assert happened.wounded is not None
    assert (happened.wounded.min, happened.wounded.max) == (3, None)
    said = next(one for one in corrected.claims if one.id == claim)
    assert said.origin is not None
    assert said.origin.name == "Syrian Civil Defence" or said.origin.id is not None


@pytest.mark.parametrize(
    "values",
    [
        {"place": {"span": [0, 0]}},
        {"place": {"span": [5, 99999]}},
        {"place": "سرمين"},
        {"weapon": "catapult"},
        {"force": "deny"},
        {"negated": 1},
        {"time": {"span": [0, 4], "start": "2024-03-02", "end": "2024-03-01"}},
        {"killed": {"span": [0, 4], "min": 5, "max": 3}},
        {"nonsense": None},
        {},
    ],
)
def test_no_words_no_value(store: Store, report: Report, values: dict[str, object]) -> None:
    given = Judgement(item=report.events[0].id, verdict="correct", values=values)
    with pytest.raises((ReviewProblem, ValueError)):
        review(store, ID, given, by="a", stamp=STAMP)
    assert stand(store).state == "unreviewed"


def test_what_is_not_there_cannot_be_judged(store: Store, report: Report) -> None:
    with pytest.raises(ReviewProblem, match="e77"):
        review(store, ID, Judgement(item="e77", verdict="accept"), by="a", stamp=STAMP)
    with pytest.raises(StoreProblem, match="nowhere"):
        review(store, "nowhere", Judgement(item="e1", verdict="accept"), by="a", stamp=STAMP)


def test_undo_brings_the_verdict_before_back(store: Store, report: Report) -> None:
    item = report.claims[0].id
    review(store, ID, Judgement(item=item, verdict="accept"), by="a", stamp=STAMP)
    second = review(store, ID, Judgement(item=item, verdict="reject"), by="a", stamp=STAMP)
    assert correct_report(report, stand(store)).claims == report.claims[1:]
    with pytest.raises(ReviewProblem, match="only they"):
        undo(store, second.id, by="b", stamp=STAMP)
    taken = undo_last(store, ID, item, by="a", stamp=STAMP)
    held = stand(store).item(item)
    assert held is not None
    assert [one.verdict for one in held.verdicts] == ["accept"]
    undo(store, taken.id, by="a", stamp=STAMP)
    held = stand(store).item(item)
    assert held is not None
    assert [one.verdict for one in held.verdicts] == ["reject"]
    with store.reading() as connection:
        assert len(load_reviews(connection, ID)) == 4
    assert verify(store).disagreements == ()


def test_what_the_reading_lacks_is_brought(store: Store, report: Report) -> None:
    span = Span(*words(TEXT, "القصف أصاب السوق"))
    known = report.claims[-1]
    with pytest.raises(ReviewProblem, match=known.id):
        bring(store, ID, Missing(kind="claim", span=known.content, cue=known.cue), by="a", stamp=STAMP)
    made = bring(
        store, ID, Missing(kind="event", span=span, type="PROTEST", values={"mode": "riot"}), by="a", stamp=STAMP
    )
    corrected = correct_report(report, stand(store))
    brought = next(one for one in corrected.events if one.id == made.id)
    assert (brought.trigger, brought.mode) == (span, "riot")
    assert TEXT[slice(*brought.mentions[0])].startswith("وقال شاهد")
    assert made.id in next(one for one in corrected.claims if one.content.end >= span.end and one.id == known.id).events


def test_a_second_reviewer_sees_nothing_of_the_first_until_done(store: Store, report: Report) -> None:
    item = report.claims[0].id
    judge_all(store, "first", report, Judgement(item=item, verdict="reject"))
    assert stand(store).state == "reviewed_once"
    blind = stand(store, blind_for="second")
    assert blind.state == "unreviewed"
    assert all(not one.verdicts for one in blind.items)
    judge_all(store, "second", report)
    seeing = stand(store, blind_for="second")
    assert seeing.state == "reviewed_twice"
    assert [(one.id, one.disagreements) for one in seeing.open] == [(item, ("there",))]
    assert correct_report(report, seeing).claims == report.claims, "nobody has decided yet"
    review(store, ID, Judgement(item=item, verdict="reject", settles=True), by="senior", stamp=STAMP)
    assert stand(store).state == "settled"
    assert correct_report(report, stand(store)).claims == report.claims[1:]
    with store.reading() as connection:
        assert find_report_states(connection, [ID]) == {ID: "settled"}
        assert set(find_incident_states(connection).values()) == {"settled"}
    assert verify(store).disagreements == ()


def test_who_looks_is_told_and_finishing_needs_all(store: Store, report: Report) -> None:
    review(store, ID, Judgement(item=report.claims[0].id, verdict="accept"), by="first", stamp=STAMP)
    with pytest.raises(ReviewProblem, match="not judged"):
        finish(store, ID, by="first", stamp=STAMP)
    look(store, ID, by="second", stamp=STAMP)
    assert stand(store, blind_for="second").items[0].verdicts


def test_reviews_are_found_again_after_rereading(store: Store, report: Report) -> None:
    claim, event = report.claims[0], report.events[0]
    review(store, ID, Judgement(item=claim.id, verdict="accept"), by="a", stamp=STAMP)
    weapon = Judgement(item=event.id, verdict="correct", values={"weapon": "mortar"})
    review(store, ID, weapon, by="a", stamp=STAMP)
    last = report.claims[-1]
    review(store, ID, Judgement(item=last.id, verdict="accept"), by="a", stamp=STAMP)
    renamed = [msgspec.structs.replace(one, id=f"c{n + 7}") for n, one in enumerate(report.claims[:-1])]
    newer = msgspec.structs.replace(event, id="e9", status="foiled")
    again = msgspec.structs.replace(report, claims=tuple(renamed), events=(newer,))
    read_again(store, again)
    after = stand(store)
    found = after.item("c7")
    assert found is not None
    assert found.verdicts[0].verdict == "accept"
    changed = after.item("e9")
    assert changed is not None
    assert changed.changed == ("status",)
    gone = [one for one in after.items if one.gone]
    assert [one.verdicts[0].claim and one.verdicts[0].claim.content for one in gone] == [last.content]
    corrected = correct_report(again, after)
    assert corrected.events[0].weapon == "mortar"
    assert last.content in {one.content for one in corrected.claims}, "what a person accepted stays"
    assert verify(store).disagreements == ()


def test_verify_sees_a_review_that_was_changed(store: Store, report: Report, tamper: Callable[..., None]) -> None:
    review(store, ID, Judgement(item=report.claims[0].id, verdict="accept"), by="a", stamp=STAMP)
    tamper("UPDATE reviews SET body = replace(body, 'accept', 'reject')")
    assert ("review v1", "is not what the log has of it") in verify(store).disagreements
    tamper("UPDATE reviewed SET state = 'settled'")
    assert any("state" in one.what for one in verify(store).disagreements)
