"""From what somebody cites to the incident that it is now, with how it came there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import Connection, or_, select

from khabar.errors import StoreProblem
from khabar.model import Value
from khabar.store.incidents.former import find_gone, find_newest, follow
from khabar.store.schema import cards, documents, members

How = Literal["is", "joined", "replaced", "read_anew"]


class Lead(Value, frozen=True, kw_only=True):
    """Where a name led: `how` says whether it is what was named, or what became of that.

    "joined": an incident that others are one with now. "replaced": a report of which there is a newer version, `now`
    in place of `before`. "read_anew": a report that was read otherwise since, or of which people took back what they said.
    """

    named: str
    incident: str
    how: How = "is"
    before: str | None = None
    now: str | None = None


def find_lead(connection: Connection, named: str) -> Lead:
    """Return where a name leads: the id of an incident or of a document, or an event ("document/e1"), now or once.

    Raises `StoreProblem` where it leads nowhere, or a document tells of several incidents.
    """
    if connection.execute(select(members.c.incident).where(members.c.incident == named).limit(1)).first():
        return Lead(named=named, incident=named)
    known = select(members.c.incident, cards.c.key).join(cards, cards.c.key == members.c.card)
    rows = connection.execute(known.where(or_(cards.c.name == named, cards.c.key == named))).all()
    if rows:
        how: How = "is" if rows[0].key == named else "joined"
        return Lead(named=named, incident=_only(named, (row.incident for row in rows)), how=how)
    document = connection.execute(select(documents.c.number, documents.c.id).where(documents.c.id == named)).first()
    if document is not None:
        return _lead_document(connection, named, document.number)
    return _lead_gone(connection, named)


def _lead_document(connection: Connection, named: str, number: int) -> Lead:
    newest = find_newest(connection, number)
    told = select(members.c.incident).join(cards, cards.c.key == members.c.card)
    found = sorted(set(connection.execute(told.where(cards.c.document == newest.number)).scalars()))
    replaced = f"«{named}» was replaced by {newest.id}, a newer version, which" if newest.id != named else f"«{named}»"
    if not found:
        raise StoreProblem(f"{replaced} tells of no incident")
    if len(found) > 1:
        raise StoreProblem(f"{replaced} tells of several incidents: {', '.join(found)}")
    if newest.id == named:
        return Lead(named=named, incident=found[0])
    return Lead(named=named, incident=found[0], how="replaced", before=named, now=newest.id)


def _lead_gone(connection: Connection, named: str) -> Lead:
    """Lead on from an event that is told no more, or from an incident that was named after it."""
    gone = find_gone(connection, named)
    if not gone:
        raise StoreProblem(f"the store has no incident «{named}»: `khabar incidents` lists them")
    number = gone[0][1]
    before = connection.execute(select(documents.c.id).where(documents.c.number == number)).scalar_one()
    newest = find_newest(connection, number)
    led = sorted({incident for key, _ in gone if (incident := follow(connection, key))})
    if not led and newest.id == before:
        raise StoreProblem(f"«{named}» was told by {before}, which was read or judged anew and tells of it no more")
    if not led:
        raise StoreProblem(f"«{named}» was told by {before} alone; its newer version, {newest.id}, tells of it no more")
    how: How = "read_anew" if newest.id == before else "replaced"
    return Lead(named=named, incident=_only(named, led), how=how, before=before, now=newest.id)


def _only(named: str, incidents: Iterable[str]) -> str:
    found = sorted(set(incidents))
    if len(found) > 1:
        raise StoreProblem(f"«{named}» tells of several incidents: {', '.join(found)}")
    return found[0]
