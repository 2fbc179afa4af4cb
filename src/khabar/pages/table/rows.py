"""The rows of a table, whatever its form: each with where it stands, or with what is wrong with it."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from khabar.errors import DamagedInput, EmptyInput, InputError, MissingTool, TooLarge
from khabar.pages.decode import LIMIT, decode_text, find_mark
from khabar.pages.given import load_json, open_record
from khabar.pages.table.columns import fold_name, load_names

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 2 * 2**20
_MOST_UNPACKED = 2 * 2**30
_SAMPLE_ROWS = 20
_SAMPLE = 200_000
_BATCH = 256


class Row(NamedTuple):
    """One row: its place in the table, and its cells by column or the problem that it has."""

    place: str
    cells: Mapping[str, Any] | InputError


def split_csv(data: bytes, *, declared: str | None = None) -> Iterator[Row]:
    """Yield the rows under the head of a CSV table of any usual separator and encoding."""
    text = _decode_table(data, declared)
    csv.field_size_limit(_LONGEST_CELL)
    delimiter = _tell_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    head: list[str] = []
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield Row(_say_lines(first, reader.line_num), DamagedInput(f"not a row of CSV: {problem}"))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if not head:
            head = [cell.strip() for cell in cells]
            continue
        yield Row(_say_lines(first, reader.line_num), _fit(head, cells))


def split_json_lines(data: bytes, *, declared: str | None = None) -> Iterator[Row]:
    """Yield the objects of JSON lines; what holds its report under `document` gives that."""
    for number, line in enumerate(io.StringIO(_decode_table(data, declared)), start=1):
        if line.strip():
            yield Row(f"line {number}", _load_object(line))


def split_parquet(data: bytes) -> Iterator[Row]:
    """Yield the rows of a Parquet file; raises `MissingTool` where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingTool("reading Parquet needs pyarrow: pip install 'khabar[parquet]'") from None
    number = 0
    try:
        table = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
        groups = range(table.metadata.num_row_groups)
        unpacked = sum(table.metadata.row_group(group).total_byte_size for group in groups)
        if unpacked > _MOST_UNPACKED:
            raise TooLarge(f"unpacked, the table has {unpacked} bytes; split it")
        for batch in table.iter_batches(batch_size=_BATCH):
            for cells in _without_nanoseconds(batch, pyarrow).to_pylist():
                number += 1
                yield Row(f"row {number}", cells)
    except (pyarrow.ArrowException, OSError, ValueError, MemoryError) as problem:
        reason = " ".join(str(problem).split())[:300]
        raise DamagedInput(f"the Parquet file is broken after {number} rows: {reason}") from None


def _decode_table(data: bytes, declared: str | None) -> str:
    """Decode a table, which may be larger than one report; then only in Unicode."""
    if len(data) <= LIMIT:
        return decode_text(data, declared=declared)
    try:
        mark, encoding = find_mark(data) or (b"", "utf-8")
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as problem:
        raise DamagedInput(f"a table of more than {LIMIT // 2**20} MB must be UTF-8: {problem.reason}") from None
    if not text.strip():
        raise EmptyInput("there is no row in it")
    return text


def _tell_delimiter(text: str) -> str:
    """Return the separator under which the head names most that is known, and the rows are most alike."""
    sample = text[:_SAMPLE]
    known = {name for names in load_names().values() for name in names}

    def rate(delimiter: str) -> tuple[int, int, int]:
        try:
            rows = list(
                itertools.islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS)
            )
        except csv.Error:
            return (-1, 0, 0)
        rows = [row for row in rows if row]
        width = len(rows[0]) if rows else 0
        named = sum(fold_name(cell) in known for cell in rows[0]) if rows else 0
        return (named, sum(len(row) == width for row in rows) if width > 1 else 0, width)

    return max(_DELIMITERS, key=rate)


def _fit(head: list[str], cells: list[str]) -> Mapping[str, Any] | InputError:
    while len(cells) > len(head) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > len(head):
        return DamagedInput(
            f"it has {len(cells)} cells and the head {len(head)}; put cells that hold the separator in quotation marks"
        )
    return dict(zip(head, cells, strict=False))


def _load_object(line: str) -> Mapping[str, Any] | InputError:
    try:
        return open_record(load_json(line))
    except InputError as problem:
        return problem


def _without_nanoseconds(batch: Any, pyarrow: Any) -> Any:
    """Return the batch with times in microseconds: Python's dates have no finer ones."""
    columns = [
        column.cast(pyarrow.timestamp("us", tz=column.type.tz), safe=False)
        if pyarrow.types.is_timestamp(column.type)
        else column
        for column in batch.columns
    ]
    return pyarrow.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _say_lines(first: int, last: int) -> str:
    return f"line {first}" if last <= first else f"lines {first}–{last}"
