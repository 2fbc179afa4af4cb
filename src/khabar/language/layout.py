"""The lines of a page: which are the report, which are furniture, which one is the headline and which the credit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import msgspec

from khabar.language.lexicon import Lexicon
from khabar.language.linked import begin_line, repeats, skip_site, skip_stamp
from khabar.language.matching import PhraseHit, phrases_at
from khabar.language.words import Word

_DOMAIN = "layout"
_SHORT_LINE = 8
_FULL_PARAGRAPH = 25
_MENU_WORDS = 3
_LINK_WORDS = 16  # a link is a headline
_LINK_LINES = 3
_BODY_STOPS = 2  # paragraphs that end with a stop, to be sure that this page writes stops
_ENDS = frozenset({"stop", "close_quote", "straight_quote", "close_bracket", "ellipsis", "colon"})
_MENU_LINES = 4
_TEASERS = 3  # lines on end that break off: the beginnings of other reports


class Line(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Words `[first, last)` of one line."""

    first: int
    last: int


def split_lines(raw: str, words: Sequence[Word]) -> list[Line]:
    """Return the lines of a text that hold words."""
    starts = [word.start for word in words]
    cuts, at = {0}, raw.find("\n")
    while at >= 0:
        cuts.add(bisect_left(starts, at))
        at = raw.find("\n", at + 1)
    edges = sorted(cuts | {len(words)})
    return [Line(first, last) for first, last in pairwise(edges)]


def report_lines(words: Sequence[Word], lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Return the lines that are the report: no menus, no notes about the page, no links to other reports."""
    out: list[Line] = []
    related = False
    lines = lines[: _end_of_body(words, lines)]
    teasers = _teasers(words, lines)
    for number, (line, in_menu) in enumerate(zip(lines, _menus(words, lines), strict=True)):
        length = line.last - line.first
        tags = _line_tags(words, line, lexicon) if length <= _SHORT_LINE else frozenset()
        if "related" in tags:
            related = True
        elif length >= _FULL_PARAGRAPH:
            related = False
        if not (related or in_menu or number in teasers or "page_note" in tags) and (
            kept := _trim(words, line, lines[0], lexicon)
        ):
            out.append(kept)
    return out


def _trim(words: Sequence[Word], line: Line, top: Line, lexicon: Lexicon) -> Line | None:
    """Return what of a line is the report; a line that shows the headline again behind a stamp of time is none."""
    first = (
        skip_site(words, line.first, line.last) if line is top else begin_line(words, line.first, line.last, lexicon)
    )
    if first == line.first and (stamped := skip_stamp(words, first, line.last)) > first:
        title = (skip_site(words, top.first, top.last), top.last)
        first = line.last if repeats(words, title, stamped, line.last) else stamped
    if first == line.first:
        return line
    return Line(first, line.last) if first < line.last else None


def _line_tags(words: Sequence[Word], line: Line, lexicon: Lexicon) -> frozenset[str]:
    """Return what the layout entries say of the start of a line; an `alone` entry must be all of it."""
    found: set[str] = set()
    for hit in phrases_at(words, line.first, lexicon):
        found.update(_layout_tags(hit))
    for _, entry in words[line.first].look.entries(_DOMAIN):
        if "alone" not in entry.fields["tags"] or all(
            "punct" in w.look.tags for w in words[line.first + 1 : line.last]
        ):
            found.update(entry.fields["tags"])
    return frozenset(found)


def _end_of_body(words: Sequence[Word], lines: Sequence[Line]) -> int:
    """Return the number of lines before a closing run of short lines without a stop: links that no heading announces."""
    stopped = [not words[line.last - 1].look.tags.isdisjoint(_ENDS) for line in lines]
    end = len(lines)
    while end and not stopped[end - 1] and lines[end - 1].last - lines[end - 1].first <= _LINK_WORDS:
        end -= 1
    links = len(lines) - end
    return end if links >= _LINK_LINES and sum(stopped[:end]) >= max(_BODY_STOPS, end // 2) else len(lines)


def _teasers(words: Sequence[Word], lines: Sequence[Line]) -> set[int]:
    """Return the lines of runs that break off with «…», below a body that ends its lines with stops."""
    out: set[int] = set()
    stopped = run = 0
    for number, line in enumerate(lines):
        tags = words[line.last - 1].look.tags
        stopped += "stop" in tags
        run = run + 1 if "ellipsis" in tags and stopped >= _BODY_STOPS else 0
        if run == _TEASERS:
            out.update(range(number - run + 1, number))
        if run >= _TEASERS:
            out.add(number)
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
