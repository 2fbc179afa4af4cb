"""Where the phrases and the names of the lexicon stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from khabar.language.lexicon import Lexicon
from khabar.language.looks import Entry
from khabar.language.names import ActorName, PlaceName
from khabar.language.nametree import NameNode
from khabar.language.phrases import Pattern
from khabar.language.words import Word

_MARKS_INSIDE = 4  # quotation marks inside a name are looked through, so many in a row at most


class PhraseHit(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A phrase of the lexicon over words `[first, last)`; `prefix` are the proclitics of its first word."""

    entry: Entry
    first: int
    last: int
    prefix: str


class NameHit(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A name over words `[first, last)`, with those who bear it; `prefix` as in `PhraseHit`."""

    first: int
    last: int
    prefix: str
    bearers: NameNode

    @property
    def records(self) -> tuple[PlaceName | ActorName, ...]:
        """Everything that bears the name, places first."""
        return self.bearers.records


def match_phrases(words: Sequence[Word], firsts: Iterable[int], lexicon: Lexicon) -> dict[int, list[PhraseHit]]:
    """Return the phrase hits by the index of their first word, one of `firsts`, longest first."""
    out: dict[int, list[PhraseHit]] = {}
    last = len(words) - 1
    for first in firsts:
        starts = words[first].look.phrase_starts
        if starts is None:
            continue
        candidates = starts.before(words[first + 1].look if first < last else None)
        if candidates and (hits := _matches(words, first, candidates, lexicon)):
            out[first] = hits
    return out


def phrases_at(words: Sequence[Word], first: int, lexicon: Lexicon) -> list[PhraseHit]:
    """Return the phrases that start at one word, longest first."""
    starts = words[first].look.phrase_starts
    if starts is None:
        return []
    return _matches(words, first, starts.before(words[first + 1].look if first + 1 < len(words) else None), lexicon)


def _matches(
    words: Sequence[Word], first: int, candidates: Sequence[tuple[str, Pattern]], lexicon: Lexicon
) -> list[PhraseHit]:
    """Return the candidates that match from a word on, longest first."""
    hits = []
    for prefix, pattern in candidates:
        last = pattern.end(words, first)
        if last:
            hits.append(PhraseHit(lexicon.entries[pattern.entry], first, last, prefix))
    if len(hits) > 1:
        hits.sort(key=lambda hit: -hit.last)
    return hits


def match_names(words: Sequence[Word], firsts: Iterable[int]) -> dict[int, list[NameHit]]:
    """Return the name hits by the index of their first word, longest first, then with the fewest clitics cut off."""
    out: dict[int, list[NameHit]] = {}
    last = len(words) - 1
    for first in firsts:
        hits: list[NameHit] = []
        following = words[first + 1].look if first < last else None
        for prefix, node in words[first].look.name_starts:
            if node.places or node.actors:
                hits.append(NameHit(first, first + 1, prefix, node))
            if following and node.after and (following.form in node.after or "quote" in following.tags):
                _follow(words, first, prefix, node, hits)
        if hits:
            if len(hits) > 1:
                hits.sort(key=_length)
            out[first] = hits
    return out


def _length(hit: NameHit) -> tuple[int, int]:
    return -hit.last, len(hit.prefix)


def _follow(words: Sequence[Word], first: int, prefix: str, start: NameNode, hits: list[NameHit]) -> None:
    """Add a hit for each name of several words that the words from `first` on complete."""
    at = first + 1
    node: NameNode | None = start
    while node is not None:
        if at > first + 1 and (node.places or node.actors):
            hits.append(NameHit(first, at, prefix, node))
        if not node.after:
            return
        skipped = 0
        while at < len(words) and skipped < _MARKS_INSIDE and "quote" in words[at].look.tags:
            at += 1
            skipped += 1
        if at >= len(words):
            return
        node = node.after.get(words[at].look.form)
        at += 1
