"""Words and punctuation of a text, in order, with their offsets."""

from __future__ import annotations

import re

from khabar.language.lexicon import Lexicon
from khabar.language.looks import Look

# Marks and invisible joiners belong to the word that they stand in; digits and letters never share a word.
_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKS}])*)"
    r"|(?P<number>\d+(?:[.,٫٬/:-]\d+)*)"
    r"|(?P<dots>\.{2,}|…+)"
    r"|(?P<bars>\|+)"
    rf"|(?P<mark>[^\s{_MARKS}])"
)


class Word:
    """A word, number or mark at `[start, end)` of the text; `look` is what the lexicon knows about its form."""

    __slots__ = ("end", "index", "look", "start")

    def __init__(self, index: int, start: int, end: int, look: Look) -> None:
        self.index, self.start, self.end, self.look = index, start, end, look

    @property
    def form(self) -> str:
        """The folded surface form."""
        return self.look.form

    def __repr__(self) -> str:
        return f"Word({self.index}, {self.form!r}, {self.start}-{self.end})"


def read_words(raw: str, lexicon: Lexicon) -> list[Word]:
    """Return the words and marks of a text."""
    look = lexicon.look
    return [
        Word(index, match.start(), match.end(), look(match.group(), str(match.lastgroup)))
        for index, match in enumerate(_TOKEN.finditer(raw))
    ]
