"""Invented reports of invented incidents, read and described."""

from __future__ import annotations

from khabar import Document, Report, read
from khabar.incidents.describing import describe
from khabar.incidents.record import IncidentRecord, Telling


def report(publisher: str, published: str, text: str, **more: object) -> Report:
    """Read one invented report."""
    return read(Document(text=text, publisher=publisher, published=published, **more))  # type: ignore[arg-type]


def describe_all(*reports: Report) -> IncidentRecord:
    """Describe one incident to which all events of all reports belong."""
    by_id = {f"d{n}": r for n, r in enumerate(reports, 1)}
    tellings = [Telling(document=d, events=tuple(e.id for e in r.events)) for d, r in by_id.items()]
    return describe("i1", tellings, by_id)


def labels(record: IncidentRecord) -> list[str]:
    """Return how a record names its origins."""
    return sorted(o.label for o in record.origins)
