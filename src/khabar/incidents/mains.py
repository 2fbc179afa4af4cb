"""Which incident each report is about, of all those that it tells of.

Many reports tell of a whole day: their main event alone is a matter of taste. Of the events that a report tells
prominently, it is most likely about the one with which other reports begin as well.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.incidents.model import Card, Group

_LED = 1.5  # what the logarithm of the number of other reports adds whose main event is of the group
_TOLD = 0.5  # what the logarithm of the number of reports adds that tell of the group at all
_NEAR = 5  # days between two publications: what others told at another time says nothing of what a report is about


def find_main_groups(cards: Iterable[Card], groups: Iterable[Group]) -> dict[str, str]:
    """Return for each report, by its id, the id of the group that it is about; reports without events are left out."""
    group_of = {key: found.id for found in groups for key in found.members}
    told: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        told[card.document].append(card)
    led: defaultdict[str, list[Card]] = defaultdict(list)
    known: defaultdict[str, list[Card]] = defaultdict(list)
    for events in told.values():
        for name, first in {group_of[card.key]: card for card in events}.items():
            known[name].append(first)
        for card in events:
            if card.order == 0:
                led[group_of[card.key]].append(card)
    return {document: _choose(events, group_of, led, known) for document, events in told.items()}


def _choose(
    events: Sequence[Card],
    group_of: Mapping[str, str],
    led: Mapping[str, Sequence[Card]],
    known: Mapping[str, Sequence[Card]],
) -> str:
    """Return the group that a report with these events is about."""

    def weigh(card: Card) -> tuple[float, int]:
        leading, telling = (_count_near(card, found.get(group_of[card.key], ())) for found in (led, known))
        return card.prominence + _LED * math.log(1 + leading) + _TOLD * math.log(1 + telling), -card.order

    return group_of[max(events, key=weigh).key]


def _count_near(card: Card, others: Sequence[Card]) -> int:
    """Return how many of these are of other reports published within some days."""
    return sum(
        other.document != card.document
        and (other.published is None or card.published is None or abs(other.published - card.published) <= _NEAR)
        for other in others
    )
