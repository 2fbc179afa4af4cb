"""The sheet that every picture stands on: its title above, its counts, and below what it does not say."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from khabar.model import Value
from khabar.web.pictures.drawing import FAMILY, INK, LINE, PAPER, SOFT, Cleaned, clean, letter, shape, wrap
from khabar.web.wording.phrases import Phrases

WIDTH, EDGE = 1000, 40
INNER = WIDTH - 2 * EDGE
_TITLE, _KIND, _SMALL = 24, 15, 13.5
_VENDOR = Path(__file__).parent.parent / "static" / "vendor"
_FONTS = (
    ("noto-sans-arabic-arabic-wght-normal.woff2", "U+0600-06FF,U+0750-077F,U+0870-08FF,U+FB50-FDFF,U+FE70-FEFC"),
    ("noto-sans-latin-wght-normal.woff2", "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+2000-206F,U+20AC,U+2190-2215"),
)


class Facts(Value, frozen=True, kw_only=True):
    """What stands around a picture: whose it is, what it shows, how many stand behind it, when it was made (ISO day).

    The title has each of its names in its own direction.
    """

    title: Cleaned
    counts: str
    made: str


class Drawn(Value, frozen=True, kw_only=True):
    """The picture itself: SVG that begins at its own upper edge, and how high it is."""

    body: str
    height: float


class Turn:
    """Where things stand across the sheet: from the left, or in Arabic from the right."""

    def __init__(self, phrases: Phrases) -> None:
        self.mirrored = phrases.direction == "rtl"

    def at(self, x: float) -> float:
        """Return where something stands that is `x` from the edge at which reading begins."""
        return WIDTH - x if self.mirrored else x

    def box(self, x: float, width: float) -> float:
        """Return the left edge of a box that begins `x` from the edge at which reading begins."""
        return WIDTH - x - width if self.mirrored else x


def lay_on_sheet(drawn: Drawn, facts: Facts, phrases: Phrases, *, kind: str, fonts: bool) -> str:
    """Return a whole picture of a kind; with `fonts` it brings its letters along and looks the same everywhere."""
    turn = Turn(phrases)
    title = wrap(facts.title, INNER, _TITLE, bold=True)
    parts, y = [], 28.0
    parts.append(letter(phrases.say(f"picture_{kind}"), turn.at(EDGE), y + 12, size=_KIND, fill=SOFT))
    y += 22
    for line in title:
        y += _TITLE * 1.4
        parts.append(letter(line, turn.at(EDGE), y, size=_TITLE, bold=True))
    y += 28
    parts.append(letter(facts.counts, turn.at(EDGE), y, size=16))
    y += 22
    parts.append(shape("g", drawn.body, transform=f"translate(0 {y:.0f})"))
    y += drawn.height + 16
    parts.append(shape("path", d=f"M{EDGE} {y:.0f}H{WIDTH - EDGE}", stroke=LINE))
    for line in wrap(phrases.say(f"picture_{kind}_not"), INNER, _SMALL, most=3):
        y += 22
        parts.append(letter(line, turn.at(EDGE), y, size=_SMALL, fill=SOFT))
    y += 26
    parts.append(letter(clean(phrases.say("picture_made", day=facts.made)), turn.at(EDGE), y, size=_SMALL, fill=INK))
    return _wrap_up("".join(parts), y + 24, facts, phrases, kind, fonts)


def _wrap_up(body: str, height: float, facts: Facts, phrases: Phrases, kind: str, fonts: bool) -> str:
    told = f"{phrases.say(f'picture_{kind}')}: {facts.title}"
    head = shape("title", clean_markup(told)) + (shape("style", embed_fonts()) if fonts else "")
    ground = shape("rect", width=WIDTH, height=round(height), fill=PAPER)
    drawing = shape(
        "g", body, font_family=FAMILY, direction=phrases.direction, lang=None if fonts else phrases.language
    )
    return shape(
        "svg",
        head + ground + drawing,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {round(height)}",
        width=WIDTH if fonts else None,
        height=round(height) if fonts else None,
        role="img",
        aria_label=told,
    )


def clean_markup(words: str) -> str:
    """Return words that stand between tags."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def embed_fonts() -> str:
    """Return the rules that bring the letters of both scripts along."""
    return "".join(
        "@font-face{font-family:'Khabar Sans';font-weight:100 900;"
        f"src:url(data:font/woff2;base64,{base64.b64encode((_VENDOR / name).read_bytes()).decode()}) format('woff2');"
        f"unicode-range:{covers}}}"
        for name, covers in _FONTS
    )
