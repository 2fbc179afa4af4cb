"""Which record a name means in one report: by the report's date, the countries it speaks of and its fuller names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.language import ActorName, NameHit, PlaceName, Text
from khabar.mentions.bearers import survey
from khabar.mentions.registry import Registry, in_years, registry
from khabar.mentions.shapes import DOMAIN, Shape, shape
from khabar.model import Document

# How often a country must be told, beside the one told most, for a short name of that country to be believed.
_SHARE = 0.3
_PERSON_SHARE = 0.0


class Naming:
    """The names of one report; `focus` is the country that it speaks of most, `countries` all of them with counts."""

    def __init__(self, text: Text, document: Document) -> None:
        self.text = text
        self.shapes: list[Shape] = [word.look.shape or shape(word.look) for word in text.words]
        self.registry: Registry = registry((document.language or "ar").split("-")[0])
        self.publisher = document.publisher
        self.year = int(document.published[:4]) if document.published else None
        self.countries: Counter[str] = Counter()
        self.sure: set[str] = set()
        self._survey()
        self.focus = next((c for c, _ in self.countries.most_common(1)), "")

    def _survey(self) -> None:
        """Count the countries of all sure names, and of adjectives of nationality."""
        last, countries = 0, self.countries
        for first, hits in self.text.names.items():
            if first < last:
                continue
            told = survey(hits[0].bearers)
            if told.country:
                countries[told.country] = countries.get(told.country, 0) + told.weight
            self.sure.update(told.actors)
            last = hits[0].last if told.sure else last
        for at in self.text.at(DOMAIN):
            country = self.shapes[at].country
            if country:
                countries[country] = countries.get(country, 0) + 1

    def actor(self, hit: NameHit) -> ActorName | None:
        """Return the actor that a name means here, or None."""
        actors = hit.bearers.actors
        if not actors or (len(actors) == 1 and not actors[0].needs and not hit.bearers.places):
            return actors[0] if actors else None
        return self._likeliest([r for r in actors if self._believed(r, hit)])

    def place(self, hit: NameHit) -> PlaceName | None:
        """Return the place that a name means here, by its country."""
        places = survey(hit.bearers).free
        if len(places) < 2:
            return places[0] if places else None
        return max(places, key=lambda p: (self.countries[p.country], p.population), default=None)

    def choose(self, records: Sequence[ActorName]) -> ActorName | None:
        """Return the likeliest of some records that all bear one name."""
        return self._likeliest(records)

    def _likeliest(self, records: Sequence[ActorName]) -> ActorName | None:
        if len(records) < 2:
            return records[0] if records else None
        alive = [r for r in records if r.person or in_years(r.years, self.year)] or list(records)
        return max(alive, key=self._weight)

    def _weight(self, record: ActorName) -> tuple[bool, bool, int, bool]:
        where = record.theatre or (record.country,)
        return (
            record.id in self.sure,
            self.focus in where,
            sum(self.countries[c] for c in where),
            in_years(record.years, self.year),
        )

    def _believed(self, record: ActorName, hit: NameHit) -> bool:
        if record.needs == "quotes":
            return self._marked(record, hit)
        if record.needs != "context" or record.id in self.sure:
            return True
        if self.year is not None and not record.person and not in_years(record.years, self.year):
            return False
        where = record.theatre or (record.country,)
        least = self.countries[self.focus] * (_PERSON_SHARE if record.person else _SHARE)
        return any(self.countries[c] > least for c in where if c) or not any(where)

    def _marked(self, record: ActorName, hit: NameHit) -> bool:
        """Tell whether quotation marks, brackets, its own noun or «لـ» before an agency mark a name as one."""
        if hit.prefix.endswith("ل") and record.kind == "agency":
            return True
        if not hit.first:
            return False
        before = self.shapes[hit.first - 1]
        after = self.text.words[hit.last].look.tags if hit.last < len(self.text.words) else frozenset()
        if before.tags & {"quote", "open_bracket"} and after & {"quote", "close_bracket"}:
            return True
        noun = before.role("outlet", "title")
        return noun is not None and noun[1].fields.get("kind") == record.kind
