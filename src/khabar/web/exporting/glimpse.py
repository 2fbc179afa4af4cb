"""A glimpse of a file before it leaves: the first rows of a table, as its own writer writes them."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from khabar.export.bundle import export_named
from khabar.export.formats import FORMATS
from khabar.export.options import Options
from khabar.export.profile import Profile
from khabar.model import Value

ROWS = 5
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_LOOKED_AT = 12  # incidents: some may have no row
_LONGEST = 160


class Glimpse(Value, frozen=True, kw_only=True):
    """The first rows of a table below its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def is_table(format: str) -> bool:
    """Tell whether a format is a table in plain text, whose first rows can be shown."""
    return _ending(format) in _DELIMITERS


def glimpse(address: str, incidents: Sequence[str], format: str, profile: Profile, options: Options) -> Glimpse | None:
    """Return the first rows of the file that incidents of a store would make; None where the format is no table."""
    if not is_table(format):
        return None
    with tempfile.TemporaryDirectory(prefix="khabar-glimpse-") as folder:
        done = export_named(address, incidents[:_LOOKED_AT], format, Path(folder), profile, options=options)
        with done.path.open(encoding="utf-8", newline="") as stream:
            table = csv.reader(stream, delimiter=_DELIMITERS[_ending(format)])
            lines = [tuple(map(_cut, line)) for line in islice(table, ROWS + 1 + options.hxl)]
    return Glimpse(head=lines[0], rows=tuple(lines[1:])) if lines else None


def _ending(format: str) -> str:
    return Path(f"file{FORMATS[format].suffix}").suffix


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…"
