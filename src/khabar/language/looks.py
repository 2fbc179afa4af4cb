"""What the lexicon knows about one surface form: its readings, its tags, and what may start there."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, TypeVar

import msgspec

from khabar.language.nametree import NameNode
from khabar.language.phrases import PhraseStarts

_Any = TypeVar("_Any", bound=Hashable)
_NONE: frozenset[str] = frozenset()
_KEPT: dict[Any, Any] = {}
PHRASE, NAME = "<phrase>", "<name>"  # what a look is listed by where one may start with it


class Entry(msgspec.Struct, frozen=True, eq=False, gc=False):
    """An entry of the lexicon: its id, the domain that it belongs to, whether it is a word or a phrase, and its fields.

    It holds what a `CompiledEntry` ships; a class of its own because the fields of one that msgspec decodes are slow to
    ask for in compiled code, and these are asked for most.
    """

    id: str
    domain: str
    kind: str
    lemma: str
    fields: dict[str, Any]


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


_Pairs = dict[str, tuple[tuple[Reading, Entry], ...]]
_NOTHING: _Pairs = {}


class Look:
    """Everything the language knows about one surface form.

    `listed` is what a text lists its words by: the domains of its entries, its tags, and whether a phrase or a name
    may start with it. `shape` and `parts` are kept for the mentions, `marks`, `bare` and `stem` for the events, which
    read them off once.
    """

    __slots__ = (
        "bare",
        "by_domain",
        "form",
        "lemmas",
        "listed",
        "marks",
        "name_starts",
        "parts",
        "phrase_starts",
        "readings",
        "shape",
        "splits",
        "stem",
        "tags",
    )

    def __init__(
        self,
        form: str,
        readings: tuple[Reading, ...] = (),
        tags: frozenset[str] = _NONE,
        splits: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.form, self.readings, self.splits = form, readings, splits
        if readings:
            self.by_domain = _by_domain(readings)
            self.tags = shared(
                tags.union(*[e.fields["tags"] for r in readings for e in r.entries if "tags" in e.fields])
            )
            self.lemmas = shared(frozenset([r.lemma for r in readings]))
        else:
            self.by_domain, self.tags, self.lemmas = _NOTHING, tags, _NONE
        self.phrase_starts: PhraseStarts | None = None
        self.name_starts: tuple[tuple[str, NameNode], ...] = ()
        self.listed: tuple[str, ...] = (*self.by_domain, *self.tags)
        self.shape: Any = None
        self.parts: Any = None
        self.marks = -1  # not yet read off
        self.bare: frozenset[str] | None = None
        self.stem: str | None = None

    def start(self, phrases: PhraseStarts | None, names: tuple[tuple[str, NameNode], ...]) -> None:
        """Take in what may start with the word."""
        self.phrase_starts, self.name_starts = phrases, names
        if phrases is not None:
            self.listed += (PHRASE,)
        if names:
            self.listed += (NAME,)
        self.listed = shared(self.listed)

    def entries(self, domain: str) -> tuple[tuple[Reading, Entry], ...]:
        """Return the readings through entries of one domain, each with its entry."""
        return self.by_domain.get(domain, ())

    def plays(self, domain: str, *roles: str) -> bool:
        """Tell whether some entry of a domain gives the form one of these roles."""
        for _, entry in self.by_domain.get(domain, ()):  # noqa: SIM110 (asked very often)
            if entry.fields.get("role") in roles:
                return True
        return False

    def __repr__(self) -> str:
        return f"Look({self.form!r}, {list(self.readings)})"


def shared(value: _Any) -> _Any:
    """Return a value that equals another, or the one kept for it: few lie in memory, so they are near when needed."""
    kept: _Any = _KEPT.setdefault(value, value)
    return kept


def _by_domain(readings: tuple[Reading, ...]) -> _Pairs:
    pairs: dict[str, list[tuple[Reading, Entry]]] = {}
    for reading in readings:
        for entry in reading.entries:
            pairs.setdefault(entry.domain, []).append((reading, entry))
    return {domain: tuple(found) for domain, found in pairs.items()}
