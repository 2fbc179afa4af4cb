"""What the lexicon knows about one surface form: its readings, its tags, and what may start there."""

from __future__ import annotations

from typing import Any

from khabar.language.compiled import CompiledEntry
from khabar.language.nametree import NameNode
from khabar.language.phrases import PhraseStarts

Entry = CompiledEntry


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
        marks = (self.prefix, self.lemma, self.pos, self.tense, self.person, self.suffix)
        return f"<{' '.join(filter(None, marks))}: {', '.join(e.id for e in self.entries)}>"


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
        self.phrase_starts: PhraseStarts | None = None
        self.name_starts: tuple[tuple[str, NameNode], ...] = ()

    def entries(self, domain: str) -> tuple[tuple[Reading, Entry], ...]:
        """Return the readings through entries of one domain, each with its entry."""
        return self.by_domain.get(domain, ())

    def __repr__(self) -> str:
        return f"Look({self.form!r}, {list(self.readings)})"
