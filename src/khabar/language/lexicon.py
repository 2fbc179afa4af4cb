"""The compiled lexicon of one language.

`Lexicon.look(surface)` says all that is known about one surface form: the readings that entries confirm, with
proclitics and pronouns cut off, the phrases and the names that may start there. Looks are shared and made once.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from copy import copy
from functools import cache
from typing import Any

import msgspec

from khabar.language.artefact import load_bytes
from khabar.language.clitics import NOMINAL, suffix_cuts, word_cuts
from khabar.language.compiled import CompiledLexicon, CompiledNames
from khabar.language.looks import Entry, Look, Reading
from khabar.language.nametree import NameNode, NameTree
from khabar.language.phrases import Pattern, PatternBook, PhraseStarts
from khabar.language.punctuation import PUNCTUATION, RUNS
from khabar.language.spelling import fold

MAX_WORD = 40  # longer strings are no words; nothing is looked up for them
_MAX_LOOKS = 200_000


class Lexicon:
    """The words, phrases and names of one language, ready to be looked up; `looks` holds what was looked up before."""

    def __init__(self, compiled: CompiledLexicon, names: CompiledNames) -> None:
        self.entries = [Entry(e.id, e.domain, e.kind, e.lemma, e.fields) for e in compiled.entries]
        self.names = names
        self._features, self._forms = compiled.features, compiled.forms
        self.looks = _punctuation_looks()
        self._inflections: dict[int, list[str]] | None = None
        self._allowed = _Allowed(compiled.features)
        self._patterns = PatternBook(compiled.phrases)
        self._tree = NameTree(names)

    def with_places(self, places: CompiledNames) -> Lexicon:
        """Return this lexicon with the places of a gazetteer beside its own."""
        other = copy(self)
        other.looks = _punctuation_looks()
        other._tree = NameTree(self.names, places)
        return other

    def look(self, surface: str, kind: str = "word") -> Look:
        """Return what is known about a surface form as it stands in the text, marks and all.

        `kind` is that of its token: "word", "number", "dots", "bars" or "mark".
        """
        found = self.looks.get(surface)
        return self._learn(surface, kind) if found is None else found

    def _learn(self, surface: str, kind: str) -> Look:
        if kind == "word" and surface[:1].isdigit():
            kind = "number"  # whoever asks first, the look is kept for all
        match kind:
            case "word":
                look = self._analyse(surface)
            case "number":
                look = Look(fold(surface), tags=frozenset({"number"}))
                look.start(self._phrase_starts(look), ())
            case "mark":
                look = Look(surface, tags=frozenset({"punct", "symbol"}))
            case _:
                look = self.looks[RUNS[kind]]
        if len(surface) <= MAX_WORD:
            if len(self.looks) > _MAX_LOOKS:
                self.looks.clear()
                self.looks.update(_punctuation_looks())
            self.looks[surface] = look
        return look

    def _analyse(self, surface: str) -> Look:
        form = fold(surface)
        if form == surface:
            form = surface  # one string in memory rather than two
        if len(form) > MAX_WORD:
            return Look(form)
        cuts = word_cuts(form)
        readings = self._readings("", False, form)
        if cuts and not (readings and any(e.fields.get("whole") for r in readings for e in r.entries)):
            for prefix, definite, rest in cuts:
                readings += self._readings(prefix, definite, rest)
        look = Look(form, tuple(readings), splits=_splits(form, cuts))
        look.start(self._phrase_starts(look), self._name_starts(look.splits))
        return look

    def inflect(self, form: str) -> frozenset[str]:
        """Return the folded forms of the nouns that a folded form is one of: singular, dual, plural, accusative."""
        if self._inflections is None:
            held: dict[int, list[str]] = {}
            for other, known in self._forms.items():
                for number, feature in known:
                    if self._features[feature][0] in NOMINAL:
                        held.setdefault(number, []).append(other)
            self._inflections = held
        features, held = self._features, self._inflections
        nouns = (number for number, feature in self._forms.get(form, ()) if features[feature][0] in NOMINAL)
        return frozenset(other for number in nouns for other in held[number])

    def _readings(self, prefix: str, definite: bool, stem: str) -> list[Reading]:
        forms = self._forms
        out = self._lookup(prefix, definite, stem, "") if stem in forms else []
        if not definite:
            for base, pronoun in suffix_cuts(stem):
                if base in forms:
                    out += self._lookup(prefix, definite, base, pronoun)
        return out

    def _lookup(self, prefix: str, definite: bool, stem: str, pronoun: str) -> list[Reading]:
        groups: dict[tuple[str, int], list[Entry]] = {}
        entries, allowed = self.entries, self._allowed[prefix[-1:], definite, pronoun != ""]
        for number, feature in self._forms[stem]:
            if feature in allowed:
                entry = entries[number]
                groups.setdefault((entry.lemma, feature), []).append(entry)
        return [
            Reading(lemma, self._features[f], prefix, definite, pronoun, tuple(found))
            for (lemma, f), found in groups.items()
        ]

    def _phrase_starts(self, look: Look) -> PhraseStarts | None:
        book = self._patterns
        out: list[tuple[str, Pattern]] = []
        for prefix, rest in look.splits:
            if found := book.forms.get(rest):
                out += [(prefix, pattern) for pattern in found]
        for reading in look.readings:
            if found := book.lemmas.get(reading.lemma):
                out += [(reading.prefix, pattern) for pattern in found]
        for tag in look.tags:
            if found := book.tags.get(tag):
                out += [("", pattern) for pattern in found]
        return PhraseStarts(dict.fromkeys(out)) if out else None

    def _name_starts(self, splits: tuple[tuple[str, str], ...]) -> tuple[tuple[str, NameNode], ...]:
        tree = self._tree
        return tuple([(prefix, node) for prefix, rest in splits if (node := tree.after(rest)) is not None])


def _splits(form: str, cuts: list[tuple[str, bool, str]]) -> tuple[tuple[str, str], ...]:
    """Return what may be left of a form without its proclitics, an article that «لل» swallowed given back."""
    if not cuts or not cuts[-1][0]:
        return (("", form),)
    cut = [(p, "ال" + rest if d and p.endswith("ل") else form[len(p) :]) for p, d, rest in cuts if p]
    return tuple(dict.fromkeys([("", form), *cut]))


def _punctuation_looks() -> dict[str, Look]:
    return {mark: Look(mark, tags=frozenset(tags)) for mark, tags in PUNCTUATION.items()}


class _Allowed(dict[tuple[str, bool, bool], frozenset[int]]):
    """The numbers of the features at which clitics can stand: the last letter before a form, an article, a pronoun."""

    def __init__(self, features: Sequence[tuple[Any, ...]]) -> None:
        super().__init__()
        self._features = features

    def __missing__(self, clitics: tuple[str, bool, bool]) -> frozenset[int]:
        found = self[clitics] = frozenset(n for n, some in enumerate(self._features) if _can_stand(*clitics, some))
        return found


def _can_stand(last: str, definite: bool, pronoun: bool, features: tuple[Any, ...]) -> bool:
    """Tell whether the clitics that were cut off can stand at a form with these features."""
    pos, tense, bound = features[0], features[1], features[6]
    if definite and (pos not in NOMINAL or bound):
        return False
    if bound and not pronoun and pos == "verb":
        return False
    if bound and not pronoun and features[4] == "s":
        return False  # a singular's bound form stands only before a pronoun
    if last in ("ب", "ك") and pos not in NOMINAL:
        return False
    if last == "ل" and not (pos in NOMINAL or tense == "nonpast"):
        return False
    if last == "س" and tense != "nonpast":
        return False
    return not (pronoun and pos in ("particle",))


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the compiled lexicon of a language, loaded once. Raises `DataProblem` where it was never compiled."""
    collects = gc.isenabled()
    gc.disable()  # all that is decoded stays; looking for garbage among it takes a third of the time
    try:
        compiled = msgspec.msgpack.decode(load_bytes(f"{language}-lexicon"), type=CompiledLexicon)
        names = msgspec.msgpack.decode(load_bytes(f"{language}-names"), type=CompiledNames)
        return Lexicon(compiled, names)
    finally:
        if collects:
            gc.enable()
