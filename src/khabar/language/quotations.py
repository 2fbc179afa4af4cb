"""Quotations: which words stand between quotation marks, and how deep."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.language.words import Word

_DEEPEST = 8  # a text that nests deeper is playing with marks; further openings are read as plain marks


def find_quotations(
    raw: str, words: Sequence[Word], paragraphs: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the depth of every word and the (opening, closing) word indexes of every quotation.

    `paragraphs` holds the paragraph number of each word: a quotation that is not closed ends with its paragraph,
    at its last word. Marks themselves have the depth of the text around them.
    """
    pairing = _Pairing(raw, words)
    for i, word in enumerate(words):
        if i and paragraphs[i] != paragraphs[i - 1]:
            pairing.end_paragraph(i - 1)
        pairing.take(i, word)
    pairing.end_paragraph(len(words) - 1)
    return pairing.depth, sorted(pairing.quotes)


class _Pairing:
    """Marks taken one by one; `open` holds the index and the form of each that waits for its closing mark."""

    def __init__(self, raw: str, words: Sequence[Word]) -> None:
        self.raw, self.words = raw, words
        self.depth = [0] * len(words)
        self.quotes: list[tuple[int, int]] = []
        self.open: list[tuple[int, str]] = []

    def take(self, i: int, word: Word) -> None:
        tags = word.look.tags
        if "quote" in tags:
            opens = self._straight_opens(i, word) if "straight_quote" in tags else "open_quote" in tags
            if not opens:
                if self.open:
                    self.quotes.append((self.open.pop()[0], i))
                self.depth[i] = len(self.open)
                return
            self.depth[i] = len(self.open)
            if len(self.open) < _DEEPEST:
                self.open.append((i, word.form))
            return
        self.depth[i] = len(self.open)

    def _straight_opens(self, i: int, word: Word) -> bool:
        """Tell whether a straight mark opens, by the blanks beside it; between letters it does what is due."""
        waiting = bool(self.open) and self.open[-1][1] == word.form
        blank_before = word.start == 0 or self.raw[word.start - 1].isspace()
        blank_after = word.end == len(self.raw) or self.raw[word.end].isspace()
        if blank_before and not blank_after:
            if waiting:
                self._forget(i)
            return True
        return not waiting

    def _forget(self, i: int) -> None:
        """Take back the last opening: another quotation opens before it was closed, so it was a stray mark."""
        at, _ = self.open.pop()
        for k in range(at + 1, i):
            self.depth[k] -= 1

    def end_paragraph(self, last: int) -> None:
        self.quotes += [(at, last) for at, _ in self.open]
        self.open.clear()
