"""Answers that are rows, written for programs: JSON, JSON lines, CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any

import msgspec

Row = Mapping[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet would take for the beginning of a formula."""


def write_json(rows: Iterable[Row], stream: IO[str]) -> None:
    """Write rows as one list."""
    raw = msgspec.json.encode(list(rows))
    stream.write(msgspec.json.format(raw, indent=2).decode() + "\n")


def write_lines(rows: Iterable[Row], stream: IO[str]) -> None:
    """Write one JSON object a line."""
    for row in rows:
        stream.write(msgspec.json.encode(row).decode() + "\n")


def write_csv(rows: Sequence[Row], stream: IO[str]) -> None:
    """Write a table with the names of the fields as its head; what is nested is JSON."""
    if not rows:
        return
    table = csv.DictWriter(stream, fieldnames=list(rows[0]), lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: Any) -> str:
    plain = value is None or isinstance(value, (str, bool, int, float))
    return write_cell(value if plain else msgspec.json.encode(value).decode())


def write_cell(value: Any, *, tabs: bool = False) -> str:
    """Return a value as a cell: nothing for None, and an apostrophe before what would run as a formula.

    `tabs`: white space is one space, as formats without quotation marks need it.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = " ".join(value.split()) if tabs else _plain(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(text: str) -> str:
    """Return a text with one sort of line ends: a carriage return alone would tear its row."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


ROW_WRITERS: dict[str, Callable[[Sequence[Row], IO[str]], None]] = {
    "json": write_json,
    "jsonl": write_lines,
    "csv": write_csv,
}
"""Each format for programs and what writes it."""
