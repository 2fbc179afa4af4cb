"""Telling what a person sends from these pages from what another site makes their browser send.

Two things must hold for whatever changes something and is known by a cookie: the browser says that it comes from here,
and it bears a key that only pages of the same session hold. Who bears a token in a header needs neither: no browser
sends that by itself.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fastapi import Request
from markupsafe import Markup
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from khabar.web.entrance.visit import Asked, Receive, Visit

FIELD = "form_key"
HEADER = "x-form-key"
_FORM, _PARTS = b"application/x-www-form-urlencoded", b"multipart/form-data"
_FIRST = {_FORM: 2 * 2**20, _PARTS: 64 * 2**10}  # bytes of a form in which the key must stand


def make_key(secret: str) -> str:
    """Return the key of the forms of one session."""
    made = hmac.new(secret.encode("utf-8", "surrogatepass"), b"khabar: key of forms", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def key_of(request: Request) -> str:
    """Return the key of who asks; empty where none is needed."""
    visit: Visit | None = getattr(request.state, "visit", None)
    return make_key(visit.secret) if visit and visit.secret else ""


def show_form_key(request: Request) -> Markup:
    """Return the hidden field that every form which changes something has, first of its fields."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, key_of(request))


def comes_from_here(asked: Asked) -> bool:
    """Tell whether nothing that the browser says shows that another site sends this."""
    if asked.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = asked.headers.get("origin")
    if origin is None:
        return True
    named = urlsplit(origin)
    return named.netloc.lower() == asked.headers.get("host", "").lower() and (
        named.scheme == "https" if asked.secure else named.scheme in ("http", "https")
    )


async def bears_key(visit: Visit, receive: Receive) -> tuple[bool, Receive]:
    """Tell whether a request bears the key of its session, and give what is to be received in its place.

    The key is in a header, or in a field of the form, of which only the beginning is looked at.
    """
    if visit.secret is None:
        return False, receive
    due = make_key(visit.secret)
    if given := visit.asked.headers.get(HEADER):
        return _same(given, due), receive
    kind, options = parse_options_header(visit.asked.headers.get("content-type", ""))
    if kind == _FORM:
        body, receive = await _look_ahead(receive, _FIRST[kind])
        given = parse_qs(body.decode("latin-1")).get(FIELD, [""])[0]
        return _same(given, due), receive
    if kind == _PARTS and (boundary := options.get(b"boundary")):
        body, receive = await _look_ahead(receive, _FIRST[kind])
        return _same(_find_in_parts(body, boundary), due), receive
    return False, receive


def _same(given: str, due: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), due.encode())


async def _look_ahead(receive: Receive, most: int) -> tuple[bytes, Receive]:
    """Return the first bytes of a body, and what gives them again with all that follows."""
    kept: list[Any] = []
    body = b""
    while len(body) < most:
        message = await receive()
        kept.append(message)
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            break

    async def again() -> Any:
        return kept.pop(0) if kept else await receive()

    return body, again


def _find_in_parts(body: bytes, boundary: bytes) -> str:
    """Return the value of the key's field where it is the first part, else nothing."""
    found = _FirstPart()
    try:
        MultipartParser(
            boundary,
            {
                "on_header_value": found.on_header,
                "on_part_data": found.on_data,
                "on_part_end": found.on_end,
            },
        ).write(body)
    except FormParserError:
        return ""
    return found.value


class _FirstPart:
    """Listens to a parser of parts until the first has ended."""

    def __init__(self) -> None:
        self._headers = b""
        self._data = b""
        self._over = False
        self.value = ""

    def on_header(self, data: bytes, start: int, end: int) -> None:
        """Take in a part of a header."""
        if not self._over:
            self._headers += data[start:end]

    def on_data(self, data: bytes, start: int, end: int) -> None:
        """Take in a part of the value."""
        if not self._over:
            self._data += data[start:end]

    def on_end(self) -> None:
        """Keep the value where the first part is the key."""
        if not self._over:
            _, options = parse_options_header(self._headers)
            named = options.get(b"name") == FIELD.encode() and b"filename" not in options
            self.value = self._data.decode("latin-1") if named else ""
        self._over = True
