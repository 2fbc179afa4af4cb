"""Writing what was chosen while who asked waits for it: a few incidents here, more in a process beside."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from fastapi import Request

from khabar.export.bundle import export_named
from khabar.export.formats import Exported
from khabar.store.custody.stamping import stamps_of
from khabar.store.people.auditing import note
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of
from khabar.web.exporting.orders import Order

Result = TypeVar("Result")
_FEW = 20  # so many are written here; more, by a process beside
_AT_ONCE = threading.BoundedSemaphore(2)


def write_now(request: Request, order: Order, folder: Path) -> Exported:
    """Write an order into a folder, and keep in the log that somebody let incidents out."""
    store = desk_of(request).store
    write = partial(
        export_named,
        store.address,
        order.incidents,
        order.format,
        folder,
        order.profile,
        options=order.options,
        stem=order.stem,
    )
    done = run_beside(len(order.incidents), write)
    at = stamps_of(store)().at
    with store.writing() as connection:
        note(connection, "exported", by=person_of(request).name, at=at, **order.tell_log(done.written.rows))
    return done


def run_beside(count: int, work: Callable[[], Result]) -> Result:
    """Do work on a few incidents here, on many in a process beside: pages do not wait for it."""
    if count <= _FEW:
        return work()
    with _AT_ONCE, ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work).result()
