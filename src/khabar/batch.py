"""Many inputs read one after the other or by several processes, in order; a failed one stops no other."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import NamedTuple

import msgspec

from khabar.errors import KhabarError
from khabar.model import Report
from khabar.pages import Known, Piece, find_pieces, read_piece

_log = logging.getLogger(__name__)
_CHUNK = 8
_WAITING_PER_JOB = 4
_GARBAGE = 50_000


class Outcome(NamedTuple):
    """What became of one input: its report, or the reason why there is none."""

    name: str
    report: Report | None = None
    error: str | None = None


def read_many(paths: Iterable[str], known: Known, *, jobs: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of every document in these files, in their order, read by `jobs` processes."""
    pieces = _all_pieces(paths)
    if jobs == 1:
        _load_engine()
        for piece in pieces:
            yield from [piece] if isinstance(piece, Outcome) else _read_one(piece, known)
        return
    yield from _read_in_processes(pieces, known, jobs)


def _all_pieces(paths: Iterable[str]) -> Iterator[Piece | Outcome]:
    for path in paths:
        try:
            yield from find_pieces(path)
        except KhabarError as problem:
            yield Outcome(path, error=str(problem))


def _read_one(piece: Piece, known: Known) -> Iterator[Outcome]:
    from khabar.reading import read  # the engine is loaded by the first report

    for number, document in enumerate(read_piece(piece, known)):
        name = piece.name if number == 0 else f"{piece.name}, report {number + 1}"
        if isinstance(document, KhabarError):
            yield Outcome(name, error=str(document))
            continue
        try:
            yield Outcome(name, report=read(document))
        except Exception as problem:  # a fault of khabar in one report must not cost the others
            _log.debug("while reading %s", name, exc_info=True)
            yield Outcome(name, error=f"khabar failed on it ({type(problem).__name__}: {problem}); please report this")


def _read_chunk(pieces: list[Piece], known: Known) -> list[tuple[str, bytes | None, str | None]]:
    """Read in a worker; reports travel back packed, which costs a tenth of pickling them."""
    pack = msgspec.msgpack.encode
    return [
        (o.name, pack(o.report) if o.report else None, o.error) for piece in pieces for o in _read_one(piece, known)
    ]


def _read_in_processes(pieces: Iterator[Piece | Outcome], known: Known, jobs: int) -> Iterator[Outcome]:
    # The parent alone answers Ctrl-C; a worker would only print where it was.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(jobs, _start_method(), signal.signal, ignore) as pool:
        waiting: deque[Future[list[tuple[str, bytes | None, str | None]]] | Outcome] = deque()
        try:
            while True:
                chunk = list(islice(pieces, _CHUNK))
                for part in _split(chunk):
                    waiting.append(part if isinstance(part, Outcome) else pool.submit(_read_chunk, part, known))
                while waiting and (not chunk or len(waiting) > jobs * _WAITING_PER_JOB):
                    yield from _unpack(waiting.popleft())
                if not chunk:
                    return
        except BrokenProcessPool:
            raise KhabarError("a worker process died, most likely for want of memory; use fewer --jobs") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _split(chunk: list[Piece | Outcome]) -> Iterator[list[Piece] | Outcome]:
    """Yield runs of pieces and, in their places, the outcomes that are known already."""
    run: list[Piece] = []
    for part in chunk:
        if isinstance(part, Piece):
            run.append(part)
            continue
        if run:
            yield run
        run = []
        yield part
    if run:
        yield run


def _unpack(part: Future[list[tuple[str, bytes | None, str | None]]] | Outcome) -> Iterator[Outcome]:
    if isinstance(part, Outcome):
        yield part
        return
    for name, packed, error in part.result():
        report = msgspec.msgpack.decode(packed, type=Report) if packed else None
        yield Outcome(name, report, error)


def _start_method() -> multiprocessing.context.BaseContext:
    """Fork where the system can, after loading the engine once, so that the workers share its memory."""
    if os.name == "posix" and "fork" in multiprocessing.get_all_start_methods():
        _load_engine()
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context()


def _load_engine() -> None:
    """Load the engine and its data; what lives as long as the process is no longer looked through for garbage."""
    from khabar.language import load_lexicon
    from khabar.reading import LANGUAGE

    load_lexicon(LANGUAGE)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)  # reports leave few cycles; looking for them less often reads a tenth more of them
