"""The countries that a report speaks of, and the spots that it surely speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.language import PlaceName, Text
from khabar.language.geography import kilometres
from khabar.mentions.bearers import survey
from khabar.mentions.model import ActorMention
from khabar.mentions.place_words import PlaceWords
from khabar.mentions.shapes import shape

_HOME = 0.4  # share from which a country is one that the report is about
_MOST_HOMES = 2
_NAME = 0.25  # what the name of a force or body speaks for its country


class Focus:
    """The countries a report speaks of, by the names that can mean one country only."""

    __slots__ = ("_counts", "_names", "_sure", "shares")

    def __init__(self, text: Text, words: PlaceWords, actors: Sequence[ActorMention] = ()) -> None:
        counts: dict[str, float] = {}
        self._names: dict[str, set[str]] = {}
        self._sure: dict[str, tuple[float, float]] = {}
        for hit in words.longest():
            home = survey(hit.bearers).home
            if home is not None:
                counts[home] = counts.get(home, 0.0) + 1.0
                self._add_sure(home, survey(hit.bearers).free)
        for country, weight in _nationalities(text, actors).items():
            counts[country] = counts.get(country, 0.0) + weight
            self._names.setdefault(country, set()).add("")
        counts.pop("", None)
        self._counts = counts
        most = max(counts.values(), default=0.0)
        self.shares = {c: n / most for c, n in counts.items()} if most else {}

    def _add_sure(self, home: str, records: Sequence[PlaceName]) -> None:
        """Keep the place that a name of one country can mean, as what the report surely speaks of."""
        known = self._names.setdefault(home, set())
        for record in records:
            known.add(record.id)
            if record.lat is not None and record.lon is not None and record.country:
                self._sure[record.id] = record.lat, record.lon

    def names(self, country: str, *, besides: str) -> bool:
        """Tell whether the report names a country by anything but one place."""
        return any(name != besides for name in self._names.get(country, ()))

    def is_far(self, record: PlaceName, most: float) -> bool:
        """Tell whether a place lies further than some kilometres from every other that the report surely speaks of."""
        if record.lat is None or record.lon is None:
            return False
        others = [at for name, at in self._sure.items() if name != record.id]
        return bool(others) and all(kilometres(record.lat, record.lon, *at) > most for at in others)

    def share(self, country: str) -> float:
        """Return how much the report speaks of a country, from 0 to 1 for the one that it speaks of most."""
        return self.shares.get(country, 0.0)

    def repeats(self, country: str) -> bool:
        """Tell whether more than one name speaks of a country, or no other country is spoken of more."""
        return not country or self._counts.get(country, 0.0) > 1.0 or country == self.first

    @property
    def homes(self) -> tuple[str, ...]:
        """Return the countries that a report speaks of most, at most two."""
        return tuple(
            sorted((c for c, n in self.shares.items() if n >= _HOME), key=lambda c: -self.shares[c])[:_MOST_HOMES]
        )

    def home_among(self, lands: Sequence[str] | None) -> str | None:
        """Return the country that the report speaks of most, or most among some («المملكة»), the first of them where it names none."""
        if not lands:
            return self.first
        return max(lands, key=lambda c: self.shares.get(c, 0.0))

    @property
    def first(self) -> str | None:
        """Return the country that the report speaks of most."""
        return max(self.shares, key=lambda c: self.shares[c], default=None)


def _nationalities(text: Text, actors: Sequence[ActorMention]) -> Mapping[str, float]:
    """Return how much nationalities and the names of forces («قوات الدعم السريع») speak of each country."""
    out: dict[str, float] = {}
    for actor in actors:
        if actor.role == "name" and actor.country and not actor.person:
            out[actor.country] = out.get(actor.country, 0.0) + _NAME
    for at in text.at("actors"):
        look = text.words[at].look
        for country in (look.shape or shape(look)).nations:
            out[country] = out.get(country, 0.0) + 0.5
    return out
