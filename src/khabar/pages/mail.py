"""Pages that a browser saved as one file (MHTML), and mails: the first HTML part, or else the first plain text."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage

import msgspec

from khabar.errors import EmptyInput, TooLarge
from khabar.pages.dates import read_date
from khabar.pages.decode import LIMIT, say_too_large
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.open import read_capture

_MOST = 3 * LIMIT  # bytes of the file: its pictures are in it


def read_mail(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
    """Yield the documents of the page or text in a file of MIME parts; a mail's date is that of its report."""
    if len(capture.data) > _MOST:
        raise TooLarge(say_too_large(len(capture.data)))
    part, location, sent = _open_parts(capture.data)
    inner = msgspec.structs.replace(
        capture,
        data=part.get_payload(decode=True) or b"",
        name=f"{capture.name} › {part.get_content_type()}",
        url=location or capture.url,
        media_type=f"{part.get_content_type()}; charset={part.get_content_charset('utf-8')}",
    )
    for found in read_capture(inner, known):
        if isinstance(found, Refused):
            yield found
            continue
        document = msgspec.structs.replace(
            found.document,
            published=found.document.published or sent,
            sha256=capture.sha256,
            id=capture.sha256[:16],
        )
        yield msgspec.structs.replace(found, document=document, capture=capture)


def _open_parts(data: bytes) -> tuple[EmailMessage, str | None, str | None]:
    """Return the part to read, the address that it was saved from, and when the mail was sent."""
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        part = message.get_body(("html", "plain"))
        location = (part or message).get("Content-Location") or message.get("Snapshot-Content-Location")
        saved = message.get("Snapshot-Content-Location") or message.get_content_type() == "multipart/related"
        sent = None if saved else read_date(str(message.get("Date") or ""))
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError):
        raise EmptyInput("its MIME parts cannot be told apart; save the page as HTML") from None
    if not isinstance(part, EmailMessage) or part.is_multipart():
        raise EmptyInput("there is neither a page nor a text among its MIME parts")
    return part, str(location) if location else None, sent
