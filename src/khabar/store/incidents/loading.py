"""One incident of a store, with all that stands behind it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, select

from khabar.incidents.cards import make_tellings
from khabar.incidents.describing import describe
from khabar.incidents.model import Card, Tie
from khabar.incidents.overruling import Overruled
from khabar.incidents.record import IncidentRecord, Telling
from khabar.incidents.reviewed import put_right
from khabar.model import Report, Value
from khabar.store.documents.reports import load_reports
from khabar.store.incidents.changes import Changed, find_changes
from khabar.store.incidents.descriptions import is_described
from khabar.store.incidents.leading import Lead, find_lead
from khabar.store.incidents.states import find_states
from khabar.store.packing import unpack
from khabar.store.reviews.reviewed import stand
from khabar.store.schema import cards, incidents, members, ties


class Incident(Value, frozen=True, kw_only=True):
    """An incident with all that it is told by: `reports` by the ids of their documents, `ties` why it is one.

    `tellings` are the events that are read, `held` those that people say there are. Where none is read, `added`, people
    alone tell of it: then `tellings` are theirs, the reports are as they have them, and `overruled` are values of theirs.
    `state` is the hash of what it is made of (see `khabar.store.incidents.states`), `lead` how what it was asked for led to it,
    `earlier` what earlier versions of its reports told otherwise.
    """

    id: str
    state: str
    cards: tuple[Card, ...]
    tellings: tuple[Telling, ...]
    reports: Mapping[str, Report]
    ties: tuple[Tie, ...]
    lead: Lead
    kept: IncidentRecord | None = None
    earlier: tuple[Changed, ...] = ()
    held: tuple[Telling, ...] = ()
    added: bool = False
    overruled: tuple[Overruled, ...] = ()

    def describe(self) -> IncidentRecord:
        """Return its record: who tells what on whose word; the one that was kept, where it is of these reports."""
        as_read = not any(card.came for card in self.cards)
        cards = self.cards if as_read or self.added else None
        return self.kept or describe(self.id, self.tellings, self.reports, cards=cards, overruled=self.overruled)


def find_incident(connection: Connection, named: str) -> str:
    """Return the id of the incident that is meant, named in any way that `khabar.store.incidents.leading.find_lead` follows."""
    return find_lead(connection, named).incident


def load_incident(connection: Connection, named: str) -> Incident:
    """Return an incident with its reports, named as `find_incident` takes it. Raises `StoreProblem` as that does."""
    lead = find_lead(connection, named)
    id = lead.incident
    state = find_states(connection, [id])[id]
    inside = select(cards.c.body).join(members, members.c.card == cards.c.key).where(members.c.incident == id)
    found = [msgspec.msgpack.decode(body, type=Card) for body in connection.execute(inside).scalars()]
    found.sort(key=lambda card: card.key)
    read = make_tellings(card for card in found if card.came != "added")
    held = make_tellings(card for card in found if card.came != "rejected")
    reports: Mapping[str, Report] = load_reports(connection, {card.document for card in found})
    overruled: tuple[Overruled, ...] = ()
    if not read:
        reports, _, overruled = put_right(reports, stand(connection, reports.keys()), held)
    keys = select(members.c.card).where(members.c.incident == id)
    bound = connection.execute(select(ties.c.body).where(ties.c.a.in_(keys))).scalars()
    tied = [msgspec.msgpack.decode(body, type=Tie) for body in bound]
    return Incident(
        id=id,
        state=state,
        cards=tuple(found),
        tellings=read or held,
        reports=reports,
        ties=tuple(sorted(tied, key=lambda tie: (-tie.score, tie.a, tie.b))),
        kept=_load_record(connection, id, state),
        lead=lead,
        earlier=find_changes(connection, found),
        held=held,
        added=not read,
        overruled=overruled,
    )


def _load_record(connection: Connection, id: str, state: str) -> IncidentRecord | None:
    """Return the record that was kept of an incident, None where it is of another state than the incident is in."""
    kept = select(incidents.c.record).where(incidents.c.id == id, is_described(), incidents.c.described == state)
    body = connection.execute(kept).scalar()
    return unpack(body, IncidentRecord) if body else None
