"""What the actor records know beyond their names: given names, holders of offices, records by id and by Arabic words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from khabar.language import ActorName, fold, load_lexicon
from khabar.mentions.shapes import shape

_OFFICE = re.compile(r"(?P<title>[A-Z][\w -]+?) of (?:the )?(?P<country>[A-Z].*)")
_OFFICE_END = re.compile("[,;]")


class Registry:
    """The actor records of one language, indexed for composing and for pointing back."""

    def __init__(self, language: str) -> None:
        self.lexicon = load_lexicon(language)
        self.by_id: dict[str, ActorName] = {}
        self.given = _Given(self)
        self._words: dict[str, list[str]] = {}
        self._nouns: dict[str, frozenset[str]] = {}
        self._states: dict[str, ActorName] = {}
        for record in self.lexicon.names.actors:
            self.by_id.setdefault(record.id, record)
            if record.needs == "country":
                self._states.setdefault(record.country, record)

    def begins_person(self, word: str) -> bool:
        """Tell whether the name of a person, of several words, begins with a folded word without the article."""
        names = self.lexicon.names
        persons = (names.actors[number] for _, _, actors in names.index.get(word, ()) for number in actors)
        return not word.startswith("ال") and any(
            len(words) > 1 and words[0] == word
            for person in persons
            if person.person and not person.needs
            for words in (fold(name).split() for name in person.arabic)
        )

    def is_everyday(self, word: str) -> bool:
        """Tell whether entries know a folded word as another than a first name."""
        found = shape(self.lexicon.look(word))
        return found.known and "given" not in found.roles

    def holder(self, country: str, title: str, year: int | None) -> ActorName | None:
        """Return who held an office (an English title) of a country in a year, where one person is known to."""
        held = [
            r
            for r in _offices(self).get((country, title), ())
            if year is not None and in_years(r.years, year, exact=True)
        ]
        return max(held, key=lambda r: r.years[:4]) if held else None

    def composed(self, forms: Sequence[str], country: str) -> tuple[ActorName, ...]:
        """Return the records whose Arabic name is these folded words and an adjective of a country («الجيش» + FR)."""
        return _composed(self, tuple(forms), country)

    def words(self, record: str) -> list[str]:
        """Return the folded words of the first name of a record, none for an unknown id."""
        found = self._words.get(record)
        if found is None:
            known = self.by_id.get(record)
            if known is None:
                return []
            found = self._words[record] = fold(known.arabic[0]).split()
        return found

    def nouns(self, record: str) -> frozenset[str]:
        """Return the folded first words of all names of a record."""
        found = self._nouns.get(record)
        if found is None:
            known = self.by_id.get(record)
            found = frozenset(fold(name).split()[0] for name in known.arabic) if known else frozenset()
            if known:
                self._nouns[record] = found
        return found

    def state(self, country: str) -> ActorName | None:
        """Return the record of a country itself."""
        return self._states.get(country)

    def demonym(self, country: str) -> str:
        """Return the English adjective of a country, "" where no entry tells it."""
        return _demonyms(self).get(country, "")


class _Given(dict[str, bool]):
    """Whether folded words are the first names of somebody known, and no everyday words; found out when asked."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry

    def __missing__(self, word: str) -> bool:
        found = self[word] = self._registry.begins_person(word) and not self._registry.is_everyday(word)
        return found


@lru_cache(maxsize=1 << 12)
def _composed(registry: Registry, forms: tuple[str, ...], country: str) -> tuple[ActorName, ...]:
    head, names = forms[0], registry.lexicon.names
    for first in (head,) if head.startswith("ال") else (head, "ال" + head):
        for rest, _, actors in names.index.get(first, ()):
            same = len(rest) == len(forms) and all(_alike(a, b) for a, b in zip(rest, forms[1:], strict=False))
            if same and shape(registry.lexicon.look(rest[-1])).country == country:
                return tuple(names.actors[i] for i in actors)
    return ()


def _names(state: ActorName | None, country: str) -> bool:
    return state is not None and state.name == country


def _alike(a: str, b: str) -> bool:
    return a == b or a == "ال" + b


def in_years(years: str, year: int | None, *, exact: bool = False) -> bool:
    """Tell whether a year lies in "2015-2017", "2015-" or "-2024"; unknown years hold always."""
    if not years or year is None:
        return not exact
    start, _, end = years.partition("-")
    last = end if "-" in years else start
    return (not start[:4].isdigit() or int(start[:4]) <= year) and (not last[:4].isdigit() or year <= int(last[:4]))


@cache
def registry(language: str) -> Registry:
    """Return the registry of a language, built once."""
    return Registry(language)


@cache  # a cached property would be worked out at each call where the engine is compiled
def _offices(registry: Registry) -> dict[tuple[str, str], list[ActorName]]:
    """Who held each office (an English title) of a country."""
    out: dict[tuple[str, str], list[ActorName]] = {}
    for record in registry.lexicon.names.actors:
        if record.office and record.person and not record.needs:
            found = _OFFICE.fullmatch(_OFFICE_END.split(record.office, maxsplit=1)[0].strip())
            if found and _names(registry.state(record.country), found["country"]):
                out.setdefault((record.country, found["title"].lower()), []).append(record)
    return out


@cache
def _demonyms(registry: Registry) -> dict[str, str]:
    out: dict[str, str] = {}
    for entry in registry.lexicon.entries:
        if entry.domain == "actors" and entry.fields.get("role") == "nationality" and entry.fields.get("country"):
            out.setdefault(entry.fields["country"], entry.fields["english"])
    return out
