"""What a page declares in its header and near its title: meta tags, microdata, `<time>`, and lines with labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from khabar.model import Credit
from khabar.pages.dates import choose_date, is_only_date, read_date, read_labelled_date, read_written_date
from khabar.pages.declared import Declared
from khabar.pages.markup import first_of, line_of
from khabar.pages.wording import clean_name, find_byline, find_sources, fold

_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "publishdate",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date",
    "dc.date.created",
)
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher")
_ASIDE = re.compile(
    r"related|sidebar|comment|footer|widget|most-|trending|recommend|latest|ticker|ma[iy]n-?menu|navbar", re.I
)
_DATED = re.compile(r"date|time|publish|posted", re.I)
_CHANGED = re.compile(r"updated|modified|datemodified", re.I)
_AUTHORED = re.compile(r"byline|author|writer|reporter|editor-name", re.I)
_SEPARATOR = r"\s*[|\-–—:«»›·•]+\s*"
_NO_HEADER = frozenset({"nav", "aside", "figure", "figcaption", "script", "style"})
_RDF_DATES = "//*[@content and contains('|dc:date|dcterms:date|dc:created|schema:datePublished|rnews:datePublished|sioc:created|', concat('|', substring-before(concat(@property, ' '), ' '), '|'))]/@content"
_SITE = 40  # characters of the name of a site
_NEAR = 60  # elements after the title in which an unlabelled date may stand
_LINE = 160  # characters of a line that holds a label
_MOST_LINES = 3_000


class Lines(NamedTuple):
    """Short lines of a page in their order, with their elements; `title` is the index of the title's own."""

    lines: list[tuple[Any, str]]
    title: int


def read_header(tree: Any, address: str | None) -> Declared:
    """Return what the header and the lines near the title of a page declare."""
    metas = _metas(tree)
    title = _title(tree, metas)
    near = _short_lines(tree, title)
    publisher = next((metas[name] for name in _SITES if name in metas and "://" not in metas[name]), None)
    return Declared(
        title=title,
        byline=_byline(tree, metas, near, publisher),
        publisher=publisher
        or first_of(tree, "//*[@itemprop='publisher']//*[@itemprop='name']/text()")
        or _site_in_title(tree, title),
        published=choose_date(_dates(tree, metas, near)),
        url=_canonical(tree, metas, address),
        credits=tuple(_credits(tree, near)),
    )


def trim_title(title: str, *names: str | None) -> str:
    """Return a title without the name of its site before or behind a bar or a dash."""
    for name in filter(None, names):
        title = re.sub(rf"(?<=\S){_SEPARATOR}{re.escape(name)}\s*$|^\s*{re.escape(name)}{_SEPARATOR}(?=\S)", "", title)
    return title.strip()


def _metas(tree: Any) -> dict[str, str]:
    """Return the values of the meta tags by their lower-case names; the first of a name counts."""
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            if value and (name := meta.get(attribute)):
                out.setdefault(name.lower(), value)
    return out


def _title(tree: Any, metas: dict[str, str]) -> str | None:
    """Return the title: the heading where the declared title only adds to it, else the declared one."""
    declared = metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title")
    page = first_of(tree, "//title/text()") or ""
    whole = fold(declared or page)
    heads = [line for node in islice(tree.iter("h1", "h2", "h3"), 40) if (line := line_of(node)) and not _aside(node)]
    for head in heads:
        if len(head.split()) > 2 and fold(head) in whole:
            return head
    if declared:
        return trim_title(declared, metas.get("og:site_name"))
    named = first_of(tree, "(//*[@itemprop='headline'])[1]//text()")
    first = next((line_of(node) for node in tree.iter("h1") if not _aside(node)), "")
    if named or len(first.split()) > 3:
        return named or first
    return trim_title(page, metas.get("og:site_name")) or first or None


def _site_in_title(tree: Any, title: str | None) -> str | None:
    """Return what the page's title adds to that of the article, if the page names it once more (a logo, a footer)."""
    page = first_of(tree, "//title/text()") or ""
    if not title or title not in page:
        return None
    parts = [part.strip(" |-–—»«›·•:") for part in page.split(title)]
    name = next((part for part in reversed(parts) if part), "")
    if not 1 < len(name) <= _SITE or re.search(r"[|»«]", name):
        return None
    again = any(name in (image.get("alt") or "") for image in tree.iter("img"))
    body = tree.find(".//body")
    return name if again or (body is not None and name in line_of(body)) else None


def _short_lines(tree: Any, title: str | None) -> Lines:
    """Return the short lines of the innermost elements outside menus, asides and comments."""
    lines: list[tuple[Any, str]] = []
    at = -1
    skipped: set[Any] = set()
    body = tree.find(".//body")
    for node in (body if body is not None else tree).iter():
        if node.getparent() in skipped or _stands_aside(node):
            skipped.add(node)
            continue
        if not isinstance(node.tag, str) or len(lines) >= _MOST_LINES:
            continue
        own = (node.text or "").strip() or any((child.tail or "").strip() for child in node)
        if not own and node.tag != "time":
            continue
        line = line_of(node) if len(node) < 12 else (node.text or "").strip()
        if len(line) <= _LINE or line == title:
            if at < 0 and title and (line == title or (node.tag == "h1" and line in title)):
                at = len(lines)
            lines.append((node, line))
    return Lines(lines, at)


def _stands_aside(node: Any) -> bool:
    if not isinstance(node.tag, str) or node.tag in _NO_HEADER:
        return True
    if node.tag == "footer" and next(node.iterancestors("article"), None) is None:
        return True
    return node.tag not in ("body", "article", "main") and bool(
        _ASIDE.search(f"{node.get('class') or ''} {node.get('id') or ''}")
    )


def _aside(node: Any) -> bool:
    return any(_stands_aside(above) for above in node.iterancestors() if above.tag not in ("html", "body"))


def _dates(tree: Any, metas: dict[str, str], near: Lines) -> Iterator[str]:
    """Yield the dates of publication, those made for machines first; no date of a change is among them."""
    for name in _DATES:
        if name in metas and (date := read_date(metas[name]) or read_written_date(metas[name])):
            yield date
    for node in islice(tree.xpath("//*[@itemprop='datePublished']"), 3):
        if date := read_date(node.get("datetime") or node.get("content") or line_of(node)):
            yield date
    for value in islice(tree.xpath(_RDF_DATES), 3):
        if date := read_date(str(value)):
            yield date
    for node in _near_title(near):
        told = node.tag == "time" and not _CHANGED.search(_names(node))
        if told and (date := read_date(node.get("datetime") or "") or read_written_date(line_of(node))):
            yield date
    for _, line in near.lines:
        if date := read_labelled_date(line):
            yield date
            break
    for node in _near_title(near):
        names, line = _names(node) + _names(node.getparent()), line_of(node)
        told = _DATED.search(names) or is_only_date(line)
        if told and not _CHANGED.search(names) and (date := read_written_date(line)):
            yield date
            break


def _near_title(near: Lines) -> Iterator[Any]:
    """Yield the elements around the title: those of its own block before it, and the next ones behind it."""
    if near.title < 0:
        return
    title = near.lines[near.title][0]
    blocks = set(islice((above for above in title.iterancestors() if above.tag != "body"), 2))
    for node, _ in near.lines[max(0, near.title - 6) : near.title]:
        if not blocks.isdisjoint(node.iterancestors()):
            yield node
    for node, _ in near.lines[near.title + 1 : near.title + _NEAR]:
        yield node


def _names(node: Any) -> str:
    return f" {node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}" if node is not None else ""


def _byline(tree: Any, metas: dict[str, str], near: Lines, publisher: str | None) -> str | None:
    """Return the reporter: declared, in an element named for it, or on a line with a label."""
    for name in _AUTHORS:
        if name in metas and (found := clean_name(metas[name])) and found != publisher:
            return found
    for node in islice(tree.xpath("//*[@itemprop='author' or @rel='author']"), 5):
        inner = next(iter(node.xpath(".//*[@itemprop='name']")), node)
        line = inner.get("content") or line_of(inner)
        found = find_byline(line, bare=True) or clean_name(line)
        if found and found != publisher and not any("comment" in _names(above) for above in node.iterancestors()):
            return found
    for node in _near_title(near):
        line = line_of(node)
        named = bool(_AUTHORED.search(_names(node)))
        found = find_byline(line, bare=named) or (clean_name(line) if named and not read_written_date(line) else None)
        if found and found != publisher:
            return found
    return None


def _credits(tree: Any, near: Lines) -> Iterator[Credit]:
    """Yield the sources that microdata and lines with a label name, with the address that they link to."""
    for node in islice(tree.xpath("//*[@itemprop='sourceOrganization' or @itemprop='isBasedOn']"), 4):
        name = clean_name(node.get("content") or line_of(node))
        if name:
            yield Credit(text=name, kind="page", url=_link_of(node))
    for node, line in near.lines:
        for name in find_sources(line) if ":" in line else ():
            yield Credit(text=name, kind="page", url=_link_of(node))


def _link_of(node: Any) -> str | None:
    links = [node.get("href"), *(a.get("href") for a in islice(node.iter("a"), 3))]
    return next((link for link in links if link and link.startswith(("http://", "https://"))), None)


def _canonical(tree: Any, metas: dict[str, str], address: str | None) -> str | None:
    link = first_of(tree, "//link[translate(@rel,'CANOIL','canoil')='canonical']/@href") or metas.get("og:url")
    base = address or first_of(tree, "//base/@href") or ""
    try:
        whole = urljoin(base, link or "")
        return whole if link and urlsplit(whole).hostname else None
    except ValueError:
        return None
