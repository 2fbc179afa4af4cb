"""Which place a name means: by its noun of kind, the larger places told with it, the country in focus, and size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

from khabar.language import PlaceName, Text
from khabar.language.geography import is_within, kilometres
from khabar.mentions.place_expression import Atom, is_settlement
from khabar.mentions.place_focus import Focus
from khabar.mentions.place_resolved import (
    COUNTRY,
    OTHER_COUNTRY,
    SETTLED,
    UPPER,
    Resolved,
    closeness,
    contradicts,
    exactness,
    name_of,
    spot_of,
    wider,
)
from khabar.mentions.place_villages import find_village, may_be_village
from khabar.model import PlacePrecision

# What speaks for one bearer of a name against another.
_KIND, _WRONG_KIND = 3.0, -4.0
_FOCUS = 4.0
_AT_WAR, _WAR = frozenset({"SY", "IQ", "YE", "PS", "LB", "LY", "SD", "SO", "AF", "UA"}), 2.0
_ANCHOR_KM, _ANCHOR = 60.0, 1.5
_ANCHOR_DEGREES = 0.6  # of latitude, a little more than those kilometres
_ANCHORS = 12
_REMOTE_KM = 400.0
_REMOTE_ALONE_KM = 1000.0  # where nothing else bears the name
_DIVISIONS = frozenset({"district", "subdistrict"})
_TOLD_ANYWHERE = frozenset({"country", "capital", "sea", "strait", "river"})
_KNOWN_SIZE = 500_000
# How far from the place told with it a village may lie, by how exactly that is meant, and from places told before.
_REACH = {"site": 20.0, "town": 25.0, "district": 40.0, "governorate": 80.0, "region": 80.0}
_NEAR_RECENT = 60.0
_NAMESAKE_KM = 80.0
_LARGE = 100_000
_PASSING = 0.2  # share up to which a country is but named in passing


class Resolver:
    """Decides names of one report; remembers what it decided, because places of one report lie near each other."""

    __slots__ = ("_anchors", "focus")

    def __init__(self, focus: Focus) -> None:
        self.focus = focus
        self._anchors: list[tuple[float, float]] = []

    def chain(self, containers: Sequence[Atom]) -> list[tuple[Atom, Resolved]]:
        """Decide the larger places of an expression, the largest first, and return them from the nearest on."""
        out: list[tuple[Atom, Resolved]] = []
        for atom in reversed(containers):
            atom.placed = True
            found = self.known(atom, [place for _, place in out]) if atom.known else None
            if found is not None:
                out.insert(0, (atom, found))
        return out

    def known(self, atom: Atom, outer: Sequence[Resolved], sister: Resolved | None = None) -> Resolved | None:
        """Decide a name that the index knows, or None where nothing in the report lets it be a place."""
        bearers = [record for record in atom.records if not self._is_stray(record, atom, outer, sister)]
        bearers = [r for r in bearers if not (contradicts(r, atom, outer) or self._is_remote(r, atom, outer))]
        if len(bearers) < 2:
            return self._as_told(bearers[0], atom) if bearers else None
        best: PlaceName | None = None
        most = -math.inf
        for record in bearers:
            score = self._score(record, atom, outer)
            if sister is not None:
                score += closeness(record, sister) / 2
            if score > most:
                best, most = record, score
        return self._as_told(best, atom) if best else None

    def unknown(
        self, text: Text, atom: Atom, outer: Sequence[Resolved], recent: Resolved | None, sister: Resolved | None = None
    ) -> Resolved:
        """Return what can be said of a name that the index does not know: it lies in the nearest larger place."""
        name = name_of(text, atom)
        held = next((o for o in outer if o.lat is not None), None) or recent
        if (village := self._village(name, atom, held, sister, told=held in outer)) is not None:
            return village
        if held is None:
            return Resolved(
                name,
                atom.country or self.focus.first,
                None,
                None,
                None,
                atom.noun.fields["precision"] if atom.noun else "town",
                "",
            )
        return Resolved(name, held.country, held.lat, held.lon, None, exactness(held, told=held in outer), "")

    def _village(
        self, name: str, atom: Atom, held: Resolved | None, sister: Resolved | None, *, told: bool
    ) -> Resolved | None:
        """Return the village of a name near what the report speaks of, as the tables of villages know it."""
        if not may_be_village(atom, told=told or sister is not None):
            return None
        if held is not None and held.kind == "country":  # «غربي سوريا»
            centre, told = None, False
        else:
            centre = spot_of(held)
        reach = _REACH.get(held.precision, math.inf) if told and held is not None else _NEAR_RECENT
        beside = spot_of(sister) or (None if told else centre)
        near = [beside] if beside else self._anchors
        countries = (atom.country, held.country if held is not None else None, self.focus.first)
        for country in dict.fromkeys(c for c in countries if c):
            found = find_village(name, country, centre if told else None, reach, near)
            if found is not None:
                return Resolved(found.name, country, found.lat, found.lon, found.id, "town", "village")
        return None

    def nearer(
        self, text: Text, place: Resolved, atom: Atom, outer: Sequence[Resolved], sister: Resolved | None = None
    ) -> Resolved:
        """Return the village that bears the name of a place far from all that was told, where one lies near; else the place."""
        if not is_settlement(atom.noun) or place.kind not in SETTLED or place.size >= _LARGE:
            return place
        if place.lat is None or place.lon is None:
            return place
        centre = next((spot_of(o) for o in outer if o.lat is not None), None) or spot_of(sister)
        near = [centre] if centre else self._anchors
        if not near or min(kilometres(place.lat, place.lon, *at) for at in near) <= _NAMESAKE_KM:
            return place
        found = find_village(name_of(text, atom), place.country or "", None, _NEAR_RECENT, near)
        if found is None:
            return place
        return Resolved(found.name, place.country, found.lat, found.lon, found.id, "town", "village")

    def town_of(self, place: Resolved, atom: Atom) -> Resolved | None:
        """Return the town that bears the name of a governorate told by its bare name: what «المدينة» means after it."""
        if place.kind not in UPPER or atom.noun is not None or atom.part is not None:
            return None
        towns = [r for r in atom.records if r.kind in SETTLED and r.country == place.country]
        best = max(towns, key=lambda r: r.population, default=None)
        return self._as_told(best, atom) if best else None

    def remember(self, place: Resolved) -> None:
        """Keep a decided place as a neighbour of the ones to come."""
        if place.lat is not None and place.lon is not None and place.precision in ("site", "town", "district"):
            self._anchors.append((place.lat, place.lon))
            del self._anchors[:-_ANCHORS]

    def _is_stray(self, record: PlaceName, atom: Atom, outer: Sequence[Resolved], sister: Resolved | None) -> bool:
        """Tell whether nothing lets a name mean this bearer: a word, a surname, a town of a land not spoken of."""
        if record.needs:
            wrong = atom.noun is not None and record.kind not in atom.noun.fields.get("kinds", ())
            listed = sister is not None and sister.country == record.country
            return wrong or not (listed or self._has_context(record, atom, outer))
        bare = atom.noun is None and atom.part is None and not atom.side and not atom.placed and not outer
        small = record.kind not in ("country", "capital") and record.population < _KNOWN_SIZE
        return bare and small and not self.focus.repeats(record.country)

    def _is_remote(self, record: PlaceName, atom: Atom, outer: Sequence[Resolved]) -> bool:
        """Tell whether a small place lies far from all that the report speaks of, in a country that nothing else names."""
        if record.kind in _TOLD_ANYWHERE or record.population >= _KNOWN_SIZE or atom.country == record.country:
            return False
        if any(o.country == record.country for o in outer):
            return False
        if self.focus.names(record.country, besides=record.id):
            small = record.population < _LARGE and self.focus.share(record.country) < _PASSING
            return small and record.precision != "country" and self.focus.is_far(record, _REMOTE_KM)
        alone = all(is_within(r, record, _ANCHOR_KM) for r in atom.records)
        return self.focus.is_far(record, _REMOTE_ALONE_KM if alone else _REMOTE_KM)

    def _has_context(self, record: PlaceName, atom: Atom, outer: Sequence[Resolved]) -> bool:
        """Tell whether a doubtful name is a place: inside a larger place of its country, or in a country in focus."""
        if any(o.country == record.country for o in outer) or atom.country == record.country:
            return True
        share = self.focus.share(record.country)
        if atom.noun is not None or atom.part is not None or atom.side:
            return share > 0 or self.focus.first is None or _is_sure_division(record, atom)
        if record.needs != "context":
            return False
        return (share >= 0.3 and atom.placed) or (atom.led and record.population >= _KNOWN_SIZE)

    def _score(self, record: PlaceName, atom: Atom, outer: Sequence[Resolved]) -> float:
        score = math.log10(record.population + 10)
        if record.country in _AT_WAR:
            score += _WAR
        if atom.noun is not None:
            kinds = atom.noun.fields.get("kinds", ())
            score += (
                _KIND + (0.5 if record.kind == kinds[0] or (record.kind in SETTLED and kinds[0] in SETTLED) else 0.0)
                if record.kind in kinds
                else _WRONG_KIND
            )
        elif record.kind in UPPER and not atom.part:
            score -= 0.8  # a bare name that a large town and its governorate share means the town
        if atom.country:
            score += COUNTRY if record.country == atom.country else OTHER_COUNTRY
        score += _FOCUS * self.focus.share(record.country)
        if record.lat is None or record.lon is None:
            return score - 2.0
        for place in outer:
            score += closeness(record, place)
        if any(
            abs(record.lat - lat) < _ANCHOR_DEGREES and kilometres(record.lat, record.lon, lat, lon) <= _ANCHOR_KM
            for lat, lon in self._anchors
        ):
            score += _ANCHOR
        return score

    def _as_told(self, record: PlaceName, atom: Atom) -> Resolved:
        """Return the place as exactly as its expression tells it: «ريف حلب» is not the city."""
        precision = cast(PlacePrecision, record.precision)
        noun, part = atom.noun, atom.part
        if noun is not None and noun.fields["precision"] in ("governorate", "district") and precision == "town":
            precision = noun.fields["precision"]
        if (
            noun is not None
            and precision == "district"
            and record.kind in _DIVISIONS
            and noun.fields["precision"] == "town"
        ):
            precision = "town"  # «مدينة حرض»: the seat of the district
        if (part is not None and "precision" in part.fields) or (atom.side not in ("", "centre") and noun is None):
            precision = wider(record, part.fields.get("precision", "") if part else "")
        lat, lon = record.lat, record.lon
        rural = part is not None and "precision" in part.fields and precision in ("governorate", "district")
        kind = "governorate" if precision == "governorate" and part is not None else precision if rural else record.kind
        return Resolved(record.name, record.country or None, lat, lon, record.id, precision, kind, record.population)


def _is_sure_division(record: PlaceName, atom: Atom) -> bool:
    """Tell whether nothing but one division bears a name told with its noun: «ولاية أغاديز» in a report of others."""
    if atom.noun is None or len(atom.records) > 1 or record.precision != "governorate":
        return False
    return record.kind in atom.noun.fields.get("kinds", ()) and atom.noun.id.startswith("places/divisions:")
