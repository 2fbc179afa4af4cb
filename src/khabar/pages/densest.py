"""The part of a page that holds most prose, for pages on which the extractor finds nothing or loses the paragraphs."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from khabar.pages.markup import lines_of

_INLINE = frozenset("b strong i em span font a u small mark bdi bdo br abbr time cite q sup sub wbr".split())
_SHORTEST = 30  # characters of prose in one block
_LEVELS = (1.0, 1.0, 0.5)  # what a block's prose counts for itself, for the element around it, for the one around that


def find_densest(tree: Any) -> str:
    """Return the lines of the element around most prose, "" where none holds any; links are no prose."""
    scores: defaultdict[Any, float] = defaultdict(float)
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in ("script", "style", "noscript", "head", "title", "a"):
            continue
        prose = _own_prose(node)
        if prose < _SHORTEST:
            continue
        block = node
        while block.tag in _INLINE and block.getparent() is not None:
            block = block.getparent()
        for share in _LEVELS:
            if block is None or block.tag in ("html", "head"):
                break
            scores[block] += share * prose
            block = block.getparent()
    if not scores:
        return ""
    best = max(scores, key=lambda node: scores[node])
    return lines_of(best)


def _own_prose(node: Any) -> int:
    """Return how many characters stand directly in an element, without those of its children."""
    length = len((node.text or "").strip())
    return length + sum(len((child.tail or "").strip()) for child in node)
