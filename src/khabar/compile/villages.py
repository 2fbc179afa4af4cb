"""The tables of villages: names that reports tell only with their noun («قرية …»), looked up where the name index ends."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.errors import DataProblem
from khabar.language.artefact import DATA
from khabar.language.geography import kilometres
from khabar.language.names import PlaceName
from khabar.language.spelling import fold
from khabar.language.villages import Village

_FIELDS = 5
_TOWNS = frozenset({"city", "town", "village", "locality"})
_SAME_KM = 5.0  # between two records of one town


def village_tables(places: Iterable[PlaceName]) -> dict[str, dict[str, list[Village]]]:
    """Return the villages and towns of each country by their folded names; the towns are looked up here as reports misspell them.

    Raises `DataProblem` for a line that cannot be read.
    """
    out: dict[str, dict[str, list[Village]]] = {}
    for path in sorted((DATA / "gazetteer" / "villages").glob("*.tsv")):
        table = out.setdefault(path.stem, {})
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cells = line.split("\t")
            if len(cells) != _FIELDS:
                raise DataProblem(f"{path}:{number}: a village has {_FIELDS} cells apart by tabs: {line!r}")
            village = Village(f"wof-{cells[0]}", cells[1], float(cells[3]), float(cells[4]))
            for name in cells[2].split("|"):
                table.setdefault(fold(name), []).append(village)
    for place in places:
        if place.kind in _TOWNS and place.needs != "context" and place.lat is not None and place.lon is not None:
            _add_town(out.setdefault(place.country, {}), place, Village(place.id, place.name, place.lat, place.lon))
    return out


def _add_town(table: dict[str, list[Village]], place: PlaceName, town: Village) -> None:
    for name in place.arabic:
        known = table.setdefault(fold(name), [])
        if all(kilometres(v.lat, v.lon, town.lat, town.lon) > _SAME_KM for v in known):
            known.append(town)


def capital_table(places: Iterable[PlaceName]) -> dict[str, Village]:
    """Return the capital of each country, the first where several are called so."""
    out: dict[str, Village] = {}
    for place in places:
        if place.kind == "capital" and place.lat is not None and place.lon is not None:
            out.setdefault(place.country, Village(place.id, place.name, place.lat, place.lon))
    return out
