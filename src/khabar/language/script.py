"""Which script a text is written in."""

from __future__ import annotations

import re

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# Letters that Persian, Urdu, Kurdish, Pashto and Uyghur need in almost every line and Arabic hardly ever.
_OTHER_TONGUES = re.compile("[پچژگٹڈڑڵڕێۆەکیےںټډړښېۍڭۈۇ]")
_LEAST_SHARE = 0.2
_MOST_FOREIGN = 0.03


def is_arabic(text: str) -> bool:
    """Tell whether a fifth of a text's letters are Arabic ones and they are not of another tongue in Arabic script."""
    arabic = sum(map(len, _ARABIC.findall(text)))
    if not arabic or (arabic < _LEAST_SHARE * len(text) and arabic < _LEAST_SHARE * _count_letters(text)):
        return False
    return len(_OTHER_TONGUES.findall(text)) <= _MOST_FOREIGN * arabic


def _count_letters(text: str) -> int:
    return sum(map(len, _LETTERS.findall(text)))
