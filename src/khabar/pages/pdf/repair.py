"""Faults of Arabic text layers that places cannot show: blanks lost or put in, letters drawn out, marks astray."""

from __future__ import annotations

import re

_LETTER = "[\u0621-\u063a\u0641-\u064a\u0671]"
_AFTER_END = re.compile(f"(?<={_LETTER})\u0629(?={_LETTER}{{2}})")  # teh marbuta ends its word
_ARTICLE_APART = re.compile(f"(?<![^\\s\u00ab(])(\u0627\u0644) (?={_LETTER}{{2}})")
_STRAY = re.compile("(?<![\u0621-\u065f\u0670\u0671])[\u064b-\u0652]+")
_BEFORE_POINT = re.compile(r"(?<=\w) +(?=[\u060c\u061b\u061f.,!](?:\s|$))")
_INVISIBLE = re.compile("[\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def repair_text(text: str) -> str:
    """Return a paragraph with its words apart from each other and whole."""
    text = _STRAY.sub("", _INVISIBLE.sub("", text))
    text = _AFTER_END.sub("\u0629 ", text)
    text = _ARTICLE_APART.sub(r"\1", text)
    return " ".join(_BEFORE_POINT.sub("", text).split())
