"""From the rows of a table to documents."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from khabar.errors import EmptyInput, InputError
from khabar.model import Document
from khabar.pages.dates import read_date, read_written_date
from khabar.pages.decode import LIMIT
from khabar.pages.given import mend_halves, strings_of
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.table.columns import Columns, guess_columns
from khabar.pages.table.rows import Row, split_csv, split_json_lines, split_parquet

_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100, in seconds: what a number may mean as a time
_DIGEST = re.compile(r"[0-9a-f]{64}")


def read_csv(capture: Capture, known: Known, *, columns: Columns | None = None) -> Iterator[Intake | Refused]:
    """Yield the documents of a CSV or TSV table."""
    rows = split_csv(capture.data, declared=capture.charset)
    return _read_rows(rows, capture, known, columns, one_head=True)


def read_json_lines(capture: Capture, known: Known, *, columns: Columns | None = None) -> Iterator[Intake | Refused]:
    """Yield the documents of JSON lines, whose objects need not all have the same fields."""
    rows = split_json_lines(capture.data, declared=capture.charset)
    return _read_rows(rows, capture, known, columns, one_head=False)


def read_parquet(capture: Capture, known: Known, *, columns: Columns | None = None) -> Iterator[Intake | Refused]:
    """Yield the documents of a Parquet table; raises `MissingTool` without pyarrow."""
    return _read_rows(split_parquet(capture.data), capture, known, columns, one_head=True)


def read_table(capture: Capture, known: Known, *, columns: Columns | None = None) -> Iterator[Intake | Refused]:
    """Yield the documents of a table whose form its bytes and name tell, with the columns that the user names."""
    if capture.data.startswith(b"PAR1"):
        return read_parquet(capture, known, columns=columns)
    suffix = PurePosixPath(capture.name.lower()).suffix
    if suffix in (".jsonl", ".ndjson") or capture.data[:64].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
        return read_json_lines(capture, known, columns=columns)
    return read_csv(capture, known, columns=columns)


def _read_rows(
    rows: Iterable[Row], capture: Capture, known: Known, given: Columns | None, *, one_head: bool
) -> Iterator[Intake | Refused]:
    """Yield a document or a refusal for each row; raises `InputError` for a table of which no row can be read."""
    found: dict[tuple[str, ...], Columns] = {}
    empty = True
    for place, cells in rows:
        empty = False
        try:
            if isinstance(cells, InputError):
                raise cells
            names = tuple(cells)
            if names not in found:
                found[names] = _guess(names, given, for_all=one_head)
            yield _read_row(cells, found[names], place, capture, known)
        except _NoTable as problem:
            raise InputError(str(problem)) from None
        except InputError as problem:
            yield Refused(name=f"{capture.name}, {place}", reason=str(problem))
    if empty:
        raise EmptyInput("the table has no row under its head")


class _NoTable(InputError):
    """The head shows that the columns are not known: every row would say the same."""


def _guess(names: tuple[str, ...], given: Columns | None, *, for_all: bool) -> Columns:
    try:
        return guess_columns(names, given)
    except InputError as problem:
        if for_all:
            raise _NoTable(str(problem)) from None
        raise


def _read_row(cells: Mapping[str, Any], columns: Columns, place: str, capture: Capture, known: Known) -> Intake:
    chosen = columns.chosen()
    fields = {field: _clean(cells.get(name)) for field, name in chosen.items()}
    text, title = mend_halves(_as_text(cells.get(chosen["text"]))), fields.get("title")
    if not text.strip():
        raise EmptyInput(f"its column «{chosen['text']}» is empty")
    if len(text) > LIMIT:
        raise InputError(f"its text has {len(text)} characters, more than one report may have")
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    published, note = _read_time(cells.get(chosen.get("published", "")))
    digest = cells.get("sha256")
    document = Document(
        text=text,
        published=published,
        publisher=fields.get("publisher"),
        url=fields.get("url"),
        id=fields.get("id"),
        sha256=digest if isinstance(digest, str) and _DIGEST.fullmatch(digest) else None,
        credited_source=fields.get("credited_source"),
        byline=fields.get("byline"),
        headlines=strings_of(cells.get("headlines")),
        language=fields.get("language"),
    )
    return Intake(document=known.over(document), capture=capture, member=place, note=note)


def _clean(value: object) -> str | None:
    return mend_halves(_as_text(value)).strip() or None


def _as_text(value: object) -> str:
    """Return a cell as text; a formula is text like any other, and nothing computes it."""
    return "" if value is None or isinstance(value, bool | dict | list | bytes) else str(value)


def _read_time(value: object) -> tuple[str | None, str | None]:
    """Return a cell as an ISO date, and a note where it is none: nothing is guessed."""
    if isinstance(value, datetime.date):
        return value.isoformat(), None
    text = str(value).strip() if value is not None else ""
    if not text:
        return None, None
    if (stamp := _read_stamp(text)) is not None:
        return stamp, None
    if (date := read_date(text) or read_written_date(text)) is not None:
        return date, None
    return None, f"«{text[:60]}» is not a date that khabar knows"


def _read_stamp(text: str) -> str | None:
    """Return a number of seconds or milliseconds since 1970 as a time, where it can mean one."""
    if not re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        return None
    seconds = float(text) / (1000 if len(text.partition(".")[0]) > 11 else 1)
    if not _EARLIEST <= seconds <= _LATEST:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")
