"""The title of a page's article, without the name of its site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from khabar.pages.markup import first_of, line_of
from khabar.pages.regions import is_aside
from khabar.pages.wording import fold

_SEPARATOR = r"\s*[|\-–—:«»›·•]+\s*"
_SITE = 40  # characters of the name of a site


def find_title(tree: Any, metas: Mapping[str, str]) -> str | None:
    """Return the title: the heading where the declared title only adds to it, else the declared one."""
    declared = metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title")
    page = first_of(tree, "//title/text()") or ""
    whole = fold(declared or page)
    heads = [line for node in islice(tree.iter("h1", "h2", "h3"), 40) if (line := line_of(node)) and not is_aside(node)]
    site = fold(metas.get("og:site_name") or "")
    repeated = [head for head in heads if len(head.split()) > 2 and fold(head) in whole and fold(head) != site]
    if repeated:
        return max(repeated, key=len)
    if declared:
        return trim_title(declared, metas.get("og:site_name"))
    named = first_of(tree, "(//*[@itemprop='headline'])[1]//text()")
    first = next((line_of(node) for node in tree.iter("h1") if not is_aside(node)), "")
    if named or len(first.split()) > 3:
        return named or first
    return trim_title(page, metas.get("og:site_name")) or first or None


def find_site(tree: Any, title: str | None) -> str | None:
    """Return what the page's title adds to that of the article, if a logo or the claim of copyright names it too."""
    page = first_of(tree, "//title/text()") or ""
    if not title or title not in page:
        return None
    parts = [part.strip(" |-–—»«›·•:") for part in page.split(title)]
    name = next((part for part in reversed(parts) if part), "")
    if not 1 < len(name) <= _SITE or re.search(r"[|»«]", name):
        return None
    if any(name in (image.get("alt") or "") for image in tree.iter("img")):
        return name
    return name if re.search(rf"(?:©|copyright)[^.|]{{0,30}}{re.escape(name)}", line_of(tree), re.I) else None


def trim_title(title: str, *names: str | None) -> str:
    """Return a title without the name of its site before or behind a bar or a dash."""
    for name in filter(None, names):
        title = re.sub(rf"(?<=\S){_SEPARATOR}{re.escape(name)}\s*$|^\s*{re.escape(name)}{_SEPARATOR}(?=\S)", "", title)
    return title.strip()
