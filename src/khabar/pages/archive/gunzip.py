"""Bytes packed by gzip, unpacked as they are read and no faster; many members in a row are one."""

from __future__ import annotations

import bisect
import io
import sys
import zlib

from khabar.errors import DamagedInput, InputError
from khabar.pages.archive.limits import Budget

MAGIC = b"\x1f\x8b"
_STEP = 1 << 16
_WINDOW = 16 + zlib.MAX_WBITS


class Gunzip(io.RawIOBase):
    """A stream of the unpacked bytes. What is wrong with the packing ends it, and is kept in `problem`.

    With `whole`, the limits on one member hold for the stream; without it only those on all of the archive do.
    """

    def __init__(self, data: bytes, budget: Budget, *, whole: bool, start: int = 0) -> None:
        self.problem: InputError | None = None
        self._data = memoryview(data)
        self._budget = budget
        self._whole = whole
        self._at = start
        self._members = [(0, start)]
        self._given = 0
        self._inner = zlib.decompressobj(_WINDOW)
        self._rest = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Tell how far it was read: it goes forward only."""
        if whence != io.SEEK_CUR or offset:
            raise io.UnsupportedOperation("a packed stream goes forward only")
        return self._given

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as one step goes; 0 at the end."""
        piece = self._step(min(len(buffer), _STEP)) if self.problem is None else b""
        buffer[: len(piece)] = piece
        return len(piece)

    def find_member(self, offset: int) -> int:
        """Return where in the packed bytes the member begins that holds the unpacked byte at `offset`."""
        return self._members[max(0, bisect.bisect_right(self._members, (offset, sys.maxsize)) - 1)][1]

    def read_all(self) -> bytes:
        """Return all of it; raises what is wrong with it."""
        pieces = list(iter(lambda: self.read(_STEP) or b"", b""))
        if self.problem is not None:
            raise self.problem
        return b"".join(pieces)

    def _step(self, most: int) -> bytes:
        while True:
            if self._inner.eof and not self._begin_member():
                return b""
            packed = self._rest or bytes(self._data[self._at : self._at + _STEP])
            if not self._rest:
                self._at += len(packed)
            try:
                piece = self._inner.decompress(packed, most)
            except zlib.error as fault:
                self.problem = DamagedInput(f"its packing is broken: {fault}")
                return b""
            self._rest = self._inner.unconsumed_tail
            if piece:
                return self._count(piece)
            if not packed and not self._inner.eof:
                self.problem = DamagedInput("it ends before its packing does; get the whole file")
                return b""

    def _begin_member(self) -> bool:
        """Go on to the next member; False at the end, or before bytes that are none."""
        self._at -= len(self._inner.unused_data)
        self._rest = b""
        if bytes(self._data[self._at : self._at + 2]) != MAGIC:
            return False
        self._inner = zlib.decompressobj(_WINDOW)
        self._members.append((self._given, self._at))
        return True

    def _count(self, piece: bytes) -> bytes:
        self._given += len(piece)
        self._budget.take_bytes(len(piece))
        if self._whole:
            self._budget.check_member(self._given, self._at)
        return piece
