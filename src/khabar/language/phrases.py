"""Phrases of several words: the notation of the YAML made into patterns, and their matching.

A phrase is written as words: a plain word stands for itself, `{lemma}` for any form of a lemma, `<tag>` for any
word with that tag, `(a|b)` for either, `…` for up to three free words, and `~` after a word lets it carry a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from khabar.language.clitics import with_pronouns
from khabar.language.compiled import CompiledPhrase

if TYPE_CHECKING:
    from khabar.language.looks import Look
    from khabar.language.words import Word

GAP = 3
_SEEN_THROUGH = frozenset({"quote", "bracket"})


class Element:
    """One position of a phrase: the forms, lemmas or tags of which any will do, after `gap` free words at most.

    `open` where more than a few plain words may stand here.
    """

    __slots__ = ("forms", "gap", "lemmas", "open", "tags")

    def __init__(self, written: str, gap: int) -> None:
        choices = written.strip("()").split("|") if written.startswith("(") else [written]
        bare = [choice.rstrip("~") for choice in choices]
        self.gap = gap
        self.lemmas = frozenset(b[1:-1] for b in bare if b[0] == "{")
        self.tags = frozenset(b[1:-1] for b in bare if b[0] == "<")
        hosts = [b for b, choice in zip(bare, choices, strict=True) if choice.endswith("~")]
        self.open = bool(gap or self.lemmas or self.tags or hosts)
        self.forms = frozenset(
            (*(b for b in bare if b[0] not in "{<"), *chain.from_iterable(map(with_pronouns, hosts)))
        )

    def fits(self, look: Look) -> bool:
        """Tell whether a word can stand here."""
        return (
            look.form in self.forms
            or (bool(self.lemmas) and not self.lemmas.isdisjoint(look.lemmas))
            or (bool(self.tags) and not self.tags.isdisjoint(look.tags))
        )


class Pattern:
    """A phrase ready to be matched: the number of its entry, its first element and the others."""

    __slots__ = ("entry", "first", "rest")

    def __init__(self, phrase: CompiledPhrase) -> None:
        elements, gap = [], 0
        for written in phrase.elements:
            if written == "…":
                gap = GAP
            else:
                elements.append(Element(written, gap))
                gap = 0
        self.entry, self.first, self.rest = phrase.entry, elements[0], tuple(elements[1:])

    def end(self, words: Sequence[Word], first: int) -> int:
        """Return the index after the last word where the phrase starts at word `first`, or 0 where it does not match."""
        at, size = first + 1, len(words)
        for element in self.rest:
            if at >= size:
                return 0
            look = words[at].look
            if element.fits(look):
                at += 1
                continue
            if not element.gap and _SEEN_THROUGH.isdisjoint(look.tags):
                return 0  # most end here
            at = _find(words, at, element)
            if not at:
                return 0
        return at


def _find(words: Sequence[Word], at: int, element: Element) -> int:
    """Return the index after the word that fits an element, looked for from `at` over its gap, or 0."""
    free = element.gap
    for i in range(at, min(at + GAP + 8, len(words))):  # marks inside a phrase are seen through, but not without end
        look = words[i].look
        if element.fits(look):
            return i + 1
        if not _SEEN_THROUGH.isdisjoint(look.tags):
            continue
        if not free or "punct" in look.tags:
            return 0
        free -= 1
    return 0


class PhraseStarts:
    """The patterns that may start at one word, with the proclitics of that word, sorted by what must follow.

    Most patterns want one of a few plain words next; those are asked for by that word, the others one by one.
    """

    __slots__ = ("_by_next", "_others", "everything")

    def __init__(self, starts: Iterable[tuple[str, Pattern]]) -> None:
        self.everything = tuple(starts)
        self._others: list[tuple[str, Pattern]] = []
        self._by_next: dict[str, list[tuple[str, Pattern]]] = {}
        for start in self.everything:
            following = start[1].rest[0] if start[1].rest else None
            if following is None or following.open:
                self._others.append(start)
            else:
                for form in following.forms:
                    self._by_next.setdefault(form, []).append(start)

    def before(self, look: Look | None) -> Sequence[tuple[str, Pattern]]:
        """Return the patterns that are worth trying where a word with this look follows."""
        if look is None:
            return self._others
        if look.tags and not _SEEN_THROUGH.isdisjoint(look.tags):
            return self.everything
        wanted = self._by_next.get(look.form)
        if wanted is None:
            return self._others
        return [*self._others, *wanted] if self._others else wanted


class PatternBook:
    """All patterns by what their first word may be: a form without proclitics, any form of a lemma, any word of a tag."""

    def __init__(self, phrases: Sequence[CompiledPhrase]) -> None:
        self.forms: dict[str, list[Pattern]] = {}
        self.lemmas: dict[str, list[Pattern]] = {}
        self.tags: dict[str, list[Pattern]] = {}
        for phrase in phrases:
            pattern = Pattern(phrase)
            first = pattern.first
            kinds = (
                (self.forms, first.forms),
                (self.lemmas, first.lemmas),
                (self.tags, first.tags),
            )
            for waiting, keys in kinds:
                for key in keys:
                    waiting.setdefault(key, []).append(pattern)
