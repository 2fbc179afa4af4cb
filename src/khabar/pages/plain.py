"""Plain text: the bytes are the report."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.model import Document
from khabar.pages.decode import decode_text
from khabar.pages.intake import Capture, Intake, Known


def read_plain(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the one document of a plain text."""
    text = decode_text(capture.data, declared=capture.charset)
    yield Intake(
        document=Document(
            text=text,
            published=known.published,
            publisher=known.publisher,
            url=known.url or capture.url,
            sha256=capture.sha256,
        ),
        capture=capture,
    )
