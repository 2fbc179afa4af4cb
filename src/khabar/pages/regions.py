"""The regions of a page: what stands aside from its article, and which short lines stand near the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from khabar.pages.markup import line_of

_ASIDE = re.compile(
    r"related|caption|(?:image|photo)-?credit|sidebar|comment|footer|widget|most-|trending|recommend|latest|ticker|ma[iy]n-?menu|navbar",
    re.I,
)
_ELSEWHERE = frozenset({"nav", "aside", "figure", "figcaption", "script", "style"})
_NEAR = 60  # elements after the title in which an unlabelled date may stand
_LINE = 160  # characters of a line that holds a label
_MOST_LINES = 3_000


class Lines(NamedTuple):
    """Short lines of a page in their order, with their elements; `title` is the index of the title's own."""

    lines: list[tuple[Any, str]]
    title: int


def short_lines(tree: Any, title: str | None) -> Lines:
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


def near_title(near: Lines) -> Iterator[Any]:
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


def is_aside(node: Any) -> bool:
    """Say whether an element stands in a menu, a list of other reports, a caption or the comments."""
    return any(_stands_aside(above) for above in node.iterancestors() if above.tag not in ("html", "body"))


def names_of(node: Any) -> str:
    """Return the class, id and property of an element."""
    return f" {node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}" if node is not None else ""


def _stands_aside(node: Any) -> bool:
    if not isinstance(node.tag, str) or node.tag in _ELSEWHERE:
        return True
    if node.tag == "footer" and next(node.iterancestors("article"), None) is None:
        return True
    return node.tag not in ("body", "article", "main") and bool(
        _ASIDE.search(f"{node.get('class') or ''} {node.get('id') or ''}")
    )
