"""Feeds: RSS, Atom and JSON Feed; a document for each entry, with the source that the feed names for it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from khabar.errors import EmptyInput, InputError
from khabar.model import Credit, Document
from khabar.pages.addresses import host_of, join_address
from khabar.pages.dates import read_date, read_written_date
from khabar.pages.decode import decode_text
from khabar.pages.given import string_of
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.markup import strip_markup
from khabar.pages.wording import clean_marks, clean_name, fold

_MOST_ENTRIES = 10_000
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<(?:rss|(?:\w+:)?feed|rdf:RDF)\b", re.I)
_CHANGED = "dated by its last change: it names no day of publication"
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.I)


def read_feed(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
    """Yield the entries of an RSS or Atom feed in their order; raises `InputError` where it declares entities."""
    import feedparser  # takes a tenth of a second to import

    declared = _ENCODING.search(capture.data[:200])
    encoding = capture.charset or (declared[1].decode("ascii", "ignore") if declared else None)
    markup = _disarm(decode_text(capture.data, declared=encoding))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": capture.url or ""}
    feed = feedparser.parse(io.BytesIO(markup.encode("utf-8")), response_headers=headers, sanitize_html=False)
    if not feed.entries:
        problem = f": {feed.bozo_exception}" if feed.get("bozo") else ""
        raise EmptyInput(f"this feed holds no entries{problem}")
    publisher = known.publisher or clean_marks(feed.feed.get("title"))
    changing = feed.version.startswith("atom")  # its «updated» is the day of the last change; in RSS it is dc:date
    for number, entry in enumerate(feed.entries[:_MOST_ENTRIES], start=1):
        fields = {
            "title": entry.get("title"),
            "bodies": [part.get("value") for part in entry.get("content", [])] + [entry.get("summary")],
            "url": entry.get("link"),
            "id": entry.get("id"),
            "date": entry.get("published") or entry.get("updated"),
            "note": _CHANGED if changing and entry.get("updated") and not entry.get("published") else None,
            "author": entry.get("author"),
            "source": (entry.get("source") or {}).get("title"),
            "source_url": (entry.get("source") or {}).get("href") or (entry.get("source") or {}).get("link"),
        }
        yield _read_entry(fields, number, publisher, capture, known)


def read_json_feed(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
    """Yield the items of a JSON Feed in their order."""
    try:
        feed = json.loads(decode_text(capture.data, declared=capture.charset))
    except (ValueError, RecursionError) as problem:
        raise InputError(f"not a valid JSON Feed: {problem}") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        raise EmptyInput("this feed holds no items")
    publisher = known.publisher or clean_marks(string_of(feed.get("title")))
    for number, item in enumerate(items[:_MOST_ENTRIES], start=1):
        if not isinstance(item, dict):
            yield Refused(name=f"{capture.name}, entry {number}", reason="an item of a JSON Feed is an object")
            continue
        authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
        names = [a.get("name") for a in authors or [] if isinstance(a, dict)]
        fields = {
            "title": item.get("title"),
            "bodies": [item.get("content_html"), item.get("content_text"), item.get("summary")],
            "url": item.get("url"),
            "id": item.get("id"),
            "date": item.get("date_published") or item.get("date_modified"),
            "note": _CHANGED if item.get("date_modified") and not item.get("date_published") else None,
            "author": next((name for name in names if name), None),
            "source": None,
            "source_url": item.get("external_url"),
        }
        yield _read_entry(fields, number, publisher, capture, known)


def _disarm(markup: str) -> str:
    """Return XML without its declaration and document type; raises `InputError` where that declares entities."""
    markup = _DECLARATION.sub("", markup)
    root = _ROOT.search(markup)
    head = markup[: root.start()] if root else markup
    if "<!entity" in head.lower() or ("[" in head and "<!doctype" in head.lower()):
        raise InputError("this feed declares XML entities, which khabar never expands; save it without its DOCTYPE")
    return _DOCTYPE.sub("", head) + markup[len(head) :]


def _read_entry(
    fields: dict[str, Any], number: int, publisher: str | None, capture: Capture, known: Known
) -> Intake | Refused:
    """Return the document of an entry: its title, then its fullest text."""
    fields = {key: value if key == "bodies" else string_of(value) for key, value in fields.items()}
    title = clean_marks(strip_markup(fields["title"] or "")) or ""
    body = max((strip_markup(part) for value in fields["bodies"] if (part := string_of(value))), key=len, default="")
    if not title and not body:
        return Refused(name=f"{capture.name}, entry {number}", reason="this entry holds no text")
    date = fields["date"] or ""
    url = join_address(capture.url, fields["url"])
    credits = _credit(fields, publisher, url)
    published = read_date(date) or read_written_date(date)
    return Intake(
        document=Document(
            text=body if not title or fold(body).startswith(fold(title)) else f"{title}\n\n{body}".strip(),
            published=known.published or published,
            publisher=publisher,
            url=url,
            sha256=capture.sha256,
            byline=clean_name(fields["author"]) if fields["author"] and fields["author"] != publisher else None,
            credits=credits,
            credited_source=credits[0].text if credits else None,
        ),
        capture=capture,
        member=fields["id"] or fields["url"] or f"entry {number}",
        note=fields["note"] if published and not known.published else None,
    )


def _credit(fields: dict[str, Any], publisher: str | None, url: str | None) -> tuple[Credit, ...]:
    """Return the `<source>` of an entry, or the other address that a JSON Feed says it tells of."""
    name, address = clean_marks(fields["source"]), join_address(url, fields["source_url"])
    if name and name != publisher:
        return (Credit(text=name, kind="feed", url=address),)
    if not name and address and address != url:
        return (Credit(text=host_of(address), kind="feed", url=address),)
    return ()
