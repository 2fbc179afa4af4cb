"""The tables in which gazetteers come: GeoNames dumps, Who's On First, OCHA's administrative boundaries."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from khabar.errors import DataProblem
from khabar.store.gazetteers.boundaries import find_levels, read_boundaries
from khabar.store.gazetteers.places import Named, number
from khabar.store.gazetteers.workbook import read_sheets

Rows = Iterator[list[str]]
_HEADS = {  # what headed tables call their columns, in small letters
    "id": ("wof:id", "id", "geonameid", "pcode"),
    "name": ("wof:name", "name", "name_en", "asciiname"),
    "kind": ("wof:placetype", "placetype", "featurecode", "feature_code", "kind"),
    "country": ("wof:country", "iso", "country", "country_code", "iso_country"),
    "lat": ("geom:latitude", "latitude", "lat", "lbl:latitude", "y"),
    "lon": ("geom:longitude", "longitude", "lon", "lng", "lbl:longitude", "x"),
    "population": ("population", "gn:population", "wof:population", "pop"),
}
_ARABIC_HEADS = ("name_ar", "arabic", "name:ara_x_preferred", "name:ara_x_variant", "ara", "alternatenames", "ar")


class Gazetteer(NamedTuple):
    """A table that was recognised: what it is called, and its places."""

    format: str
    places: Iterator[Named]


def open_gazetteer(data: bytes, name: str) -> Gazetteer:
    """Return the places of a table: text, plain or packed by gzip, or the sheets of a workbook.

    Raises `DataProblem` where its form is none of those known.
    """
    try:
        tables = [iter(sheet) for sheet in read_sheets(data)] if data.startswith(b"PK") else [_split(_unpack(data))]
    except DataProblem as problem:
        raise DataProblem(f"{name}: {problem}") from None
    for rows in tables:
        head = next(rows, [])
        for known in _FORMATS:
            if known.fits(head):
                return Gazetteer(known.name, known.read(head, rows))
    raise DataProblem(
        f"{name}: not a table that is known: a GeoNames dump (19 columns), Who's On First, a table with a head that "
        "names id, name, arabic, country, latitude and longitude, or OCHA's with ADM1_AR and ADM1_PCODE"
    )


def _unpack(data: bytes) -> str:
    try:
        if data.startswith(b"\x1f\x8b"):
            data = gzip.decompress(data)
        return data.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error) as problem:
        raise DataProblem(f"broken gzip: {problem}") from None
    except UnicodeDecodeError:
        raise DataProblem("not a text in UTF-8: save it as that") from None


def _split(text: str) -> Rows:
    first = text.partition("\n")[0]
    delimiter = max("\t,;", key=first.count)
    csv.field_size_limit(1 << 24)
    if delimiter == "\t":  # a quotation mark is a mark like any other there
        return csv.reader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(io.StringIO(text), delimiter=delimiter)


class _Format(NamedTuple):
    name: str
    fits: Callable[[Sequence[str]], bool]
    read: Callable[[list[str], Rows], Iterator[Named]]


def _is_geonames(row: Sequence[str]) -> bool:
    return len(row) == 19 and row[0].isdigit() and number(row[4]) is not None and len(row[6]) == 1


def _read_geonames(first: list[str], rows: Rows) -> Iterator[Named]:
    for row in _with(first, rows):
        if len(row) == 19:
            yield Named(
                id=f"gn-{row[0]}",
                name=row[1],
                arabic=(row[1], *row[3].split(",")),
                kind=row[7],
                country=row[8].upper(),
                lat=number(row[4]),
                lon=number(row[5]),
                population=int(number(row[14]) or 0),
            )


def _is_whosonfirst(row: Sequence[str]) -> bool:
    return 11 <= len(row) <= 13 and len(row[0]) == 2 and row[1].isdigit() and number(row[6]) is not None


def _read_whosonfirst(first: list[str], rows: Rows) -> Iterator[Named]:
    for row in _with(first, rows):
        if len(row) >= 11:
            yield Named(
                id=f"wof-{row[1]}",
                name=row[3],
                arabic=(row[4], row[5]),
                kind=row[2],
                country=row[0].upper(),
                lat=number(row[6]),
                lon=number(row[7]),
                population=int(number(row[10]) or 0),
            )


def _columns(head: Sequence[str]) -> Mapping[str, int]:
    small = [cell.strip().lower() for cell in head]
    return {
        slot: small.index(found)
        for slot, names in _HEADS.items()
        if (found := next(filter(small.__contains__, names), ""))
    }


def _is_headed(row: Sequence[str]) -> bool:
    arabic = {cell.strip().lower() for cell in row} & set(_ARABIC_HEADS)
    return bool(arabic) and {"id", "lat", "lon"} <= _columns(row).keys()


def _read_headed(head: list[str], rows: Rows) -> Iterator[Named]:
    at = _columns(head)
    small = [cell.strip().lower() for cell in head]
    arabic = [n for n, cell in enumerate(small) if cell in _ARABIC_HEADS]
    prefix = "wof" if any(cell.startswith("wof:") for cell in small) or "placetype" in small else "own"

    def cell(row: Sequence[str], slot: str) -> str:
        return row[at[slot]].strip() if slot in at and at[slot] < len(row) else ""

    for row in rows:
        names = [part for n in arabic if n < len(row) for part in row[n].replace("|", ",").split(",")]
        yield Named(
            id=f"{prefix}-{cell(row, 'id')}",
            name=cell(row, "name") or next(filter(None, names), ""),
            arabic=(*names, cell(row, "name")),
            kind=cell(row, "kind") or "locality",
            country=cell(row, "country").upper(),
            lat=number(cell(row, "lat")),
            lon=number(cell(row, "lon")),
            population=int(number(cell(row, "population")) or 0),
        )


def _with(first: list[str], rows: Rows) -> Rows:
    yield first
    yield from rows


_FORMATS = (
    _Format("GeoNames", _is_geonames, _read_geonames),
    _Format("Who's On First", _is_whosonfirst, _read_whosonfirst),
    _Format("OCHA COD-AB", lambda row: bool(find_levels(row)), read_boundaries),
    _Format("table", _is_headed, _read_headed),
)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises `DataProblem` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise DataProblem(f"{path}: {(problem.strerror or str(problem)).lower()}") from None
