"""The glyphs of a page, each with its letters and its place: all that a text layer says for sure."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

_NO_LETTER = frozenset({0, 0xFFFE, 0xFFFF, 0xFFFD, *range(1, 32)} - {9, 10, 13})
_PRESENTATION = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_HYPHEN = 2  # PDFium's code for one at the end of a line
_LOST = "\ufffd"
_MOST = 60_000  # glyphs of one page; no page that people read has as many
_SAME_PLACE = 0.01  # of an em
_ALEF_BEFORE_LAM = re.compile("([\u0627\u0622\u0623\u0625\u0671])\u0644([\u064b-\u0652]*)")


class Glyph(NamedTuple):
    """Letters drawn as one, in the page's points, y upward; `em` is the size of the font as drawn.

    `first` and `last` number the glyphs that are no marks in the order in which PDFium gives them, and `blank`
    says whether it found a blank between this one and the one before.
    """

    text: str
    left: float
    right: float
    x: float
    y: float
    em: float
    first: int = 0
    last: int = 0
    blank: bool = False


class _Letter(NamedTuple):
    """A letter as PDFium gives it; several may be one glyph, and then have one origin."""

    text: str
    place: int
    x: float
    y: float
    em: float
    blank: bool


def read_glyphs(text_page: Any) -> list[Glyph]:
    """Return the glyphs of a page, turned so that lines run across.

    PDFium's own order is not kept, which is wrong for much Arabic: only the places tell.
    """
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    letters, quarter = _read_letters(text_page)
    found: list[Glyph] = []
    number = -1
    for group, leftward in _group(letters):
        head = group[0]
        pdfium.FPDFText_GetLooseCharBox(text_page, head.place, box)
        edges = [box.left, box.bottom, box.right, box.top]
        for letter in group[1:]:
            pdfium.FPDFText_GetLooseCharBox(text_page, letter.place, box)
            edges = [
                min(edges[0], box.left),
                min(edges[1], box.bottom),
                max(edges[2], box.right),
                max(edges[3], box.top),
            ]
        text = _spell_group(text_page, group, leftward) if len(group) > 1 else head.text
        number += not all(map(unicodedata.combining, text))
        left, right, x, y = _turn(edges, head.x, head.y, quarter)
        found.append(Glyph(text, left, right, x, y, head.em, number, number, head.blank))
    return found


def _read_letters(text_page: Any) -> tuple[list[_Letter], int]:
    """Return the letters that are drawn, and the turn of most writing in quarters of a circle, against the clock."""
    import pypdfium2.raw as pdfium

    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    sizes: dict[int, float] = {}
    quarters: Counter[int] = Counter()
    letters: list[_Letter] = []
    blank = False
    for index in range(min(text_page.count_chars(), _MOST)):
        text = _spell(pdfium.FPDFText_GetUnicode(text_page, index))
        source = pdfium.FPDFText_GetTextObject(text_page, index)
        if not source or text in ("", " "):
            blank = blank or text == " "
            continue
        key = ctypes.cast(source, ctypes.c_void_p).value or 0
        if key not in sizes:
            pdfium.FPDFText_GetMatrix(text_page, index, matrix)
            sizes[key] = max(1.0, pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d))
            quarters[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        letters.append(_Letter(text, index, x.value, y.value, sizes[key], blank))
        blank = False
    return letters, quarters.most_common(1)[0][0] if quarters else 0


def _group(letters: list[_Letter]) -> Iterator[tuple[list[_Letter], bool]]:
    """Yield the letters of each glyph, and whether PDFium's order runs leftward around it."""
    start = 0
    while start < len(letters):
        end = start + 1
        while end < len(letters) and _are_one(letters[start], letters[end]):
            end += 1
        yield letters[start:end], _runs_leftward(letters, start, end)
        start = end


def _runs_leftward(letters: list[_Letter], start: int, end: int) -> bool:
    """Say whether PDFium's order runs leftward around a glyph, best told within its word."""
    before = letters[start - 1] if start else letters[start]
    after = letters[end] if end < len(letters) else letters[start]
    if start and not letters[start].blank:
        return before.x > letters[start].x
    return letters[start].x > after.x


def _are_one(first: _Letter, other: _Letter) -> bool:
    reach = _SAME_PLACE * first.em
    return not other.blank and abs(first.x - other.x) <= reach and abs(first.y - other.y) <= reach


def _spell_group(text_page: Any, group: list[_Letter], leftward: bool) -> str:
    """Return the letters of one glyph as they are read: by their places, where PDFium divided it among them.

    Where it did not, it turned them round with the letters around. Lam stands before alef in any case.
    """
    import pypdfium2.raw as pdfium

    if not any(unicodedata.bidirectional(letter.text[0]) == "AL" for letter in group):
        return "".join(letter.text for letter in group)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    places: list[float] = []
    for letter in group:
        pdfium.FPDFText_GetCharBox(text_page, letter.place, left, right, bottom, top)
        places.append(left.value + right.value)
    if max(places) - min(places) > _SAME_PLACE * group[0].em:
        group = [letter for _, letter in sorted(zip(places, group, strict=True), key=lambda pair: -pair[0])]
    elif leftward:
        group = group[::-1]
    text = "".join(letter.text for letter in group)
    turned = _ALEF_BEFORE_LAM.fullmatch(text)
    return f"\u0644{turned[1]}{turned[2]}" if turned else text


def _spell(code: int) -> str:
    """Return the letters of a code: presentation forms as the letters they show, nothing for what shows none."""
    if code in (9, 10, 13) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    if code == _HYPHEN:
        return "-"
    if code in _NO_LETTER or 0xE000 <= code <= 0xF8FF:
        return _LOST
    if any(first <= code <= last for first, last in _PRESENTATION):
        return unicodedata.normalize("NFKC", chr(code)).strip()
    return " " if code == 0xA0 else chr(code)


def _turn(edges: list[float], x: float, y: float, quarter: int) -> tuple[float, float, float, float]:
    """Return the left and right edge and the origin of a glyph on a page turned back."""
    left, bottom, right, top = edges
    if quarter == 1:
        return bottom, top, y, -x
    if quarter == 2:
        return -right, -left, -x, -y
    if quarter == 3:
        return -top, -bottom, -y, x
    return left, right, x, y
