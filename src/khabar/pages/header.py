"""What a page declares in its header and near its title: meta tags, microdata, `<time>`, and lines with labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from khabar.model import Credit
from khabar.pages.addresses import join_address
from khabar.pages.dates import choose_date, is_only_date, read_date, read_labelled_date, read_written_date
from khabar.pages.declared import Declared
from khabar.pages.markup import first_of, line_of
from khabar.pages.regions import Lines, names_of, near_title, short_lines
from khabar.pages.titles import find_site, find_title
from khabar.pages.wording import clean_author, clean_name, find_byline, find_sources

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
_DATED = re.compile(r"date|time|publish|posted", re.I)
_CHANGED = re.compile(r"updated|modified|datemodified", re.I)
_AUTHORED = re.compile(r"byline|author|writer|reporter|editor-name", re.I)
_RDF_DATES = "//*[@content and contains('|dc:date|dcterms:date|dc:created|schema:datePublished|rnews:datePublished|sioc:created|', concat('|', substring-before(concat(@property, ' '), ' '), '|'))]/@content"


def read_header(tree: Any, address: str | None) -> Declared:
    """Return what the header and the lines near the title of a page declare."""
    metas = _metas(tree)
    title = find_title(tree, metas)
    near = short_lines(tree, title)
    publisher = next((metas[name] for name in _SITES if name in metas and "://" not in metas[name]), None)
    return Declared(
        title=title,
        byline=_byline(tree, metas, near, publisher),
        publisher=publisher
        or first_of(tree, "//*[@itemprop='publisher']//*[@itemprop='name']/text()")
        or find_site(tree, title),
        published=choose_date(_dates(tree, metas, near)),
        url=_canonical(tree, metas, address),
        credits=tuple(_credits(tree, near)),
        article=metas.get("og:type") == "article" or "article:published_time" in metas,
    )


def _metas(tree: Any) -> dict[str, str]:
    """Return the values of the meta tags by their lower-case names; the first of a name counts."""
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            if value and (name := meta.get(attribute)):
                out.setdefault(name.lower(), value)
    return out


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
    for node in near_title(near):
        told = node.tag == "time" and not _CHANGED.search(names_of(node))
        if told and (date := read_date(node.get("datetime") or "") or read_written_date(line_of(node))):
            yield date
    for _, line in near.lines:
        if date := read_labelled_date(line):
            yield date
            break
    for node in near_title(near):
        names, line = names_of(node) + names_of(node.getparent()), line_of(node)
        told = _DATED.search(names) or is_only_date(line)
        if told and not _CHANGED.search(names) and (date := read_written_date(line)):
            yield date
            break


def _byline(tree: Any, metas: dict[str, str], near: Lines, publisher: str | None) -> str | None:
    """Return the reporter: declared, in an element named for it, or on a line with a label."""
    for name in _AUTHORS:
        if name in metas and (found := clean_author(metas[name])) and found != publisher:
            return found
    for node in islice(tree.xpath("//*[@itemprop='author' or @rel='author']"), 5):
        inner = next(iter(node.xpath(".//*[@itemprop='name']")), node)
        line = inner.get("content") or line_of(inner)
        found = find_byline(line, bare=True) or clean_author(line)
        if found and found != publisher and not any("comment" in names_of(above) for above in node.iterancestors()):
            return found
    for node in near_title(near):
        line = line_of(node)
        named = bool(_AUTHORED.search(names_of(node)))
        found = find_byline(line, bare=named) or (clean_author(line) if named and not read_written_date(line) else None)
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
    return next((whole for link in links if (whole := join_address(None, link))), None)


def _canonical(tree: Any, metas: dict[str, str], address: str | None) -> str | None:
    link = first_of(tree, "//link[translate(@rel,'CANOIL','canoil')='canonical']/@href") or metas.get("og:url")
    return join_address(address or first_of(tree, "//base/@href"), link)
