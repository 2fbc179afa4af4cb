"""Glyphs to rows, and rows to pieces of text that stand apart from each other."""

from __future__ import annotations

import bisect
import itertools
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from khabar.pages.pdf.glyphs import Glyph
from khabar.pages.pdf.order import order_letters, turn_brackets

_SAME_ROW = 0.45  # of an em; raised figures stand no higher over their row
_SAME_ROW_MARKED = 0.75  # some files place a letter with a mark where they draw the mark
_WORD_GAP = 0.16  # between letters of which PDFium does not tell
_SIGN_GAP = 0.22  # beside brackets and the like, which have more room of their own
_SURE_GAP = 0.5
_OVERLAP = -0.2
_PIECE_GAP = 0.7
_TWICE = 0.1  # letters drawn twice, for weight, stand closer
_MANY = 8  # glyphs on a height that is a baseline
_MARK_WIDTH = 0.4
_USUAL_WIDTH = 0.4  # of a letter that stands nowhere on the page without a mark
_NOWHERE = -9


class Piece(NamedTuple):
    """A stretch of a row without a wide gap: its text in reading order, and its place."""

    text: str
    left: float
    right: float
    y: float
    em: float


def find_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the rows from the top down: the baselines with most glyphs draw those near them."""
    groups: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        groups[round(glyph.y, 1)].append(glyph)
    rows: dict[float, list[Glyph]] = {}
    heights: list[float] = []
    for y in sorted(groups, key=lambda y: (-len(groups[y]), -y)):
        em = median(glyph.em for glyph in groups[y])
        marked = all(any(map(unicodedata.combining, glyph.text)) for glyph in groups[y])
        near = _find_nearest(heights, y)
        reach = _SAME_ROW_MARKED if marked else _SAME_ROW
        if near is not None and abs(near - y) <= reach * min(em, rows[near][0].em):
            rows[near].extend(groups[y])
        else:
            rows[y] = list(groups[y])
            bisect.insort(heights, y)
    return [rows[y] for y in sorted(rows, reverse=True)]


def measure_letters(glyphs: Iterable[Glyph]) -> dict[str, float]:
    """Return the usual width of each letter of a page, in ems."""
    widths: dict[str, list[float]] = defaultdict(list)
    for glyph in glyphs:
        widths[glyph.text].append((glyph.right - glyph.left) / glyph.em)
    return {letter: median(found) for letter, found in widths.items()}


def cut_row(row: list[Glyph], *, rightward: bool, widths: Mapping[str, float], as_drawn: bool = False) -> list[Piece]:
    """Return the pieces of a row from left to right; `rightward` is the direction of the page's writing.

    `as_drawn`: the letters stand from left to right as they are read, Arabic ones too.
    """
    lines = _find_baselines(row)
    letters = _set_letters([_widen(glyph, lines, widths) for glyph in row])
    if not letters:
        return []
    pieces: list[list[Glyph]] = [[letters[0]]]
    for before, after in itertools.pairwise(letters):
        em = min(before.em, after.em)
        if after.x - before.right > _PIECE_GAP * em:
            pieces.append([])
        elif _stand_apart(before, after, em):
            pieces[-1].append(Glyph(" ", before.right, after.left, before.right, before.y, em))
        pieces[-1].append(after)
    return [_make_piece(piece, rightward, as_drawn) for piece in pieces]


def _stand_apart(before: Glyph, after: Glyph, em: float) -> bool:
    """Say whether a blank is between two neighbours: PDFium knows, which knows the widths, where it saw them so."""
    gap = after.x - before.right
    if not (before.text[0].isalnum() and after.text[0].isalnum()):
        return gap > _SIGN_GAP * em
    if after.first - before.last == 1:
        blank = after.blank
    elif before.first - after.last == 1:
        blank = before.blank
    else:
        return gap > _WORD_GAP * em
    return gap > _SURE_GAP * em or (blank and gap > _OVERLAP * em)


def _set_letters(row: list[Glyph]) -> list[Glyph]:
    """Return the letters from left to right with their marks."""
    marks = [glyph for glyph in row if _is_mark(glyph.text)]
    letters: list[Glyph] = []
    for glyph in sorted((one for one in row if not _is_mark(one.text)), key=lambda one: (one.x, one.left)):
        before = letters[-1] if letters else None
        if before is None or glyph.x - before.x > _TWICE * glyph.em or glyph.text != before.text:
            letters.append(glyph)
    middles = {(glyph.left + glyph.right) / 2: n for n, glyph in enumerate(letters)}
    places = sorted(middles)
    for mark in marks:
        if (place := _find_nearest(places, (mark.left + mark.right) / 2)) is not None:
            at = middles[place]
            letters[at] = letters[at]._replace(text=letters[at].text + mark.text)
    return letters


def _find_nearest(places: Sequence[float], wanted: float) -> float | None:
    """Return the place nearest to the one wanted, of a sorted list."""
    at = bisect.bisect_left(places, wanted)
    return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place - wanted), default=None)


def _find_baselines(row: list[Glyph]) -> list[float]:
    """Return the heights on which many glyphs of a row stand: two columns need not be level."""
    heights = Counter(round(glyph.y, 1) for glyph in row)
    return [y for y, count in heights.items() if count >= min(_MANY, max(heights.values()))]


def _widen(glyph: Glyph, lines: list[float], widths: Mapping[str, float]) -> Glyph:
    """Give a letter that stands where its mark is drawn its usual width, and take its neighbours by place alone."""
    placed_by_mark = all(abs(glyph.y - y) > 0.1 * glyph.em for y in lines)
    if not placed_by_mark or glyph.right - glyph.left > _MARK_WIDTH * glyph.em or _is_mark(glyph.text):
        return glyph
    middle = (glyph.left + glyph.right) / 2
    half = widths.get(glyph.text[0], _USUAL_WIDTH) * glyph.em / 2
    return glyph._replace(left=middle - half, right=middle + half, x=middle - half, first=_NOWHERE, last=_NOWHERE)


def _is_mark(text: str) -> bool:
    return all(unicodedata.combining(letter) for letter in text)


def _make_piece(glyphs: list[Glyph], rightward: bool, as_drawn: bool) -> Piece:
    letters = [glyph.text for glyph in glyphs]
    text = turn_brackets("".join(letters)) if as_drawn else order_letters(letters, rightward=rightward)
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    return Piece(text, left, right, median(g.y for g in glyphs), median(g.em for g in glyphs))
