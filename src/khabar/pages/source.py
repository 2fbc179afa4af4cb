"""What an input holds: a page, a plain text, or records; told by its name and its first characters."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from khabar.errors import InputError, KhabarError, TooLarge
from khabar.model import Document
from khabar.pages.decode import LIMIT, say_too_large
from khabar.pages.intake import Capture, Intake, Known, Refused, Skipped
from khabar.pages.open import read_capture

_LINE_KINDS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


class Piece(NamedTuple):
    """One thing to read: a whole file (`data` None: still on disk) or one line of a list of records."""

    name: str
    path: str
    data: bytes | None = None


def find_pieces(path: str) -> Iterator[Piece]:
    """Yield the pieces of a file, or of standard input for "-"; lists of JSON lines come line by line.

    Raises `InputError` where it cannot be opened or is above the limit.
    """
    try:
        if path == "-":
            yield from _split_stdin(sys.stdin.buffer.read(LIMIT + 1))
        elif path.lower().endswith(_LINE_KINDS):
            with gzip.open(path) if path.lower().endswith(".gz") else open(path, "rb") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield Piece(f"{path}, line {number}", f"{path}.json", line)
        else:
            _check_file(Path(path))
            yield Piece(path, path)
    except (OSError, EOFError, zlib.error) as problem:
        raise InputError(_say_why(problem)) from None


def _split_stdin(data: bytes) -> Iterator[Piece]:
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        yield Piece("<stdin>", "-", data)
        return
    lines = [line for line in data.split(b"\n") if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith(b"{") for line in lines):
        for number, line in enumerate(lines, start=1):
            yield Piece(f"<stdin>, line {number}", "-.json", line)
    else:
        yield Piece("<stdin>", "-.json", data)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise InputError(f"this is a folder; name the files in it, such as {path}/*.txt")
    if path.is_file() and path.stat().st_size > LIMIT:
        raise TooLarge(say_too_large(path.stat().st_size))


def _say_why(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return "no such file"
    if isinstance(problem, PermissionError):
        return "not allowed to read it"
    return (getattr(problem, "strerror", None) or str(problem)).lower()


def read_piece(piece: Piece, known: Known) -> Iterator[Document | KhabarError]:
    """Yield the documents of a piece; what cannot be read is yielded as the error that says why."""
    try:
        data = piece.data
        if data is None:
            with open(piece.path, "rb") as file:
                data = file.read(LIMIT + 1)
        for found in read_capture(Capture(data=data, name=piece.path), known):
            if not isinstance(found, Skipped):
                yield _unwrap(found)
    except OSError as problem:
        yield InputError(_say_why(problem))
    except KhabarError as problem:
        yield problem


def _unwrap(found: Intake | Refused) -> Document | KhabarError:
    if isinstance(found, Refused):
        return InputError(found.reason)
    if found.state in ("needs_ocr", "unreadable"):
        return InputError(found.note or f"it is kept by khabar add, but its text cannot be read ({found.state})")
    return found.document
