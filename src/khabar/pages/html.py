"""A web page to a document: the running text without navigation, and what the page says of itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

import msgspec
import trafilatura
from lxml import etree
from lxml import html as markup

from khabar.errors import DateProblem, EmptyInput
from khabar.model import Document, iso_date
from khabar.pages.decode import decode_text
from khabar.pages.intake import Capture, Intake, Known

_DATE_TAGS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@property='og:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[translate(@name,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')='date']/@content",
    "//meta[contains(translate(@name,'DATEPUBLISH','datepublish'),'publish')]/@content",
    "//meta[@name='DC.date.issued' or @name='dcterms.created' or @name='dc.date']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time[@pubdate or @datetime][1]/@datetime",
)
_PROSE = "//h1 | //h2 | //p | //li | //blockquote | //pre"
_LINKED_SHARE = 0.5
_LINKED_WORDS = 0.95
_SHORTEST_LINE = 30  # characters; shorter ones between tags are labels and buttons
_TAG = re.compile(r"<(/?)(\w+)[^<>]*>|<!--|<[^<>]*>")
_NO_PROSE = frozenset({"script", "style", "nav", "a", "head", "footer"})


_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)


def read_page(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the one document of a web page."""
    declared = _CHARSET.search(capture.data[:4096])
    charset = capture.charset or (declared[1].decode("ascii", "ignore") if declared else None)
    page = read_html(decode_text(capture.data, declared=charset), url=known.url or capture.url)
    given = {name: value for name, value in known._asdict().items() if value}
    digest = capture.sha256
    yield Intake(document=msgspec.structs.replace(page, **given, sha256=digest, id=digest[:16]), capture=capture)


def read_html(page: str, *, url: str | None = None) -> Document:
    """Return the document of a page: title first, then its running text; raises `EmptyInput` for none.

    `published` is only what the page itself declares in its header, a `<time>` or its JSON-LD.
    """
    tree = _parse(page)
    found = _extract(page, url)
    body = (found.get("text") or "").strip()
    if not body or _is_navigation(body, tree):
        body = _plain_prose(tree) or _strip_tags(page)
    if not body:
        raise EmptyInput("this page holds no running text, only navigation; save the page of the article itself")
    title = " ".join((found.get("title") or _first(tree, "//title/text()") or "").split())
    return Document(
        text=body if not title or body.startswith(title) else f"{title}\n\n{body}",
        published=_find_published(tree),
        publisher=found.get("sitename") or _first(tree, "//meta[@property='og:site_name']/@content"),
        url=url or _first(tree, "//link[@rel='canonical']/@href"),
        byline=found.get("author"),
    )


def _extract(page: str, url: str | None) -> dict[str, Any]:
    """Return what the extractor finds, with empty fields where it finds no article."""
    found = trafilatura.bare_extraction(page, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    return found if isinstance(found, dict) else found.as_dict()


def _parse(page: str) -> Any:
    """Parse a page whatever its faults; a page with nothing in it gives None."""
    # lxml takes no control codes and no encoding declaration in a string.
    clean = re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", " ", re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    try:
        return markup.document_fromstring(clean)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _first(tree: Any, path: str) -> str | None:
    values = tree.xpath(path) if tree is not None else []
    return next((str(v).strip() for v in values if str(v).strip()), None)


def _is_navigation(body: str, tree: Any) -> bool:
    """Say whether the extracted lines are mostly, or their words nearly all, those of the page's links."""
    if tree is None:
        return False
    links = {" ".join(a.text_content().split()) for a in tree.iter("a")}
    lines = [" ".join(line.lstrip("-•* ").split()) for line in body.splitlines()]
    if sum(len(line) for line in lines if line in links) > _LINKED_SHARE * sum(map(len, lines)):
        return True
    words = Counter(body.split())
    linked = Counter(word for link in links for word in link.split())
    return (words & linked).total() > _LINKED_WORDS * words.total()


def _plain_prose(tree: Any) -> str:
    """Return the text of headings and paragraphs that are not mostly links."""
    if tree is None:
        return ""
    lines = []
    for block in tree.xpath(_PROSE):
        words = " ".join(block.text_content().split())
        linked = sum(len(" ".join(a.text_content().split())) for a in block.iter("a"))
        if words and linked < _LINKED_SHARE * len(words):
            lines.append(words)
    return "\n".join(dict.fromkeys(lines))


def _strip_tags(page: str) -> str:
    """Return what stands between the tags of a page that no parser takes, such as one nested too deeply."""
    kept: list[str] = []
    at, skipping = 0, ""
    for tag in _TAG.finditer(page):
        if tag.start() < at:
            continue  # inside a comment
        if not skipping:
            kept.append(page[at : tag.start()])
        at, name = tag.end(), (tag[2] or "").lower()
        if tag[0] == "<!--":
            end = page.find("-->", at)
            at = end + 3 if end >= 0 else len(page)
        elif tag[1] and name == skipping:
            skipping = ""
        elif name in _NO_PROSE and not tag[1] and not skipping:
            skipping = name
    if not skipping:
        kept.append(page[at:])
    lines = (" ".join(line.split()) for line in unescape("\n".join(kept)).splitlines())
    return "\n".join(line for line in lines if len(line) >= _SHORTEST_LINE)


def _find_published(tree: Any) -> str | None:
    if tree is None:
        return None
    declared = [str(v) for path in _DATE_TAGS for v in tree.xpath(path)]
    return next((date for date in map(_as_date, [*_linked_data_dates(tree), *declared]) if date), None)


def _linked_data_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _dates_in(json.loads(script))
        except (ValueError, RecursionError):
            continue


def _dates_in(node: Any) -> Iterator[str]:
    """Yield each `datePublished` of a JSON-LD value, at any depth."""
    if isinstance(node, dict):
        if isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
        for value in node.values():
            yield from _dates_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _dates_in(value)


def _as_date(value: str) -> str | None:
    value = value.strip()
    try:
        return iso_date(value)
    except DateProblem:
        pass
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError):
        pass
    started = re.match(r"(\d{4})[-/](\d{2})[-/](\d{2})", value)
    try:
        return iso_date("-".join(started.groups())) if started else None
    except DateProblem:
        return None
