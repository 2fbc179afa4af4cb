"""The Arabic words by which pages name their date, author and source, from `data/pages/ar.yaml`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.pages.data import load_data

_MARKS = re.compile("[\u0640\u064b-\u0652\u0670\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DIRECTIONS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST_NAME = 60
_NAME_WORDS = 7
_JOINTS = re.compile(r"\s*[+&،]\s*")
_NAME_END = re.compile(r"\s*[-–—/]\s+|[|\n؛;:]|[.،,]\s|[.،,]$")

_FROM_WHERE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")


class Wording(NamedTuple):
    """What `data/pages/ar.yaml` holds, ready to match: patterns and folded words."""

    published: re.Pattern[str]
    modified: re.Pattern[str]
    byline: re.Pattern[str]
    bare_byline: re.Pattern[str]
    credit: re.Pattern[str]
    months: dict[str, int]
    clocks: tuple[tuple[re.Pattern[str], str], ...]
    evening: frozenset[str]
    morning: frozenset[str]
    no_author: frozenset[str]
    buttons: frozenset[str]
    related: re.Pattern[str]
    captions: re.Pattern[str]
    headings: frozenset[str]
    small_print: re.Pattern[str]
    press_nouns: tuple[str, ...]
    press_words: frozenset[str]
    function_words: frozenset[str]
    foreign_words: frozenset[str]


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """Return the words, read once in a process."""
    data = load_data("ar")
    return Wording(
        published=_labels(data["published"]["labels"], r"\s*[:：]?\s*"),
        modified=_labels(data["modified"]["labels"], r"(?!\w)\s*[:：]?\s*"),
        byline=_labels(data["byline"]["labels"], r"\s*[:：]\s*"),
        bare_byline=_labels(data["byline"]["labels"], r"\s+"),
        credit=_labels(data["credit"]["labels"], r"\s*[:：]\s*"),
        months={fold(name): number for number, names in enumerate(data["months"], start=1) for name in names},
        clocks=tuple(
            (re.compile("|".join(map(re.escape, clock["names"])), re.I), clock["zone"]) for clock in data["clocks"]
        ),
        evening=frozenset(map(fold, data["halves"]["evening"])),
        morning=frozenset(map(fold, data["halves"]["morning"])),
        no_author=frozenset(fold(name).lower() for name in data["no_author"]),
        buttons=frozenset(fold(name).lower() for name in data["buttons"]),
        related=_labels(data["related"], ""),
        captions=_labels(data["captions"], r"\s*[:،,]"),
        headings=frozenset(map(fold, data["headings"])),
        small_print=re.compile("|".join(re.escape(fold(words)) for words in data["small_print"])),
        press_nouns=tuple(data["press_nouns"]),
        press_words=frozenset(data["press_words"]),
        function_words=frozenset(data["function_words"]),
        foreign_words=frozenset(data["foreign_words"]),
    )


def fold(text: str) -> str:
    """Return a line without vowel marks, tatweel, direction marks and doubled blanks."""
    return " ".join(_MARKS.sub("", text).split())


def clean_marks(text: str | None) -> str | None:
    """Return a name or a title on one line without direction marks; None for nothing."""
    return " ".join(_DIRECTIONS.sub("", text).split()) or None if text else None


def find_byline(line: str, *, bare: bool = False) -> str | None:
    """Return the reporter whom a line names («كتب: …»); `bare` takes a label without a colon too."""
    words, line = load_wording(), fold(line)
    label = words.byline.match(line) or (words.bare_byline.match(line) if bare else None)
    return clean_author(line[label.end() :]) if label else None


def find_sources(line: str) -> tuple[str, ...]:
    """Return whom a line credits («المصدر: الساحل + وكالات»)."""
    line = fold(line)
    label = load_wording().credit.match(line)
    names = (clean_name(part) for part in _JOINTS.split(line[label.end() :])) if label else ()
    return tuple(name for name in names if name)


def clean_name(text: str) -> str | None:
    """Return the name that a text begins with, or None where it is no name of a person or an outlet."""
    name = _NAME_END.split(text.strip(" :()[]«»\"'“”"), maxsplit=1)[0].strip(" :()[]«»\"'“”")
    if not name or len(name) > _LONGEST_NAME or len(name.split()) > _NAME_WORDS or "://" in name or "@" in name:
        return None
    return None if name.lower() in load_wording().no_author else name


def clean_author(text: str) -> str | None:
    """Return the reporter of a byline, which may begin with where he reports from («الخرطوم: سالم الراوي»)."""
    if "://" in text:
        return None
    place, colon, name = text.partition(":")
    from_there = clean_name(name) if colon and _FROM_WHERE.fullmatch(place.strip()) else None
    return from_there or clean_name(text)


def _labels(labels: list[str], after: str) -> re.Pattern[str]:
    longest_first = sorted(map(fold, labels), key=len, reverse=True)
    return re.compile(rf"[\s\-–•|(]*(?:{'|'.join(map(re.escape, longest_first))}){after}")
