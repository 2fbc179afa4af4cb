"""Rivals: what one report tells as two happenings is not one, and another report's event is the likest of them."""

from __future__ import annotations

import msgspec
from tests.incidents.cards import make_card

from khabar.incidents import group
from khabar.incidents.likeness import explain, score
from khabar.incidents.model import Card
from khabar.incidents.rivals import LIKER, weigh_rivals
from khabar.incidents.words import pack

WORDS = pack([word << 4 | 9 for word in range(1, 4)])
EAST = {"place": 0, "words": WORDS}
WEST = {"place": 0, "words": WORDS, "name": "tell west", "lon": 36.40}  # nine kilometres off


def scores_of(*cards: Card) -> dict[tuple[str, str], float]:
    return {(a.key, b.key): score(a, b) for n, a in enumerate(cards) for b in cards[n + 1 :]}


def test_two_villages_of_one_report_are_two_incidents_though_others_tell_of_them_in_the_same_words() -> None:
    both = [make_card("a/e1", **EAST, killed=(2, 2)), make_card("a/e2", **WEST, killed=(1, 1))]
    others = [make_card("b/e1", **EAST, killed=(2, 2)), make_card("c/e1", **WEST, killed=(1, 1))]
    assert [found.members for found in group(others)] == [("b/e1", "c/e1")]
    assert [set(found.members) for found in group([*both, *others])] == [{"a/e1", "b/e1"}, {"a/e2", "c/e1"}]


def test_an_event_loses_likeness_to_what_a_report_tells_beside_its_likest() -> None:
    east = make_card("a/e1", **EAST, killed=(2, 2))
    west = make_card("a/e2", **WEST, killed=(1, 1))
    other = make_card("b/e1", **EAST)
    cards = (east, west, other)
    before = scores_of(*cards)
    rivalry = weigh_rivals([c.key for c in cards], {c.key: c for c in cards}, before)
    assert rivalry.scores["a/e1", "b/e1"] == before["a/e1", "b/e1"]
    assert rivalry.scores["a/e2", "b/e1"] < before["a/e2", "b/e1"]
    assert rivalry.lost == {("a/e2", "b/e1"): 1}
    assert rivalry.scores["a/e1", "a/e2"] < -10


def test_one_attack_on_two_villages_told_in_one_breath_is_one() -> None:
    first = make_card("a/e1", **EAST, wording=pack([1, 2, 3]), killed=(2, 2))
    second = make_card("a/e2", **WEST, order=1, wording=pack([1, 2, 3]), killed=(2, 2))
    before = scores_of(first, second)
    assert weigh_rivals(["a/e1", "a/e2"], {"a/e1": first, "a/e2": second}, before).scores == before


def test_a_town_that_shares_its_name_with_its_province_tells_nothing_apart() -> None:
    town = make_card("a/e1", **EAST, killed=(2, 2))
    wide = make_card("a/e2", **WEST | {"name": "idlib"}, order=1, killed=(1, 1))
    before = scores_of(town, wide)
    assert weigh_rivals(["a/e1", "a/e2"], {"a/e1": town, "a/e2": wide}, before).scores == before


def test_a_tie_says_that_another_event_of_the_report_is_liker() -> None:
    cards = [
        make_card("a/e1", **EAST, killed=(2, 2)),
        make_card("a/e2", **WEST, killed=(1, 1)),
        make_card("b/e1", **EAST, killed=(2, 2)),
    ]
    scores = scores_of(*cards)
    ties = [tie for found in group(cards) for tie in found.ties]
    assert [(tie.a, tie.b) for tie in ties] == [("a/e1", "b/e1")]
    assert scores["a/e2", "b/e1"] > 0
    assert [reason.name for reason in explain(cards[1], cards[2], LIKER) if reason.name == LIKER] == [LIKER]


def test_a_village_that_no_gazetteer_has_is_another_than_the_one_told_beside_it() -> None:
    village = make_card("a/e2", **EAST | {"name": "kanda", "precision": "governorate", "lat": 35.9}, killed=(1, 1))
    nowhere = msgspec.structs.replace(village, place=None)
    known = make_card("a/e1", **EAST)
    before = scores_of(known, nowhere)
    found = weigh_rivals(["a/e1", "a/e2"], {"a/e1": known, "a/e2": nowhere}, before).scores
    assert found["a/e1", "a/e2"] < before["a/e1", "a/e2"] - 10


def test_what_two_reports_list_aside_of_two_villages_is_hardly_one() -> None:
    aside = [make_card(f"{d}/e2", **told, order=2) for d, told in (("a", EAST), ("b", WEST))]
    mains = [make_card(f"{d}/e1", **told) for d, told in (("a", EAST), ("b", WEST))]
    assert "aside: another village" in {reason.name for reason in explain(*aside)}
    assert not any("another village" in reason.name for reason in explain(*mains))
