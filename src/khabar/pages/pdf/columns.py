"""Pieces of rows to lines in reading order: columns from the right in Arabic, from the left elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from khabar.pages.pdf.rows import Piece

_LEAST_ROWS = 3
_LEAST_WIDTH = 7.0  # ems; what is narrower is a table's cell or a number, not a column of prose
_STEPS = 240
_WIDE_GAP = 1.5  # ems; a narrower one divides columns only where what is beyond it begins at one edge
_ALIGNED = 0.4
_MOST_ASTRAY = 0.3  # of the rows: first lines of paragraphs, and what is centred
_MOST_COLUMNS = 8
_MISPLACED = re.compile("^([.!?:;\u060c\u061b\u061f])\\s?([\u0621-\u064a].*[^.!?:;\u060c\u061b\u061f])$", re.S)
_MOST_PIECES = 5000  # on a page; a page of more is no prose in columns


class Line(NamedTuple):
    """One line of a column, and the edges of that column."""

    text: str
    left: float
    right: float
    y: float
    em: float
    column: tuple[float, float]


def order_lines(rows: Sequence[Sequence[Piece]], *, rightward: bool, depth: int = 0) -> list[Line]:
    """Return the lines of `rows`, given from the top down, column after column."""
    rows = [row for row in rows if row]
    found = _find_gutter(rows, rightward) if depth < _MOST_COLUMNS else None
    if found is None:
        return _join_rows(rows, rightward)
    gutter, first, last = found
    first += next(n for n, row in enumerate(rows[first:last]) if _begins(row, gutter, rightward))
    band = rows[first:last]
    left = [[piece for piece in row if piece.right <= gutter] for row in band]
    right = [[piece for piece in row if piece.right > gutter] for row in band]
    parts: list[Sequence[Sequence[Piece]]] = [rows[:first], *([left, right] if rightward else [right, left])]
    ordered = [order_lines(part, rightward=rightward, depth=depth + 1) for part in (*parts, rows[last:])]
    return [line for lines in ordered for line in lines]


def _begins(row: Sequence[Piece], gutter: float, rightward: bool) -> bool:
    """Say whether a row has text beyond the first column: the rows above it end what runs over the columns."""
    return any(piece.left >= gutter if rightward else piece.right <= gutter for piece in row)


def _find_gutter(rows: Sequence[Sequence[Piece]], rightward: bool) -> tuple[float, int, int] | None:
    """Return where a column ends, and the first row and the one after the last of those that it divides."""
    pieces = [piece for row in rows for piece in row]
    if len(rows) < _LEAST_ROWS or not 2 * _LEAST_ROWS <= len(pieces) <= _MOST_PIECES:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[int, float, tuple[float, int, int]] | None = None
    for step in range(1, _STEPS):
        at = left + (right - left) * step / _STEPS
        for first, last in _runs_apart(rows, at):
            gap = _measure_gutter(rows[first:last], at, rightward)
            size = sum(len(row) for row in rows[first:last])
            if gap is not None and (best is None or (size, gap) > best[:2]):
                best = (size, gap, (at, first, last))
    return best[2] if best else None


def _runs_apart(rows: Sequence[Sequence[Piece]], at: float) -> list[tuple[int, int]]:
    """Return the runs of rows of which no piece lies across `at`."""
    runs, start = [], 0
    for n, row in enumerate(rows):
        if any(piece.left < at < piece.right for piece in row):
            if n > start:
                runs.append((start, n))
            start = n + 1
    if len(rows) > start:
        runs.append((start, len(rows)))
    return runs


def _measure_gutter(band: Sequence[Sequence[Piece]], at: float, rightward: bool) -> float | None:
    """Return the width of a gutter between two columns of prose, None where they are none."""
    left = [part for row in band if (part := [piece for piece in row if piece.right <= at])]
    right = [part for row in band if (part := [piece for piece in row if piece.left >= at])]
    if min(len(left), len(right)) < _LEAST_ROWS or not (_is_prose(left) and _is_prose(right)):
        return None
    em = median(part[0].em for part in left)
    ends, starts = [part[-1].right for part in left], [part[0].left for part in right]
    gap = min(starts) - max(ends)
    if gap >= _WIDE_GAP * em:
        return gap
    inner, edge = (starts, min(starts)) if rightward else (ends, max(ends))
    astray = sum(abs(place - edge) > _ALIGNED * em for place in inner)
    return gap if astray <= _MOST_ASTRAY * len(inner) else None


def _is_prose(parts: Sequence[Sequence[Piece]]) -> bool:
    return median((part[-1].right - part[0].left) / part[0].em for part in parts) >= _LEAST_WIDTH


def _join_rows(rows: Sequence[Sequence[Piece]], rightward: bool) -> list[Line]:
    if not rows:
        return []
    column = min(p.left for row in rows for p in row), max(p.right for row in rows for p in row)
    return [
        Line(
            text=_join_pieces(row, rightward),
            left=row[0].left,
            right=row[-1].right,
            y=median(piece.y for piece in row),
            em=max(piece.em for piece in row),
            column=column,
        )
        for row in rows
    ]


def _join_pieces(row: Sequence[Piece], rightward: bool) -> str:
    """Return the text of a row; a point at the right of Arabic ends it: the paragraph was set to run rightward."""
    if rightward:
        return " ".join(piece.text for piece in row)
    return _MISPLACED.sub(r"\2\1", " ".join(piece.text for piece in reversed(row)))
