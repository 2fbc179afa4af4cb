"""What a printed page has around its text: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from khabar.pages.pdf.columns import Line

_EDGE_LINES = 3
_LEAST_PAGES = 2
_SHARE = 0.5
_NUMBER_ONLY = re.compile(r"[\W\d_]*\d[\W\d_]*")
_DIGITS = re.compile(r"\d+")


def drop_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without the lines that come back at the same edge of most of them, and without bare numbers."""
    counted: Counter[str] = Counter()
    for lines in pages:
        counted.update({_key(line) for line in _edges(lines)})
    least = max(_LEAST_PAGES, _SHARE * sum(1 for lines in pages if lines))
    kept = []
    for lines in pages:
        edges = _edges(lines)
        outer = {line for line in edges if any(abs(line.y - edge.y) < line.em for edge in (edges[0], edges[-1]))}
        running = {line for line in edges if counted[_key(line)] >= least}
        bare = {line for line in outer if _NUMBER_ONLY.fullmatch(line.text) and len(line.text) < 12}
        kept.append([line for line in lines if line not in running and line not in bare])
    return kept


def _edges(lines: Sequence[Line]) -> list[Line]:
    """Return the lines at the top and the bottom of a page, from the top."""
    placed = sorted(lines, key=lambda line: -line.y)
    return placed if len(placed) <= 2 * _EDGE_LINES else placed[:_EDGE_LINES] + placed[-_EDGE_LINES:]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
