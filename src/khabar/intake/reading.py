"""What the reading processes do: open a capture where that is still to be done, read, and make ready for storing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from khabar.errors import tell_fault
from khabar.pages import Capture, Intake, Known, Refused, open_capture
from khabar.store.documents.preparing import Prepared, prepare

_log = logging.getLogger(__name__)
ELSEWHERE = Capture(data=b"", name="")
"""Stands for the capture that the task came from, so that its bytes need not travel back and forth."""


class Task(NamedTuple):
    """Something to read: a capture still to be opened, or one document out of it. Neither: nothing is left to do."""

    capture: Capture | None = None
    intake: Intake | None = None
    known: Known = Known()


class Read(msgspec.Struct, frozen=True, array_like=True):
    """What became of a document: ready to be stored, or refused. `fault` says where khabar failed on it."""

    name: str
    intake: Intake | None = None
    prepared: Prepared | None = None
    refused: str | None = None
    fault: str | None = None


def read_tasks(tasks: list[Task]) -> bytes:
    """Return, packed, what was read for each of the tasks, in their order."""
    return msgspec.msgpack.encode([list(_read_task(task)) for task in tasks])


def unpack_read(packed: bytes) -> list[list[Read]]:
    """Return what `read_tasks` packed."""
    return msgspec.msgpack.decode(packed, type=list[list[Read]])


def _read_task(task: Task) -> Iterator[Read]:
    if task.intake is not None:
        yield _read_intake(task.intake, task.intake.member or "")
    if task.capture is None:
        return
    for found in open_capture(task.capture, task.known):
        if isinstance(found, Refused):
            yield Read(found.name, refused=found.reason)
        else:
            same = found.capture == task.capture
            yield _read_intake(replace(found, capture=ELSEWHERE) if same else found, found.capture.name)


def _read_intake(intake: Intake, name: str) -> Read:
    from khabar.reading import read  # the engine is loaded by the first report
    from khabar.store.gazetteers import language_in_use

    if intake.state != "ready":
        return Read(name, intake, prepare(intake.document, None))
    try:
        return Read(name, intake, prepare(intake.document, read(intake.document, language=language_in_use())))
    except Exception as problem:  # a fault of khabar in one report must not cost the others
        _log.debug("while reading %s", name, exc_info=True)
        fault = tell_fault(problem)
        return Read(name, replace(intake, note=fault), prepare(intake.document, None), fault=fault)
