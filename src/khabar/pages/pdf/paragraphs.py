"""Lines to paragraphs: what was wrapped is joined, what stands apart stays apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from statistics import median

from khabar.pages.pdf.columns import Line

_WIDER_LEADING = 1.35
_OTHER_SIZE = 0.15
_INDENT = 0.8  # ems
_SHORT = 0.15  # of the column's width
_ENDS = re.compile(r"[.!?:\u061f\u06d4\u2026][\u00bb\"'\u201d)\]]*$")
_WRAPPED_HYPHEN = re.compile(r"(?<=[A-Za-z])-$")


def join_lines(lines: Sequence[Line], *, rightward: bool) -> Iterator[str]:
    """Yield the paragraphs of lines in reading order."""
    if not lines:
        return
    leading = _usual_leading(lines)
    words = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        if _begins_paragraph(before, line, leading, rightward):
            yield _join(words)
            words = []
        words.append(line.text)
    yield _join(words)


def _usual_leading(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines in ems."""
    steps = [
        (before.y - line.y) / line.em
        for before, line in itertools.pairwise(lines)
        if before.column == line.column and before.y > line.y
    ]
    return median(sorted(steps)[: max(1, len(steps) // 2 + 1)]) if steps else 1.5


def _begins_paragraph(before: Line, line: Line, leading: float, rightward: bool) -> bool:
    if abs(before.em - line.em) > _OTHER_SIZE * before.em:
        return True
    start, end = _start(line, rightward), _end(before, rightward)
    indented = start > _INDENT * line.em and _start(before, rightward) < 0.5 * _INDENT * line.em
    width = before.column[1] - before.column[0]
    short = end > _SHORT * width and end > 2 * line.em
    if before.column != line.column or before.y <= line.y:
        return indented or (short and bool(_ENDS.search(before.text)))  # a sentence goes on in the next column
    if (before.y - line.y) / line.em > _WIDER_LEADING * leading:
        return True
    return indented or (short and bool(_ENDS.search(before.text))) or end > 0.5 * width


def _start(line: Line, rightward: bool) -> float:
    return line.left - line.column[0] if rightward else line.column[1] - line.right


def _end(line: Line, rightward: bool) -> float:
    return line.column[1] - line.right if rightward else line.left - line.column[0]


def _join(lines: Sequence[str]) -> str:
    text = ""
    for line in lines:
        text = f"{text}{line}" if _WRAPPED_HYPHEN.search(text) or not text else f"{text} {line}"
    return " ".join(text.split())
