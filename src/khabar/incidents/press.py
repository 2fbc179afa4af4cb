"""The press of an incident: media that no record knows, told by their names however the reports write them.

«وكالة المشرق», «لوكالة المشرق» and «وكالة المشرق للأنباء» are one agency where one of the incident's reports is
published under a name that holds the words of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from khabar.incidents.publishers import LANGUAGE, MEDIA, Publisher, find_medium, find_publisher
from khabar.language import fold, load_lexicon
from khabar.model import Document, PartyKind

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile("^(?:[وفبكل]?ال|لل)(?=...)")  # with the proclitics that melt into it
_LEAST_SHARED = 2  # words of a name: one alone is shared by too many


class Press:
    """The publishers of some documents, found by any of their names."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._named: list[tuple[frozenset[str], Publisher]] = []
        for document in documents:
            publisher = find_publisher(document)
            if publisher is not None:
                for name in {publisher.name, document.publisher or ""}:
                    self._named.append((frozenset(words_of(name)), publisher))
        self._named.sort(key=lambda named: (named[1].key, sorted(named[0])))

    def find(self, name: str) -> Publisher | None:
        """Return the medium of a name: of a record, else of the documents; None where neither knows it."""
        return find_medium(name) or self._find_here(frozenset(words_of(bare(name))))

    def call(self, name: str, kind: PartyKind) -> Publisher:
        """Return the medium of a name; one that nobody knows is known by the name alone."""
        named = bare(name)
        return self.find(name) or Publisher(key=f"name:{' '.join(words_of(named))}", name=named, kind=kind)

    def _find_here(self, words: frozenset[str]) -> Publisher | None:
        for known, publisher in self._named:
            if known == words or (
                len(known & words) >= _LEAST_SHARED and (known <= words or words <= known) and publisher.is_medium
            ):
                return publisher
        return None


def words_of(text: str) -> list[str]:
    """Return the folded words of a name without the article."""
    return [_ARTICLE.sub("", word) for word in split_words(text)]


def split_words(text: str) -> list[str]:
    """Return the folded words of a text."""
    return _WORD.findall(fold(text))


def bare(name: str) -> str:
    """Return a medium's name without the proclitic of its noun: «لوكالة المشرق» is «وكالة المشرق»."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    for reading, entry in load_lexicon(LANGUAGE).look(fold(first)).entries("actors"):
        if reading.prefix and entry.fields.get("kind") in MEDIA:
            return name[len(reading.prefix) :]
    return name


def says_other(word: str) -> bool:
    """Tell whether a word says that somebody else is meant than who was told before: «مصادر أخرى»."""
    look = load_lexicon(LANGUAGE).look(word)
    return any(entry.fields.get("other") == "yes" for _, entry in look.entries("casualties"))
