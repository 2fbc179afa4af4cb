"""The tables of villages: names that reports tell only with their noun («قرية …»), looked up where the name index ends."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.errors import DataProblem
from khabar.language.artefact import DATA
from khabar.language.names import PlaceName
from khabar.language.spelling import fold
from khabar.language.villages import Village

_FIELDS = 5


def village_tables() -> dict[str, dict[str, list[Village]]]:
    """Return the villages of each country by their folded names. Raises `DataProblem` for a line that cannot be read."""
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
    return out


def capital_table(places: Iterable[PlaceName]) -> dict[str, Village]:
    """Return the capital of each country, the first where several are called so."""
    out: dict[str, Village] = {}
    for place in places:
        if place.kind == "capital" and place.lat is not None and place.lon is not None:
            out.setdefault(place.country, Village(place.id, place.name, place.lat, place.lon))
    return out
