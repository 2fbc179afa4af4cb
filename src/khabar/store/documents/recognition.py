"""Recognising a document: by its address and by its text."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from khabar.model import Document
from khabar.store.packing import digest

_ID = 16
_TRACKING = frozenset(
    "fbclid gclid dclid msclkid yclid igshid twclid mc_cid mc_eid ref_src ref_url _ga ocid cmpid ncid".split()
)


def address_of(url: str | None) -> str | None:
    """Return an address without what does not lead elsewhere: scheme, fragment, the marks of who passed it on."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in ("http", "https"):
        return url.strip()
    host = host if port in (None, 80, 443) else f"{host}:{port}"
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith("utm_")
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def text_digest(document: Document) -> str:
    """Return the hash by which a text is known again: runs of white space count as one space.

    Where there is no text, as in a scan, the bytes that it came from stand for it.
    """
    if not document.text.strip():
        return document.sha256 or digest(b"")
    return digest(" ".join(document.text.split()).encode("utf-8", "surrogatepass"))


def given_id(document: Document) -> str | None:
    """Return the id that a record brought along, None where khabar made it from the text or the page."""
    made = document.sha256 and document.id == document.sha256[:_ID]
    return None if made else document.id


def locate(document: Document) -> str | None:
    """Return where a document stands: its address, or the id that its record gave it. None where nobody knows."""
    address = address_of(document.url)
    if address is None and (given := given_id(document)):
        return f"id:{given}"
    return address


def identify(document: Document) -> str:
    """Return the id that a document is stored by: the one that it brings, or one made of all that identifies it.

    It depends on nothing but the document, so that the order of arrival does not show in it.
    """
    return given_id(document) or derive_id(document)


def derive_id(document: Document) -> str:
    """Return an id made of place and text, for a document that brings none, or one that is taken."""
    where = locate(document) or f"by:{document.publisher or ''}"
    return digest(f"{where}\n{text_digest(document)}".encode("utf-8", "surrogatepass"))[:_ID]
