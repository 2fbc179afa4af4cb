"""Jobs of taking in that go on beside whoever asked for them: one after the other, since a store has one writer.

Each is done by a process of its own, so that who reads waits for nothing; what it says is stored is kept for good,
whatever becomes of the job or of this program. The jobs themselves live only as long as this program does.
"""

from __future__ import annotations

import datetime
import multiprocessing
import secrets
import shutil
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from khabar.errors import TooLarge
from khabar.intake.given import Given
from khabar.intake.taking import Taken
from khabar.intake.working import Ended, Opened, work
from khabar.model import Value
from khabar.pages.fetch import Policy

JobState = Literal["waiting", "working", "stopping", "done", "stopped", "failed"]
OVER: frozenset[JobState] = frozenset({"done", "stopped", "failed"})
_MOST_WAITING = 50
_REMEMBERED = 200
_PATIENCE = 10.0  # seconds in which a job that is stopped may finish what it is about
_LOOK = 0.2


class Job(Value, frozen=True, kw_only=True):
    """How far a job has come: `opened` of `inputs` are open or done, `taken` tells of each document that is kept.

    `began` and `ended` are ISO times; `problem` says why it ended early.
    """

    id: str
    by: str
    inputs: int
    began: str
    state: JobState = "waiting"
    opened: int = 0
    taken: tuple[Taken, ...] = ()
    ended: str | None = None
    problem: str | None = None

    @property
    def over(self) -> bool:
        """Tell whether nothing more will come of it."""
        return self.state in OVER


class _Task:
    """A job as it is worked on."""

    def __init__(self, id: str, by: str, given: Given, folder: Path | None, began: str) -> None:
        self.id, self.by, self.given, self.folder, self.began = id, by, given, folder, began
        self.inputs = given.count
        self.state: JobState = "waiting"
        self.opened = 0
        self.taken: list[Taken] = []
        self.ended: str | None = None
        self.problem: str | None = None
        self.stopped: float | None = None

    def show(self) -> Job:
        return Job(
            id=self.id,
            by=self.by,
            inputs=self.inputs,
            began=self.began,
            state=self.state,
            opened=self.opened,
            taken=tuple(self.taken),
            ended=self.ended,
            problem=self.problem,
        )


def _tell_now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


class Jobs:
    """The jobs on one store, by their ids. Close it when the program ends."""

    def __init__(self, address: str, *, policy: Policy | None = None, now: Callable[[], str] = _tell_now) -> None:
        self._address, self._policy, self._now = address, policy or Policy(), now
        self._lock = threading.Condition()
        self._tasks: dict[str, _Task] = {}
        self._waiting: deque[_Task] = deque()
        self._thread: threading.Thread | None = None
        self._closing = False

    def start(self, given: Given, *, by: str, folder: Path | None = None) -> Job:
        """Let a job be done when its turn comes, and return it; `folder` is deleted when it is over.

        Raises `TooLarge` where too many wait already.
        """
        with self._lock:
            if len(self._waiting) >= _MOST_WAITING:
                raise TooLarge(f"{_MOST_WAITING} jobs are waiting already: try again when some are done")
            task = _Task(secrets.token_hex(6), by, given, folder, self._now())
            self._tasks[task.id] = task
            self._waiting.append(task)
            self._forget()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="khabar-jobs", daemon=True)
                self._thread.start()
            self._lock.notify()
            return task.show()

    def find(self, id: str) -> Job | None:
        """Return a job; None where this program knows of none with this id."""
        with self._lock:
            task = self._tasks.get(id)
            return task.show() if task else None

    def list(self, *, by: str | None = None) -> tuple[Job, ...]:
        """Return the jobs of somebody, or all, the newest first."""
        with self._lock:
            return tuple(task.show() for task in reversed(self._tasks.values()) if by in (None, task.by))

    def stop(self, id: str) -> None:
        """Let a job end early; what it has stored stays."""
        with self._lock:
            task = self._tasks.get(id)
            if task is None or task.state in OVER:
                return
            if task.state == "waiting":
                self._waiting.remove(task)
                self._end(task, "stopped")
            else:
                task.state, task.stopped = "stopping", task.stopped or time.monotonic()

    def close(self) -> None:
        """End all jobs."""
        with self._lock:
            self._closing = True
            for id in list(self._tasks):
                self.stop(id)
            self._lock.notify()
            thread = self._thread
        if thread is not None:
            thread.join(_PATIENCE * 2)

    def _forget(self) -> None:
        """Keep the last jobs only; one that is not over is never forgotten."""
        over = [id for id, task in self._tasks.items() if task.state in OVER]
        for id in over[: max(0, len(self._tasks) - _REMEMBERED)]:
            del self._tasks[id]

    def _run(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._waiting or self._closing)
                if self._closing:
                    return
                task = self._waiting.popleft()
                task.state = "working"
            try:
                self._do(task)
            except Exception as problem:  # the next job is not to suffer for it
                with self._lock:
                    self._end(task, "failed", f"the process that reads could not be started: {problem}")

    def _do(self, task: _Task) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        stop = context.Event()
        arguments = (self._address, task.given, task.by, self._policy, there, stop)
        process = context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        there.close()  # so that the end of the process is the end of the pipe
        try:
            self._listen(task, here, stop, process)
        finally:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
            here.close()

    def _listen(self, task: _Task, pipe: Connection, stop: Any, process: Any) -> None:
        while True:
            if task.stopped is not None:
                stop.set()
                if time.monotonic() - task.stopped > _PATIENCE:
                    process.terminate()
            try:
                news = pipe.recv() if pipe.poll(_LOOK) else None
            except EOFError:
                news = Ended("" if task.stopped else "the process that read has ended, most likely for want of memory")
            with self._lock:
                if isinstance(news, Taken):
                    task.taken.append(news)
                elif isinstance(news, Opened):
                    task.opened += 1
                elif isinstance(news, Ended):
                    self._end(task, "failed" if news.problem else "stopped" if task.stopped else "done", news.problem)
                    return

    def _end(self, task: _Task, state: JobState, problem: str | None = None) -> None:
        task.state, task.ended, task.problem = state, self._now(), problem or None
        if task.folder is not None:
            shutil.rmtree(task.folder, ignore_errors=True)
        task.given = Given()  # its text need not be held any longer


def _work(address: str, given: Given, by: str, policy: Policy, pipe: Connection, stop: Any) -> None:
    """Do a job in this process; where nobody listens any more, end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the program that started this one
    try:
        work(address, given, by, policy, pipe.send, stop)
    except (BrokenPipeError, OSError):
        return
