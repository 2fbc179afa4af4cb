"""The incidents of a store, kept as if all its cards had been grouped at once, while documents come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, insert, select

from khabar.incidents.decisions import Decision
from khabar.incidents.grouping import find_touched, regroup
from khabar.incidents.model import Card, Group, name_group
from khabar.incidents.pairing import blocking_keys
from khabar.store.inserting import insert_rows
from khabar.store.schema import blocks, cards, decisions, members, ties

_AT_ONCE = 500  # values in one list of a question: databases limit them


def keep_cards(connection: Connection, document: int, fresh: Sequence[Card]) -> None:
    """Store the cards of a document and group anew whatever they touch."""
    if not fresh:
        return
    made = load_decisions(connection)
    keys = {card.key: blocking_keys(card) for card in fresh}
    shared = {block for found in keys.values() for block in found}
    sharing = select(blocks.c.card).where(blocks.c.block.in_(shared))
    candidates = _load_cards(connection, cards.c.number.in_(sharing))
    touched = find_touched(fresh, candidates, made)
    rows = [
        {
            "key": card.key,
            "document": document,
            "event": card.event,
            "name": name_group([card.key]),
            "body": msgspec.msgpack.encode(card),
        }
        for card in fresh
    ]
    connection.execute(insert(cards), rows)
    stored = connection.execute(select(cards.c.key, cards.c.number).where(cards.c.document == document))
    pairs = [{"block": block, "card": number} for key, number in stored for block in keys[key]]
    insert_rows(connection, blocks, pairs)
    components = _components_of(connection, touched)
    neighbours = load_components(connection, components)
    _replace_groups(connection, components, regroup(fresh, neighbours, made))


def forget_cards(connection: Connection, document: int) -> None:
    """Take the cards of a document away and group anew what they held together."""
    gone = list(connection.execute(select(cards.c.key).where(cards.c.document == document)).scalars())
    if not gone:
        return
    components = _components_of(connection, gone)
    left = [card for card in load_components(connection, components) if card.key not in set(gone)]
    _replace_groups(connection, components, ())
    numbers = select(cards.c.number).where(cards.c.document == document)
    connection.execute(delete(blocks).where(blocks.c.card.in_(numbers)))
    connection.execute(delete(cards).where(cards.c.document == document))
    _keep_groups(connection, regroup((), left, load_decisions(connection)))


def regroup_around(connection: Connection, keys: Collection[str]) -> None:
    """Group anew all that hangs together with these cards, after a decision about them."""
    components = _components_of(connection, keys)
    _replace_groups(
        connection, components, regroup((), load_components(connection, components), load_decisions(connection))
    )


def load_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return all decisions in the order in which they were made."""
    found = connection.execute(select(decisions.c.body).order_by(decisions.c.number)).scalars()
    return tuple(msgspec.json.decode(body, type=Decision) for body in found)


def load_components(connection: Connection, components: Iterable[str]) -> list[Card]:
    """Return the cards of components."""
    found = [
        _load_cards(connection, cards.c.key.in_(select(members.c.card).where(members.c.component.in_(part))))
        for part in _parts(components)
    ]
    return [card for part in found for card in part]


def _load_cards(connection: Connection, which: ColumnElement[bool]) -> list[Card]:
    bodies = connection.execute(select(cards.c.body).where(which)).scalars()
    return [msgspec.msgpack.decode(body, type=Card) for body in bodies]


def _components_of(connection: Connection, keys: Iterable[str]) -> set[str]:
    out: set[str] = set()
    for part in _parts(keys):
        out.update(connection.execute(select(members.c.component).where(members.c.card.in_(part))).scalars())
    return out


def _replace_groups(connection: Connection, components: Iterable[str], groups: Iterable[Group]) -> None:
    for part in _parts(components):
        inside = select(members.c.card).where(members.c.component.in_(part))
        connection.execute(delete(ties).where(ties.c.a.in_(inside)))
        connection.execute(delete(members).where(members.c.component.in_(part)))
    _keep_groups(connection, groups)


def _keep_groups(connection: Connection, groups: Iterable[Group]) -> None:
    found = list(groups)
    belonging = [{"card": c, "incident": g.id, "component": g.component} for g in found for c in g.members]
    insert_rows(connection, members, belonging)
    tied = [{"a": t.a, "b": t.b, "body": msgspec.msgpack.encode(t)} for g in found for t in g.ties]
    if tied:
        connection.execute(insert(ties), tied)


def _parts(values: Iterable[str]) -> Iterable[list[str]]:
    listed = sorted(values)
    return (listed[at : at + _AT_ONCE] for at in range(0, len(listed), _AT_ONCE))
