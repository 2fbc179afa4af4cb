"""One run of the command line: what was read, what failed, where it is written, and the exit code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import typer

from khabar.errors import KhabarError

if TYPE_CHECKING:
    from khabar.batch import Outcome
    from khabar.intake import Taken
    from khabar.model import Report

ERROR, WRONG_USAGE, SOME_FAILED, DISAGREES, STOPPED = 1, 2, 3, 4, 130
WrongUsage: type[Exception] = typer.BadParameter.__mro__[1]  # typer gives its parent no name of its own
Tick = Callable[[], None]


class Tally:
    """Counts what was read and what failed, and tells of each failure on stderr."""

    def __init__(self) -> None:
        self.read = 0
        self.failed = 0

    def keep_reports(self, outcomes: Iterable[Outcome], tick: Tick | None = None) -> Iterator[tuple[str, Report]]:
        """Yield the reports; a failed input becomes one line on stderr."""
        for outcome in outcomes:
            if tick:
                tick()
            if outcome.report is not None:
                self.read += 1
                yield outcome.name, outcome.report
            else:
                self.failed += 1
                complain(f"{outcome.name}: {outcome.error}")

    def leave(self) -> None:
        """End with the exit code that fits: some failed, or none was read."""
        if self.failed:
            raise typer.Exit(SOME_FAILED if self.read else ERROR)


class TakingTally:
    """Counts what taking in came to, tells of each failure on stderr, and of all at the end."""

    def __init__(self) -> None:
        self.fates: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.unread = 0

    def count(self, taken: Iterable[Taken], tick: Callable[[str], None]) -> None:
        """Count all that was taken in, each once; what failed or cannot be read yet becomes one line on stderr."""
        for one in taken:
            tick(one.fate)
            if one.fate == "skipped":
                self.skipped[one.reason or "nothing to read"] += one.parts
                continue
            if one.state in (None, "ready") or one.fate in ("known", "failed"):
                self.fates[one.fate] += 1
            else:
                self.states[one.state] += 1
            if one.fate == "failed":
                self._tell(one.name, one.reason or "nothing in it")
            elif one.state in ("needs_ocr", "unreadable"):
                self.unread += 1
                self._tell(one.name, f"kept, but not read: {one.reason or 'no text in it'}")

    def fail(self, name: str, reason: str) -> None:
        """Count an input that gave nothing, and tell of it on stderr."""
        self.fates["failed"] += 1
        self._tell(name, reason)

    def _tell(self, name: str, reason: str) -> None:
        self.reasons[reason] += 1
        complain(f"{name}: {reason}")

    def leave(self, *, nothing: str = "nothing to take in") -> None:
        """Write the summary, `nothing` where there is none, and end with the exit code that fits."""
        from khabar.views.summary import summarise_taking

        told = summarise_taking(self.fates, self.states, self.reasons, skipped=self.skipped)
        typer.echo("\n".join(told) or nothing)
        failed = self.fates["failed"]
        if failed and failed == self.fates.total() + self.states.total():
            raise typer.Exit(ERROR)
        if failed or self.unread:
            raise typer.Exit(SOME_FAILED)


@contextmanager
def show_taking(
    count: Callable[[], int],
) -> Iterator[tuple[Callable[[Iterable[Any]], Iterator[Any]], Callable[[str], None]]]:
    """Show on a terminal how many inputs were opened of all that `count` returns, and how many documents stored.

    They are counted only where that is shown: folders are walked for it. Gives what inputs are led through, and what is
    called for each document with its fate.
    """
    if not sys.stderr.isatty():
        yield iter, lambda fate: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("inputs"),
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("{task.fields[documents]:,} documents, {task.fields[failed]:,} failed"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("taking in", total=count(), documents=0, failed=0)
        counts = Counter[str]()

        def watch(inputs: Iterable[Any]) -> Iterator[Any]:
            for one in inputs:
                yield one
                bar.advance(task)

        def tick(fate: str) -> None:
            counts[fate] += 1
            failed = counts["failed"]
            bar.update(task, documents=counts.total() - failed, failed=failed)

        yield watch, tick


@contextmanager
def show_counting(doing: str) -> Iterator[tuple[Callable[[int], None], Tick]]:
    """Show on a terminal how far some work has come.

    Gives what is told how much there is to do, where that is known, and what is called for each part done.
    """
    if not sys.stderr.isatty():
        yield lambda total: None, lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(doing), MofNCompleteColumn(), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda total: bar.update(task, total=total), lambda: bar.advance(task)


@contextmanager
def write_to(path: Path | None) -> Iterator[IO[str]]:
    """Give stdout, or a file that takes its name only when it is whole."""
    if path is None:
        yield sys.stdout
        return
    in_place = path.exists() and not path.is_file()  # a device or a pipe has no name to give away
    partial = path if in_place else path.with_name(f".{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        if not in_place:
            partial.replace(path)
    except OSError as problem:
        raise KhabarError(f"cannot write {path}: {(problem.strerror or str(problem)).lower()}") from None
    finally:
        if not in_place:
            partial.unlink(missing_ok=True)


@contextmanager
def show_progress(files: list[str], stream: IO[str]) -> Iterator[Tick | None]:
    """Show on a terminal how far the reading has come, unless the reports themselves go there."""
    several = len(files) > 1 or any(".jsonl" in f for f in files)
    if not several or not sys.stderr.isatty() or stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    total = len(files) if not any(".jsonl" in f for f in files) else None
    columns = (SpinnerColumn(), TextColumn("reading"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)


def complain_of_usage(problem: Any) -> None:
    """Write what is wrong with the arguments, and where the right ones are told; help shown instead is enough."""
    message = problem.format_message().replace("Value error, ", "").strip().rstrip(".")
    if message:
        complain(
            f"{message[0].lower()}{message[1:]}; see {problem.ctx.command_path if problem.ctx else 'khabar'} --help"
        )


def complain(message: str) -> None:
    """Write one line to stderr, with nothing in it that could drive a terminal."""
    from khabar.views.visible import on_one_line

    print(f"khabar: {on_one_line(message)}", file=sys.stderr, flush=True)
