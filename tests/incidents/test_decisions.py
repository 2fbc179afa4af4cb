"""Decisions of people: they outrank the machine, the later one holds, and every one can be undone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.incidents.cards import card_sets, make_card

from khabar.incidents import Card, Decision, group

ALIKE = [make_card("a/e1"), make_card("b/e1"), make_card("c/e1")]
APART = [make_card("a/e1"), make_card("z/e1", place=2, day=3, published=4)]


def members(cards: list[Card], *decisions: Decision) -> list[tuple[str, ...]]:
    return [found.members for found in group(cards, decisions)]


def test_split_parts_what_the_machine_joined() -> None:
    split = Decision(id="1", kind="split", cards=("a/e1",), others=("b/e1", "c/e1"))
    assert members(ALIKE) == [("a/e1", "b/e1", "c/e1")]
    assert members(ALIKE, split) == [("a/e1",), ("b/e1", "c/e1")]


def test_merge_joins_what_the_machine_kept_apart_and_says_who_did() -> None:
    merge = Decision(id="7", kind="merge", cards=("a/e1", "z/e1"))
    assert members(APART) == [("a/e1",), ("z/e1",)]
    (found,) = group(APART, [merge])
    assert found.members == ("a/e1", "z/e1")
    assert found.ties[0].reasons[0].name == "decision: 7"


def test_pin_keeps_the_machine_from_adding() -> None:
    pin = Decision(id="1", kind="pin", cards=("a/e1", "b/e1"))
    assert members(ALIKE, pin) == [("a/e1", "b/e1"), ("c/e1",)]


def test_later_decision_holds_where_two_contradict() -> None:
    merge = Decision(id="1", kind="merge", cards=("a/e1", "b/e1"))
    split = Decision(id="2", kind="split", cards=("a/e1",), others=("b/e1",))
    assert ("a/e1", "b/e1") not in [m[:2] for m in members(ALIKE[:2], merge, split)]
    assert members(ALIKE[:2], split, merge) == [("a/e1", "b/e1")]


def test_undo_takes_back_and_undoing_the_undo_brings_back() -> None:
    split = Decision(id="1", kind="split", cards=("a/e1",), others=("b/e1",))
    undo = Decision(id="2", kind="undo", undoes="1")
    redo = Decision(id="3", kind="undo", undoes="2")
    assert members(ALIKE[:2], split, undo) == [("a/e1", "b/e1")]
    assert members(ALIKE[:2], split, undo, redo) == [("a/e1",), ("b/e1",)]


def test_decisions_about_unknown_cards_are_passed_over() -> None:
    assert members(ALIKE, Decision(id="1", kind="merge", cards=("gone/e1", "a/e1"))) == members(ALIKE)


@given(card_sets(most=6), st.data())
@settings(max_examples=60, deadline=None)
def test_the_last_decision_always_holds(cards: list[Card], data: st.DataObject) -> None:
    keys = sorted(card.key for card in cards)
    decisions = []
    for number in range(data.draw(st.integers(1, 4))):
        some = data.draw(st.sets(st.sampled_from(keys), min_size=1, max_size=3))
        others = data.draw(st.sets(st.sampled_from(keys), max_size=3)) - some
        kind = data.draw(st.sampled_from(["merge", "split", "pin"]))
        decisions.append(
            Decision(id=str(number), kind=kind, cards=tuple(some), others=tuple(others) if kind == "split" else ())
        )
    last = decisions[-1]
    group_of = {key: found.id for found in group(cards, decisions) for key in found.members}
    if last.kind == "split":
        assert all(group_of[a] != group_of[b] for a in last.cards for b in last.others)
    else:
        assert len({group_of[key] for key in last.cards}) == 1
