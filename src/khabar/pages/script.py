"""Which script a text is written in."""

from __future__ import annotations

import re
from itertools import accumulate

ARABIC_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d5\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+")
LETTERS = re.compile(r"[^\W\d_]+")
# Letters that Persian, Urdu, Kurdish, Pashto and Uyghur need in almost every line and Arabic hardly ever.
_OTHER_TONGUES = re.compile("[پچژگٹڈڑڵڕێۆەکیےںټډړښېۍڭۈۇ]")
_FREQUENT = "اليمونرتبةعدسفه"  # make up four in five letters of an Arabic text
_LEAST_SHARE = 0.2
_MOST_FOREIGN = 0.03


def is_arabic(text: str) -> bool:
    """Tell whether a fifth of a text's letters are Arabic ones and they are not of another tongue in Arabic script."""
    foreign = len(_OTHER_TONGUES.findall(text))
    if _has_frequent(text, max(1, _LEAST_SHARE * len(text), foreign / _MOST_FOREIGN)):
        return True  # most texts: the other letters need not be counted
    arabic = sum(map(len, ARABIC_LETTERS.findall(text)))
    if not arabic or (arabic < _LEAST_SHARE * len(text) and arabic < _LEAST_SHARE * _count_letters(text)):
        return False
    return foreign <= _MOST_FOREIGN * arabic


def count_frequent(text: str) -> int:
    """Return how many characters are among the most frequent Arabic letters: never more than all Arabic ones, and fast."""
    return sum(map(text.count, _FREQUENT))


def _has_frequent(text: str, enough: float) -> bool:
    """Tell whether so many characters are among the most frequent Arabic letters; the first few mostly tell."""
    return any(found >= enough for found in accumulate(map(text.count, _FREQUENT)))


def _count_letters(text: str) -> int:
    return sum(map(len, LETTERS.findall(text)))
