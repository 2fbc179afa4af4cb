"""Asking a store for claims and events by who, how, what, where and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, or_, select

from khabar.language import Lexicon
from khabar.language.spelling import fold
from khabar.store.schema import claims, documents, events
from khabar.store.searching import in_days
from khabar.store.shadow import question_stems

Answer = dict[str, Any]
_OF_DOCUMENT = ("published", "publisher", "url")
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
    limit: int = 100,
) -> list[Answer]:
    """Return the claims that fit all that is given, the latest published first. Days are those of publication.

    `speaker` may be anybody of the chain; `place` is where an event was that the claim is about.
    """
    where = in_days(documents.c.day, since, until)
    if force:
        where.append(claims.c.force == force)
    for given, column in (
        (speaker, claims.c.speaker_words),
        (about, claims.c.content_words),
        (place, claims.c.place_words),
    ):
        where += _holding(column, given, lexicon)
    return _ask(connection, claims, where, publisher, [documents.c.day.desc().nulls_last()], limit)


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
    where: list[ColumnElement[bool]] = []
    if since:
        where.append(events.c.day_end >= since[:10])
    if until:
        where.append(events.c.day_start <= until[:10])
    if type:
        where.append(events.c.type == type)
    if status:
        where.append(events.c.status == status)
    where += _holding(events.c.party_words, party, lexicon) + _holding(events.c.place_words, place, lexicon)
    return _ask(connection, events, where, publisher, [events.c.day_start.desc().nulls_last()], limit)


def _holding(column: ColumnElement[str], words: str | None, lexicon: Lexicon) -> list[ColumnElement[bool]]:
    """Return the conditions that each word is in a shadow by one of its stems; words that say nothing fit nothing."""
    if not words:
        return []
    asked = question_stems(words, lexicon)
    found = [or_(*(column.contains(f" {stem} ") for stem in sorted(stems))) for stems in asked]
    return found or [false()]


def _ask(
    connection: Connection,
    table: Any,
    where: Sequence[ColumnElement[bool]],
    publisher: str | None,
    order: Sequence[ColumnElement[Any]],
    limit: int,
) -> list[Answer]:
    where = [documents.c.current, *where]
    if publisher:
        where.append(documents.c.publisher_folded.contains(fold(publisher), autoescape=True))
    shown = [column for column in table.c if column.name not in _HIDDEN]
    named = [documents.c.id.label("report"), *(documents.c[name] for name in _OF_DOCUMENT)]
    question = select(*named, *shown).join(documents, documents.c.number == table.c.document).where(*where)
    rows = connection.execute(question.order_by(*order, documents.c.id, table.c.start, table.c.id).limit(limit))
    return [_plain(row) for row in rows.mappings()]


def _plain(row: Mapping[Any, Any]) -> Answer:
    return {"document": row["report"]} | {str(name): value for name, value in row.items() if name != "report"}
