"""Imported places in a store: rows that can be asked, and their compiled form, which reading loads at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from khabar.language import Lexicon, PlaceName, load_lexicon
from khabar.language.nameindex import index_names
from khabar.model import Value
from khabar.store.custody.log import append_entry
from khabar.store.documents.readings import Stamp
from khabar.store.gazetteers.formats import open_gazetteer
from khabar.store.gazetteers.guarding import guard_places
from khabar.store.gazetteers.using import extend
from khabar.store.inserting import in_parts, insert_one
from khabar.store.opening import Store
from khabar.store.packing import canonical, deflate, digest
from khabar.store.schema import artefacts, gazetteers, places

_ARTEFACT = "places"


class Imported(Value, frozen=True, kw_only=True):
    """What an import came to: how many places the table holds, and how many of them reading knows from now on."""

    name: str
    format: str
    rows: int
    places: int
    known: bool = False


def import_places(store: Store, data: bytes, name: str, *, language: str, stamp: Stamp) -> Imported:
    """Take a gazetteer's table into a store; a place that is there already is replaced. Raises `DataProblem`."""
    sha256 = digest(data)
    with store.reading() as connection:
        known = connection.execute(select(gazetteers).where(gazetteers.c.sha256 == sha256)).first()
    if known:
        return Imported(name=name, format=known.format, rows=0, places=known.places, known=True)
    opened = open_gazetteer(data, name)
    found = list(opened.places)
    records = list(guard_places(found, load_lexicon(language)))
    with store.writing() as connection:
        count = _keep(connection, records, name, opened.format, sha256, stamp)
        version = _compile(connection)
        detail = {"name": name, "format": opened.format, "sha256": sha256, "places": count, "compiled": version}
        append_entry(connection, "imported", stamp.at, detail | {"tool": stamp.tool, "data": stamp.data})
    return Imported(name=name, format=opened.format, rows=len(found), places=count)


def _keep(
    connection: Connection, records: Sequence[PlaceName], name: str, format: str, sha256: str, stamp: Stamp
) -> int:
    rows: dict[str, dict[str, Any]] = {}
    for record in records:
        row = rows.setdefault(
            record.id,
            {
                "id": record.id,
                "name": record.name,
                "arabic": [],
                "kind": record.kind,
                "country": record.country,
                "lat": record.lat,
                "lon": record.lon,
                "population": record.population,
                "precision": record.precision,
                "parents": canonical(record.parents),
            },
        )
        row["arabic"].append([record.needs, record.arabic])
    made = insert(gazetteers).values(name=name, format=format, sha256=sha256, imported=stamp.at, places=len(rows))
    number = insert_one(connection, made)
    for part in in_parts(rows):
        connection.execute(delete(places).where(places.c.id.in_(part)))
        fresh = [rows[id] | {"arabic": canonical(rows[id]["arabic"]), "gazetteer": number} for id in part]
        connection.execute(insert(places), fresh)
    return len(rows)


def _compile(connection: Connection) -> str:
    """Make the form that reading loads out of all rows; return its version."""
    rows = connection.execute(select(places).order_by(places.c.id))
    records = [record for row in rows for record in _records(row)]
    raw = msgspec.msgpack.encode(index_names(records, ()))
    version = digest(raw)[:8]
    connection.execute(delete(artefacts).where(artefacts.c.name == _ARTEFACT))
    connection.execute(insert(artefacts).values(name=_ARTEFACT, version=version, body=deflate(raw)))
    return version


def _records(row: Any) -> list[PlaceName]:
    return [
        PlaceName(
            id=row.id,
            name=row.name,
            kind=row.kind,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            population=row.population,
            parents=tuple(msgspec.json.decode(row.parents)),
            needs=needs,
            precision=row.precision,
            arabic=tuple(names),
        )
        for needs, names in msgspec.json.decode(row.arabic)
    ]


def places_version(connection: Connection) -> str | None:
    """Return the version of the imported places, None where there are none."""
    return connection.execute(select(artefacts.c.version).where(artefacts.c.name == _ARTEFACT)).scalar()


def load_body(connection: Connection) -> bytes | None:
    """Return the compiled form of the imported places, None where there are none."""
    return connection.execute(select(artefacts.c.body).where(artefacts.c.name == _ARTEFACT)).scalar()


def load_language(connection: Connection, language: str) -> Lexicon:
    """Return what khabar knows of a language, with the places that were imported into this store."""
    return extend(load_lexicon(language), load_body(connection))


def list_gazetteers(connection: Connection) -> list[dict[str, Any]]:
    """Return what was imported, in its order."""
    return [dict(row) for row in connection.execute(select(gazetteers).order_by(gazetteers.c.number)).mappings()]
