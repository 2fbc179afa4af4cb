"""Work shared out to processes that have the engine loaded, with the results in the order of the work."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from khabar.errors import KhabarError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
_CHUNK = 8
_WAITING_PER_JOB = 4
_GARBAGE = 2_000_000


def work_in_chunks(
    work: Callable[[list[_Task]], _Result],
    tasks: Iterable[_Task],
    *,
    jobs: int,
    chunk: int = _CHUNK,
    prepare: Callable[[], None] = lambda: None,
) -> Iterator[_Result]:
    """Yield what `work` returns for each chunk of the tasks, in their order, done by `jobs` processes.

    With one job it is done here, task by task. `prepare` is called once before, in a process that all others come
    from, or in each. Raises `KhabarError` where a process dies.
    """
    if jobs == 1:
        load_engine(prepare)
        for task in tasks:
            yield work([task])
    else:
        yield from _share_out(work, iter(tasks), jobs, chunk, prepare)


def _share_out(
    work: Callable[[list[_Task]], _Result], tasks: Iterator[_Task], jobs: int, chunk: int, prepare: Callable[[], None]
) -> Iterator[_Result]:
    from concurrent.futures import ProcessPoolExecutor  # a single process need not import it
    from concurrent.futures.process import BrokenProcessPool

    method = _start_method(prepare)
    begin = _ignore_interrupt if method.get_start_method() == "fork" else partial(_begin, prepare)
    with ProcessPoolExecutor(jobs, method, begin) as pool:
        waiting: deque[Future[_Result]] = deque()
        try:
            while some := list(islice(tasks, chunk)):
                waiting.append(pool.submit(work, some))
                while len(waiting) > jobs * _WAITING_PER_JOB:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise KhabarError("a worker process died, most likely for want of memory; use fewer --jobs") from None
        finally:
            pool.shutdown(cancel_futures=True)


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent; a worker would only print where it was."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _begin(prepare: Callable[[], None]) -> None:
    _ignore_interrupt()
    prepare()


def _start_method(prepare: Callable[[], None]) -> BaseContext:
    """Fork where the system can, after loading the engine once, so that the workers share its memory."""
    import multiprocessing

    if os.name == "posix" and "fork" in multiprocessing.get_all_start_methods():
        load_engine(prepare)
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context()


def load_engine(prepare: Callable[[], None] = lambda: None) -> None:
    """Load the engine and its data; what lives as long as the process is never looked through for garbage."""
    gc.disable()
    try:
        from khabar.language import load_lexicon
        from khabar.reading import LANGUAGE

        load_lexicon(LANGUAGE)
        prepare()
        gc.freeze()
    finally:
        gc.enable()
    gc.set_threshold(_GARBAGE)  # reports leave few cycles; what piles up is what is kept on purpose
