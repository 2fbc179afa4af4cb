"""What an incident is made of, as one hash: its events and the readings that they stand in, or the verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, and_, select

from khabar.store.inserting import in_parts
from khabar.store.packing import digest_record
from khabar.store.schema import cards, documents, judged, members, readings

_ADDED = judged.c.came == "added"


def find_states(connection: Connection, incidents: Collection[str] | None = None) -> dict[str, str]:
    """Return the hashes of what these incidents are made of now, of all without any named; those not there are left out."""
    question = (
        select(members.c.incident, members.c.card, readings.c.sha256, judged.c.sha256.label("brought"))
        .join(cards, cards.c.key == members.c.card)
        .join(documents, documents.c.number == cards.c.document)
        .outerjoin(readings, readings.c.number == documents.c.reading)
        .outerjoin(judged, and_(judged.c.document == cards.c.document, judged.c.id == cards.c.event, _ADDED))
    )
    parts = (
        [question] if incidents is None else [question.where(members.c.incident.in_(p)) for p in in_parts(incidents)]
    )
    made: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for part in parts:
        for incident, card, reading, brought in connection.execute(part):
            made[incident].append((card, f"{reading} {brought}" if brought else reading))
    return {incident: digest_state(events) for incident, events in made.items()}


def digest_state(events: Iterable[tuple[str, str | None]]) -> str:
    """Return the hash of the keys of events, each with the hash of the reading that it stands in, or of who brought it."""
    return digest_record(sorted(events, key=lambda event: event[0]))
