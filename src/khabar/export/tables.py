"""Tables as CSV or TSV: exact columns, deterministic, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from khabar.export.layout import Layout
from khabar.views.rows import Row, write_cell


def write_table(
    rows: Iterable[Row], layout: Layout, stream: BinaryIO, *, hxl: bool = False, delimiter: str = ","
) -> int:
    """Write rows under the layout's columns as UTF-8; return how many. A row must have exactly these columns."""
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    table = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    table.writerow(layout.names)
    if hxl:
        table.writerow([column.hxl for column in layout.columns])
    number = 0
    for row in rows:
        table.writerow([write_cell(value, tabs=delimiter == "\t") for value in in_order(row, layout)])
        number += 1
    text.flush()
    text.detach()
    return number


def in_order(row: Row, layout: Layout) -> list[Any]:
    """Return the values of a row in the order of the columns; raises `ValueError` where others are given."""
    if row.keys() != set(layout.names):
        raise ValueError(f"not the columns of the layout: {sorted(row.keys() ^ set(layout.names))}")
    return [row[name] for name in layout.names]


def join(values: Iterable[str | None], separator: str = "; ") -> str:
    """Return the values that are there, each once, as one cell."""
    return separator.join(dict.fromkeys(" ".join(v.split()) for v in values if v))
