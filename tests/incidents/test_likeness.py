"""Likeness and the pairs that are compared at all."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.incidents.cards import DAY, card_sets, make_card

from khabar.incidents import Card, blocking_keys
from khabar.incidents.likeness import compare, explain, load_weights, score
from khabar.incidents.pairing import find_pairs
from khabar.incidents.words import pack, unpack


@given(card_sets(most=4))
@settings(deadline=None)
def test_likeness_is_the_same_both_ways_and_the_sum_of_its_reasons(cards: list[Card]) -> None:
    for a in cards:
        for b in cards:
            assert sorted(compare(a, b)) == sorted(compare(b, a))
            total = load_weights().bias + sum(reason.weight for reason in explain(a, b))
            assert abs(score(a, b) - total) < 1e-9


def test_every_reason_has_a_weight() -> None:
    known = load_weights().reasons
    cards = [
        make_card("a/e1", killed=(4, 4), wounded=(1, None), actor="x", target="y", wording=pack([1, 2, 3])),
        make_card("a/e2", killed=(4, 4), wounded=(1, None), actor="x", target="y", wording=pack([1, 2, 3])),
        make_card("b/e1", place=1, day=1, killed=(9, 9), wounded=(5, 5), actor="z", target="w", order=1, mode="drone"),
        make_card("c/e1", place=2, day=None, killed=(3, 6), weapon="drone", mode="clash", order=2),
        make_card("d/e1", place=3, day=None, published=4, words=pack([1 << 4 | 9]), killed=(4, 6)),
        make_card("e/e1", place=4, day=None, published=None, words=pack([1 << 4 | 9]), type="PROTEST"),
    ]
    assert {name for a in cards for b in cards for name in compare(a, b)} <= known.keys()


def test_more_in_common_is_never_less_alike() -> None:
    a = make_card("a/e1", killed=(4, 4))
    near, far = make_card("b/e1", place=1), make_card("b/e1", place=2)
    assert score(a, make_card("b/e1", killed=(4, 4))) > score(a, make_card("b/e1")) > score(a, near) > score(a, far)
    assert score(a, make_card("b/e1")) > score(a, make_card("b/e1", day=1)) > score(a, make_card("b/e1", day=3))


def test_two_towns_in_different_regions_are_no_incident_whatever_else_is_alike() -> None:
    told = {"killed": (101, None), "words": pack([1 << 4 | 9]), "actor": "x", "target": "y"}
    a, b = make_card("a/e1", **told), make_card("b/e1", place=2, **told)
    assert "place: elsewhere" in compare(a, b)
    assert score(a, b) < 0


@given(st.integers(0, 3), st.integers(-1, 1), st.sampled_from(["aerial", "heavy-weapons", None]))
def test_events_at_one_place_a_day_apart_are_compared(place: int, days: int, mode: str | None) -> None:
    assume(place != 3)
    a, b = make_card("a/e1", place=place), make_card("b/e1", place=place, day=days, mode=mode)
    assert set(blocking_keys(a)) & set(blocking_keys(b))


@given(st.floats(-0.04, 0.04), st.floats(-0.04, 0.04))
def test_neighbouring_places_are_compared_whatever_they_are_called(north: float, east: float) -> None:
    a = make_card("a/e1")
    b = make_card("b/e1", name="another", lat=(a.lat or 0) + north, lon=(a.lon or 0) + east)
    assert set(blocking_keys(a)) & set(blocking_keys(b))


def test_undated_event_is_compared_with_one_told_shortly_before_its_publication() -> None:
    a, b = make_card("a/e1"), make_card("b/e1", day=None, published=2)
    assert set(blocking_keys(a)) & set(blocking_keys(b))


@given(card_sets())
@settings(deadline=None)
def test_keys_fit_a_column_and_pairs_are_those_that_share_one(cards: list[Card]) -> None:
    keys = {card.key: set(blocking_keys(card)) for card in cards}
    assert all(0 <= key < 2**63 for found in keys.values() for key in found)
    expected = {(a, b) for a in keys for b in keys if a < b and keys[a] & keys[b]}
    assert set(find_pairs({card.key: card for card in cards})) == expected


def test_a_time_of_months_makes_no_key_of_place() -> None:
    year = make_card("a/e1", first_day=DAY - 300, last_day=DAY)
    assert not set(blocking_keys(year)) & set(blocking_keys(make_card("b/e1")))


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_signatures_unpack_to_what_was_packed(numbers: list[int]) -> None:
    assert unpack(pack(numbers)) == tuple(numbers)
