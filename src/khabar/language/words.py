"""Words and punctuation of a text, in order, with their offsets."""

from __future__ import annotations

import re

import msgspec

from khabar.language.lexicon import Lexicon
from khabar.language.looks import Look
from khabar.language.spelling import HIDING

# Marks and invisible joiners belong to the word that they stand in; digits and letters never share a word.
_JOINERS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_LETTERS = r"(?:[\u0620-\u064a]+|[^\W\d_])"  # the Arabic letters first: a range is found faster than a property
_SHORTENED = rf"[\u0620-\u064a]\.(?= ?{_LETTERS})"  # «د. سامر»: the stop belongs to the word
# Most words: letters without tatweel up to a blank, after which no mark that hides a word can follow.
_PLAIN = r"[\u0620-\u063f\u0641-\u064a]++(?=[\s،])"
_BLANK = rf"[\s{_JOINERS}]+"
_KINDS = {
    "word": rf"{_SHORTENED}|{_LETTERS}(?:{_LETTERS}|[{_JOINERS}]|{HIDING})*",
    "number": r"\d+(?:[.,٫٬/:-]\d+)*",
    "dots": r"\.{2,}|…+",
    "bars": r"\|+",
    "mark": rf"[^\s{_JOINERS}]",
}
_PIECES = re.compile("|".join((_PLAIN, _KINDS["word"], _BLANK, *list(_KINDS.values())[1:])))
_KIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))


class Word(msgspec.Struct, eq=False, gc=False):
    """A word, number or mark at `[start, end)` of the text; `look` is what the lexicon knows about its form."""

    start: int
    end: int
    look: Look

    @property
    def form(self) -> str:
        """The folded surface form."""
        return self.look.form

    def __repr__(self) -> str:
        return f"Word({self.form!r}, {self.start}-{self.end})"


def read_words(raw: str, lexicon: Lexicon) -> list[Word]:
    """Return the words and marks of a text."""
    words: list[Word] = []
    looks, start = lexicon.looks, 0
    pieces: list[str] = _PIECES.findall(raw)  # blanks are pieces too: together they are the whole text
    for piece in pieces:
        end = start + len(piece)
        if piece != " ":
            look = looks.get(piece)
            if look is None:
                look = _look_up(piece, lexicon)
            if look is not None:
                words.append(Word(start, end, look))
        start = end
    return words


def _look_up(piece: str, lexicon: Lexicon) -> Look | None:
    """Return what the lexicon finds out about a piece that it has not seen yet, None for a blank."""
    kind = None if piece.isspace() else _KIND.match(piece)
    return None if kind is None else lexicon.look(piece, str(kind.lastgroup))
