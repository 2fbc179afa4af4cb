"""An HTTP answer as a WARC record holds it: its status, headers and body."""

from __future__ import annotations

import re
from typing import NamedTuple

from khabar.errors import DamagedInput
from khabar.pages.intake import Headers, find_header

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")
_LONGEST_HEAD = 1 << 18


class Answer(NamedTuple):
    """The parts of an answer; the headers are those received, in their order."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the first header of that name."""
        return find_header(self.headers, name)


def split_answer(block: bytes) -> Answer:
    """Return the parts of an answer; raises `DamagedInput` where it is none."""
    ends = [(at, len(end)) for end in (b"\r\n\r\n", b"\n\n") if (at := block.find(end, 0, _LONGEST_HEAD)) >= 0]
    status = _STATUS.match(block)
    if not ends or not status:
        raise DamagedInput("it holds no answer of a web server")
    at, length = min(ends)
    lines = re.sub(rb"\r?\n[ \t]+", b" ", block[:at]).splitlines()[1:]
    pairs = [line.decode("latin-1").partition(":") for line in lines]
    headers = tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
    return Answer(int(status[1]), headers, block[at + length :])


def join_chunks(body: bytes) -> bytes:
    """Return a body without the sizes of its chunks; one that has none, as some crawlers keep it, as it is."""
    pieces: list[bytes] = []
    at = 0
    while size := _SIZE.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif at < len(body):
            return body
    return b"".join(pieces) if pieces and at >= len(body) else body
