"""What stands within a line and is no part of the report: linked headlines, stamps of time, a headline shown again."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.language.lexicon import Lexicon
from khabar.language.looks import Look
from khabar.language.matching import phrases_at
from khabar.language.words import Word

_DOMAIN = "layout"
_LINK = 3  # words that a linked headline has at least
_STAMP = 12  # words and marks of a stamp of time at most
_TITLE = 4  # words of a headline by which it is known again
_MARKS = frozenset({"dash", "colon", "bar"})
_STARTS = frozenset({"preposition", "auxiliary", "neg_past"})


def begin_line(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Return the word of line `[first, last)` at which the report goes on: `last` where all of it is links.

    Only lines that a heading of links opens begin elsewhere than with their first word.
    """
    heading = next((h for h in phrases_at(words, first, lexicon) if h.entry.domain == _DOMAIN), None)
    if heading is None or "links" not in heading.entry.fields["tags"]:
        return first
    end = next((i for i in range(heading.last, last) if "stop" in words[i].look.tags), last)
    openings = range(min(heading.last + _LINK, end), end)
    for opens in (_opens, _goes_on):
        for i in openings:
            if opens(words[i].look) or _is_opener(words, i, lexicon):
                return i
    return last if end == last else first


def _opens(look: Look) -> bool:
    """Tell whether a word opens a sentence of the report: a verb of the past, a preposition or «لم» joined by «و»."""
    if look.form[:1] != "و":
        return False
    if not _STARTS.isdisjoint(look.tags):
        return True
    joined = [reading for reading in look.readings if reading.pos in ("verb", "masdar", "noun")]
    return any(r.tense == "past" for r in joined) and all(r.pos == "verb" and r.prefix == "و" for r in joined)


def _goes_on(look: Look) -> bool:
    """Tell whether a word is a verb of the present joined by «و», which headlines have too."""
    return any(r.pos == "verb" and r.prefix == "و" for r in look.readings)


def _is_opener(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    if words[i].look.phrase_starts is None:
        return False
    hits = phrases_at(words, i, lexicon)
    return any(h.entry.domain == _DOMAIN and "resumes" in h.entry.fields["tags"] for h in hits)


def skip_stamp(words: Sequence[Word], first: int, last: int) -> int:
    """Return the word behind the stamp of time that opens a line («1430 (GMT+04:00) - 23/05/09»), or its first word."""
    if "number" not in words[first].look.tags:
        return first
    for i in range(first + 1, min(first + _STAMP, last)):
        tags = words[i].look.tags
        if words[i].form != "gmt" and tags.isdisjoint(("number", "punct")):
            return first
        if "number" in tags and words[i].form.count("/") == 2:
            return i + 1 if any(word.form == "gmt" for word in words[first:i]) else first
    return first


def skip_site(words: Sequence[Word], first: int, last: int) -> int:
    """Return the word behind the address of the site that opens a headline («Sahil.example - …»), or its first word."""
    at = first
    while at < last and (words[at].form.isascii() and words[at].look.tags.isdisjoint(("number", "dash", "bar"))):
        at += 1
    dotted = any("stop" in words[i].look.tags for i in range(first, at))
    return at + 1 if dotted and at + 1 < last and not _MARKS.isdisjoint(words[at].look.tags) else first


def repeats(words: Sequence[Word], title: tuple[int, int], first: int, last: int) -> bool:
    """Tell whether words `[first, last)` begin with the words of a headline that stands above them."""
    length = title[1] - title[0]
    if length < _TITLE or last - first < length:
        return False
    return all(words[title[0] + i].form == words[first + i].form for i in range(length))
