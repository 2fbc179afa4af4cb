"""Many inputs read one after the other or by several processes, in order; a failed one stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from khabar.errors import KhabarError, tell_fault
from khabar.model import Report
from khabar.pages import Known, Piece, find_pieces, read_piece
from khabar.workers import work_in_chunks

_log = logging.getLogger(__name__)
_Packed = list[tuple[str, bytes | None, str | None]]


class Outcome(NamedTuple):
    """What became of one input: its report, or the reason why there is none."""

    name: str
    report: Report | None = None
    error: str | None = None


def read_many(paths: Iterable[str], known: Known, *, jobs: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of every document in these files, in their order, read by `jobs` processes."""
    pieces = _all_pieces(paths)
    if jobs == 1:
        work = partial(_read_pieces, known=known)
        for outcomes in work_in_chunks(work, pieces, jobs=1):
            yield from outcomes
        return
    for packed in work_in_chunks(partial(_read_and_pack, known=known), pieces, jobs=jobs):
        yield from map(_unpack, packed)


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
            yield Outcome(name, error=tell_fault(problem))


def _read_pieces(pieces: list[Piece | Outcome], *, known: Known) -> Iterator[Outcome]:
    for piece in pieces:
        if isinstance(piece, Outcome):
            yield piece
        else:
            yield from _read_one(piece, known)


def _read_and_pack(pieces: list[Piece | Outcome], *, known: Known) -> _Packed:
    """Read in a worker; reports travel back packed, which costs a tenth of pickling them."""
    pack = msgspec.msgpack.encode
    return [(o.name, pack(o.report) if o.report else None, o.error) for o in _read_pieces(pieces, known=known)]


def _unpack(packed: tuple[str, bytes | None, str | None]) -> Outcome:
    name, body, error = packed
    return Outcome(name, msgspec.msgpack.decode(body, type=Report) if body else None, error)
