"""A glimpse of a file before it leaves: the first rows of a table, as its own writer writes them."""

from __future__ import annotations

import csv
import datetime
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from khabar.errors import MissingTool
from khabar.export.bundle import export_named
from khabar.export.formats import FORMATS
from khabar.export.options import Options
from khabar.export.profile import Profile
from khabar.model import Value

ROWS = 5
_LOOKED_AT = 12  # incidents: some may have no row
_LONGEST = 160


class Glimpse(Value, frozen=True, kw_only=True):
    """The first rows of a table below its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def is_table(format: str) -> bool:
    """Tell whether a format is a table, whose first rows can be shown."""
    return _ending(format) in _READERS


def glimpse(address: str, incidents: Sequence[str], format: str, profile: Profile, options: Options) -> Glimpse | None:
    """Return the first rows of the file that incidents of a store would make.

    None where the format is no table, or what writes it is not installed.
    """
    if not is_table(format):
        return None
    with tempfile.TemporaryDirectory(prefix="khabar-glimpse-") as folder:
        try:
            done = export_named(address, incidents[:_LOOKED_AT], format, Path(folder), profile, options=options)
        except MissingTool:
            return None
        rows = _READERS[_ending(format)](done.path)
        lines = [tuple(_cut(_write(cell)) for cell in line) for line in islice(rows, ROWS + 1 + options.hxl)]
    return Glimpse(head=lines[0], rows=tuple(lines[1:])) if lines else None


def _ending(format: str) -> str:
    return Path(f"file{FORMATS[format].suffix}").suffix


def _read_text(path: Path, *, delimiter: str) -> Iterator[Sequence[object]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream, delimiter=delimiter)


def _read_workbook(path: Path) -> Iterator[Sequence[object]]:
    """Yield the rows of a workbook's first sheet."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        yield from book.worksheets[0].iter_rows(values_only=True)
    finally:
        book.close()


def _read_parquet(path: Path) -> Iterator[Sequence[object]]:
    """Yield the names of a Parquet file's columns, and its first rows."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        yield file.schema_arrow.names
        for batch in islice(file.iter_batches(batch_size=ROWS), 1):
            yield from (tuple(row.values()) for row in batch.to_pylist())


_READERS: Mapping[str, Callable[[Path], Iterator[Sequence[object]]]] = {
    ".csv": partial(_read_text, delimiter=","),
    ".tsv": partial(_read_text, delimiter="\t"),
    ".xlsx": _read_workbook,
    ".parquet": _read_parquet,
}


def _write(cell: object) -> str:
    """Return a cell as people read it; of a shape on the map only how long it is."""
    if cell is None:
        return ""
    if isinstance(cell, bytes):
        return f"WKB ({len(cell)})"
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…"
