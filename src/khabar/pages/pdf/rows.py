"""Glyphs to rows, and rows to pieces of text that stand apart from each other."""

from __future__ import annotations

import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from khabar.pages.pdf.glyphs import Glyph
from khabar.pages.pdf.order import order_letters

_SAME_ROW = 0.45  # of an em; raised figures stand no higher over their row
_SAME_ROW_MARKED = 0.75  # some files place a letter with a mark where they draw the mark
_WORD_GAP = 0.14
_DRAWN_GAP = 0.03  # where a blank was drawn
_PIECE_GAP = 1.5
_SAME_PLACE = 0.02
_MARK_WIDTH = 0.2
_HALF_LETTER = 0.2  # what is taken for half the width of a letter that is placed by its mark
_TWICE = 0.1  # letters drawn twice, for weight, stand closer
_LAM = "\u0644"
_ALEFS = frozenset("\u0627\u0622\u0623\u0625\u0671")


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
    order = sorted(groups, key=lambda y: (-len(groups[y]), -y))
    for y in order:
        em = median(glyph.em for glyph in groups[y])
        marked = all(any(map(unicodedata.combining, glyph.text)) for glyph in groups[y][1::2] or groups[y])
        near = min(rows, key=lambda other: abs(other - y), default=None)
        if near is not None and abs(near - y) <= (_SAME_ROW_MARKED if marked else _SAME_ROW) * min(
            em, rows[near][0].em
        ):
            rows[near].extend(groups[y])
        else:
            rows[y] = list(groups[y])
    return [rows[y] for y in sorted(rows, reverse=True)]


def cut_row(row: list[Glyph], *, rightward: bool) -> list[Piece]:
    """Return the pieces of a row from left to right; `rightward` is the direction of the page's writing."""
    letters, blanks = _set_letters([_widen(glyph, row) for glyph in row])
    if not letters:
        return []
    pieces: list[list[Glyph]] = [[letters[0]]]
    for before, after in itertools.pairwise(letters):
        gap, em = after.left - before.right, min(before.em, after.em)
        if gap > _PIECE_GAP * em:
            pieces.append([])
        elif gap > _WORD_GAP * em or (gap > _DRAWN_GAP * em and _holds_blank(blanks, before, after)):
            pieces[-1].append(Glyph(" ", before.right, after.left, before.right, before.y, em))
        pieces[-1].append(after)
    return [_make_piece(piece, rightward) for piece in pieces]


def _set_letters(row: list[Glyph]) -> tuple[list[Glyph], list[float]]:
    """Return the letters from left to right with their marks, and the middles of the drawn blanks."""
    blanks = sorted((glyph.left + glyph.right) / 2 for glyph in row if glyph.text == " ")
    marks = [glyph for glyph in row if _is_mark(glyph.text)]
    inked = [glyph for glyph in row if glyph.text != " " and not _is_mark(glyph.text)]
    letters: list[Glyph] = []
    for glyph in sorted(inked, key=lambda one: (one.x, one.left)):
        before = letters[-1] if letters else None
        if before is None or glyph.x - before.x > _TWICE * glyph.em:
            letters.append(glyph)
        elif abs(glyph.x - before.x) <= _SAME_PLACE * glyph.em and glyph.text != before.text:
            letters[-1] = _merge(before, glyph)
        elif glyph.text != before.text:
            letters.append(glyph)
    return _attach(letters, marks), blanks


def _widen(glyph: Glyph, row: list[Glyph]) -> Glyph:
    """Give a letter that stands where its mark is drawn, over the row, about the width of a letter."""
    narrow = glyph.right - glyph.left < _MARK_WIDTH * glyph.em
    if abs(glyph.y - row[0].y) < 0.1 * glyph.em or not narrow or _is_mark(glyph.text):
        return glyph
    middle = (glyph.left + glyph.right) / 2
    half = _HALF_LETTER * glyph.em
    return glyph._replace(left=middle - half, right=middle + half)


def _merge(first: Glyph, second: Glyph) -> Glyph:
    """Join what one glyph spells; lam and alef are drawn as one and always read in that order."""
    texts = (second.text, first.text) if first.text in _ALEFS and second.text == _LAM else (first.text, second.text)
    return first._replace(text="".join(texts), left=min(first.left, second.left), right=max(first.right, second.right))


def _attach(letters: list[Glyph], marks: list[Glyph]) -> list[Glyph]:
    """Give each mark to the letter that it stands over."""
    for mark in marks if letters else ():
        middle = (mark.left + mark.right) / 2
        at = min(range(len(letters)), key=lambda n: abs((letters[n].left + letters[n].right) / 2 - middle))
        letters[at] = letters[at]._replace(text=letters[at].text + mark.text)
    return letters


def _is_mark(text: str) -> bool:
    return all(unicodedata.combining(letter) for letter in text)


def _holds_blank(blanks: list[float], before: Glyph, after: Glyph) -> bool:
    slack = 0.25 * after.em
    return any(before.right - slack <= blank <= after.left + slack for blank in blanks)


def _make_piece(glyphs: list[Glyph], rightward: bool) -> Piece:
    text = order_letters([glyph.text for glyph in glyphs], rightward=rightward)
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    return Piece(text, left, right, median(g.y for g in glyphs), median(g.em for g in glyphs))
