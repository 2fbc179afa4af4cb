"""Cards of events as people have them: rejected ones are one with no other, whatever else there is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from khabar.incidents import Card, Decision, blocking_keys, find_touched, group, regroup

CARDS = tuple(
    Card(
        key=f"d{number}/e1",
        type="ASSAULT",
        mode="aerial",
        place="ly-0",
        name="الزاوية",
        country="LY",
        lat=32.75,
        lon=12.73,
        precision="town",
        first_day=738000 + number // 3 * 9,
        last_day=738000 + number // 3 * 9,
        time_precision="day",
        published=738000 + number // 3 * 9,
        publisher=f"p{number}",
        killed=(3, 3),
    )
    for number in range(6)
)
MERGED = Decision(id="d1", kind="merge", cards=("d0/e1", "d5/e1"))


@settings(max_examples=60, deadline=None)
@given(
    rejected=st.sets(st.sampled_from([card.key for card in CARDS])), order=st.permutations(CARDS), merge=st.booleans()
)
def test_what_people_rejected_is_alone_in_every_order(rejected: set[str], order: list[Card], merge: bool) -> None:
    made = (MERGED,) if merge else ()
    cards = [replace(card, came="rejected") if card.key in rejected else card for card in order]
    groups = group(cards, made)
    assert groups == group(sorted(cards, key=lambda card: card.key), made)
    assert {one.members for one in groups if len(one.members) == 1} >= {(key,) for key in rejected}
    left = group([card for card in cards if card.key not in rejected], made)
    assert [one for one in groups if rejected.isdisjoint(one.members)] == list(left)


def test_what_people_rejected_touches_nothing() -> None:
    gone = replace(CARDS[0], came="rejected")
    assert blocking_keys(gone) == ()
    assert find_touched([gone], CARDS[1:]) == frozenset()
    assert [one.members for one in regroup([gone], CARDS[1:2])] == [("d0/e1",), ("d1/e1",)]
