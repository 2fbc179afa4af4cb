"""Which incident each report is about, of all those that it tells of.

Many reports tell of a whole day: their main event alone is a matter of taste. Of the events that a report tells
prominently, it is most likely about the one with which other reports begin as well.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.incidents.model import Card, Group

_LED = 1.0  # what the logarithm of the number of other reports adds whose main event is of the group
_TOLD = 0.5  # what the logarithm of the number of reports adds that tell of the group at all


def find_main_groups(cards: Iterable[Card], groups: Iterable[Group]) -> dict[str, str]:
    """Return for each report, by its id, the id of the group that it is about; reports without events are left out."""
    group_of = {key: found.id for found in groups for key in found.members}
    told: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        told[card.document].append(card)
    led = Counter(group_of[card.key] for events in told.values() for card in events if card.order == 0)
    known = Counter(name for events in told.values() for name in {group_of[card.key] for card in events})
    return {document: _choose(events, group_of, led, known) for document, events in told.items()}


def _choose(events: Sequence[Card], group_of: Mapping[str, str], led: Counter[str], known: Counter[str]) -> str:
    """Return the group that a report with these events is about."""
    own = next((group_of[card.key] for card in events if card.order == 0), None)

    def weigh(card: Card) -> tuple[float, int]:
        name = group_of[card.key]
        others = led[name] - (name == own)
        return card.prominence + _LED * math.log(1 + others) + _TOLD * math.log(known[name]), -card.order

    return group_of[max(events, key=weigh).key]
