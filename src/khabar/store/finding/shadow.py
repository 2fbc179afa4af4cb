"""The folded stems by which words are found again, across marks, hamza, «ال», clitics and both kinds of digits.

A text is indexed by every stem that its words may have, a question asks for the stem that its words most likely have, in
every form of the nouns that it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khabar.language import Lexicon
from khabar.language.clitics import suffix_cuts, word_cuts
from khabar.language.spelling import fold, fold_with_offsets

_TEH, _SEEN_TEH = "ة", "\u06c3"  # folding makes one of ة and ه, but only ه can be a pronoun: ة is hidden from it
_TOKEN = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?!\d)|\d+|[^\W\d_]+")
_GROUPING = re.compile("[,٬]")
_CHUNK = re.compile(r"\S+(?:(?<=ـ) \S+)*")  # no word goes over a space, unless a tatweel hides it
_SHORT = 40  # characters: what is longer will hardly be met again
_SHORTEST = 3
_AMBIGUOUS = frozenset({"ي", "ك"})  # pronouns that more often end a word of their own


class Token(NamedTuple):
    """A word or number of a text, `[start, end)`, with the stems that it is indexed by."""

    start: int
    end: int
    stems: frozenset[str]


def index_stems(text: str) -> tuple[str, ...]:
    """Return the stems by which a text is found, each once, sorted."""
    out: set[str] = set()
    for word in set(_TOKEN.findall(fold(text.replace(_TEH, _SEEN_TEH)))):
        out |= _stems(word)
    return tuple(sorted(out))


def shadow(text: str) -> str:
    """Return the stems of a text as one string in which `" stem "` finds each."""
    return f" {' '.join(index_stems(text))} "


def read_tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text with their stems."""
    for found in _CHUNK.finditer(text):
        at, chunk = found.start(), found.group()
        for token in _read_chunk(chunk) if len(chunk) <= _SHORT else _read_tokens(chunk):
            yield Token(at + token.start, at + token.end, token.stems)


@lru_cache(maxsize=100_000)
def _read_chunk(chunk: str) -> tuple[Token, ...]:
    """Return the words of what stands between two spaces: little of a report has not been met before."""
    return tuple(_read_tokens(chunk))


def _read_tokens(text: str) -> Iterator[Token]:
    folded = fold_with_offsets(text.replace(_TEH, _SEEN_TEH))
    for match in _TOKEN.finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        yield Token(start, end, _stems(match.group()))


@lru_cache(maxsize=200_000)
def _stems(word: str) -> frozenset[str]:
    if word[0].isdigit():
        return frozenset({_GROUPING.sub("", word)})
    out = {word}
    for _, definite, rest in (("", False, word), *word_cuts(word)):
        if definite or len(rest) >= _SHORTEST:
            out.add(rest)
            out.update(_without_pronoun(rest))
    return frozenset(stem.replace(_SEEN_TEH, "ه") for stem in out)


def _without_pronoun(stem: str) -> Iterator[str]:
    for base, pronoun in suffix_cuts(stem):
        if len(base) >= _SHORTEST and pronoun not in _AMBIGUOUS:
            yield base
            if base.endswith("ت"):
                yield base[:-1] + "ه"  # «مدينتهم»: the ة that became ت


def question_stems(words: str, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """Return for each word that is asked for the stems of which one must be there."""
    return tuple(_asked(word, lexicon) for word in dict.fromkeys(_TOKEN.findall(fold(words))))


def _asked(word: str, lexicon: Lexicon) -> frozenset[str]:
    if word[0].isdigit():
        return frozenset({_GROUPING.sub("", word)})
    return frozenset(form for stem in _choose_stems(word, lexicon) for form in _inflect(stem, lexicon))


def _inflect(stem: str, lexicon: Lexicon) -> frozenset[str]:
    """Return a stem in all the forms of its nouns; of a word that no entry knows, with and without its tanwin's alef."""
    if known := lexicon.inflect(stem):
        return known | {stem}
    if len(stem) < _SHORTEST:
        return frozenset({stem})
    bare = stem[:-1] if stem.endswith("ا") and len(stem) > _SHORTEST else stem
    return frozenset({stem, bare, f"{bare}ا"})


def _choose_stems(word: str, lexicon: Lexicon) -> frozenset[str]:
    cuts = [cut for cut in word_cuts(word) if len(cut[2]) >= _SHORTEST]
    if bare := [rest for _, definite, rest in cuts if definite]:
        return frozenset({min(bare, key=len)})
    look = lexicon.look(word)
    prefixes = {reading.prefix for reading in look.readings} | {prefix for prefix, _ in look.name_starts}
    if "" in prefixes or not cuts:
        return frozenset({word})
    found = frozenset(rest for prefix, _, rest in cuts if prefix in prefixes)
    return found or frozenset({word}) | {rest for _, _, rest in cuts}
