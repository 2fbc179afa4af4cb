"""Signatures of words: which uncommon words tell of an event, and how exactly they are worded.

A signature of words is a sorted pack of 32-bit numbers, 28 bits of the word's hash and 4 bits of its rarity; a
signature of wording is a pack of the least hashes of its runs of words (a min-wise sample), so that two copies share
most of theirs and two texts of their own none. Both compare without the text.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from zlib import crc32

import msgspec

from khabar.language.artefact import DATA
from khabar.language.spelling import fold

MOST_WORDS = 48
RUN = 4
SAMPLE = 12
LEAD = 3
RAREST = 9
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!؟?\n\r|]+")
# The conjunction, and the article with the proclitics that melt into it.
_PREFIX = re.compile("^(?:و(?=...))?(?:[فبك]?ال|لل)?(?=...)")


@cache
def load_rarity(language: str = "ar") -> dict[str, int]:
    """Return how rare the common words of a language are, 0 (in every report) to 8; all others are rarer."""
    path = DATA / "languages" / language / "rarity.json"
    found: dict[str, int] = msgspec.json.decode(path.read_bytes(), type=dict[str, int])
    return found


@lru_cache(maxsize=100_000)
def _weigh(form: str) -> int:
    """Return the packed number of a folded word, 0 where it is too common to tell anything."""
    stem = _PREFIX.sub("", form)
    rarity = load_rarity().get(stem, RAREST)
    return (crc32(stem.encode()) & 0xFFFFFFF0 | rarity) if rarity and len(stem) > 1 else 0


class Sentences:
    """The sentences of a report, folded into words, each made once and only where an event is told in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = [m.end() for m in _STOP.finditer(text)]
        self._bounds = list(zip([0, *ends], [*ends, len(text)], strict=True))
        self._forms: dict[int, list[str]] = {}

    @property
    def lead(self) -> range:
        """The numbers of the sentences with which the report begins."""
        return range(min(LEAD, len(self._bounds)))

    def numbers(self, starts: Iterable[int]) -> list[int]:
        """Return the numbers of the sentences in which these characters stand, in order."""
        out: set[int] = set()
        for start in starts:
            out.add(next((n for n, (_, end) in enumerate(self._bounds) if start < end), len(self._bounds) - 1))
        return sorted(out)

    def forms(self, number: int) -> list[str]:
        """Return the folded words of a sentence."""
        if number not in self._forms:
            start, end = self._bounds[number]
            self._forms[number] = _WORD.findall(fold(self._text[start:end]))
        return self._forms[number]


def sign_words(sentences: Iterable[Sequence[str]]) -> bytes:
    """Return the signature of the uncommon words of sentences, the rarest where they are many."""
    found = {_weigh(form) for forms in sentences for form in forms} - {0}
    kept = sorted(found, key=lambda w: (-(w & 0xF), w))[:MOST_WORDS]
    return pack(sorted(kept))


def sign_wording(sentences: Iterable[Sequence[str]]) -> bytes:
    """Return the signature of how sentences are worded: the least hashes of their runs of words."""
    return pack(sorted({crc32(run) for forms in sentences for run in _runs(forms)})[:SAMPLE])


def _runs(forms: Sequence[str]) -> Iterator[bytes]:
    for i in range(len(forms) - RUN + 1):
        yield " ".join(forms[i : i + RUN]).encode()


def pack(numbers: Sequence[int]) -> bytes:
    """Return 32-bit numbers as bytes."""
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpack(packed: bytes) -> tuple[int, ...]:
    """Return the numbers of a signature."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)
