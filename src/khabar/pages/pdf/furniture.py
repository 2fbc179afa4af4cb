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
_CLOCK = re.compile(r"\d{1,2}:\d{2}")  # a browser prints the time and the page's title above,
_ADDRESS = re.compile(r"\b(?:https?|file)://\S+")  # and its address and the number of the sheet below
_SHEET = re.compile(r"\b\d+/\d+\b")


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
        printed = _find_printed(edges)
        kept.append([line for line in lines if line not in running | bare | printed])
    return kept


def find_address(lines: Sequence[Line]) -> str | None:
    """Return the web address that a browser printed below a page, None where none did."""
    edges = _edges(lines)
    below = _find_printed(edges) & set(edges[-1:])
    found = next((_ADDRESS.search(line.text) for line in below), None)
    return found[0] if found and found[0].startswith("http") else None


def _find_printed(edges: Sequence[Line]) -> set[Line]:
    """Return what a browser printed above and below a page: the one with a clock, the other with the address."""
    if len(edges) < 2 or not (_ADDRESS.search(edges[-1].text) and _SHEET.search(edges[-1].text)):
        return set()
    return {edges[-1], *(edge for edge in edges[:1] if _CLOCK.search(edge.text))}


def _edges(lines: Sequence[Line]) -> list[Line]:
    """Return the lines at the top and the bottom of a page, from the top."""
    placed = sorted(lines, key=lambda line: -line.y)
    return placed if len(placed) <= 2 * _EDGE_LINES else placed[:_EDGE_LINES] + placed[-_EDGE_LINES:]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
