"""The few shapes and the lettering that pictures are made of, as strings of SVG."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, NewType

from khabar.export.xml import replace_forbidden
from khabar.views.visible import isolate, make_visible

PAPER, INK, SOFT, LINE = "#ffffff", "#1d1c1a", "#5d584f", "#dcd6ca"
ACCENT, MIDDLE, PALE, NOTHING = "#0c5a53", "#5b9d96", "#b5d6d2", "#e6e1d7"
CLASH, CLASH_PALE = "#8a4600", "#f3c98b"
FAMILY = "'Khabar Sans', 'Noto Sans Arabic', 'Noto Sans', sans-serif"
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?: – \d{4}-\d{2}-\d{2})?")
_ISOLATING = re.compile("[\u2066-\u2069]")
_POP = "\u2069"
Anchor = Literal["start", "middle", "end"]
Cleaned = NewType("Cleaned", str)
"""Words that can stand in a picture: nothing in them turns what stands around."""


def shape(name: str, content: str = "", **attributes: object) -> str:
    """Return an element; `content` is SVG already, attributes are written with a hyphen for each underscore."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_write(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def _write(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else html.escape(str(value), quote=True)


def clean(words: object) -> Cleaned:
    """Return words on one line, with nothing in them that could turn what stands around, or that no picture may hold.

    Days keep their order among Arabic words.
    """
    held = replace_forbidden(make_visible(" ".join(str(words).split())))
    return keep_days(held)


def keep_days(words: str) -> Cleaned:
    """Return cleaned words whose days keep their order among Arabic ones."""
    return Cleaned(_DAYS.sub("\u2066\\g<0>\u2069", words))


def enumerate_words(names: Iterable[str], comma: str) -> str:
    """Return cleaned names in a row, each in its own direction."""
    return comma.join(map(isolate, names))


def letter(
    words: str,
    x: float,
    y: float,
    *,
    size: float = 15,
    bold: bool = False,
    fill: str = INK,
    anchor: Anchor = "start",
    halo: bool = False,
) -> str:
    """Return a line of cleaned words; `anchor` counts in the direction of reading, `halo` lets it stand on a map."""
    return shape(
        "text",
        html.escape(words, quote=False),
        x=x,
        y=y,
        font_size=size,
        font_weight=700 if bold else None,
        fill=fill,
        text_anchor=None if anchor == "start" else anchor,
        stroke=PAPER if halo else None,
        stroke_width=3.5 if halo else None,
        stroke_linejoin="round" if halo else None,
        paint_order="stroke" if halo else None,
    )


def measure(words: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide words are, rather too wide than too narrow."""
    return sum(map(_width, words)) * size * (1.09 if bold else 1.04)


def _width(character: str) -> float:
    """Return about how wide a letter of Noto Sans is, in parts of its size."""
    if unicodedata.category(character) in ("Mn", "Cf"):
        return 0.0
    for letters, width in _WIDTHS:
        if character in letters:
            return width
    if character.isupper():
        return 0.66
    return 0.55 if character.isalnum() else 0.6


_WIDTHS = (
    (" ", 0.27),
    ("ijl.,;:'|!()[]·", 0.3),
    ("frt-", 0.39),
    ("mw", 0.88),
    ("اأإآلـ", 0.3),
    ("رزودذؤء،؛", 0.45),
    ("سشصضـ", 0.9),
)


def wrap(words: str, width: float, size: float, *, bold: bool = False, most: int = 3) -> list[str]:
    """Return words as lines no wider than `width`; what does not fit into the last is cut with an ellipsis."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < most:
        line = rest.pop(0)
        while rest and measure(f"{line} {rest[0]}", size, bold=bold) <= width:
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    if rest:
        lines[-1] = f"{lines[-1]} …"
    return [cut(line, width, size, bold=bold) for line in _close_each(lines)]


def _close_each(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines in each of which ends what keeps its own direction, to begin again in the next."""
    open_ones = ""
    for line in lines:
        whole = open_ones + line
        opened: list[str] = []
        for sign in _ISOLATING.findall(whole):
            if sign != _POP:
                opened.append(sign)
            elif opened:
                opened.pop()
        open_ones = "".join(opened)
        yield whole + _POP * len(opened)


def cut(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return words no wider than `width`, with an ellipsis where something was cut."""
    if measure(words, size, bold=bold) <= width:
        return words
    while words and measure(f"{words}…", size, bold=bold) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def path(points: Iterable[tuple[float, float]]) -> str:
    """Return the data of a path through points."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
