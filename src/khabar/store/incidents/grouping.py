"""The incidents of a store, kept as if all its cards had been grouped at once, while documents come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, select

from khabar.incidents.decisions import Decision
from khabar.incidents.grouping import find_touched, group, regroup
from khabar.incidents.model import Card, Group, name_group
from khabar.incidents.pairing import blocking_keys
from khabar.store.incidents.former import find_heirs, remember
from khabar.store.incidents.sketching import follow_groups, sketch_all
from khabar.store.inserting import in_parts, insert_rows
from khabar.store.schema import blocks, cards, decisions, members, ties

_AT_ONCE = 5000


def keep_cards(connection: Connection, document: int, fresh: Sequence[Card]) -> None:
    """Store the cards of a document and group anew whatever they touch."""
    if not fresh:
        return
    keys = {card.key: blocking_keys(card) for card in fresh}
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
    made = load_standing_decisions(connection)  # now that the cards are there, of which some stand for others
    components = _touched_by(connection, fresh, made)
    neighbours = load_components(connection, components)
    _replace_groups(connection, components, regroup(fresh, neighbours, made), (*neighbours, *fresh))


def find_company(connection: Connection, incident: str) -> str | None:
    """Return the incident of which an event that people rejected would be, did they not; `incident` is that of it alone."""
    held = _load_cards(connection, cards.c.key.in_(select(members.c.card).where(members.c.incident == incident)))
    alone = [msgspec.structs.replace(card, came=None) for card in held if card.came == "rejected"]
    made = load_standing_decisions(connection)
    neighbours = load_components(connection, _touched_by(connection, alone, made))
    keys = {card.key for card in alone}
    groups = [set(one.members) for one in regroup(alone, [one for one in neighbours if one.key not in keys], made)]
    beside = {key for group in groups if not keys.isdisjoint(group) for key in group - keys}
    found = select(members.c.incident).where(members.c.card.in_(beside))
    counted = Counter(connection.execute(found).scalars())
    return min(counted, key=lambda id: (-counted[id], id), default=None)


def forget_cards(connection: Connection, document: int) -> frozenset[str]:
    """Take the cards of a document away, group anew what they held together, and return their keys."""
    gone = frozenset(connection.execute(select(cards.c.key).where(cards.c.document == document)).scalars())
    if not gone:
        return gone
    remember(connection, document, gone)
    components = _components_of(connection, gone)
    left = [card for card in load_components(connection, components) if card.key not in gone]
    _replace_groups(connection, components, regroup((), left, load_standing_decisions(connection)), left)
    numbers = select(cards.c.number).where(cards.c.document == document)
    connection.execute(delete(blocks).where(blocks.c.card.in_(numbers)))
    connection.execute(delete(cards).where(cards.c.document == document))
    return gone


def regroup_around(connection: Connection, keys: Collection[str]) -> None:
    """Group anew all that hangs together with these cards, after a decision about them."""
    components = _components_of(connection, {*keys, *find_heirs(connection, keys).values()})
    held = load_components(connection, components)
    _replace_groups(connection, components, regroup((), held, load_standing_decisions(connection)), held)


def regroup_all(connection: Connection, *, tell: Callable[[str, int, int], None] = lambda *_: None) -> None:
    """Make anew all that is worked out from cards: what is compared with what, groups, ties, the rows of incidents.

    `tell` hears of each step by its name, how much is done, and how much there is.
    """
    for table in (blocks, ties, members):
        connection.execute(delete(table))
    rows = connection.execute(select(cards.c.number, cards.c.body)).all()
    numbered = [(row.number, msgspec.msgpack.decode(row.body, type=Card)) for row in rows]
    for at in range(0, len(numbered), _AT_ONCE):
        tell("events that are prepared", at, len(numbered))
        part = numbered[at : at + _AT_ONCE]
        pairs = [{"block": block, "card": number} for number, card in part for block in blocking_keys(card)]
        insert_rows(connection, blocks, pairs)
    tell("events that are grouped", 0, len(numbered))
    found = group((card for _, card in numbered), load_standing_decisions(connection))
    for at in range(0, len(found), _AT_ONCE):
        tell("incidents that are written", at, len(found))
        part_of = found[at : at + _AT_ONCE]
        belonging = [{"card": key, "incident": g.id, "component": g.component} for g in part_of for key in g.members]
        insert_rows(connection, members, belonging)
        tied = [{"a": t.a, "b": t.b, "body": msgspec.msgpack.encode(t)} for g in part_of for t in g.ties]
        insert_rows(connection, ties, tied)
    sketch_all(connection)


def load_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return all decisions in the order in which they were made."""
    found = connection.execute(select(decisions.c.body).order_by(decisions.c.number)).scalars()
    return tuple(msgspec.json.decode(body, type=Decision) for body in found)


def load_standing_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return all decisions about what is there now: an event whose page was changed stands for what it was before."""
    made = load_decisions(connection)
    heirs = find_heirs(connection, {key for one in made for key in (*one.cards, *one.others)})
    if not heirs:
        return made

    def lead(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(heirs.get(key, key) for key in keys))

    return tuple(msgspec.structs.replace(one, cards=lead(one.cards), others=lead(one.others)) for one in made)


def _touched_by(connection: Connection, fresh: Sequence[Card], made: Iterable[Decision]) -> set[str]:
    """Return the components that change when cards are added."""
    shared = {block for card in fresh for block in blocking_keys(card)}
    sharing = select(blocks.c.card).where(blocks.c.block.in_(shared))
    candidates = _load_cards(connection, cards.c.number.in_(sharing))
    return _components_of(connection, find_touched(fresh, candidates, made))


def load_components(connection: Connection, components: Iterable[str]) -> list[Card]:
    """Return the cards of components."""
    found = [
        _load_cards(connection, cards.c.key.in_(select(members.c.card).where(members.c.component.in_(part))))
        for part in in_parts(components)
    ]
    return [card for part in found for card in part]


def _load_cards(connection: Connection, which: ColumnElement[bool]) -> list[Card]:
    bodies = connection.execute(select(cards.c.body).where(which)).scalars()
    return [msgspec.msgpack.decode(body, type=Card) for body in bodies]


def _components_of(connection: Connection, keys: Iterable[str]) -> set[str]:
    out: set[str] = set()
    for part in in_parts(keys):
        out.update(connection.execute(select(members.c.component).where(members.c.card.in_(part))).scalars())
    return out


def _replace_groups(
    connection: Connection, components: Iterable[str], groups: Iterable[Group], known: Iterable[Card]
) -> None:
    """Let groups take the place of those of components; only rows that differ are written."""
    found = list(groups)
    before = _load_members(connection, components)
    after = {key: (group.id, group.component) for group in found for key in group.members}
    tied = {(tie.a, tie.b): msgspec.msgpack.encode(tie) for group in found for tie in group.ties}
    _replace_ties(connection, before, tied)
    changed = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    for part in in_parts(key for key in changed if key in before):
        connection.execute(delete(members).where(members.c.card.in_(part)))
    rows = [{"card": key, "incident": after[key][0], "component": after[key][1]} for key in changed if key in after]
    insert_rows(connection, members, rows)
    touched = {side[key][0] for side in (before, after) for key in changed if key in side}
    follow_groups(connection, touched, {card.key: card for card in known})


def _load_members(connection: Connection, components: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return incident and component of each card of components."""
    out: dict[str, tuple[str, str]] = {}
    for part in in_parts(components):
        for row in connection.execute(select(members).where(members.c.component.in_(part))):
            out[row.card] = (row.incident, row.component)
    return out


def _replace_ties(connection: Connection, inside: Iterable[str], tied: Mapping[tuple[str, str], bytes]) -> None:
    """Let these ties be all that begin at one of the cards inside."""
    held: dict[tuple[str, str], bytes] = {}
    for part in in_parts(inside):
        held.update({(row.a, row.b): row.body for row in connection.execute(select(ties).where(ties.c.a.in_(part)))})
    gone = sorted(pair for pair, body in held.items() if tied.get(pair) != body)
    if gone:
        this = and_(ties.c.a == bindparam("gone_a"), ties.c.b == bindparam("gone_b"))
        connection.execute(delete(ties).where(this), [{"gone_a": a, "gone_b": b} for a, b in gone])
    insert_rows(
        connection,
        ties,
        [{"a": a, "b": b, "body": body} for (a, b), body in sorted(tied.items()) if held.get((a, b)) != body],
    )
