"""Words and punctuation of a text, in order, with their offsets."""

from __future__ import annotations

import re
from itertools import accumulate, chain

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
    pieces = _PIECES.findall(raw)  # blanks are pieces too: together they are the whole text
    looks = _look_up(set(pieces), lexicon)
    ends = list(accumulate(map(len, pieces)))
    return [
        Word(start, end, look)
        for look, start, end in zip(map(looks.get, pieces), chain((0,), ends), ends, strict=False)
        if look is not None
    ]


def _look_up(pieces: set[str], lexicon: Lexicon) -> dict[str, Look | None]:
    """Return what the lexicon knows about each of some pieces, None for blanks."""
    looks: dict[str, Look | None] = dict(zip(pieces, map(lexicon.looks.get, pieces), strict=True))
    for piece, look in looks.items():
        if look is None and (kind := _KIND.match(piece)) is not None:
            looks[piece] = lexicon.look(piece, str(kind.lastgroup))
    return looks
