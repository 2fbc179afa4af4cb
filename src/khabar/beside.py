"""Work that goes on beside whoever asked for it: each piece in its turn, in a process of its own, told of as it goes.

So who reads waits for nothing. The pieces are known only as long as this program lives.
"""

from __future__ import annotations

import datetime
import logging
import multiprocessing
import secrets
import signal
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, Literal, Protocol, TypeVar

from khabar.errors import KhabarError, TooLarge, tell_fault
from khabar.model import Value

JobState = Literal["waiting", "working", "stopping", "done", "stopped", "failed"]
OVER: frozenset[JobState] = frozenset({"done", "stopped", "failed"})
_MOST_WAITING = 50
_PATIENCE = 10.0  # seconds in which a job that is stopped may finish what it is about
_LOOK = 0.2
_log = logging.getLogger(__name__)


class Ended(Value, frozen=True):
    """Nothing more will come; `problem` says why it ended early."""

    problem: str | None = None


class Stopped(Exception):
    """Raised by work that leaves off because nobody wants it any more."""


class Stop(Protocol):
    """Tells whether the work is to be stopped."""

    def is_set(self) -> bool:
        """Tell whether it is."""
        ...


class Task(ABC):
    """One piece of work: who asked for it, how far it has come, and how it ended."""

    def __init__(self, by: str, began: str) -> None:
        self.id = secrets.token_hex(6)
        self.by, self.began = by, began
        self.state: JobState = "waiting"
        self.ended: str | None = None
        self.problem: str | None = None
        self.stopped: float | None = None

    @abstractmethod
    def order(self) -> tuple[Callable[..., None], tuple[Any, ...]]:
        """Return the function of a module that does the work, and what it is given before `tell` and `stop`.

        It calls `tell` with whatever the task is to hear. It may raise: that is told as the end of the task.
        """

    @abstractmethod
    def hear(self, news: object) -> None:
        """Take in what the process told."""

    @abstractmethod
    def tidy(self) -> None:
        """Put away what is not needed once it is over."""

    @abstractmethod
    def drop(self) -> None:
        """Put away what is left of it when it is forgotten."""


T = TypeVar("T", bound=Task)
S = TypeVar("S")


def tell_now() -> str:
    """Return the time as an ISO string."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


class Queue(Generic[T]):
    """Tasks by their ids, `at_once` of them worked on at a time, the last `remembered` known when they are over."""

    def __init__(self, *, now: Callable[[], str] = tell_now, at_once: int = 1, remembered: int = 200) -> None:
        self.now = now
        self._at_once, self._remembered = at_once, remembered
        self._lock = threading.Condition()
        self._tasks: dict[str, T] = {}
        self._waiting: deque[T] = deque()
        self._threads: list[threading.Thread] = []
        self._closing = False

    def add(self, task: T) -> None:
        """Let a task be done when its turn comes. Raises `TooLarge` where too many wait already."""
        with self._lock:
            if len(self._waiting) >= _MOST_WAITING:
                raise TooLarge(f"{_MOST_WAITING} jobs are waiting already: try again when some are done")
            self._tasks[task.id] = task
            self._waiting.append(task)
            self._forget()
            if len(self._threads) < self._at_once:
                self._threads.append(threading.Thread(target=self._run, name="khabar-jobs", daemon=True))
                self._threads[-1].start()
            self._lock.notify()

    def look(self, id: str, show: Callable[[T], S]) -> S | None:
        """Return what `show` makes of a task while nothing changes it; None where there is none with this id."""
        with self._lock:
            task = self._tasks.get(id)
            return show(task) if task else None

    def look_at_all(self, show: Callable[[T], S], *, by: str | None = None) -> tuple[S, ...]:
        """Return what `show` makes of somebody's tasks, or of all, the newest first."""
        with self._lock:
            return tuple(show(task) for task in reversed(self._tasks.values()) if by in (None, task.by))

    def stop(self, id: str) -> None:
        """Let a task end early."""
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
        """End all tasks, and forget them."""
        with self._lock:
            self._closing = True
            for id in list(self._tasks):
                self.stop(id)
            self._lock.notify_all()
            threads = list(self._threads)
        for thread in threads:
            thread.join(_PATIENCE * 2)
        with self._lock:
            for task in self._tasks.values():
                task.drop()

    def _forget(self) -> None:
        """Keep the last tasks only; one that is not over is never forgotten."""
        over = [id for id, task in self._tasks.items() if task.state in OVER]
        for id in over[: max(0, len(self._tasks) - self._remembered)]:
            self._tasks.pop(id).drop()

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
                    self._end(task, "failed", f"the process that works could not be started: {problem}")

    def _do(self, task: T) -> None:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        stop = context.Event()
        work, given = task.order()
        process = context.Process(target=_work, args=(work, given, there, stop), daemon=True)
        process.start()
        there.close()  # so that the end of the process is the end of the pipe
        try:
            self._listen(task, here, stop, process)
        finally:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
            here.close()

    def _listen(self, task: T, pipe: Connection, stop: Any, process: Any) -> None:
        while True:
            if task.stopped is not None:
                stop.set()
                if time.monotonic() - task.stopped > _PATIENCE:
                    process.terminate()
            try:
                news = pipe.recv() if pipe.poll(_LOOK) else None
            except EOFError:
                news = Ended(
                    "" if task.stopped else "the process that worked has ended, most likely for want of memory"
                )
            with self._lock:
                if isinstance(news, Ended):
                    self._end(task, "failed" if news.problem else "stopped" if task.stopped else "done", news.problem)
                    return
                if news is not None:
                    task.hear(news)

    def _end(self, task: T, state: JobState, problem: str | None = None) -> None:
        task.state, task.ended, task.problem = state, self.now(), problem or None
        task.tidy()


def _work(work: Callable[..., None], given: tuple[Any, ...], pipe: Connection, stop: Any) -> None:
    """Do a task in this process; where nobody listens any more, end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the program that started this one
    try:
        pipe.send(_end_of(work, given, pipe.send, stop))
    except (BrokenPipeError, OSError):
        return


def _end_of(work: Callable[..., None], given: tuple[Any, ...], tell: Callable[[object], None], stop: Stop) -> Ended:
    """Do a task, and return how it ended: faults are told, not raised."""
    try:
        work(*given, tell, stop)
    except Stopped:
        return Ended()
    except KhabarError as problem:
        return Ended(str(problem))
    except Exception as problem:
        _log.exception("a job failed")
        return Ended(tell_fault(problem))
    return Ended()
