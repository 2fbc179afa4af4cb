"""Admiralty ratings: set by people only, with their history, on sources and claims."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from khabar import Report
from khabar.errors import ReviewProblem
from khabar.incidents.describing import describe
from khabar.incidents.rating import find_digits, gather, name_source, rate
from khabar.incidents.record import Ratings, Telling
from khabar.store import Store
from khabar.store.custody.verifying import verify
from khabar.store.reviews.rating import list_ratings, rate_claim, rate_source

from .conftest import STAMP, Add


def test_the_latest_letter_holds_and_all_are_kept(store: Store, add: Add, sample: Report) -> None:
    document = add(sample).id
    rate_source(store, "صحيفة الميناء", "c", by="a", why="often first", stamp=STAMP)
    rate_source(store, " صحيفة  الميناء", "B", by="b", why="confirmed twice", stamp=STAMP)
    rate_claim(store, document, "c2", "2", by="b", why="two more say so", stamp=STAMP)
    with store.reading() as connection:
        held = list_ratings(connection, [document])
        assert [one.letter for one in held] == ["C", "B", None]
        assert len(list_ratings(connection, [])) == 2
    ratings = gather(held, {document: sample})
    assert ratings.sources == {"صحيفة الميناء": "B"}
    assert ratings.claims == {f"{document}/c2": "2"}
    assert verify(store).disagreements == ()


def test_a_digit_follows_its_claim(store: Store, add: Add, sample: Report) -> None:
    document = add(sample).id
    rate_claim(store, document, "c2", "2", by="b", why="seen", stamp=STAMP)
    renamed = tuple(msgspec.structs.replace(one, id=f"c{n + 4}") for n, one in enumerate(sample.claims))
    again = msgspec.structs.replace(sample, claims=renamed)
    with store.reading() as connection:
        assert list(find_digits(document, again, list_ratings(connection))) == ["c5"]


@pytest.mark.parametrize(("letter", "why"), [("G", "x"), ("", "x"), ("A", "  "), ("AB", "x")])
def test_a_rating_needs_a_letter_and_a_reason(store: Store, letter: str, why: str) -> None:
    with pytest.raises(ReviewProblem):
        rate_source(store, "x", letter, by="a", why=why, stamp=STAMP)
    assert verify(store).counts.get("ratings", 0) == 0


def test_a_record_bears_what_people_rated(sample: Report) -> None:
    document = str(sample.document.id)
    telling = Telling(document=document, events=tuple(one.id for one in sample.events))
    record = describe("i1", [telling], {document: sample})
    assert {one.reliability for one in record.origins} == {"F"}
    named = next((one for one in record.origins if one.voice != "unnamed"), None)
    assert name_source("وكالة فرانس برس") == name_source("Agence France-Presse")
    if named is not None:
        rated = rate(record, Ratings(sources={named.name or named.text: "B"}))
        assert next(one for one in rated.origins if one.key == named.key).reliability == "B"


def test_verify_sees_a_rating_that_was_changed(store: Store, tamper: Callable[..., None]) -> None:
    rate_source(store, "x", "D", by="a", why="copies", stamp=STAMP)
    tamper("UPDATE ratings SET body = replace(body, '\"D\"', '\"A\"')")
    assert ("rating r1", "is not what the log has of it") in verify(store).disagreements
