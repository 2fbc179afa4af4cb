"""The lines of a page: which are the report, which are furniture, which one is the headline and which the credit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from khabar.language.lexicon import Lexicon
from khabar.language.matching import PhraseHit, phrases_at
from khabar.language.words import Word

_DOMAIN = "layout"
_SHORT_LINE = 8
_FULL_PARAGRAPH = 25
_MENU_WORDS = 3
_MENU_LINES = 4


class Line(NamedTuple):
    """Words `[first, last)` of one line."""

    first: int
    last: int


def split_lines(raw: str, words: Sequence[Word]) -> list[Line]:
    """Return the lines of a text that hold words."""
    out: list[Line] = []
    first = 0
    for i in range(1, len(words)):
        if raw.find("\n", words[i - 1].end, words[i].start) >= 0:
            out.append(Line(first, i))
            first = i
    if words:
        out.append(Line(first, len(words)))
    return out


def report_lines(words: Sequence[Word], lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Return the lines that are the report: no menus, no blocks of links to other reports."""
    out: list[Line] = []
    related = False
    for line, in_menu in zip(lines, _menus(words, lines), strict=True):
        length = line.last - line.first
        if length <= _SHORT_LINE and any(
            "related" in _layout_tags(hit) for hit in phrases_at(words, line.first, lexicon)
        ):
            related = True
        elif length >= _FULL_PARAGRAPH:
            related = False
        if not (related or in_menu):
            out.append(line)
    return out


def credited(raw: str, words: Sequence[Word], lines: Sequence[Line], lexicon: Lexicon) -> str | None:
    """Return the origin that a line of its own credits («المصدر: …»), or None."""
    for line in reversed(lines):
        if line.last - line.first <= _SHORT_LINE:
            for hit in phrases_at(words, line.first, lexicon):
                if "credit" in _layout_tags(hit) and hit.last < line.last:
                    return raw[words[hit.last].start : words[line.last - 1].end].strip()
    return None


def _layout_tags(hit: PhraseHit) -> Collection[str]:
    return hit.entry.fields.get("tags", ()) if hit.entry.domain == _DOMAIN else ()


def _menus(words: Sequence[Word], lines: Sequence[Line]) -> Iterator[bool]:
    """Tell for each line whether it stands in a run of very short lines without a stop."""
    short = [
        line.last - line.first <= _MENU_WORDS and not words[line.last - 1].look.tags & {"stop", "colon", "comma"}
        for line in lines
    ]
    at = 0
    while at < len(short):
        end = at
        while end < len(short) and short[end] == short[at]:
            end += 1
        menu = short[at] and end - at >= _MENU_LINES
        yield from (menu for _ in range(at, end))
        at = end
