"""Exports of many incidents that go on beside whoever asked for them, and the files that came of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fastapi import Request

from khabar.beside import OVER, JobState, Queue, Stop, Stopped, Task, tell_now
from khabar.errors import KhabarError
from khabar.export.bundle import find_named, zip_export
from khabar.export.case import Case
from khabar.export.formats import export, find_format
from khabar.model import Value
from khabar.store.custody.stamping import stamps_of
from khabar.store.opening import open_store
from khabar.store.people.auditing import note
from khabar.web.exporting.orders import Order

_REMEMBERED = 20  # with their files
_TOLD = 10  # after so many incidents it is told how far it has come


class ExportJob(Value, frozen=True, kw_only=True):
    """How far an export has come: `done` of `incidents` are written; `rows` in the file once it is whole.

    `began` and `ended` are ISO times; `problem` says why it ended early.
    """

    id: str
    by: str
    format: str
    profile: str
    incidents: int
    began: str
    state: JobState = "waiting"
    done: int = 0
    rows: int | None = None
    ended: str | None = None
    problem: str | None = None

    @property
    def over(self) -> bool:
        """Tell whether nothing more will come of it."""
        return self.state in OVER


class Files(Value, frozen=True, kw_only=True):
    """What came of an export: the file, its mapping and both as a ZIP, by their paths."""

    file: str
    mapping: str
    zip: str
    rows: int


class _Exporting(Task):
    """An export as it is worked on."""

    def __init__(self, by: str, began: str, *, address: str, order: Order) -> None:
        super().__init__(by, began)
        self._address, self._order = address, order
        self._folder = Path(tempfile.mkdtemp(prefix="khabar-export-"))
        self._done = 0
        self.files: Files | None = None

    def order(self) -> tuple[Callable[..., None], tuple[Any, ...]]:
        return write, (self._address, self._order, self.by, str(self._folder))

    def hear(self, news: object) -> None:
        if isinstance(news, Files):
            self.files, self._done = news, len(self._order.incidents)
        elif isinstance(news, int):
            self._done = news

    def tidy(self) -> None:
        if self.files is None:
            self.drop()

    def drop(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def withholds(self, hidden: frozenset[str]) -> bool:
        """Tell whether it withholds all documents that are hidden: else it is not to be given to who must not see them."""
        return hidden <= self._order.profile.items.hidden

    def show(self) -> ExportJob:
        return ExportJob(
            id=self.id,
            by=self.by,
            format=self._order.format,
            profile=self._order.profile_name,
            incidents=len(self._order.incidents),
            began=self.began,
            state=self.state,
            done=self._done,
            rows=self.files.rows if self.files else None,
            ended=self.ended,
            problem=self.problem,
        )


class Exports:
    """The exports of one store, by their ids. Close it when the program ends: their files go then."""

    def __init__(self, address: str, *, now: Callable[[], str] = tell_now) -> None:
        self._address = address
        self._queue = Queue[_Exporting](now=now, at_once=2, remembered=_REMEMBERED)

    def start(self, order: Order, *, by: str) -> ExportJob:
        """Let an export be written when its turn comes, and return it. Raises `TooLarge` where too many wait already."""
        task = _Exporting(by, self._queue.now(), address=self._address, order=order)
        begun = task.show()
        try:
            self._queue.add(task)
        except KhabarError:
            task.drop()
            raise
        return begun

    def find(self, id: str, *, by: str) -> ExportJob | None:
        """Return an export of somebody; None where this program knows of none."""
        job = self._queue.look(id, _Exporting.show)
        return job if job and job.by == by else None

    def files_of(self, id: str, *, by: str, hidden: frozenset[str]) -> Files | None:
        """Return what came of an export of somebody, where it withholds what is hidden from them by now."""
        if self.find(id, by=by) is None:
            return None
        return self._queue.look(id, lambda task: task.files if task.withholds(hidden) else None)

    def list(self, *, by: str) -> tuple[ExportJob, ...]:
        """Return the exports of somebody, the newest first."""
        return self._queue.look_at_all(_Exporting.show, by=by)

    def stop(self, id: str) -> None:
        """Let an export end early: there is no file then."""
        self._queue.stop(id)

    def close(self) -> None:
        """End all exports."""
        self._queue.close()


def exports_of(request: Request) -> Exports:
    """Return the exports of this server."""
    exports: Exports = request.app.state.exports
    return exports


def write(address: str, order: Order, by: str, folder: str, tell: Callable[[object], None], stop: Stop) -> None:
    """Write an export into a folder, and tell how far it has come, at last the files."""

    def watch(cases: Iterator[Case]) -> Iterator[Case]:
        for done, case in enumerate(cases):
            if stop.is_set():
                raise Stopped
            if done % _TOLD == 0:
                tell(done)
            yield case

    path = Path(folder) / f"{order.stem}{find_format(order.format).suffix}"
    with open_store(address, create=False) as store:
        with store.reading() as connection:
            cases = watch(find_named(connection, order.incidents))
            done = export(order.format, cases, path, order.profile, options=order.options)
        with store.writing() as connection:
            note(connection, "exported", by=by, at=stamps_of(store)().at, **order.tell_log(done.written.rows))
    both = zip_export(done)
    tell(Files(file=str(done.path), mapping=str(done.mapping), zip=str(both), rows=done.written.rows))
