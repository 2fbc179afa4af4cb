"""Sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from khabar.language.words import Word

_HEADLINE_WORDS = 30


class Sentence(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Words `[first, last)`, characters `[start, end)`, the number of its paragraph, and whether it is a headline."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    headline: bool = False


ENDING = ("stop", "bar", "close_quote", "close_bracket", "straight_quote")


def split_sentences(words: Sequence[Word], paragraphs: Sequence[int], marks: Iterable[int]) -> list[Sentence]:
    """Return the sentences of a text in order; together they hold every word.

    `paragraphs` holds the paragraph number of each word, `marks` are the words with a tag of `ENDING`.
    """
    size = len(words)
    cuts = {0, size, *(i + 1 for i in marks if i + 1 < size and _ends_sentence(words, i + 1))}
    first = 0
    while first < size:
        first = bisect_right(paragraphs, paragraphs[first], first)
        cuts.add(first)
    out = [
        Sentence(first, last, words[first].start, words[last - 1].end, paragraphs[first])
        for first, last in pairwise(sorted(cuts))
    ]
    return _mark_headlines(words, out)


def _ends_sentence(words: Sequence[Word], i: int) -> bool:
    """Tell whether a sentence ends before word `i`: after a bar or a stop, with the closing marks that follow it."""
    if _closes(words, i) or "stop" in words[i].look.tags:
        return False
    last = i - 1
    while last > 0 and _closes(words, last):
        last -= 1
    tags = words[last].look.tags
    if "bar" in tags or "question_mark" in tags or last == 0:
        return "bar" in tags or "stop" in tags
    if "stop" not in tags or _is_initial(words[last - 1], words[last]):
        return False
    # Without a space after it, a stop ends a sentence only between words: not inside an address or «أ.ف.ب».
    if words[i].start > words[i - 1].end:
        return True
    if not _is_word(words[i]):
        return False
    return _shuts(words, last - 1) or (_is_word(words[last - 1]) and not _is_address(words, last))


def _is_address(words: Sequence[Word], stop: int) -> bool:
    """Tell whether a stop stands between two words that alone fill quotation marks: «النهر.نت»."""
    return stop + 2 < len(words) and all("quote" in words[i].look.tags for i in (stop - 2, stop + 2))


def _closes(words: Sequence[Word], i: int) -> bool:
    """Tell whether word `i` is a closing mark that belongs to what stands before it."""
    tags = words[i].look.tags
    if "close_quote" in tags or "close_bracket" in tags:
        return True
    return "straight_quote" in tags and i > 0 and words[i].start == words[i - 1].end


def _shuts(words: Sequence[Word], i: int) -> bool:
    """Tell whether what stands before a stop ends a clause by itself: a closing mark, or a number of several digits."""
    tags = words[i].look.tags
    return _closes(words, i) or ("number" in tags and len(words[i].form) > 1)


def _is_initial(word: Word, stop: Word) -> bool:
    """Tell whether a stop only shortens a word: «د. سامر»."""
    return word.end - word.start == 1 and word.end == stop.start and not word.look.tags & {"punct", "number"}


def _is_word(word: Word) -> bool:
    return len(word.form) > 1 and not word.form.isascii() and "punct" not in word.look.tags


def _mark_headlines(words: Sequence[Word], sentences: list[Sentence]) -> list[Sentence]:
    """Mark the sentences of the first line that reads like a headline: short, without a stop, and with text below."""
    if not sentences or sentences[0].paragraph == sentences[-1].paragraph:
        return sentences
    top = sentences[0].paragraph
    line = [s for s in sentences if s.paragraph == top]
    stopped = "stop" in words[line[-1].last - 1].look.tags
    if stopped or line[-1].last - line[0].first > _HEADLINE_WORDS:
        return sentences
    return [_as_headline(s) if s.paragraph == top else s for s in sentences]


def _as_headline(s: Sentence) -> Sentence:
    return Sentence(s.first, s.last, s.start, s.end, s.paragraph, True)
