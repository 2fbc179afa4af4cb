"""Pages of many entries: live blogs, whose entries are the report, and lists of reports, which are none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import Any

from khabar.pages.markup import line_of, lines_of, linked_length

_NAMED = re.compile(r"live|entry|post|update|timeline|event|coverage|block", re.I)
_FEWEST = 3
_SHORTEST = 40  # characters of an entry, on average
_LISTED = 0.6  # of the page's text that stands under headings which lead elsewhere
_LEVELS = 3  # elements around a heading, one of which is its block
_MOST_HEADINGS = 300
_SHARE = 0.4  # of the page's text that is in the entries


def read_live_entries(tree: Any) -> str:
    """Return the entries in the order of the page, each behind its time; "" where the page is no live blog.

    A live blog is at least three neighbours of one kind, each with a `<time>` of its own and running text.
    """
    parents: Counter[tuple[Any, str]] = Counter()
    for time in tree.iter("time"):
        for block in _blocks_above(time):
            parents[(block.getparent(), _kind(block))] += 1
    for (parent, kind), count in parents.most_common(3):
        if count < _FEWEST:
            return ""
        blocks = [child for child in parent if _kind(child) == kind and next(child.iter("time"), None) is not None]
        entries = [entry for block in blocks if (entry := _read_entry(block))]
        length = sum(map(len, entries))
        if len(entries) >= _FEWEST and length > max(_SHORTEST * len(entries), _SHARE * len(line_of(tree))):
            return "\n\n".join(entries)
    return ""


def has_linked_heading(block: Any) -> bool:
    """Say whether a block has a heading that is a link to another page."""
    return any(map(_leads_elsewhere, block.iter("h1", "h2", "h3", "h4", "h5")))


def _leads_elsewhere(heading: Any) -> bool:
    """Say whether a heading is a link to another page."""
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return any((link.get("href") or "#").strip()[:1] != "#" for link in links)


def _blocks_above(time: Any) -> list[Any]:
    """Return the elements around a time that may be its entry: named as one, or a list item or article."""
    out = []
    for above in list(time.iterancestors())[:5]:
        if above.getparent() is None or above.tag in ("body", "main", "html"):
            break
        if above.tag in ("li", "article", "section", "div") and _NAMED.search(_kind(above)):
            out.append(above)
    return out


def _kind(node: Any) -> str:
    classes = (node.get("class") or "").split()
    return f"{node.tag} {classes[0] if classes else ''}" if isinstance(node.tag, str) else ""


def is_list(tree: Any) -> bool:
    """Say whether a page is a list of reports: neighbours with a heading that leads elsewhere hold most of its text."""
    groups: defaultdict[tuple[Any, str], dict[Any, int]] = defaultdict(dict)
    for heading in islice(tree.iter("h1", "h2", "h3", "h4", "h5"), _MOST_HEADINGS):
        if not _leads_elsewhere(heading):
            continue
        for block in islice(heading.iterancestors("article", "div", "li", "section"), _LEVELS):
            found = groups[block.getparent(), _kind(block)]
            if block not in found:
                found[block] = len(block.text_content())
    whole = _LISTED * len(line_of(tree))
    return any(len(found) > _FEWEST and sum(found.values()) > whole for found in groups.values())


def _read_entry(block: Any) -> str:
    """Return the time of an entry and its running text; a block that leads to a page of its own gives ""."""
    if has_linked_heading(block):
        return ""
    time = next(block.iter("time"))
    written = line_of(time)
    lines = [line for line in lines_of(block).splitlines() if line != written]
    text = "\n".join(lines)
    if not text or linked_length(block) > 0.5 * len(text):
        return ""
    return f"{written or time.get('datetime') or ''}\n{text}".strip()
