"""What the origins of an incident disagree on, value against value."""

from __future__ import annotations

from khabar.incidents.record import IncidentRecord
from khabar.web.api.shapes import Disagreement


def find_disagreements(record: IncidentRecord) -> tuple[Disagreement, ...]:
    """Return the pairs of values that contradict each other, slot by slot."""
    return tuple(
        Disagreement(
            slot=slot.slot,
            kind=one.kind,
            first=slot.values[one.first],
            second=slot.values[one.second],
            because=one.because,
        )
        for slot in record.slots
        for one in slot.contradictions
    )
