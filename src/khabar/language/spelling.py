"""Folding of Arabic spelling, with a way back to the characters it came from.

Folding makes one word one string: marks, tatweel and invisible controls go, the seats of hamza, final
yeh and teh marbuta are unified, presentation forms and Farsi letters become plain Arabic ones, digits
of every script become 0-9, and letters with case become lower. Marks that hide a word from filters go too:
«قـ.ـصف» is «قصف».
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

# The one place where letters are held to be the same; everything else compares folded strings.
_LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ؤ": "و",
    "ئ": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
    "ـ": "",
}
_TATWEEL = "ـ"
# A mark that hides a word stands between its letters: some marks beside a tatweel («حـ.،.ـزب»), or a space after a
# stretched letter («قــ صف»), which no word ends with but the year's هـ; a dot also around one letter alone («ال.ق.صف»).
# The dots of «أ.ف.ب» and the tatweel of «دمشق ـ خاص» are none of these.
_LETTER = "[\u0620-\u064a]"
_HIDERS = "[.*_·،/-]"
_YEAR = rf"(?<!^ه{_TATWEEL})(?<![^\u0620-\u064a]ه{_TATWEEL})"
HIDING = (
    rf"(?:(?<={_TATWEEL}){_YEAR}(?:{_HIDERS}{{1,4}}+(?={_LETTER}|{_TATWEEL}{_LETTER})|(?<={_LETTER}{_TATWEEL}) (?={_TATWEEL}?{_LETTER}))"
    rf"|(?<={_LETTER}){_HIDERS}{{1,4}}+(?={_TATWEEL}{_LETTER})"
    rf"|(?<={_LETTER}{{2}})\.(?={_LETTER}\.{_LETTER}{{2}})|(?<={_LETTER}{{2}}\.{_LETTER})\.(?={_LETTER}{{2}}))"
)
_HIDING = re.compile(HIDING)
# Marks are written above or below a letter; Cf is written but not seen: joiners, direction marks, soft hyphens.
_DROPPED = frozenset({"Mn", "Me", "Cf"})


def _fold_char(char: str) -> str:
    """Return what one character folds to, folded until nothing changes any more."""
    if char in _LETTERS:
        return _LETTERS[char]
    if unicodedata.category(char) in _DROPPED:
        return ""
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKD", char).lower()
    return char if plain == char else "".join(map(_fold_char, plain))


class _Table(dict[int, str]):
    """A table for `str.translate` that learns each character when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Return the folded text; folding it again changes nothing."""
    if _TATWEEL in text or "." in text:
        text = _HIDING.sub("", text)
    return text.translate(_TABLE)


class Folded(NamedTuple):
    """A folded text that knows the way back: `starts[i]` is the original offset of folded character i."""

    text: str
    starts: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original `[start, end)` of a folded stretch, marks on its last letter included."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.length
            return at, at
        after = self.starts[end - 1] + 1
        stop = bisect_right(self.starts, self.starts[end - 1])
        return self.starts[start], max(after, self.starts[stop] if stop < len(self.starts) else self.length)


def fold_with_offsets(text: str) -> Folded:
    """Return the folded text together with the original offset of each of its characters."""
    hiding = {i for found in _HIDING.finditer(text) for i in range(*found.span())}
    pieces = ["" if i in hiding else text[i].translate(_TABLE) for i in range(len(text))]
    starts = tuple(i for i, piece in enumerate(pieces) for _ in piece)
    return Folded("".join(pieces), starts, len(text))
