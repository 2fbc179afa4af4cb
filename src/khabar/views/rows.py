"""Answers that are rows, written for programs: JSON, JSON lines, CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any

import msgspec

Row = Mapping[str, Any]


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


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, (int, float)):
        return value
    return msgspec.json.encode(value).decode()


_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
ROW_WRITERS: dict[str, Callable[[Sequence[Row], IO[str]], None]] = {
    "json": write_json,
    "jsonl": write_lines,
    "csv": write_csv,
}
"""Each format for programs and what writes it."""
