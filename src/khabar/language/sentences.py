"""Sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.language.words import Word

_HEADLINE_WORDS = 30


class Sentence(NamedTuple):
    """Words `[first, last)`, characters `[start, end)`, the number of its paragraph, and whether it is a headline."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    headline: bool = False


def split_sentences(raw: str, words: Sequence[Word], paragraphs: Sequence[int]) -> list[Sentence]:
    """Return the sentences of a text in order; together they hold every word."""
    cuts = [0]
    for i in range(1, len(words)):
        if paragraphs[i] != paragraphs[i - 1] or _ends_sentence(raw, words, i):
            cuts.append(i)
    out = []
    for first, last in zip(cuts, [*cuts[1:], len(words)], strict=True):
        if first < last:
            out.append(Sentence(first, last, words[first].start, words[last - 1].end, paragraphs[first]))
    return _mark_headlines(words, out)


def _ends_sentence(raw: str, words: Sequence[Word], i: int) -> bool:
    """Tell whether a sentence ends before word `i`: after a stop, and the closing marks that follow it."""
    tags = words[i].look.tags
    before = i - 1
    if "close_quote" in tags or "close_bracket" in tags or "stop" in tags or "straight_quote" in tags and words[i].start == words[before].end:
        return False
    while before > 0 and ("close_quote" in words[before].look.tags or "close_bracket" in words[before].look.tags or "straight_quote" in words[before].look.tags) and words[before].start == words[before - 1].end:
        before -= 1
    mark = words[before].look.tags
    if "bar" in mark:
        return True
    if "stop" not in mark:
        return False
    if "question_mark" in mark or before == 0:
        return True
    # An initial (د. أحمد, أ.ف.ب) or an address is no end of a sentence.
    initial = words[before - 1].end - words[before - 1].start == 1 and words[before - 1].end == words[before].start and "number" not in words[before - 1].look.tags
    return not initial and (before != i - 1 or raw[words[before].end : words[i].start].strip() != "" or words[i].start > words[before].end)


def _mark_headlines(words: Sequence[Word], sentences: list[Sentence]) -> list[Sentence]:
    """Mark the sentences of the first line that reads like a headline: short, without a stop, and with text below."""
    if not sentences or sentences[0].paragraph == sentences[-1].paragraph:
        return sentences
    top = sentences[0].paragraph
    line = [s for s in sentences if s.paragraph == top]
    stopped = "stop" in words[line[-1].last - 1].look.tags
    if stopped or line[-1].last - line[0].first > _HEADLINE_WORDS:
        return sentences
    return [s._replace(headline=True) if s.paragraph == top else s for s in sentences]
