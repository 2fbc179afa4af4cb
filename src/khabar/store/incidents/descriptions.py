"""What is kept of a described incident: its record, and the row by which lists find, sort and show it."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_

from khabar import __version__
from khabar.incidents.happening import Happening, Toll
from khabar.incidents.record import IncidentRecord
from khabar.language.artefact import data_version
from khabar.reading import LANGUAGE
from khabar.store.packing import digest, digest_record, inflate, pack
from khabar.store.schema import incidents

Row = dict[str, Any]


@cache
def describer() -> str:
    """Return by what incidents are described: the versions of khabar and of its language data."""
    return f"{__version__} {data_version(LANGUAGE)}"


def is_described() -> ColumnElement[bool]:
    """Return the condition that the description in a row is of what the incident is made of, by these versions."""
    return and_(incidents.c.described == incidents.c.state, incidents.c.describer == describer())


def make_row(state: str, record: IncidentRecord, happening: Happening, title: str | None) -> Row:
    """Return the row of a described incident, without its id and the document that leads it."""
    place = happening.place
    first, last = happening.start or record.day, happening.end or happening.start or record.day
    reports, publishers, origins = record.backing.counts
    body = pack(record)
    row: Row = {
        "described": state,
        "describer": describer(),
        "type": happening.type,
        "mode": happening.mode,
        "status": happening.status,
        "first_day": first and first[:10],
        "last_day": last and last[:10],
        "day_told": happening.start is not None,
        "place": place.label if place else None,
        "precision": place.precision if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        **lay_out_toll("killed", happening.killed),
        **lay_out_toll("wounded", happening.wounded),
        "reports": reports or len(record.documents),
        "publishers": publishers,
        "origins": origins,
        "disputed": is_disputed(record),
        "grade": record.grade.name if record.grade else None,
        "title": title,
        "happening": msgspec.msgpack.encode(happening),
        "record": body.body,
    }
    return row | {"sha256": _digest_row(row, body.sha256)}


def described_digest(row: Any) -> str:
    """Return the hash of all that a described row says. Raises `StoreProblem` where its record is damaged."""
    return _digest_row(row, digest(inflate(row["record"])))


def _digest_row(row: Any, record_sha256: str) -> str:
    told = {name: row[name] for name in _HASHED} | {"happening": digest(row["happening"]), "record": record_sha256}
    return digest_record(told)


_HASHED = (
    "described describer type mode status first_day last_day day_told place precision lat lon killed killed_min "
    "killed_max wounded wounded_min wounded_max reports publishers origins disputed grade title"
).split()


def is_disputed(record: IncidentRecord) -> bool:
    """Tell whether origins disagree on anything, or one denies what another says."""
    return any(slot.contradictions for slot in record.slots)


def lay_out_toll(slot: str, toll: Toll | None) -> Row:
    """Return a number of people in three columns: what most origins hold, the least and the most that any does."""
    low, best, high = (toll.low, toll.best, toll.high) if toll else (None, None, None)
    return {slot: best, f"{slot}_min": low, f"{slot}_max": high}
