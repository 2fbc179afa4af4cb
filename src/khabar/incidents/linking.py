"""From reports straight to what khabar says of their incidents, without a store between."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.errors import InputError
from khabar.incidents.cards import make_cards, make_tellings
from khabar.incidents.describing import describe
from khabar.incidents.grouping import group
from khabar.incidents.record import IncidentRecord
from khabar.model import Report


def link(reports: Iterable[Report]) -> tuple[IncidentRecord, ...]:
    """Return the incidents that reports tell of, those told by most documents first.

    A document is known by its id; where none was given, that is the beginning of the hash of its text. Raises
    `InputError` where two different reports have one id.
    """
    held: dict[str, Report] = {}
    for report in reports:
        name = report.document.id or ""
        if held.setdefault(name, report) != report:
            raise InputError(f"two reports have the id «{name}»: give each document an id of its own")
    cards = {card.key: card for name, report in held.items() for card in make_cards(name, report)}
    members = [(found.id, [cards[key] for key in found.members]) for found in group(cards.values())]
    records = [describe(id, make_tellings(own), held, cards=own) for id, own in members]
    return tuple(sorted(records, key=lambda record: (-len(record.documents), record.id)))
