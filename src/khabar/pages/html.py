"""A web page to a document: the running text without navigation, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from khabar.errors import EmptyInput
from khabar.model import Credit, Document, Span
from khabar.pages.body import read_body
from khabar.pages.dates import read_stamp
from khabar.pages.declared import Declared
from khabar.pages.decode import decode_text
from khabar.pages.exported import is_exported, read_exported
from khabar.pages.intake import Capture, Intake, Known
from khabar.pages.live import is_list
from khabar.pages.markup import parse_page, strip_tags
from khabar.pages.metadata import read_metadata
from khabar.pages.previews import is_preview, read_preview
from khabar.pages.wording import find_sources, fold

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)


def read_page(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the document of a web page, or those of the posts in a channel's preview or a chat's export."""
    declared = _CHARSET.search(capture.data[:4096])
    charset = capture.charset or (declared[1].decode("ascii", "ignore") if declared else None)
    page = decode_text(capture.data, declared=charset)
    for is_kind, read_kind in ((is_preview, read_preview), (is_exported, read_exported)):
        if is_kind(page):
            yield from read_kind(page, capture, known)
            return
    document = read_html(page, url=known.url or capture.url)
    document = msgspec.structs.replace(document, sha256=capture.sha256, id=capture.sha256[:16])
    yield Intake(document=known.over(document), capture=capture)


def read_html(page: str, *, url: str | None = None) -> Document:
    """Return the document of a page: title first, then its running text; raises `EmptyInput` for none.

    `published` is only what the page itself declares: in its header, its JSON-LD, a `<time>` near the title,
    on a line with a label, or in a stamp of time that opens the text; a date of a change is none.
    """
    tree = parse_page(page)
    declared = read_metadata(tree, url) if tree is not None else Declared()
    if tree is not None and not declared.article and is_list(tree):
        raise EmptyInput("this page is a list of reports, mere navigation; save the page of the article itself")
    body = (read_body(tree, declared) if tree is not None else "") or strip_tags(page)
    if not body:
        raise EmptyInput("this page holds no running text, only navigation; save the page of the article itself")
    title = declared.title
    text = body if not title or fold(body).startswith(fold(title)) else f"{title}\n\n{body}"
    credits = tuple(_anchor(credit, text) for credit in declared.credits)
    return Document(
        text=text,
        published=declared.published or read_stamp(text),
        publisher=declared.publisher,
        url=declared.url,
        byline=declared.byline,
        credits=credits,
    )


def _anchor(credit: Credit, text: str) -> Credit:
    """Return a credit with its place in the text, if it closes a line of it («المصدر: …»)."""
    at = text.rfind(credit.text)
    line = text[text.rfind("\n", 0, at) + 1 : at] if at >= 0 else ""
    if credit.text not in find_sources(line + credit.text):
        return credit
    return msgspec.structs.replace(credit, kind="line", span=Span(at, at + len(credit.text)))
