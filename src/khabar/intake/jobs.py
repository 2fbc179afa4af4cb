"""Jobs of taking in that go on beside whoever asked for them: one after the other, since a store has one writer.

What a job says is stored is kept for good, whatever becomes of the job or of this program.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from khabar.beside import OVER, JobState, Queue, Task, tell_now
from khabar.intake.given import Given
from khabar.intake.taking import Taken
from khabar.intake.working import Opened, work
from khabar.model import Value
from khabar.pages.fetch import Policy


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


class _Taking(Task):
    """A job as it is worked on."""

    def __init__(self, by: str, began: str, *, address: str, policy: Policy, given: Given, folder: Path | None) -> None:
        super().__init__(by, began)
        self._address, self._policy, self._given, self._folder = address, policy, given, folder
        self._inputs = given.count
        self._opened = 0
        self._taken: list[Taken] = []

    def order(self) -> tuple[Callable[..., None], tuple[Any, ...]]:
        return work, (self._address, self._given, self.by, self._policy)

    def hear(self, news: object) -> None:
        if isinstance(news, Taken):
            self._taken.append(news)
        elif isinstance(news, Opened):
            self._opened += 1

    def tidy(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._given = Given()  # its text need not be held any longer

    def drop(self) -> None:
        """Nothing is left of it."""

    def show(self) -> Job:
        return Job(
            id=self.id,
            by=self.by,
            inputs=self._inputs,
            began=self.began,
            state=self.state,
            opened=self._opened,
            taken=tuple(self._taken),
            ended=self.ended,
            problem=self.problem,
        )


class Jobs:
    """The jobs on one store, by their ids. Close it when the program ends."""

    def __init__(self, address: str, *, policy: Policy | None = None, now: Callable[[], str] = tell_now) -> None:
        self._address, self._policy = address, policy or Policy()
        self._queue = Queue[_Taking](now=now)

    def start(self, given: Given, *, by: str, folder: Path | None = None) -> Job:
        """Let a job be done when its turn comes, and return it; `folder` is deleted when it is over.

        Raises `TooLarge` where too many wait already.
        """
        task = _Taking(by, self._queue.now(), address=self._address, policy=self._policy, given=given, folder=folder)
        begun = task.show()
        self._queue.add(task)
        return begun

    def find(self, id: str) -> Job | None:
        """Return a job; None where this program knows of none with this id."""
        return self._queue.look(id, _Taking.show)

    def list(self, *, by: str | None = None) -> tuple[Job, ...]:
        """Return the jobs of somebody, or all, the newest first."""
        return self._queue.look_at_all(_Taking.show, by=by)

    def stop(self, id: str) -> None:
        """Let a job end early; what it has stored stays."""
        self._queue.stop(id)

    def close(self) -> None:
        """End all jobs."""
        self._queue.close()
