"""Compressed bodies, unpacked as they come and never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from khabar.errors import FetchProblem, TooLarge

_STEP = 65_536
_FREE = 1 << 20  # bytes; a few may have any ratio


class _Unpacker(Protocol):
    def unpack(self, data: bytes) -> Iterator[bytes]: ...

    @property
    def finished(self) -> bool: ...


def accepted_encodings() -> str:
    """Return the value of Accept-Encoding: what `unpack_body` can unpack here."""
    return "gzip, deflate, br" if _has_brotli() else "gzip, deflate"


def unpack_body(chunks: Iterable[bytes], encoding: str, *, most: int, ratio: int) -> Iterator[bytes]:
    """Yield the body that `chunks` hold under a Content-Encoding, in pieces of bounded size.

    Raises `TooLarge` above `most` bytes or `ratio` bytes for one, `FetchProblem` for a broken or unknown packing.
    """
    unpacker = _choose(encoding.strip().lower())
    received = given = 0
    for chunk in chunks:
        received += len(chunk)
        for piece in unpacker.unpack(chunk):
            given += len(piece)
            if given > most:
                raise TooLarge(f"unpacked, its body is more than the {most} bytes that are taken")
            if is_trap(given, received, ratio):
                raise TooLarge(f"its body unpacks to more than {ratio} times its size, as only a trap does")
            yield piece
    if received and not unpacker.finished:
        raise FetchProblem("its body ends before the packing does; try again")


def is_trap(unpacked: int, packed: int, ratio: int) -> bool:
    """Say whether bytes unpack to so many as only a trap does; a few may have any ratio."""
    return unpacked > _FREE and unpacked > ratio * max(packed, 1)


def _choose(encoding: str) -> _Unpacker:
    if encoding in ("", "identity"):
        return _Plain()
    if encoding in ("gzip", "x-gzip"):
        return _Zlib(16 + zlib.MAX_WBITS)
    if encoding == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if encoding == "br" and _has_brotli():
        return _Brotli()
    raise FetchProblem(f"its body is packed as «{encoding[:40]}», which was not asked for")


class _Plain:
    finished = True

    def unpack(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Zlib:
    def __init__(self, window: int) -> None:
        self._window = window
        self._inner = zlib.decompressobj(window)
        self._started = False

    def unpack(self, data: bytes) -> Iterator[bytes]:
        if not self._started and self._window == zlib.MAX_WBITS and data[:1] and data[0] & 0x0F != 8:
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without its head, as some servers send it
        self._started = True
        try:
            while data and not self._inner.eof:
                yield self._inner.decompress(data, _STEP)
                data = self._inner.unconsumed_tail
        except zlib.error as problem:
            raise FetchProblem(f"its body is packed wrongly: {problem}") from None

    @property
    def finished(self) -> bool:
        return self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._broken = brotli.error
        self._inner = brotli.Decompressor()

    def unpack(self, data: bytes) -> Iterator[bytes]:
        try:
            yield self._inner.process(data, output_buffer_limit=_STEP)
            while not self._inner.can_accept_more_data():
                yield self._inner.process(b"", output_buffer_limit=_STEP)
        except self._broken as problem:
            raise FetchProblem(f"its body is packed wrongly: {problem}") from None

    @property
    def finished(self) -> bool:
        return bool(self._inner.is_finished())


def _has_brotli() -> bool:
    try:
        import brotli
    except ImportError:
        return False
    return hasattr(brotli.Decompressor, "can_accept_more_data")
