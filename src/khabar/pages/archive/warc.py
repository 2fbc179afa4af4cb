"""WARC records: pages as a crawler received them, with when and from where, checked against their digests."""

from __future__ import annotations

import io
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from khabar.errors import DamagedInput, FetchProblem, InputError
from khabar.pages.archive.digests import agrees
from khabar.pages.archive.gunzip import MAGIC, Gunzip
from khabar.pages.archive.http import Answer, join_chunks, split_answer
from khabar.pages.archive.limits import Budget, Found, Limits, OpenInner
from khabar.pages.intake import Capture, Headers, Refused, Skipped
from khabar.pages.unpack import unpack_body

_STEP = 1 << 16
_MAY_HOLD_TEXT = ("text/html", "text/plain", "application/xhtml+xml", "application/pdf", "application/feed+json")
_XML = ("application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml")
_MOST_RESTARTS = 100
_RECORD = b"\nWARC/1."
_PACKED = MAGIC + b"\x08"
_MOST_KEPT = 64 * 2**20  # bytes of pages kept for records that say "as before"


class _Earlier:
    """The pages read so far, as long as there is room, for the records that say "as before"."""

    def __init__(self) -> None:
        self._pages: dict[str, Capture] = {}
        self._room = _MOST_KEPT

    def keep(self, page: Capture, record: Any) -> None:
        stated = record.headers.get("WARC-Payload-Digest")
        if stated and stated not in self._pages and len(page.data) <= self._room:
            self._pages[stated] = page
            self._room -= len(page.data)

    def find(self, record: Any) -> Capture:
        """Return the page that a revisit found unchanged; raises `DamagedInput` where it is not there."""
        page = self._pages.get(record.headers.get("WARC-Payload-Digest") or "")
        if page is None:
            where = record.headers.get("WARC-Refers-To-Target-URI") or "an address that it does not name"
            when = record.headers.get("WARC-Refers-To-Date") or "an earlier day"
            raise DamagedInput(f"it was found unchanged since {when} ({where}), which this archive does not hold")
        return page


def read_warc(capture: Capture, budget: Budget, open_inner: OpenInner) -> Found:
    """Yield what is found in the responses of status 200 and the resources that may hold text.

    A record whose digest does not agree is refused; a fault of the file is refused too, and the next
    record that can be found goes on. Answers of another status or without text are counted at the end.
    """
    skipped: Counter[str] = Counter()
    yield from _read_records(capture, budget, open_inner, skipped)
    for reason, count in sorted(skipped.items()):
        yield Skipped(name=capture.name, reason=reason, count=count)


def _read_records(capture: Capture, budget: Budget, open_inner: OpenInner, skipped: Counter[str]) -> Found:
    earlier, numbers = _Earlier(), itertools.count(1)
    start: int | None = 0
    for _ in range(_MOST_RESTARTS):
        part = _Part(capture, start or 0, budget)
        for record, number in zip(part, numbers, strict=False):
            budget.take_entry()
            name = f"{capture.name} › {_address(record) or f'record {number}'}"
            try:
                page = _open_record(record, name, budget, earlier)
            except InputError as problem:
                yield Refused.because(name, problem)
                if isinstance(problem, _CutShort):
                    part.broken = True
                    break
                continue
            if isinstance(page, str):
                skipped[page] += 1
            elif page is not None:
                earlier.keep(page, record)
                yield from open_inner(page)
        if part.problem is not None:
            yield Refused(name=capture.name, reason=f"from byte {part.last} on it is broken: {part.problem}")
        start = part.find_next() if part.broken else None
        if start is None:
            return
    yield Refused(name=capture.name, reason=f"it is broken in {_MOST_RESTARTS} places; the rest is not read")


class _CutShort(DamagedInput):
    """A record ends before it says, or says a length that is not its own: what follows must be looked for."""


class _Part:
    """The records of a file from one byte on, up to its end or the first fault."""

    def __init__(self, capture: Capture, start: int, budget: Budget) -> None:
        self.problem: str | None = None
        self.broken = False
        self.last = start
        self._data = capture.data
        self._packed = capture.data.startswith(MAGIC, start)
        self._stream: Gunzip | io.BytesIO = io.BytesIO(capture.data[start:])
        if self._packed:
            self._stream = Gunzip(capture.data, budget, whole=False, start=start)
        self._start = start

    def __iter__(self) -> Iterator[Any]:
        from fastwarc.warc import ArchiveIterator

        found = False
        try:
            for record in ArchiveIterator(self._stream, parse_http=False, stream_detect=False):
                found = True
                self.last = self._place(record.stream_pos)
                yield record
        except (OSError, ValueError) as problem:
            self.problem = str(problem)
        if isinstance(self._stream, Gunzip) and self._stream.problem is not None:
            self.problem, self.last = str(self._stream.problem), self._place(sys.maxsize)
        if not found and self.problem is None:
            self.problem = "there is no record"
        self.broken = self.problem is not None

    def _place(self, offset: int) -> int:
        """Return where in the file the record begins that stands at `offset` of the stream."""
        return self._stream.find_member(offset) if isinstance(self._stream, Gunzip) else self._start + offset

    def find_next(self) -> int | None:
        """Return where the next record after the fault begins."""
        at = self.last
        while True:
            at = self._data.find(_PACKED if self._packed else _RECORD, at + 1)
            if at < 0:
                return None
            if not self._packed:
                return at + 1
            probe = Gunzip(self._data[at : at + _STEP], Budget(Limits()), whole=False)
            if probe.read(len(_RECORD) - 1) == _RECORD[1:]:
                return at


def _open_record(record: Any, name: str, budget: Budget, earlier: _Earlier) -> Capture | str | None:
    """Return the page of a record, or why there is none in an answer, None for what is no answer of a site.

    Raises `InputError` for one that is not right.
    """
    kind = str(record.headers.get("WARC-Type"))
    address = _address(record)
    if kind == "None":
        raise DamagedInput("the record ends within its head; get the whole file")
    if kind not in ("response", "resource", "revisit") or not address or not address.startswith(("http:", "https:")):
        return None
    block = _read_block(record, budget)
    _check(record, "WARC-Block-Digest", block)
    if kind == "resource":
        media = record.headers.get("Content-Type") or ""
        return _page(name, record, block, media, ()) if _may_hold_text(media) else _call(media)
    if kind == "revisit":
        page = earlier.find(record)
        return _page(name, record, page.data, page.media_type or "", page.headers)
    answer = split_answer(block)
    media = answer.header("content-type") or ""
    if answer.status != 200:
        return f"answered with status {answer.status}"
    if not _may_hold_text(media):
        return _call(media)
    data = _unpack(record, answer, budget)
    return _page(name, record, data, media, answer.headers)


def _read_block(record: Any, budget: Budget) -> bytes:
    length = int(record.content_length)
    if length > budget.limits.member:
        raise _CutShort(f"the record has {length} bytes, more than the {budget.limits.member} that one entry may have")
    pieces, left = [], length
    while left and (piece := record.reader.read(min(left, _STEP))):
        pieces.append(piece)
        left -= len(piece)
    if left:
        raise _CutShort(f"the record ends {left} bytes before it should; get the whole file")
    return b"".join(pieces)


def _unpack(record: Any, answer: Answer, budget: Budget) -> bytes:
    """Return the body as a browser would see it, its digest checked in the form that the writer took it in."""
    body = join_chunks(answer.body) if "chunked" in (answer.header("transfer-encoding") or "").lower() else answer.body
    limits = budget.limits
    try:
        encoding = answer.header("content-encoding") or ""
        data = b"".join(unpack_body([body], encoding, most=limits.member, ratio=limits.ratio))
    except FetchProblem:
        data = body  # some crawlers unpack the body and leave the header
    budget.take_bytes(len(data))
    stated = record.headers.get("WARC-Payload-Digest")
    if stated and all(agrees(stated, form) is False for form in {answer.body, body, data}):
        raise DamagedInput("its payload is not what its digest says; it was changed or damaged")
    return data


def _check(record: Any, header: str, data: bytes) -> None:
    stated = record.headers.get(header)
    if stated and agrees(stated, data) is False:
        raise DamagedInput("its block is not what its digest says; it was changed or damaged")


def _page(name: str, record: Any, data: bytes, media: str, headers: Headers) -> Capture:
    return Capture(
        data=data,
        name=name,
        url=_address(record),
        retrieved=record.headers.get("WARC-Date"),
        media_type=media or None,
        headers=headers,
    )


def _call(media: str) -> str:
    """Return what is said of a record that holds no text."""
    return f"of type {media.partition(';')[0].strip().lower()[:60]}"


def _may_hold_text(media: str) -> bool:
    kind = media.partition(";")[0].strip().lower()
    return not kind or kind in _MAY_HOLD_TEXT or kind in _XML


def _address(record: Any) -> str | None:
    address = record.headers.get("WARC-Target-URI")
    return str(address).strip("<> ") if address else None
