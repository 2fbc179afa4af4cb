"""The rows of incidents in lists, as their cards alone tell them; describing fills in the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from khabar.incidents.model import Card, Toll
from khabar.incidents.summary import summarise
from khabar.store.incidents.states import find_states
from khabar.store.inserting import in_parts
from khabar.store.schema import cards, incidents, members

Row = dict[str, Any]


def follow_groups(connection: Connection, touched: Collection[str], known: Mapping[str, Card]) -> None:
    """Bring the rows of incidents up to date after their groups have changed; what is as it was stays described."""
    states = find_states(connection, touched)
    held: dict[str, str] = {}
    for part in in_parts(touched):
        found = select(incidents.c.id, incidents.c.state).where(incidents.c.id.in_(part))
        held.update({row.id: row.state for row in connection.execute(found)})
    _follow(connection, held, states, known)


def sketch_all(connection: Connection) -> None:
    """Bring the rows of all incidents up to date, as an upgrade needs that groups anew."""
    bodies = connection.execute(select(cards.c.key, cards.c.body))
    known = {key: msgspec.msgpack.decode(body, type=Card) for key, body in bodies}
    held = {row.id: row.state for row in connection.execute(select(incidents.c.id, incidents.c.state))}
    _follow(connection, held, find_states(connection), known)


def _follow(
    connection: Connection, held: Mapping[str, str], states: Mapping[str, str], known: Mapping[str, Card]
) -> None:
    """Let rows that are held of incidents, by their states, be those of the states that these are in."""
    for part in in_parts(id for id, state in held.items() if states.get(id) != state):
        connection.execute(delete(incidents).where(incidents.c.id.in_(part)))
    new = {id for id, state in states.items() if held.get(id) != state}
    _keep_sketches(connection, _gather(connection, new, known), states)


def _gather(connection: Connection, ids: Iterable[str], known: Mapping[str, Card]) -> dict[str, list[Card]]:
    out: defaultdict[str, list[Card]] = defaultdict(list)
    for part in in_parts(ids):
        found = select(members.c.incident, members.c.card).where(members.c.incident.in_(part))
        for incident, card in connection.execute(found):
            out[incident].append(known[card])
    return out


def _keep_sketches(connection: Connection, held: Mapping[str, Sequence[Card]], states: Mapping[str, str]) -> None:
    rows = [{"id": id, "state": states[id]} | sketch(held[id]) for id in sorted(held)]
    if rows:
        connection.execute(insert(incidents), rows)


def sketch(held: Sequence[Card]) -> Row:
    """Return what the cards of an incident say of it: the day, the place and the numbers that most reports give."""
    summary = summarise(held)
    lead = min(held, key=lambda card: (card.order, card.key))
    return {
        "type": summary.type,
        "mode": summary.mode,
        "first_day": _iso(summary.first_day),
        "last_day": _iso(summary.last_day),
        "day_told": summary.day_told,
        "place": summary.place,
        "precision": summary.precision,
        "lat": summary.lat,
        "lon": summary.lon,
        "reports": summary.reports,
        "publishers": len({card.publisher for card in held if card.publisher}),
        "document": lead.document,
        **_toll("killed", summary.killed),
        **_toll("wounded", summary.wounded),
    }


def _iso(ordinal: int | None) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal is not None else None


def _toll(slot: str, toll: Toll | None) -> Row:
    low, high = toll or (None, None)
    return {slot: low, f"{slot}_min": low, f"{slot}_max": high}
