"""The passages that two texts share, word for word whatever the spelling: where they stand in each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from khabar.language import fold
from khabar.model import Span, Value

_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0640\u064b-\u0655\u0670\u200b-\u200f])*")
_RUN = 5  # words; shorter ones are names and set phrases that everybody writes
_MOST_HELD = 60  # a run that one text has more often is looked up at its first places only


class Passage(Value, frozen=True, kw_only=True):
    """One run of words that both texts have: where it stands in each, and how many words it is."""

    first: Span
    second: Span
    words: int


class _Word(Value, frozen=True):
    folded: str
    span: Span


def find_shared(first: str, second: str) -> tuple[Passage, ...]:
    """Return the longest runs of at least five words that both texts have, in the order of the first, none over another."""
    one, other = _split(first), _split(second)
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(other) - _RUN + 1):
        held = places[_run(other, at)]
        if len(held) < _MOST_HELD:
            held.append(at)
    found = []
    at = 0
    while at <= len(one) - _RUN:
        length, there = max(
            ((_extend(one, at, other, there), there) for there in places.get(_run(one, at), ())),
            key=lambda match: (match[0], -match[1]),
            default=(0, 0),
        )
        if length:
            found.append(
                Passage(
                    first=Span(one[at].span.start, one[at + length - 1].span.end),
                    second=Span(other[there].span.start, other[there + length - 1].span.end),
                    words=length,
                )
            )
        at += length or 1
    return tuple(found)


def _split(text: str) -> list[_Word]:
    words = (_Word(fold(match[0]), Span(*match.span())) for match in _WORD.finditer(text))
    return [word for word in words if word.folded]


def _run(words: Sequence[_Word], at: int) -> tuple[str, ...]:
    return tuple(word.folded for word in words[at : at + _RUN])


def _extend(one: Sequence[_Word], at: int, other: Sequence[_Word], there: int) -> int:
    """Return how many words are the same from two places on."""
    length = 0
    while (
        at + length < len(one)
        and there + length < len(other)
        and one[at + length].folded == other[there + length].folded
    ):
        length += 1
    return length
