"""Readings: what one version of khabar, with one version of its language data, found in a document."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, update

from khabar.store.documents.preparing import Findings
from khabar.store.incidents.telling import tell, tell_no_more
from khabar.store.inserting import insert_one
from khabar.store.reviews.reviewed import follow_reading
from khabar.store.schema import claims, documents, events, readings


class Stamp(NamedTuple):
    """By what and when the store is changed: versions of khabar and of its language data, an ISO time with zone.

    `by` is the name of the person who had it done, where that is known.
    """

    tool: str
    data: str
    at: str
    by: str | None = None


def keep_reading(
    connection: Connection, document: int, findings: Findings, stamp: Stamp, *, grouped: bool = True
) -> None:
    """Store a reading of a document and let it count from now on; earlier ones are kept.

    `grouped` is False for a document that a newer version has replaced: it tells of no incident.
    """
    made = insert(readings).values(
        document=document,
        tool=stamp.tool,
        data=stamp.data,
        made=stamp.at,
        body=findings.report.body,
        sha256=findings.report.sha256,
    )
    number = insert_one(connection, made)
    connection.execute(update(documents).where(documents.c.number == document).values(reading=number))
    for table, rows in ((claims, findings.claims), (events, findings.events)):
        _replace_rows(connection, table, document, rows)
    follow_reading(connection, document)
    if grouped:
        tell(connection, document, findings.cards)
    else:
        tell_no_more(connection, document)


def _replace_rows(connection: Connection, table: Table, document: int, rows: tuple[dict[str, Any], ...]) -> None:
    connection.execute(delete(table).where(table.c.document == document))
    if rows:
        connection.execute(insert(table), [{"document": document} | row for row in rows])
