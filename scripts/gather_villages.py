"""`gather_villages.py TABLE`: the villages of a table of Who's On First, as `data/gazetteer/villages` keeps them.

The table has no head: country, id, placetype, name, Arabic name, further names, latitude, longitude and more, apart by
tabs. What is kept are settlements that have a name in Arabic letters, once for each name and spot.
"""

from __future__ import annotations

import argparse
import gzip
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from khabar.language.artefact import DATA
from khabar.language.spelling import fold

_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3 ]{3,40}$")
_NOUNS = re.compile(r"^(?:قريه|بلده|مدينه|محله|قريت) ")
_KINDS = frozenset({"locality", "localadmin"})
_SAME_DEGREES = 0.015  # two rows of one name and about one spot are one village


def main() -> None:
    """Write one file for each country of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    table = parser.parse_args().table
    opened = gzip.open if table.suffix == ".gz" else open
    kept: dict[str, dict[str, list[tuple[float, float]]]] = {}
    lines: dict[str, list[str]] = {}
    with opened(table, "rt", encoding="utf-8") as rows:
        for row in (line.rstrip("\n").split("\t") for line in rows):
            if len(row) < 8 or row[2] not in _KINDS:
                continue
            country, lat, lon = row[0].upper(), round(float(row[6]), 4), round(float(row[7]), 4)
            names = [n for n in dict.fromkeys(_arabic_names(row)) if _is_new(kept.setdefault(country, {}), n, lat, lon)]
            if names:
                line = "\t".join((row[1], _plain(row[3]), "|".join(names), f"{lat:g}", f"{lon:g}"))
                lines.setdefault(country, []).append(line)
    for country, found in lines.items():
        path = DATA / "gazetteer" / "villages" / f"{country}.tsv"
        path.write_text("\n".join(sorted(found, key=lambda line: int(line.split("\t")[0]))) + "\n", encoding="utf-8")


def _arabic_names(row: list[str]) -> Iterator[str]:
    for cell in (row[4], *row[5].split("|")):
        name = _NOUNS.sub("", fold(" ".join(cell.split())))
        if _ARABIC.fullmatch(name):
            yield name


def _is_new(kept: dict[str, list[tuple[float, float]]], name: str, lat: float, lon: float) -> bool:
    spots = kept.setdefault(name, [])
    if any(abs(lat - a) < _SAME_DEGREES and abs(lon - b) < _SAME_DEGREES for a, b in spots):
        return False
    spots.append((lat, lon))
    return True


def _plain(name: str) -> str:
    """Return a name without the marks of a transliteration."""
    letters = unicodedata.normalize("NFD", name)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "‘’`ʻʼ")


if __name__ == "__main__":
    main()
