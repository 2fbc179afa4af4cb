"""The glyphs of a page, each with its letters and its place: all that a text layer says for sure."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from typing import Any, NamedTuple

_NO_LETTER = frozenset({0, 0xFFFE, 0xFFFF, 0xFFFD, *range(1, 32)} - {9, 10, 13})
_PRESENTATION = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_LOST = "\ufffd"
_MOST = 200_000  # glyphs of one page; no page that people read has as many


class Glyph(NamedTuple):
    """Letters drawn as one, in the page's points, y upward; `em` is the size of the font as drawn."""

    text: str
    left: float
    right: float
    x: float
    y: float
    em: float


def read_glyphs(page: Any, text_page: Any) -> list[Glyph]:
    """Return the glyphs of a page in the order of drawing, turned so that lines run across.

    What PDFium adds of its own (blanks, ends of lines) is left out: the places of the glyphs tell more.
    """
    import pypdfium2.raw as pdfium

    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    sizes: dict[int, float] = {}
    angles: Counter[int] = Counter()
    found: list[Glyph] = []
    for index in range(min(text_page.count_chars(), _MOST)):
        source = pdfium.FPDFText_GetTextObject(text_page, index)
        if not source:
            continue
        letters = _spell(pdfium.FPDFText_GetUnicode(text_page, index))
        if not letters:
            continue
        key = ctypes.cast(source, ctypes.c_void_p).value or 0
        if key not in sizes:
            pdfium.FPDFText_GetMatrix(text_page, index, matrix)
            sizes[key] = max(1.0, pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d))
            angles[_quarter(matrix)] += 1
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        found.append(_turn(letters, box, x.value, y.value, sizes[key], angles.most_common(1)[0][0]))
    return found


def _spell(code: int) -> str:
    """Return the letters of a code: presentation forms as the letters they show, nothing for what shows none."""
    if code in (9, 10, 13) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    if code in _NO_LETTER or 0xE000 <= code <= 0xF8FF:
        return _LOST
    if any(first <= code <= last for first, last in _PRESENTATION):
        return unicodedata.normalize("NFKC", chr(code)).strip()
    return " " if code == 0xA0 else chr(code)


def _quarter(matrix: Any) -> int:
    """Return the turn of the writing in quarters of a circle, against the clock."""
    return round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4


def _turn(letters: str, box: Any, x: float, y: float, em: float, quarter: int) -> Glyph:
    if quarter == 1:
        return Glyph(letters, box.bottom, box.top, y, -x, em)
    if quarter == 2:
        return Glyph(letters, -box.right, -box.left, -x, -y, em)
    if quarter == 3:
        return Glyph(letters, -box.top, -box.bottom, -y, x, em)
    return Glyph(letters, box.left, box.right, x, y, em)
