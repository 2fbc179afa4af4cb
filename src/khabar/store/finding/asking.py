"""Asking a store for claims and events by who, how, what, where and when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, select

from khabar.language import Lexicon
from khabar.store.documents.copies import find_leads
from khabar.store.finding.conditions import Conditions, holding, of_publisher, within_days, without
from khabar.store.finding.placing import lying_in
from khabar.store.schema import captures, claims, documents, events

Answer = dict[str, Any]
_OF_DOCUMENT = ("published", "publisher", "url")
_OF_REPORT = "member state note quality language title publisher published url taken_in version".split()
_HIDDEN = ("document", "speaker_words", "content_words", "place_words", "party_words")


def find_claims(
    connection: Connection,
    *,
    lexicon: Lexicon,
    speaker: str | None = None,
    force: str | None = None,
    about: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    hidden: Collection[str] = (),
    limit: int = 100,
) -> list[Answer]:
    """Return the claims that fit all that is given, the latest published first. Days are those of publication.

    `speaker` may be anybody of the chain; `place` is where an event was that the claim is about; `hidden` are the ids of
    documents that are not looked at.
    """
    where = within_days(documents.c.day, documents.c.day, since, until) + of_publisher(publisher) + without(hidden)
    if force:
        where.append(claims.c.force == force)
    for given, column in (
        (speaker, claims.c.speaker_words),
        (about, claims.c.content_words),
    ):
        where += _saying(column, given, lexicon)
    if place:
        where.append(lying_in(place, lexicon, words=claims.c.place_words))
    return _ask(connection, claims, where, documents.c.day, limit)


def find_events(
    connection: Connection,
    *,
    lexicon: Lexicon,
    type: str | None = None,
    status: str | None = None,
    party: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    limit: int = 100,
) -> list[Answer]:
    """Return the events that fit all that is given, the latest first. Days are those of the event.

    `party` is who did it or whom it befell.
    """
    where = within_days(events.c.day_start, events.c.day_end, since, until) + of_publisher(publisher)
    if type:
        where.append(events.c.type == type)
    if status:
        where.append(events.c.status == status)
    where += _saying(events.c.party_words, party, lexicon)
    if place:
        where.append(lying_in(place, lexicon, words=events.c.place_words, ids=events.c.place_id))
    return _ask(connection, events, where, events.c.day_start, limit)


def find_reports(
    connection: Connection,
    *,
    states: Collection[str] = (),
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    limit: int = 100,
) -> list[Answer]:
    """Return what is kept of documents in these states, or in any, the latest taken in first; `name` is the input's.

    Days are those of publication. Versions that a newer one has replaced are left out.
    """
    where = within_days(documents.c.day, documents.c.day, since, until) + of_publisher(publisher)
    if states:
        where.append(documents.c.state.in_(states))
    shown = [documents.c[name] for name in _OF_REPORT]
    question = (
        select(documents.c.id.label("document"), captures.c.name, *shown)
        .join(captures, captures.c.number == documents.c.capture)
        .where(documents.c.current, *where)
        .order_by(documents.c.taken_in.desc(), documents.c.number.desc())
    )
    found = [dict(row) for row in connection.execute(question.limit(limit)).mappings()]
    leads = find_leads(connection, [row["document"] for row in found])
    return [row | {"copy_of": leads.get(row["document"])} for row in found]


def _saying(column: ColumnElement[str], words: str | None, lexicon: Lexicon) -> Conditions:
    """Return the conditions that a shadow holds the words, where any are given; words that say nothing fit nothing."""
    return (holding(column, words, lexicon) or [false()]) if words else []


def _ask(
    connection: Connection,
    table: Any,
    where: Conditions,
    day: ColumnElement[Any],
    limit: int,
) -> list[Answer]:
    """Return the rows of current documents that fit, the latest day first."""
    shown = [column for column in table.c if column.name not in _HIDDEN]
    named = [documents.c.id.label("report"), *(documents.c[name] for name in _OF_DOCUMENT)]
    question = (
        select(*named, *shown)
        .join(documents, documents.c.number == table.c.document)
        .where(documents.c.current, *where)
    )
    order = (day.desc().nulls_last(), documents.c.id, table.c.start, table.c.id)
    rows = connection.execute(question.order_by(*order).limit(limit))
    return [_plain(row) for row in rows.mappings()]


def _plain(row: Mapping[Any, Any]) -> Answer:
    return {"document": row["report"]} | {str(name): value for name, value in row.items() if name != "report"}
