"""What people decide about incidents: kept in order, logged, and grouped by at once.

`first` is done before anything else in the transaction, and what it raises keeps anything from being done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from sqlalchemy import Connection, insert, select

from khabar.errors import StoreProblem
from khabar.incidents.decisions import Decision, find_undoing
from khabar.incidents.model import split_key
from khabar.store.custody.log import Deed, append_entry
from khabar.store.documents.readings import Stamp
from khabar.store.incidents.grouping import load_decisions, regroup_around
from khabar.store.incidents.loading import find_incident
from khabar.store.opening import Store
from khabar.store.packing import digest
from khabar.store.schema import decisions, members

First = Callable[[Connection], None]


def _nothing(_: Connection) -> None:
    """Do nothing first."""


def merge(
    store: Store,
    incidents: Sequence[str],
    *,
    by: str | None,
    why: str | None,
    stamp: Stamp,
    first: First = _nothing,
) -> Decision:
    """Let incidents be one."""
    with store.writing() as connection:
        first(connection)
        held = [key for named in incidents for key in _members(connection, named)]
        return _decide(connection, Decision(id="", kind="merge", cards=tuple(sorted(set(held)))), by, why, stamp)


def pin(
    store: Store, incident: str, *, by: str | None, why: str | None, stamp: Stamp, first: First = _nothing
) -> Decision:
    """Let an incident be just what it is now: the machine adds nothing to it."""
    with store.writing() as connection:
        first(connection)
        held = _members(connection, incident)
        return _decide(connection, Decision(id="", kind="pin", cards=held), by, why, stamp)


def split(
    store: Store,
    incident: str,
    apart: Sequence[str],
    *,
    by: str | None,
    why: str | None,
    stamp: Stamp,
    first: First = _nothing,
) -> Decision:
    """Take events, or all that documents tell, out of an incident. Raises `StoreProblem` where it would be left empty."""
    with store.writing() as connection:
        first(connection)
        held = _members(connection, incident)
        out = {key for named in apart for key in _named(held, named, incident)}
        left = tuple(key for key in held if key not in out)
        if not left:
            raise StoreProblem(f"that is all of incident «{incident}»: nothing would be left of it")
        taken = Decision(id="", kind="split", cards=tuple(sorted(out)), others=left)
        return _decide(connection, taken, by, why, stamp)


def undo(store: Store, decision: str, *, by: str | None, why: str | None, stamp: Stamp) -> Decision:
    """Take a decision back; taking back an undoing lets the decision hold again.

    Raises `StoreProblem` where there is none of this id, or it was taken back already.
    """
    with store.writing() as connection:
        made = load_decisions(connection)
        if decision not in {one.id for one in made}:
            raise StoreProblem(f"there is no decision «{decision}»: `khabar decisions` lists them")
        if by_whom := find_undoing(made, decision):
            raise StoreProblem(f"«{decision}» was taken back already by {by_whom}: nothing has changed")
        return _decide(connection, Decision(id="", kind="undo", undoes=decision), by, why, stamp)


def _decide(connection: Connection, made: Decision, by: str | None, why: str | None, stamp: Stamp) -> Decision:
    earlier = load_decisions(connection)
    made = msgspec.structs.replace(made, id=f"d{len(earlier) + 1}", by=by, at=stamp.at, why=why)
    body = msgspec.json.encode(made).decode()
    connection.execute(insert(decisions).values(id=made.id, body=body))
    kind: Deed = "undone" if made.kind == "undo" else "decided"
    detail = {"decision": made.id, "sha256": digest(body.encode()), "tool": stamp.tool, "data": stamp.data}
    append_entry(connection, kind, stamp.at, detail)
    regroup_around(connection, _concerned(made, {one.id: one for one in earlier}))
    return made


def _concerned(made: Decision, earlier: dict[str, Decision]) -> tuple[str, ...]:
    """Return the cards that a decision moves, or those of the decision that it takes back."""
    while made.undoes is not None:
        made = earlier[made.undoes]
    return (*made.cards, *made.others)


def _members(connection: Connection, named: str) -> tuple[str, ...]:
    id = find_incident(connection, named)
    held = select(members.c.card).where(members.c.incident == id)
    return tuple(sorted(connection.execute(held).scalars()))


def _named(held: Sequence[str], named: str, incident: str) -> list[str]:
    found = [key for key in held if named in (key, split_key(key)[0])]
    if not found:
        raise StoreProblem(f"incident «{incident}» holds no event and no document «{named}»")
    return found
