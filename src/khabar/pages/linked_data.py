"""JSON-LD of a page: what it says of its article, its sources and the entries of a live blog."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from khabar.model import Credit
from khabar.pages.addresses import host_of, join_address
from khabar.pages.dates import read_date
from khabar.pages.declared import Declared
from khabar.pages.given import string_of
from khabar.pages.markup import strip_markup
from khabar.pages.wording import clean_name

_ARTICLE = re.compile(r"(?:News)?Article$|BlogPosting$|^Report$|SocialMediaPosting$|^Dataset$|^CreativeWork$")
_LIVE = "LiveBlogPosting"
_PLAIN = ("WebPage", "VideoObject", "ItemPage")
_NOT_SCRIPT = re.compile(r"^\s*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*;?\s*$|[\x00-\x1f]")
_MOST_NODES = 5_000
_MOST_NAMES = 8


def read_linked_data(tree: Any) -> Declared:
    """Return what the JSON-LD of a page declares; empty where it has none or it is broken."""
    nodes = list(_top_nodes(tree))
    if not nodes:
        return Declared()
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    main = _choose(nodes)
    published = next((date for node in nodes if (date := _date_of(node))), None)
    if main is None:
        return Declared(published=published, publisher=_site_name(nodes, by_id))
    entries = _live_entries(main)
    publisher = next(iter(_names(main.get("publisher"), by_id)), None) or _site_name(nodes, by_id)
    persons, bodies = _split_authors(main.get("author") or main.get("creator"), by_id)
    return Declared(
        title=string_of(main.get("headline")) or string_of(main.get("name")),
        byline=_join(_names(persons, by_id)),
        publisher=publisher,
        published=_date_of(main) or published,
        maker=next(_names(bodies, by_id), None),
        url=_url(main.get("url")) or _url(main.get("mainEntityOfPage")),
        credits=tuple(_credits({**main, "author": bodies}, by_id, publisher)),
        body=entries or strip_markup(string_of(main.get("articleBody")) or ""),
        article=any(_ARTICLE.search(kind) for kind in _types(main)),
        live=bool(entries),
    )


def _top_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects that stand at the top of the scripts or in their `@graph` and `mainEntity`."""
    left = _MOST_NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        waiting = [_load(script.text or "")]
        while waiting and left:
            left -= 1
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting = value[:left] + waiting
            elif isinstance(value, dict):
                yield value
                waiting = [value[key] for key in ("@graph", "mainEntity") if value.get(key)] + waiting


def _load(script: str) -> Any:
    try:
        return json.loads(_NOT_SCRIPT.sub(" ", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]


def _choose(nodes: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the node of the article: a live blog, an article, or else the page itself."""
    for wanted in (
        lambda t: t == _LIVE,
        lambda t: bool(_ARTICLE.search(t)),
        lambda t: t in _PLAIN,
    ):
        found = [node for node in nodes if any(wanted(t) for t in _types(node))]
        if found:
            return max(found, key=lambda node: sum(key in node for key in ("headline", "datePublished", "articleBody")))
    return None


def _date_of(node: dict[str, Any]) -> str | None:
    value = node.get("datePublished")
    return read_date(value) if isinstance(value, str) else None


def _site_name(nodes: list[dict[str, Any]], by_id: dict[str, Any]) -> str | None:
    for kind in ("NewsMediaOrganization", "WebSite", "Organization"):
        for node in nodes:
            if kind in _types(node) and (names := list(_names(node, by_id))):
                return names[0]
    return None


def _names(value: Any, by_id: dict[str, Any]) -> Iterator[str]:
    """Yield the names in a value: texts, objects with a name, references to them, or lists of these."""
    for item in _listed(value):
        if isinstance(item, dict):
            item = item if item.get("name") else by_id.get(item.get("@id", ""), item)
            item = item.get("name")
        if isinstance(item, list):
            item = next((i for i in item if isinstance(i, str)), None)
        name = string_of(item)
        if name and "://" not in name:
            yield name


def _split_authors(value: Any, by_id: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return the authors that are persons, or nobody says what, and those that are organisations."""
    authors = [by_id.get(a.get("@id", ""), a) if isinstance(a, dict) else a for a in _listed(value)]
    bodies = [a for a in authors if isinstance(a, dict) and any(t.endswith("Organization") for t in _types(a))]
    return [a for a in authors if a not in bodies], bodies


def _listed(value: Any) -> list[Any]:
    return (value if isinstance(value, list) else [value])[:_MOST_NAMES]


def _credits(main: dict[str, Any], by_id: dict[str, Any], publisher: str | None) -> Iterator[Credit]:
    """Yield the sources that an article declares: its `sourceOrganization`, what it is based on, its provider."""
    for key in ("author", "sourceOrganization", "isBasedOn", "isBasedOnUrl", "provider"):
        for item in _listed(main.get(key)):
            url = _url(item)
            names = list(_names(item, by_id))
            if isinstance(item, dict) and key == "isBasedOn":
                names = [*_names(item.get("publisher"), by_id), *names]
            name = names[0] if names else host_of(url)
            if name and name != publisher:
                yield Credit(text=name, kind="page", url=url)


def _live_entries(main: dict[str, Any]) -> str:
    """Return the entries of a live blog in their order, each behind its time."""
    entries = main.get("liveBlogUpdate")
    out = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        title, body = string_of(entry.get("headline")), strip_markup(string_of(entry.get("articleBody")) or "")
        lines = [line for line in (_date_of(entry), title, body if body != title else None) if line]
        if title or body:
            out.append("\n".join(lines))
    return "\n\n".join(out)


def _join(names: Iterator[str]) -> str | None:
    return "، ".join(dict.fromkeys(name for given in names if (name := clean_name(given)))) or None


def _url(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id")
    return join_address(None, value) if isinstance(value, str) else None
