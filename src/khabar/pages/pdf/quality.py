"""How far a text layer is running text, and not letters in a wrong order or of a wrong code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.pages.data import load_data
from khabar.pages.wording import fold, load_wording

_ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u0671\u067e\u0686\u06a4\u06a9\u06af\u06cc]+")
_LATIN_WORD = re.compile("[A-Za-z]+")
_EDGE = re.compile(r"^[^\w\ufffd]+|[^\w\ufffd]+$")
_FIGURES = re.compile(r"[\W\d]+")
_MOST_WORDS = 5000
_USUAL_SHARE = 0.4  # of words of running Arabic begin or end as many do, or are function words; mostly more
_LONGEST = 16


class _Shapes(NamedTuple):
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    only_last: frozenset[str]


def rate_text(text: str) -> float:
    """Return from 0 to 1 how far a text is running Arabic, or words of Latin letters; 0 for none at all."""
    words = [word for part in fold(text).split()[:_MOST_WORDS] if (word := _EDGE.sub("", part))]
    words = [word for word in words if not _FIGURES.fullmatch(word)]
    if not words:
        return 0.0
    arabic = [word for word in words if _ARABIC_WORD.fullmatch(word)]
    latin = sum(1 for word in words if _LATIN_WORD.fullmatch(word) and len(word) > 1)
    sound = sum(1 for word in arabic if _is_sound(word))
    usual = sum(1 for word in arabic if _is_usual(word))
    shape = min(1.0, usual / (_USUAL_SHARE * len(arabic))) if arabic else 0.0
    return round((sound * shape + latin) / len(words), 3)


@lru_cache(maxsize=1)
def _load_shapes() -> _Shapes:
    data = load_data("layer")
    return _Shapes(tuple(data["starts"]), tuple(data["ends"]), frozenset(data["only_last"]))


def _is_sound(word: str) -> bool:
    """Say whether a word could be one: of some length, and no letter in it that only ends words."""
    return 1 < len(word) <= _LONGEST and not _load_shapes().only_last.intersection(word[:-1])


def _is_usual(word: str) -> bool:
    shapes = _load_shapes()
    if word in load_wording().function_words:
        return True
    return len(word) > 3 and (word.startswith(shapes.starts) or word.endswith(shapes.ends))
