"""The cards of a report's events as people have them: what grouping works on where somebody judged the report.

What the machine read is not touched: these cards are made from the report and the verdicts together, and are what they
were as soon as the verdicts are taken back.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from khabar.incidents.cards import make_cards
from khabar.incidents.model import Came, Card
from khabar.model import Report
from khabar.reviews.correcting import correct_report
from khabar.reviews.standing import Judged, Standing


def make_decided_cards(document_id: str, report: Report, standing: Standing) -> tuple[Card, ...]:
    """Return the cards of a report as people have it, and of the events that they rejected as it is read.

    The former come in the order of the report; what people disagree on is as it is read.
    """
    came = find_otherwise(standing)
    added = frozenset(id for id, how in came.items() if how == "added")
    held = make_cards(document_id, correct_report(report, standing), meant=added)
    gone = [card for card in make_cards(document_id, report) if came.get(card.event) == "rejected"]
    return tuple(msgspec.structs.replace(card, came=came.get(card.event)) for card in (*held, *gone))


def find_otherwise(standing: Standing) -> Mapping[str, Came]:
    """Return what people made of the events that they have otherwise than they are read, by the ids of these."""
    told = {item.id: _find_came(item) for item in standing.items if item.kind == "event"}
    return {id: came for id, came in told.items() if came is not None}


def _find_came(item: Judged) -> Came | None:
    if item.machine is None:
        return "added" if item.value is not None else None
    if item.value is None:
        return "rejected"
    return "corrected" if item.corrected else None
