"""What taking in gives: the bytes as they were received, and the documents found in them."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from khabar.errors import KhabarError
from khabar.model import Document, Value


class Known(NamedTuple):
    """What the user knows of the inputs; it goes before what they say of themselves."""

    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    def over(self, document: Document) -> Document:
        """Return the document with what the user knows in place of what it says of itself."""
        given = {field: value for field, value in self._asdict().items() if value}
        return msgspec.structs.replace(document, **given) if given else document


Headers = tuple[tuple[str, str], ...]
State = Literal["ready", "needs_ocr", "other_language", "unreadable"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


class Capture(Value, frozen=True, kw_only=True, dict=True):
    """Bytes as they were received, and how: what an examiner needs to receive them again.

    `name` is what messages call it (a path, `archive.zip › page.html`, an address); `retrieved` is an ISO
    date-time with its zone; `headers` are those of the answer, in their order, as received.
    """

    data: bytes
    name: str
    url: str | None = None
    retrieved: str | None = None
    media_type: str | None = None
    headers: Headers = ()

    @property
    def charset(self) -> str | None:
        """Return the encoding that the media type names."""
        found = _CHARSET.search(self.media_type or "")
        return found[1] if found else None

    @cached_property
    def sha256(self) -> str:
        """Return the digest of the bytes, in hexadecimal; taken once, however many documents ask for it."""
        return hashlib.sha256(self.data).hexdigest()


def find_header(headers: Headers, name: str) -> str | None:
    """Return the first header of a name, which is given in small letters."""
    return next((value for key, value in headers if key.lower() == name), None)


class Intake(Value, frozen=True, kw_only=True):
    """One document found in a capture. What cannot be read yet is kept, with the reason in `note`.

    `member` tells it from the others of its capture (a row, a feed's entry, a message); `quality` is the
    share of a text layer that looks like running Arabic, from 0 to 1, where that is in question.
    """

    document: Document
    capture: Capture
    state: State = "ready"
    member: str | None = None
    quality: float | None = None
    note: str | None = None


class Refused(Value, frozen=True, kw_only=True):
    """An input, or a part of one, that gave no document, and why."""

    name: str
    reason: str

    @classmethod
    def because(cls, name: str, problem: KhabarError) -> Refused:
        """Return the refusal that an error stands for."""
        return cls(name=name, reason=str(problem))


class Skipped(Refused, frozen=True, kw_only=True):
    """Parts of an input that are not meant to be reports, such as pictures in a web archive, and why; no failure."""

    count: int = 1
