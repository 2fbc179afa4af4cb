"""Grouping: what belongs together, why, and that the order of arrival does not matter."""

from __future__ import annotations

import random
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.incidents.cards import card_sets, decision_lists, make_card

from khabar.incidents import Card, Decision, Group, blocking_keys, find_touched, group, make_cards, name_group, regroup
from khabar.model import Document
from khabar.reading import read


class Memory:
    """A store in memory that adds report by report, as a database does."""

    def __init__(self, decisions: tuple[Decision, ...] = ()) -> None:
        self.decisions = decisions
        self.cards: dict[str, Card] = {}
        self.groups: dict[str, Group] = {}
        self._by_key: defaultdict[int, set[str]] = defaultdict(set)

    def add(self, new: list[Card]) -> None:
        component_of = {key: found.component for found in self.groups.values() for key in found.members}
        near = {key for card in new for block in blocking_keys(card) for key in self._by_key[block]}
        touched = {
            component_of[key]
            for key in find_touched(new, [self.cards[key] for key in near], self.decisions)
            if key in component_of
        }
        neighbours = [card for key, card in self.cards.items() if component_of[key] in touched]
        self.groups = {name: found for name, found in self.groups.items() if found.component not in touched}
        self.groups |= {found.id: found for found in regroup(new, neighbours, self.decisions)}
        for card in new:
            self.cards[card.key] = card
            for block in blocking_keys(card):
                self._by_key[block].add(card.key)

    def all_groups(self) -> tuple[Group, ...]:
        return tuple(sorted(self.groups.values(), key=lambda found: found.members[0]))


@given(card_sets(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_cards_changes_nothing(cards: list[Card], chance: random.Random) -> None:
    shuffled = list(cards)
    chance.shuffle(shuffled)
    assert group(shuffled) == group(cards)


@given(card_sets(), st.randoms(use_true_random=False), st.data())
@settings(max_examples=80, deadline=None)
def test_adding_one_by_one_gives_what_adding_all_at_once_gives(
    cards: list[Card], chance: random.Random, data: st.DataObject
) -> None:
    decisions = data.draw(decision_lists(cards))
    reports: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        reports[card.document].append(card)
    order = sorted(reports)
    chance.shuffle(order)
    memory = Memory(decisions)
    for document in order:
        memory.add(reports[document])
    assert memory.all_groups() == group(cards, decisions)


@given(card_sets())
@settings(max_examples=40, deadline=None)
def test_every_card_is_in_one_group_and_ties_connect_it(cards: list[Card]) -> None:
    groups = group(cards)
    assert sorted(key for found in groups for key in found.members) == sorted(card.key for card in cards)
    for found in groups:
        assert found.id == name_group(found.members)
        assert {key for tie in found.ties for key in (tie.a, tie.b)} == (
            set(found.members) if len(found.members) > 1 else set()
        )
        assert len(found.ties) == len(found.members) - 1


def test_one_raid_told_by_two_reports_is_one_incident() -> None:
    (found,) = group([make_card("a/e1", killed=(4, 4)), make_card("b/e1", killed=(4, 4))])
    assert found.members == ("a/e1", "b/e1")
    (tie,) = found.ties
    assert {"place: same name", "day: told, 0 apart", "killed: same, three or more"} <= {r.name for r in tie.reasons}
    assert tie.score > 0


def test_raids_of_other_days_or_elsewhere_stay_apart() -> None:
    cards = [make_card("a/e1"), make_card("b/e1", day=9, published=9), make_card("c/e1", place=2)]
    assert [found.members for found in group(cards)] == [("a/e1",), ("b/e1",), ("c/e1",)]


def test_an_arrest_is_no_part_of_the_visit_of_that_day() -> None:
    cards = [
        make_card("a/e1", type="COERCE", mode="arrest", weapon=None),
        make_card("b/e1", type="CONSULT", mode="visit", weapon=None),
    ]
    assert len(group(cards)) == 2


STRIKE = "قصفت طائرات حربية اليوم الاثنين قرية كفر نوران بريف حلب الغربي، ما أدى إلى مقتل أربعة مدنيين وإصابة سبعة."
AGAIN = "مقتل أربعة مدنيين في غارة على كفر نوران\nقتل أربعة مدنيين وجرح سبعة الاثنين في غارة جوية على قرية كفر نوران غربي حلب."
OTHER = "انفجر لغم أرضي اليوم الاثنين في مدينة تدمر بريف حمص الشرقي، ما أدى إلى مقتل راعٍ."


def test_reports_read_and_grouped() -> None:
    reports = {"a": STRIKE, "b": AGAIN, "c": OTHER}
    cards = [
        card
        for name, text in reports.items()
        for card in make_cards(name, read(Document(text=text, published="2021-11-15")))
    ]
    first = {found.id for found in group(cards) for key in found.members if key.startswith(("a/", "b/"))}
    third = {found.id for found in group(cards) for key in found.members if key.startswith("c/")}
    assert len(first) == 1
    assert not first & third
