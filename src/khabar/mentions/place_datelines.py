"""Datelines: the place that a paragraph opens with, where it was written («بيروت (وكالة) - …»), as against where it happened."""

from __future__ import annotations

from khabar.language import Text
from khabar.mentions.model import PRESS

_LONGEST = 14  # words that a dateline may take
_INNER = frozenset({"comma", "slash", "open_bracket", "close_bracket", "quote", "number"})


def opens_paragraph(text: Text, at: int) -> bool:
    """Tell whether a word opens a paragraph."""
    return at == 0 or text.paragraph_of[at - 1] != text.paragraph_of[at]


def dateline_end(text: Text, first: int) -> int:
    """Return the word after the dateline that a paragraph opens with, 0 where it opens with none.

    It holds names of places, agencies and outlets, and the day, in commas and brackets, and ends with a dash or the paragraph.
    """
    at, press = first, False
    last = min(first + _LONGEST, len(text.words))
    while at < last and text.paragraph_of[at] == text.paragraph_of[first]:
        tags = text.words[at].look.tags
        if "dash" in tags or (press and "colon" in tags):
            further = _named(text, at + 1) if at + 1 < len(text.words) else None
            return further[0] if further and further[1] else at + 1  # «الدوحة - الجزيرة نت»
        named = _named(text, at)
        inner = not tags.isdisjoint(_INNER) or "colon" in tags or "times" in text.words[at].look.by_domain
        if named is None and not inner and not _inside(text, first, at):
            return 0
        press = press or (named is not None and named[1])
        at = named[0] if named else at + 1
    ended = at >= len(text.words) or text.paragraph_of[at] != text.paragraph_of[first]
    return at if ended and press else 0


def _named(text: Text, at: int) -> tuple[int, bool] | None:
    """Return the word after a name of a place or of the press that starts here, and whether it is one of the press."""
    for hit in text.names.get(at, ()):
        if hit.prefix:
            continue
        if any(r.kind in PRESS for r in hit.bearers.actors):
            return hit.last, True
        if hit.bearers.places:
            return hit.last, False
    return None


def _inside(text: Text, first: int, at: int) -> bool:
    """Tell whether a word stands in brackets that the dateline opened («(CNN)», «(خاص)»)."""
    tags = [text.words[i].look.tags for i in range(first, at)]
    return sum("open_bracket" in t for t in tags) > sum("close_bracket" in t for t in tags)
