"""Quotations: which words stand between quotation marks, and how deep."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.language.words import Word

_DEEPEST = 8  # a text that nests deeper is playing with marks; further openings are read as plain marks


def find_quotations(words: Sequence[Word], paragraphs: Sequence[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the depth of every word and the (opening, closing) word indexes of every quotation.

    `paragraphs` holds the paragraph number of each word: a quotation that is not closed ends with its paragraph,
    at its last word. Marks themselves have the depth of the text around them.
    """
    depth = [0] * len(words)
    quotes: list[tuple[int, int]] = []
    stack: list[tuple[int, str]] = []
    for i, word in enumerate(words):
        if stack and paragraphs[i] != paragraphs[i - 1]:
            quotes += [(at, i - 1) for at, _ in reversed(stack)]
            stack.clear()
        tags = word.look.tags
        if "quote" in tags:
            straight = "straight_quote" in tags
            closes = "close_quote" in tags or (straight and any(mark == word.form for _, mark in stack))
            if closes:
                if stack:
                    quotes.append((stack.pop()[0], i))
                depth[i] = len(stack)
                continue
            depth[i] = len(stack)
            if len(stack) < _DEEPEST:
                stack.append((i, word.form))
            continue
        depth[i] = len(stack)
    quotes += [(at, len(words) - 1) for at, _ in reversed(stack)]
    quotes.sort()
    return depth, quotes
