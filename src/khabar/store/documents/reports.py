"""The reports of documents, by the readings that count."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from khabar.model import Report
from khabar.store.inserting import in_parts
from khabar.store.packing import unpack
from khabar.store.schema import documents, readings


def load_reports(connection: Connection, ids: Iterable[str]) -> dict[str, Report]:
    """Return the reports of documents by the readings that count, those without one left out."""
    out = {}
    for part in in_parts(set(ids)):
        question = (
            select(documents.c.id, readings.c.body)
            .join(readings, readings.c.number == documents.c.reading)
            .where(documents.c.id.in_(part))
        )
        out.update({row.id: unpack(row.body, Report) for row in connection.execute(question)})
    return out
