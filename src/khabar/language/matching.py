"""Matching of phrases and names over the words of a text. Quotation marks inside a name are looked through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.language.lexicon import CompiledPhrase, Entry, Lexicon
from khabar.language.names import ActorName, PlaceName
from khabar.language.words import Word

_GAP = 3


class PhraseHit(NamedTuple):
    """A phrase of the lexicon over words `[first, last)`; `prefix` are the proclitics of its first word."""

    entry: Entry
    first: int
    last: int
    prefix: str


class NameHit(NamedTuple):
    """A name over words `[first, last)` with the records that bear it; `prefix` as in `PhraseHit`."""

    first: int
    last: int
    prefix: str
    records: tuple[PlaceName | ActorName, ...]


def match_phrases(words: Sequence[Word], lexicon: Lexicon) -> dict[int, list[PhraseHit]]:
    """Return the phrase hits by the index of their first word, longest first."""
    out: dict[int, list[PhraseHit]] = {}
    for word in words:
        for prefix, phrase in word.look.phrase_starts:
            last = _phrase_end(words, word.index, phrase)
            if last:
                out.setdefault(word.index, []).append(
                    PhraseHit(lexicon.entries[phrase.entry], word.index, last, prefix)
                )
    for hits in out.values():
        if len(hits) > 1:
            hits.sort(key=lambda hit: -hit.last)
    return out


def phrases_at(words: Sequence[Word], first: int, lexicon: Lexicon) -> list[tuple[Entry, int]]:
    """Return the phrases that start at one word, each with the index after its last word."""
    ends = ((phrase, _phrase_end(words, first, phrase)) for _, phrase in words[first].look.phrase_starts)
    return [(lexicon.entries[phrase.entry], last) for phrase, last in ends if last]


def _phrase_end(words: Sequence[Word], first: int, phrase: CompiledPhrase) -> int:
    """Return the index after the last word of the phrase that starts at `first`, or 0."""
    at, gap = first + 1, 0
    for element in phrase.elements[1:]:
        if element == "…":
            gap = _GAP
            continue
        found = _find(words, at, gap, element)
        if not found:
            return 0
        at, gap = found, 0
    return at


def _find(words: Sequence[Word], at: int, gap: int, element: str) -> int:
    skipped = 0
    while at < len(words):
        tags = words[at].look.tags
        if "quote" in tags or "bracket" in tags:
            at += 1
            continue
        if _is(words[at], element):
            return at + 1
        if skipped >= gap or "punct" in tags:
            return 0
        skipped += 1
        at += 1
    return 0


def _is(word: Word, element: str) -> bool:
    look = word.look
    if element[0] == "(":
        return any(_is(word, e) for e in element.strip("()").split("|"))
    pronoun = element.endswith("~")
    bare = element.rstrip("~")
    if bare[0] == "{":
        return bare[1:-1] in look.lemmas
    if bare[0] == "<":
        return bare[1:-1] in look.tags
    if look.form == bare:
        return True
    return pronoun and look.form.startswith(bare[:-1]) and _with_pronoun(look.form, bare)


def _with_pronoun(form: str, bare: str) -> bool:
    stem = bare[:-1] + "ت" if bare.endswith("ه") else bare
    return form.startswith(stem) and form[len(stem) :] in _PRONOUN_ENDS


_PRONOUN_ENDS = frozenset({"ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم"})


def match_names(words: Sequence[Word]) -> dict[int, list[NameHit]]:
    """Return the name hits by the index of their first word, longest first."""
    out: dict[int, list[NameHit]] = {}
    for word in words:
        for prefix, rest, records in word.look.name_starts:
            last = _name_end(words, word.index + 1, rest)
            if last:
                out.setdefault(word.index, []).append(NameHit(word.index, last, prefix, records))
    return out


def _name_end(words: Sequence[Word], at: int, rest: tuple[str, ...]) -> int:
    for expected in rest:
        while at < len(words) and "quote" in words[at].look.tags:
            at += 1
        if at >= len(words) or words[at].look.form != expected:
            return 0
        at += 1
    return at
