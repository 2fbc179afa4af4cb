"""Plain text: the bytes are the report."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.errors import InputError
from khabar.model import Document
from khabar.pages.dates import read_stamp
from khabar.pages.decode import decode_text
from khabar.pages.intake import Capture, Intake, Known


def refuse_markup(capture: Capture, known: Known) -> Iterator[Intake]:
    """Refuse XML that is neither a page nor a feed: its tags are no report."""
    raise InputError("this is XML of a kind that khabar does not know; give a page, a feed (RSS, Atom) or plain text")


def read_plain(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the one document of a plain text; it is dated only where a stamp of time opens one of its first lines."""
    text = decode_text(capture.data, declared=capture.charset)
    document = Document(text=text, published=read_stamp(text), url=capture.url, sha256=capture.sha256)
    yield Intake(document=known.over(document), capture=capture)
