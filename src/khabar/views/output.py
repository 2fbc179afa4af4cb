"""Reports written out in one of the formats of `khabar read`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from io import StringIO, TextIOWrapper
from typing import IO, TYPE_CHECKING

import msgspec

from khabar.model import Report

if TYPE_CHECKING:
    from rich.console import Console

Named = tuple[str, Report]
PIPE_WIDTH = 100


def make_console(stream: IO[str]) -> Console:
    """Return a console on `stream`; what is no terminal gets lines of a fixed width and no colours."""
    from rich.console import Console  # data for programs is written without it

    wide = None if stream.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Console(file=stream, width=wide, highlight=False, soft_wrap=False, emoji=False, markup=False)


def show_on(stream: IO[str], show: Callable[[Console], None]) -> None:
    """Let `show` print on `stream`; what is no terminal gets no blanks at the ends of its lines."""
    if stream.isatty():
        show(make_console(stream))
        return
    page = StringIO()
    show(make_console(page))
    stream.writelines(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")[:-1])


def _write_text(reports: Iterable[Named], stream: IO[str]) -> None:
    from khabar.views.terminal import print_report

    for name, report in reports:
        show_on(stream, partial(print_report, report=report, name=name))


def _write_json(reports: Iterable[Named], stream: IO[str]) -> None:
    """Write one report as an object, several as a list; each is written as soon as the next is known."""
    waiting: str | None = None
    several = False
    for _, report in reports:
        if waiting is not None:
            stream.write(f"{',' if several else '['}\n{waiting}")
            several = True
        waiting = report.to_json(indent=2)
    if several:
        stream.write(f",\n{waiting}\n]\n")
    elif waiting is not None:
        stream.write(f"{waiting}\n")


def _write_lines(reports: Iterable[Named], stream: IO[str]) -> None:
    encode = msgspec.json.Encoder().encode
    if isinstance(stream, TextIOWrapper) and stream.encoding == "utf-8" and not stream.line_buffering:
        stream.flush()
        for _, report in reports:
            stream.buffer.write(encode(report) + b"\n")  # as text it would be decoded and encoded once more
        return
    for _, report in reports:
        stream.write(f"{encode(report).decode()}\n")


def _write_html(reports: Iterable[Named], stream: IO[str]) -> None:
    from khabar.views.html import write_page  # its stylesheet and script are read from disk on import

    write_page(reports, stream)


WRITERS: dict[str, Callable[[Iterable[Named], IO[str]], None]] = {
    "text": _write_text,
    "json": _write_json,
    "jsonl": _write_lines,
    "html": _write_html,
}
"""Each format of `khabar read` and what writes it."""
