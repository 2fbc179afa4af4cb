"""The incidents of a store: listed, looked up, and told with all that stands behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from khabar.errors import StoreProblem
from khabar.incidents.describing import describe
from khabar.incidents.model import Card, Tie
from khabar.incidents.record import IncidentRecord, Telling
from khabar.incidents.summary import Summary, summarise
from khabar.language import Lexicon
from khabar.model import EventType, Report, Value
from khabar.store.packing import unpack
from khabar.store.schema import cards, documents, events, members, readings, ties
from khabar.store.shadow import question_stems

_AT_ONCE = 500


class Listed(Value, frozen=True, kw_only=True):
    """An incident in a list: what most of its reports say, and the headline of the one that tells it most prominently."""

    id: str
    summary: Summary
    publishers: int
    document: str
    title: str | None = None

    @property
    def day(self) -> str | None:
        """The ISO day on which it was, or began."""
        first = self.summary.first_day
        return date.fromordinal(first).isoformat() if first else None


class Incident(Value, frozen=True, kw_only=True):
    """An incident with all that it is told by: `reports` by the ids of their documents, `ties` why it is one."""

    id: str
    cards: tuple[Card, ...]
    tellings: tuple[Telling, ...]
    reports: Mapping[str, Report]
    ties: tuple[Tie, ...]

    def describe(self) -> IncidentRecord:
        """Return its record: who tells what on whose word."""
        return describe(self.id, self.tellings, self.reports)


def list_incidents(
    connection: Connection,
    *,
    lexicon: Lexicon,
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    type: EventType | None = None,
    killed: int | None = None,
    reports: int = 1,
) -> list[Listed]:
    """Return the incidents that fit, those told by the most reports first; `killed` and `reports` are the least numbers."""
    where: list[ColumnElement[bool]] = []
    if since:
        where.append(
            or_(events.c.day_end >= since[:10], and_(events.c.day_end.is_(None), documents.c.day >= since[:10]))
        )
    if until:
        where.append(
            or_(events.c.day_start <= until[:10], and_(events.c.day_start.is_(None), documents.c.day <= until[:10]))
        )
    for stems in question_stems(place, lexicon) if place else ():
        where.append(or_(*(events.c.place_words.contains(f" {stem} ") for stem in sorted(stems))))
    if type:
        where.append(events.c.type == type)
    if killed is not None:
        where.append(events.c.killed_min >= killed)
    found = [
        listed
        for id, held in _load_groups(connection, where).items()
        if (listed := _list(id, held)).summary.reports >= reports and _fits(listed, since, until, type, killed)
    ]
    found.sort(key=lambda one: (-one.summary.reports, -(one.summary.first_day or 0), one.id))
    return found


def _load_groups(connection: Connection, where: Sequence[ColumnElement[bool]]) -> dict[str, list[Card]]:
    """Return the cards of the incidents one of whose events fits."""
    fitting = (
        select(members.c.incident)
        .join(cards, cards.c.key == members.c.card)
        .join(events, and_(events.c.document == cards.c.document, events.c.id == cards.c.event))
        .join(documents, documents.c.number == cards.c.document)
        .where(*where)
    )
    question = select(members.c.incident, cards.c.body).join(cards, cards.c.key == members.c.card)
    if where:
        question = question.where(members.c.incident.in_(fitting))
    out: defaultdict[str, list[Card]] = defaultdict(list)
    for incident, body in connection.execute(question):
        out[incident].append(msgspec.msgpack.decode(body, type=Card))
    return dict(out)


def _list(id: str, held: Sequence[Card]) -> Listed:
    summary = summarise(held)
    publishers = len({card.publisher for card in held if card.publisher})
    lead = min(held, key=lambda card: (card.order, card.key))
    return Listed(id=id, summary=summary, publishers=publishers, document=lead.document)


def _fits(listed: Listed, since: str | None, until: str | None, type: EventType | None, killed: int | None) -> bool:
    """Tell whether what most reports say fits as well, not only what one of them says."""
    summary, day = listed.summary, listed.day
    if day is not None and ((since and day < since[:10]) or (until and day > until[:10])):
        return False
    if killed is not None and (summary.killed is None or summary.killed[0] < killed):
        return False
    return type is None or summary.type == type


def add_titles(connection: Connection, listed: Sequence[Listed]) -> list[Listed]:
    """Return listed incidents with the headlines of the reports that tell them most prominently."""
    titles = {}
    ids = sorted({one.document for one in listed})
    for at in range(0, len(ids), _AT_ONCE):
        part = documents.c.id.in_(ids[at : at + _AT_ONCE])
        titles.update(
            {row.id: row.title for row in connection.execute(select(documents.c.id, documents.c.title).where(part))}
        )
    return [msgspec.structs.replace(one, title=titles.get(one.document)) for one in listed]


def find_incident(connection: Connection, named: str) -> str:
    """Return the id of the incident that is meant: by its id, an id that it bore before, or one of its events.

    An event is named "document/e1". Raises `StoreProblem` where there is none, or a document tells of several.
    """
    if connection.execute(select(members.c.incident).where(members.c.incident == named).limit(1)).first():
        return named
    known = select(members.c.incident).join(cards, cards.c.key == members.c.card)
    by_name = known.where(or_(cards.c.name == named, cards.c.key == named))
    by_document = known.join(documents, documents.c.number == cards.c.document).where(documents.c.id == named)
    for question in (by_name, by_document):
        found = sorted(set(connection.execute(question).scalars()))
        if len(found) > 1:
            raise StoreProblem(f"«{named}» tells of several incidents: {', '.join(found)}")
        if found:
            return str(found[0])
    raise StoreProblem(f"the store has no incident «{named}»: `khabar incidents` lists them")


def load_incident(connection: Connection, id: str) -> Incident:
    """Return an incident with its reports. Raises `StoreProblem` where there is none with this id."""
    (found,) = load_incidents(connection, [id])
    return found


def load_incidents(connection: Connection, ids: Iterable[str]) -> list[Incident]:
    """Return incidents with their reports, in the order of their ids as given."""
    return [_load(connection, find_incident(connection, id)) for id in ids]


def _load(connection: Connection, id: str) -> Incident:
    held = select(cards.c.body).join(members, members.c.card == cards.c.key).where(members.c.incident == id)
    found = [msgspec.msgpack.decode(body, type=Card) for body in connection.execute(held).scalars()]
    found.sort(key=lambda card: card.key)
    told: dict[str, list[str]] = {}
    for card in found:
        told.setdefault(card.document, []).append(card.event)
    inside = select(members.c.card).where(members.c.incident == id)
    bound = connection.execute(select(ties.c.body).where(ties.c.a.in_(inside))).scalars()
    tied = [msgspec.msgpack.decode(body, type=Tie) for body in bound]
    return Incident(
        id=id,
        cards=tuple(found),
        tellings=tuple(Telling(document=document, events=tuple(told[document])) for document in sorted(told)),
        reports=load_reports(connection, told),
        ties=tuple(sorted(tied, key=lambda tie: (-tie.score, tie.a, tie.b))),
    )


def load_reports(connection: Connection, ids: Iterable[str]) -> dict[str, Report]:
    """Return the reports of documents by the readings that count, those without one left out."""
    wanted, out = sorted(set(ids)), {}
    for at in range(0, len(wanted), _AT_ONCE):
        question = (
            select(documents.c.id, readings.c.body)
            .join(readings, readings.c.number == documents.c.reading)
            .where(documents.c.id.in_(wanted[at : at + _AT_ONCE]))
        )
        out.update({row.id: unpack(row.body, Report) for row in connection.execute(question)})
    return out
