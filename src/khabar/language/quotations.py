"""Quotations: which words stand between quotation marks, and how deep."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from khabar.language.words import Word

_NAME = 6  # words of a name in straight marks, the marks with it
_BEFORE = ("", "ـ", "(")  # besides a blank, what stands before a mark that opens
_DEEPEST = 8  # a text that nests deeper is playing with marks; further openings are read as plain marks


def find_quotations(
    raw: str, words: Sequence[Word], paragraphs: Sequence[int], marks: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the depth of every word and the (opening, closing) word indexes of every quotation.

    `paragraphs` holds the paragraph number of each word: a quotation that is not closed ends with its paragraph,
    at its last word. `marks` are the words that are quotation marks; they have the depth of the text around them.
    """
    pairing = _Pairing(raw, words, paragraphs, marks)
    for n, i in enumerate(marks):
        pairing.take(n, i, words[i])
    pairing.end_paragraph()
    return pairing.depth, sorted(pairing.quotes)


class _Pairing:
    """Marks taken one by one; `open` holds the index and the form of each that waits for its closing mark."""

    def __init__(self, raw: str, words: Sequence[Word], paragraphs: Sequence[int], marks: Sequence[int]) -> None:
        self.raw, self.words, self.paragraphs, self.marks = raw, words, paragraphs, marks
        self.depth = [0] * len(words)
        self.quotes: list[tuple[int, int]] = []
        self.open: list[tuple[int, str]] = []
        self._deep = 0  # the first word whose depth is still to be written

    def take(self, n: int, i: int, word: Word) -> None:
        """Open or close a quotation with word `i`, the mark of number `n`."""
        if self.open and self.paragraphs[i] != self.paragraphs[self.open[0][0]]:
            self.end_paragraph()
        self._deepen(i)
        tags = word.look.tags
        straight = "straight_quote" in tags
        if self._straight_opens(n, i, word) if straight else ("open_quote" in tags) != self._is_turned(word):
            self._deepen(i + 1)
            if len(self.open) < _DEEPEST:
                self.open.append((i, word.form))
            return
        if self.open:
            self.quotes.append((self.open.pop()[0], i))
        self._deepen(i + 1)

    def _deepen(self, last: int) -> None:
        """Write the depth of the words before `last`: as many quotations as are open."""
        if self.open:
            self.depth[self._deep : last] = [len(self.open)] * (last - self._deep)
        self._deep = last

    def _straight_opens(self, n: int, i: int, word: Word) -> bool:
        """Tell whether a straight mark opens, by the blanks beside it; between letters it does what is due."""
        waiting = bool(self.open) and self.open[-1][1] == word.form
        blank_before = word.start == 0 or self.raw[word.start - 1].isspace()
        blank_after = word.end == len(self.raw) or self.raw[word.end].isspace()
        if blank_before and not blank_after:
            if waiting and not self._nests(n, word.form):
                self._forget(i)
            return True
        return not waiting

    def _is_turned(self, word: Word) -> bool:
        """Tell whether a mark stands the wrong way round, by what is beside it: «لـ”النهر”», «“النهر“»."""
        before, after = self.raw[word.start - 1 : word.start], self.raw[word.end : word.end + 1]
        if "open_quote" in word.look.tags:
            waiting = bool(self.open) and self.open[-1][1] == word.form
            return waiting and not before.isspace() and not after.isalnum()
        return not self.open and (before in _BEFORE or before.isspace()) and after.isalnum()

    def _nests(self, n: int, form: str) -> bool:
        """Tell whether a straight mark opens a name inside a quotation: two marks that close follow, the first soon."""
        following = self.marks[n + 1 : n + 3]
        before = self.words[self.open[-1][0]].start
        return (
            len(following) == 2
            and (before == 0 or self.raw[before - 1].isspace())
            and following[0] - self.marks[n] <= _NAME
            and self.paragraphs[following[1]] == self.paragraphs[self.marks[n]]
            and all(self.words[i].form == form and not self.raw[self.words[i].start - 1].isspace() for i in following)
        )

    def _forget(self, i: int) -> None:
        """Take back the last opening: another quotation opens before it was closed, so it was a stray mark."""
        at, _ = self.open.pop()
        for k in range(at + 1, i):
            self.depth[k] -= 1

    def end_paragraph(self) -> None:
        """Close what is open with the last word of its paragraph."""
        if self.open:
            last = bisect_right(self.paragraphs, self.paragraphs[self.open[0][0]]) - 1
            self._deepen(last + 1)
            self.quotes += [(at, last) for at, _ in self.open]
            self.open.clear()
