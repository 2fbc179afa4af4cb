"""The shapes in which the language data is shipped."""

from __future__ import annotations

from typing import Any

import msgspec

from khabar.language.names import ActorName, PlaceName


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
