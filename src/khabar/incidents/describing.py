"""Describing one incident: from the reports that tell of it to its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.incidents.record import IncidentRecord, Ratings, Telling
from khabar.model import Report


def describe(
    incident: str, tellings: Sequence[Telling], reports: Mapping[str, Report], *, ratings: Ratings | None = None
) -> IncidentRecord:
    """Return what the reports say of one incident, whatever their order.

    `reports` holds every document that a telling names, by its id.
    """
    documents = sorted(
        {t.document for t in tellings}, key=lambda d: (reports[d].document.published or "9999", d)
    )  # those without a date come last
    return IncidentRecord(id=incident, documents=tuple(documents))
