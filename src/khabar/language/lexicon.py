"""The compiled lexicon of one language and what it knows about a written word.

`Lexicon.look(surface)` says it all for one surface form: the readings that entries confirm, with proclitics
and pronouns cut off, the phrases and the names that may start there. Looks are shared and made once.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from khabar.language.artefact import load_bytes
from khabar.language.clitics import NOMINAL, suffix_cuts, word_cuts
from khabar.language.names import ActorName, PlaceName
from khabar.language.punctuation import PUNCTUATION
from khabar.language.spelling import fold

MAX_WORD = 40  # longer strings are no words; nothing is looked up for them
_MAX_LOOKS = 200_000


class CompiledEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An entry as it is shipped."""

    id: str
    domain: str
    kind: str
    lemma: str
    fields: dict[str, Any]


class CompiledPhrase(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A phrase of several words: the number of its entry and its elements."""

    entry: int
    elements: tuple[str, ...]


class CompiledLexicon(msgspec.Struct, frozen=True, array_like=True):
    """All entries, the features that forms have, and for each written form its (entry, features) numbers."""

    entries: tuple[CompiledEntry, ...]
    features: tuple[tuple[Any, ...], ...]
    forms: dict[str, list[tuple[int, int]]]
    phrases: tuple[CompiledPhrase, ...]


class CompiledNames(msgspec.Struct, frozen=True, array_like=True):
    """All name records; `index` leads from a first word to (words, place numbers, actor numbers), longest first."""

    places: tuple[PlaceName, ...]
    actors: tuple[ActorName, ...]
    index: dict[str, list[tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]]]


Entry = CompiledEntry
NameStart = tuple[str, tuple[str, ...], tuple[PlaceName | ActorName, ...]]


class Reading:
    """One way to read a surface form: the lemma, its grammar, the clitics cut off, and the entries that know it."""

    __slots__ = (
        "definite",
        "entries",
        "gender",
        "lemma",
        "number",
        "passive",
        "person",
        "pos",
        "prefix",
        "suffix",
        "tense",
    )

    def __init__(
        self,
        lemma: str,
        features: tuple[Any, ...],
        prefix: str,
        definite: bool,
        suffix: str,
        entries: tuple[Entry, ...],
    ) -> None:
        self.lemma, self.prefix, self.definite, self.suffix, self.entries = lemma, prefix, definite, suffix, entries
        self.pos, self.tense, self.person, self.passive, self.number, self.gender, _ = features

    def __repr__(self) -> str:
        marks = " ".join(
            m
            for m in (
                self.prefix and self.prefix + "+",
                self.lemma,
                self.pos,
                self.tense,
                self.person,
                self.suffix and "+" + self.suffix,
            )
            if m
        )
        return f"<{marks}: {', '.join(e.id for e in self.entries)}>"


class Look:
    """Everything the language knows about one surface form."""

    __slots__ = ("by_domain", "form", "lemmas", "name_starts", "phrase_starts", "readings", "splits", "tags")

    def __init__(
        self,
        form: str,
        readings: tuple[Reading, ...] = (),
        tags: frozenset[str] = frozenset(),
        splits: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.form, self.readings, self.splits = form, readings, splits
        self.by_domain: dict[str, tuple[tuple[Reading, Entry], ...]] = {}
        for reading in readings:
            for entry in reading.entries:
                self.by_domain[entry.domain] = (*self.by_domain.get(entry.domain, ()), (reading, entry))
        self.tags = tags.union(*(e.fields.get("tags", ()) for r in readings for e in r.entries))
        self.lemmas = frozenset(r.lemma for r in readings)
        self.phrase_starts: tuple[tuple[str, CompiledPhrase], ...] = ()
        self.name_starts: tuple[NameStart, ...] = ()

    def entries(self, domain: str) -> tuple[tuple[Reading, Entry], ...]:
        """Return the readings through entries of one domain, each with its entry."""
        return self.by_domain.get(domain, ())

    def __repr__(self) -> str:
        return f"Look({self.form!r}, {list(self.readings)})"


class Lexicon:
    """The words, phrases and names of one language, ready to be looked up."""

    def __init__(self, compiled: CompiledLexicon, names: CompiledNames) -> None:
        self.entries = compiled.entries
        self.names = names
        self._features, self._forms = compiled.features, compiled.forms
        self._looks: dict[str, Look] = {mark: Look(mark, tags=frozenset(tags)) for mark, tags in PUNCTUATION.items()}
        self._phrases: dict[str, list[CompiledPhrase]] = {}
        for phrase in compiled.phrases:
            for start in _starts(phrase.elements[0]):
                self._phrases.setdefault(start, []).append(phrase)
                if start.endswith("~"):
                    self._phrases.setdefault(start[:-1], []).append(phrase)

    def look(self, surface: str) -> Look:
        """Return what is known about a surface form as it stands in the text, marks and all."""
        found = self._looks.get(surface)
        if found is None:
            if len(self._looks) > _MAX_LOOKS:
                self._looks.clear()
            found = self._looks[surface] = self._analyse(surface)
        return found

    def number(self, surface: str) -> Look:
        """Return the look of a number in digits."""
        found = self._looks.get(surface)
        if found is None:
            found = self._looks[surface] = Look(fold(surface), tags=frozenset({"number"}))
        return found

    def symbol(self, surface: str) -> Look:
        """Return the look of a character that is neither letter nor digit."""
        found = self._looks.get(surface)
        if found is None:
            found = self._looks[surface] = Look(surface, tags=frozenset({"punct", "symbol"}))
        return found

    def _analyse(self, surface: str) -> Look:
        form = fold(surface)
        if len(form) > MAX_WORD:
            return Look(form)
        cuts = tuple(word_cuts(form))
        readings = list(self._readings("", False, form))
        whole = any(e.fields.get("whole") for r in readings for e in r.entries)
        if not whole:
            for prefix, definite, rest in cuts:
                if prefix or definite:
                    readings += self._readings(prefix, definite, rest)
        splits = tuple(
            dict.fromkeys(
                [("", form), *((p, "ال" + r if d and p.endswith("ل") else form[len(p) :]) for p, d, r in cuts if p)]
            )
        )
        look = Look(form, tuple(readings), splits=splits)
        look.phrase_starts = tuple(self._phrase_starts(look))
        look.name_starts = tuple(self._name_starts(splits))
        return look

    def _readings(self, prefix: str, definite: bool, stem: str) -> list[Reading]:
        out = self._lookup(prefix, definite, stem, "")
        if not definite:
            for base, pronoun in suffix_cuts(stem):
                out += self._lookup(prefix, definite, base, pronoun)
        return out

    def _lookup(self, prefix: str, definite: bool, stem: str, pronoun: str) -> list[Reading]:
        groups: dict[tuple[str, int], list[Entry]] = {}
        for number, feature in self._forms.get(stem, ()):
            features = self._features[feature]
            if _allowed(prefix, definite, pronoun, features):
                entry = self.entries[number]
                groups.setdefault((entry.lemma, feature), []).append(entry)
        return [
            Reading(lemma, self._features[f], prefix, definite, pronoun, tuple(found))
            for (lemma, f), found in groups.items()
        ]

    def _phrase_starts(self, look: Look) -> list[tuple[str, CompiledPhrase]]:
        out = [(prefix, phrase) for prefix, rest in look.splits for phrase in self._phrases.get(rest, ())]
        for prefix, rest in look.splits:
            for base, _ in suffix_cuts(rest):
                host = base[:-1] + "ه" if base.endswith("ت") else base
                out += [(prefix, phrase) for key in {base, host} for phrase in self._phrases.get(key + "~", ())]
        for reading in look.readings:
            out += [(reading.prefix, phrase) for phrase in self._phrases.get("{" + reading.lemma + "}", ())]
        for tag in look.tags:
            out += [("", phrase) for phrase in self._phrases.get(f"<{tag}>", ())]
        return list(dict.fromkeys((prefix, phrase) for prefix, phrase in out)) if out else out

    def _name_starts(self, splits: tuple[tuple[str, str], ...]) -> list[NameStart]:
        places, actors = self.names.places, self.names.actors
        out: list[NameStart] = []
        for prefix, rest in splits:
            for words, of_place, of_actor in self.names.index.get(rest, ()):
                out.append((prefix, words, (*(places[i] for i in of_place), *(actors[i] for i in of_actor))))
        out.sort(key=lambda start: (-len(start[1]), len(start[0])))
        return out


def _starts(element: str) -> list[str]:
    """Return the keys under which a phrase waits for its first word."""
    return element.strip("()").split("|") if element.startswith("(") else [element]


def _allowed(prefix: str, definite: bool, pronoun: str, features: tuple[Any, ...]) -> bool:
    """Tell whether the clitics that were cut off can stand at a form with these features."""
    pos, tense, bound = features[0], features[1], features[6]
    last = prefix[-1:]
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
    compiled = msgspec.msgpack.decode(load_bytes(f"{language}-lexicon"), type=CompiledLexicon)
    names = msgspec.msgpack.decode(load_bytes(f"{language}-names"), type=CompiledNames)
    return Lexicon(compiled, names)
