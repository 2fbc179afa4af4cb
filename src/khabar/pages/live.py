"""The entries of a live blog as a page lays them out: blocks side by side, each with its time."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from khabar.pages.markup import line_of, lines_of

_NAMED = re.compile(r"live|entry|post|update|timeline|event|coverage|block", re.I)
_FEWEST = 3
_SHORTEST = 40  # characters of an entry, on average


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
        if len(entries) >= _FEWEST and sum(map(len, entries)) > _SHORTEST * len(entries):
            return "\n\n".join(entries)
    return ""


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


def _read_entry(block: Any) -> str:
    """Return the time of an entry and its running text; a block that is only a link to another page gives ""."""
    time = next(block.iter("time"))
    written = line_of(time)
    lines = [line for line in lines_of(block).splitlines() if line != written]
    text = "\n".join(lines)
    linked = sum(len(line_of(a)) for a in block.iter("a"))
    if not text or linked > 0.5 * len(text):
        return ""
    return f"{written or time.get('datetime') or ''}\n{text}".strip()
