"""What is kept to groups: documents and incidents that others must not see, nor anything that rests on them.

All comes down to documents. A restricted document takes its other versions along, a restricted incident every document
that tells of it, also those that come later; an incident of which no document is left to see is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, delete, insert, select

from khabar.errors import AccountProblem
from khabar.incidents.model import split_key
from khabar.model import Value
from khabar.store.custody.log import append_entry
from khabar.store.incidents.loading import find_incident
from khabar.store.inserting import in_parts
from khabar.store.people.accounts import check_name, list_groups
from khabar.store.schema import cards, documents, members, restrictions

Kind = Literal["document", "incident"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Restriction(Value, frozen=True, kw_only=True):
    """An item that only some groups see. `cards` are the events by which an incident is known when it changes."""

    kind: Kind
    item: str
    groups: tuple[str, ...]
    cards: tuple[str, ...] = ()


def restrict(
    connection: Connection, item: str, groups: Iterable[str], *, by: str, at: str, kind: Kind | None = None
) -> Restriction:
    """Keep a document or an incident to groups; those that it was kept to before count no more.

    `kind` None takes a document of that id, or else an incident. Raises `StoreProblem` where there is neither, or
    where nobody is in one of the groups.
    """
    held = tuple(sorted({check_name(group) for group in groups}))
    if not held:
        raise AccountProblem("no_group", "name at least one group that may see it")
    if empty := [group for group in held if group not in list_groups(connection)]:
        raise AccountProblem("empty_group", f"nobody is in the group «{empty[0]}»: put somebody in it first")
    made = _name(connection, item, kind, held)
    _forget(connection, made.kind, made.item)
    connection.execute(
        insert(restrictions).values(kind=made.kind, item=made.item, groups=_list(made.groups), cards=_list(made.cards))
    )
    _log(connection, made, by, at)
    return made


def release(connection: Connection, item: str, *, by: str, at: str, kind: Kind | None = None) -> Restriction:
    """Let everybody see an item again. Raises `StoreProblem` where it is kept to nobody."""
    found = next((one for one in list_restrictions(connection) if one.item == item and kind in (None, one.kind)), None)
    if found is None:
        raise AccountProblem("not_kept", f"«{item}» is not kept to any group")
    _forget(connection, found.kind, found.item)
    _log(connection, msgspec.structs.replace(found, groups=()), by, at)
    return found


def list_restrictions(connection: Connection) -> list[Restriction]:
    """Return all that is kept to groups."""
    rows = connection.execute(select(restrictions).order_by(restrictions.c.kind, restrictions.c.item))
    return [_load(row) for row in rows]


def find_hidden(connection: Connection, groups: Sequence[str]) -> frozenset[str]:
    """Return the ids of the documents that somebody in these groups must not see."""
    closed = [one for one in list_restrictions(connection) if not set(one.groups) & set(groups)]
    hidden = {one.item for one in closed if one.kind == "document"}
    held = [card for one in closed for card in one.cards]
    hidden |= {split_key(card)[0] for card in held}  # whatever is read in them one day
    hidden |= _telling_of(connection, held)
    return frozenset(hidden | _other_versions(connection, hidden))


def find_touched(connection: Connection, hidden: Iterable[str]) -> dict[str, bool]:
    """Return the incidents of which hidden documents tell, and whether any other document tells of them."""
    hidden = set(hidden)
    found: set[str] = set()
    held = select(members.c.incident).join(cards, cards.c.key == members.c.card)
    for part in in_parts(hidden):
        question = held.join(documents, documents.c.number == cards.c.document).where(documents.c.id.in_(part))
        found.update(connection.execute(question.distinct()).scalars())
    touched = dict.fromkeys(sorted(found), False)
    telling = (
        select(members.c.incident, documents.c.id)
        .join(cards, cards.c.key == members.c.card)
        .join(documents, documents.c.number == cards.c.document)
        .distinct()
    )
    for part in in_parts(found):
        for incident, document in connection.execute(telling.where(members.c.incident.in_(part))):
            touched[incident] = touched[incident] or document not in hidden
    return touched


def _telling_of(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Return the documents that tell of the incidents which now hold any of some events."""
    found: set[str] = set()
    for part in in_parts(set(keys)):
        holding = select(members.c.incident).where(members.c.card.in_(part))
        question = (
            select(documents.c.id)
            .join(cards, cards.c.document == documents.c.number)
            .join(members, members.c.card == cards.c.key)
            .where(members.c.incident.in_(holding))
        )
        found.update(connection.execute(question.distinct()).scalars())
    return found


def _other_versions(connection: Connection, hidden: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in in_parts(set(hidden)):
        addresses = select(documents.c.address).where(documents.c.id.in_(part), documents.c.address.is_not(None))
        question = select(documents.c.id).where(documents.c.address.in_(addresses))
        found.update(connection.execute(question).scalars())
    return found


def _name(connection: Connection, item: str, kind: Kind | None, groups: tuple[str, ...]) -> Restriction:
    is_document = connection.execute(select(documents.c.number).where(documents.c.id == item)).first() is not None
    if kind == "document" or (kind is None and is_document):
        if not is_document:
            raise AccountProblem("no_item", f"the store has no report «{item}»")
        return Restriction(kind="document", item=item, groups=groups)
    id = find_incident(connection, item)
    held = connection.execute(select(members.c.card).where(members.c.incident == id)).scalars()
    return Restriction(kind="incident", item=id, groups=groups, cards=tuple(sorted(held)))


def _forget(connection: Connection, kind: Kind, item: str) -> None:
    connection.execute(delete(restrictions).where(restrictions.c.kind == kind, restrictions.c.item == item))


def _log(connection: Connection, one: Restriction, by: str, at: str) -> None:
    detail = {"kind": one.kind, "item": one.item, "groups": list(one.groups), "cards": list(one.cards), "by": by}
    append_entry(connection, "restricted", at, detail)


def _list(values: Iterable[str]) -> str:
    return msgspec.json.encode(list(values)).decode()


def _load(row: Any) -> Restriction:
    decode = msgspec.json.decode
    return Restriction(kind=row.kind, item=row.item, groups=tuple(decode(row.groups)), cards=tuple(decode(row.cards)))
