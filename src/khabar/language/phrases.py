"""Phrases of several words: the notation of the YAML made into patterns, and their matching.

A phrase is written as words: a plain word stands for itself, `{lemma}` for any form of a lemma, `<tag>` for any
word with that tag, `(a|b)` for either, `…` for up to three free words, and `~` after a word lets it carry a pronoun.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from khabar.language.clitics import suffix_cuts
from khabar.language.compiled import CompiledPhrase

if TYPE_CHECKING:
    from khabar.language.looks import Look
    from khabar.language.words import Word

GAP = 3
_SEEN_THROUGH = frozenset({"quote", "bracket"})


class Element:
    """One position of a phrase: the forms, hosts of a pronoun, lemmas or tags of which any will do, after `gap` free words at most."""

    __slots__ = ("forms", "gap", "hosts", "lemmas", "tags")

    def __init__(self, written: str, gap: int) -> None:
        choices = written.strip("()").split("|") if written.startswith("(") else [written]
        bare = [choice.rstrip("~") for choice in choices]
        self.gap = gap
        self.lemmas = frozenset(b[1:-1] for b in bare if b[0] == "{")
        self.tags = frozenset(b[1:-1] for b in bare if b[0] == "<")
        self.forms = frozenset(b for b in bare if b[0] not in "{<")
        self.hosts = frozenset(b for b, choice in zip(bare, choices, strict=True) if choice.endswith("~"))

    def fits(self, look: Look) -> bool:
        """Tell whether a word can stand here."""
        return (
            look.form in self.forms
            or (bool(self.lemmas) and not self.lemmas.isdisjoint(look.lemmas))
            or (bool(self.tags) and not self.tags.isdisjoint(look.tags))
            or (bool(self.hosts) and not self.hosts.isdisjoint(pronoun_hosts(look.form)))
        )


def pronoun_hosts(form: str) -> list[str]:
    """Return what a form may be without its pronoun; the teh of a teh marbuta is given back."""
    out = []
    for base, _ in suffix_cuts(form):
        out.append(base)
        if base.endswith("ت"):
            out.append(base[:-1] + "ه")
    return out


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
            if at < size and element.fits(words[at].look):
                at += 1
                continue
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
            if following is None or following.gap or following.lemmas or following.tags or following.hosts:
                self._others.append(start)
            else:
                for form in following.forms:
                    self._by_next.setdefault(form, []).append(start)

    def before(self, look: Look | None) -> Sequence[tuple[str, Pattern]]:
        """Return the patterns that are worth trying where a word with this look follows."""
        if look is None:
            return self._others
        if not _SEEN_THROUGH.isdisjoint(look.tags):
            return self.everything
        wanted = self._by_next.get(look.form)
        return [*self._others, *wanted] if wanted else self._others


class PatternBook:
    """All patterns by what their first word may be."""

    def __init__(self, phrases: Sequence[CompiledPhrase]) -> None:
        self._forms: dict[str, list[Pattern]] = {}
        self._hosts: dict[str, list[Pattern]] = {}
        self._lemmas: dict[str, list[Pattern]] = {}
        self._tags: dict[str, list[Pattern]] = {}
        for phrase in phrases:
            pattern = Pattern(phrase)
            first = pattern.first
            kinds = (
                (self._forms, first.forms),
                (self._hosts, first.hosts),
                (self._lemmas, first.lemmas),
                (self._tags, first.tags),
            )
            for waiting, keys in kinds:
                for key in keys:
                    waiting.setdefault(key, []).append(pattern)

    def after_form(self, form: str) -> Sequence[Pattern]:
        """Return the patterns that can start with a form without proclitics."""
        own = self._forms.get(form, ())
        hosted = [pattern for host in pronoun_hosts(form) for pattern in self._hosts.get(host, ())]
        return [*own, *hosted] if hosted else own

    def after_lemma(self, lemma: str) -> Sequence[Pattern]:
        """Return the patterns that can start with any form of a lemma."""
        return self._lemmas.get(lemma, ())

    def after_tag(self, tag: str) -> Sequence[Pattern]:
        """Return the patterns that can start with any word of a tag."""
        return self._tags.get(tag, ())
