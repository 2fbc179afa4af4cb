"""What has gone, and where it went: events whose report was replaced, read or judged anew, and the incidents named after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select

from khabar.incidents.cards import make_cards
from khabar.incidents.likeness import score
from khabar.incidents.model import Card, name_group
from khabar.model import Report
from khabar.store.inserting import in_parts
from khabar.store.packing import unpack
from khabar.store.schema import cards, documents, former, members, readings

_MOST_BESIDE = 200  # events of an incident that are remembered beside one that went


class Version(NamedTuple):
    """A document that stands where another stood, and is the newest there."""

    number: int
    id: str


def remember(connection: Connection, document: int, gone: Collection[str]) -> None:
    """Note the events of a document before they go, each with those that it was one incident with."""
    at = select(members.c.card, members.c.incident)
    rows: list[dict[str, Any]] = []
    for part in in_parts(gone):
        incident_of = {row.card: row.incident for row in connection.execute(at.where(members.c.card.in_(part)))}
        held: dict[str, list[str]] = {}
        for some in in_parts(set(incident_of.values())):
            for row in connection.execute(at.where(members.c.incident.in_(some)).order_by(members.c.card)):
                held.setdefault(row.incident, []).append(row.card)
        bodies = connection.execute(select(cards.c.key, cards.c.name, cards.c.body).where(cards.c.key.in_(part)))
        for card in bodies:
            beside = [key for key in held.get(incident_of.get(card.key, ""), ()) if key not in gone][:_MOST_BESIDE]
            rows.append(_row(card.key, card.name, document, beside, card.body))
    forget(connection, gone)
    if rows:
        connection.execute(insert(former), rows)


def forget(connection: Connection, keys: Iterable[str]) -> None:
    """Take away what was noted of events that are there again."""
    for part in in_parts(keys):
        connection.execute(delete(former).where(former.c.key.in_(part)))


def recover(connection: Connection, *, tell: Callable[[str, int, int], None] = lambda *_: None) -> None:
    """Note the events of all documents that were replaced before this was kept, from their readings.

    `tell` hears of each step by its name, how much is done, and how much there is.
    """
    question = (
        select(documents.c.id, documents.c.number, readings.c.body)
        .join(readings, readings.c.number == documents.c.reading)
        .where(documents.c.current.is_(False), ~documents.c.number.in_(select(former.c.document)))
    )
    rows = connection.execute(question).all()
    for done, row in enumerate(rows):
        tell("reports that were replaced", done, len(rows))
        told = make_cards(row.id, unpack(row.body, Report))
        made = [_row(c.key, name_group([c.key]), row.number, (), msgspec.msgpack.encode(c)) for c in told]
        if made:
            connection.execute(insert(former), made)


def _row(key: str, name: str, document: int, beside: Sequence[str], body: bytes) -> dict[str, Any]:
    listed = msgspec.json.encode(beside).decode()
    return {"key": key, "name": name, "document": document, "beside": listed, "body": body}


def find_newest(connection: Connection, document: int) -> Version:
    """Return the newest version of a document, which is itself where none has replaced it."""
    columns = (documents.c.number, documents.c.id, documents.c.address)
    one = connection.execute(select(*columns).where(documents.c.number == document)).one()
    if one.address is not None:
        there = select(*columns).where(documents.c.address == one.address).order_by(documents.c.version.desc())
        one = connection.execute(there.limit(1)).one()
    return Version(one.number, one.id)


def find_gone(connection: Connection, named: str) -> list[tuple[str, int]]:
    """Return the events that went, of this key or of the incident named after them, each with its document."""
    told = select(former.c.key, former.c.document).where(or_(former.c.key == named, former.c.name == named))
    return [(row.key, row.document) for row in connection.execute(told.order_by(former.c.key))]


def follow(connection: Connection, key: str, *, seen: frozenset[str] = frozenset()) -> str | None:
    """Return the incident in which an event that went is told now, None where it is told no more.

    That is where the newest version of its report tells of it; else where most of those are that were one with it.
    """
    row = connection.execute(select(former).where(former.c.key == key)).first()
    if row is None:
        return connection.execute(select(members.c.incident).where(members.c.card == key)).scalar()
    if found := find_heir(connection, row.document, msgspec.msgpack.decode(row.body, type=Card)):
        return connection.execute(select(members.c.incident).where(members.c.card == found.key)).scalar()
    seen |= {key}
    led = (follow(connection, other, seen=seen) for other in _beside(row) if other not in seen)
    counted = Counter(incident for incident in led if incident)
    return min(counted, key=lambda incident: (-counted[incident], incident), default=None)


def find_heir(connection: Connection, document: int, gone: Card) -> Card | None:
    """Return the event of a document's newest version that tells what an event that went told, if one does."""
    newest = find_newest(connection, document)
    bodies = connection.execute(select(cards.c.body).where(cards.c.document == newest.number)).scalars()
    there = sorted((msgspec.msgpack.decode(body, type=Card) for body in bodies), key=lambda card: card.key)
    elsewhere = msgspec.structs.replace(gone, key=f"/{gone.event}")  # two versions are not one report that tells twice
    alike = [(score(elsewhere, card), card) for card in there]
    best, heir = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return heir if best > 0 else None


def find_heirs(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """Return, of those events that went, the ones that tell the same in the newest versions of their reports."""
    heirs: dict[str, str] = {}
    for part in in_parts(keys):
        for row in connection.execute(select(former).where(former.c.key.in_(part))).all():
            if heir := find_heir(connection, row.document, msgspec.msgpack.decode(row.body, type=Card)):
                heirs[row.key] = heir.key
    return heirs


def _beside(row: Any) -> list[str]:
    return msgspec.json.decode(row.beside, type=list[str])
