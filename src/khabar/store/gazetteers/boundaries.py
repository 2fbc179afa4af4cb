"""OCHA's tables of administrative boundaries: a row for each of the smallest units, with those around it beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from khabar.store.gazetteers.places import Named, number

_COLUMN = re.compile(r"adm(?:in)?([0-4])_?(ar|en|pcode|name_ar|name_en|ar_name|name)", re.I)
_KINDS = {1: "ADM1", 2: "ADM2", 3: "ADM3", 4: "PPL"}
_LAT = ("latitude", "lat", "y", "center_lat", "centroid_lat", "y_coord", "latitude_y")
_LON = ("longitude", "lon", "long", "x", "center_lon", "centroid_lon", "x_coord", "longitude_x")


class Level(NamedTuple):
    """The columns of one level: of its code, its Arabic and its other name (-1 where there is none)."""

    level: int
    pcode: int
    arabic: int
    name: int


def find_levels(head: Sequence[str]) -> list[Level]:
    """Return the levels of a head that has codes and Arabic names, the largest first; none where it is another table."""
    found: dict[int, dict[str, int]] = {}
    for at, cell in enumerate(head):
        if match := _COLUMN.fullmatch(cell.strip()):
            what = match[2].lower()
            slot = "pcode" if what == "pcode" else "arabic" if "ar" in what.split("_") else "name"
            found.setdefault(int(match[1]), {}).setdefault(slot, at)
    return [
        Level(level, columns["pcode"], columns["arabic"], columns.get("name", -1))
        for level, columns in sorted(found.items())
        if level in _KINDS and {"pcode", "arabic"} <= columns.keys()
    ]


def read_boundaries(head: list[str], rows: Iterator[list[str]]) -> Iterator[Named]:
    """Yield every unit of every level once; one that has no coordinates of its own stands amid those of its parts."""
    levels = find_levels(head)
    small = [cell.strip().lower() for cell in head]
    lat, lon = (next((small.index(n) for n in names if n in small), -1) for names in (_LAT, _LON))
    units: dict[str, Named] = {}
    points: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        around: tuple[str, ...] = ()
        y, x = (number(row[at]) if 0 <= at < len(row) else None for at in (lat, lon))
        for level in levels:
            if level.pcode >= len(row) or not row[level.pcode].strip():
                continue
            id = f"ocha-{row[level.pcode].strip()}"
            units.setdefault(id, _read_unit(row, level, id, around))
            if y is not None and x is not None:
                points.setdefault(id, []).append((y, x))
            around = (id, *around)
    for id, unit in units.items():
        amid = points.get(id)
        yield unit if not amid else _place(unit, amid)


def _read_unit(row: Sequence[str], level: Level, id: str, around: tuple[str, ...]) -> Named:
    arabic = row[level.arabic] if level.arabic < len(row) else ""
    name = row[level.name].strip() if 0 <= level.name < len(row) else ""
    country = "".join(c for c in id.removeprefix("ocha-")[:2] if c.isalpha()).upper()
    return Named(
        id=id, name=name or arabic, arabic=(arabic,), kind=_KINDS[level.level], country=country, parents=around
    )


def _place(unit: Named, amid: Sequence[tuple[float, float]]) -> Named:
    lat, lon = (round(sum(point[axis] for point in amid) / len(amid), 5) for axis in (0, 1))
    return replace(unit, lat=lat, lon=lon)
