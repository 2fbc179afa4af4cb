"""Which names of a gazetteer may be read as places, and what each needs beside it.

Villages are called by everyday words and by the names of people. What khabar's own data knows goes before what is
imported; a single word that means something else, or a place that hardly anybody knows, needs its noun («قرية …»).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import yaml

from khabar.language import Lexicon, PlaceName
from khabar.language.artefact import DATA
from khabar.language.geography import kilometres
from khabar.language.spelling import fold
from khabar.store.gazetteers.places import Named

_ARABIC = re.compile(r"[ء-غف-ي\u064b-\u0652]+(?:[ -][ء-غف-ي\u064b-\u0652]+)*")
_SHORTEST = 3
_MOST_WORDS = 5
_SAME_KM = 25.0
_UPPER = frozenset({"governorate", "district", "capital", "city"})


class Rules(NamedTuple):
    """What `data/gazetteer/imports.yaml` says, and the kinds and everyday words of the other files there."""

    kinds: Mapping[str, str]
    settlements: frozenset[str]
    city_from: int
    town_from: int
    alone_from: int
    most_namesakes: int
    nouns: frozenset[str]
    words: frozenset[str]
    precisions: Mapping[str, str]
    weights: Mapping[str, int]


@cache
def load_rules() -> Rules:
    """Return the rules for names of others."""
    folder = DATA / "gazetteer"
    imports, geonames, kinds = (_load(folder / f"{name}.yaml") for name in ("imports", "geonames", "kinds"))
    return Rules(
        kinds=imports["kinds"],
        settlements=frozenset(imports["settlements"]),
        city_from=int(imports["city_from"]),
        town_from=int(imports["town_from"]),
        alone_from=int(imports["alone_from"]),
        most_namesakes=int(imports["most_namesakes"]),
        nouns=frozenset(map(fold, imports["nouns"])),
        words=frozenset(map(fold, geonames["words"])),
        precisions={k["kind"]: k["precision"] for k in kinds},
        weights={k["kind"]: int(k["weight"]) for k in kinds},
    )


def _load(path: Any) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def guard_places(places: Iterable[Named], language: Lexicon) -> Iterator[PlaceName]:
    """Yield a record for each place, and each need of its names, that may be read; without an Arabic name there is none.

    `language` is khabar's own, without imported places.
    """
    rules, own = load_rules(), _Own(language)
    kept = [
        (place, kind, names) for place in places if (kind := _kind(place, rules)) and (names := _names(place, rules))
    ]
    namesakes = Counter((place.country, fold(name)) for place, _, names in kept for name in names)
    for place, kind, names in kept:
        needed: dict[str, list[str]] = {}
        for name in names:
            if namesakes[place.country, fold(name)] > rules.most_namesakes and place.population < rules.alone_from:
                continue
            need = own.need(place, kind, name, rules)
            if need is not None:
                needed.setdefault(need, []).append(name)
        for need, found in needed.items():
            yield PlaceName(
                id=place.id,
                name=place.name,
                kind=kind,
                country=place.country,
                lat=place.lat,
                lon=place.lon,
                population=place.population or rules.weights.get(kind, 0),
                parents=place.parents,
                needs=need,
                precision=rules.precisions.get(kind, "town"),
                arabic=tuple(found),
            )


def _kind(place: Named, rules: Rules) -> str | None:
    """Return khabar's kind of a place, None for what it has no kind for."""
    if place.kind in rules.settlements:
        size = place.population
        return "city" if size >= rules.city_from else "town" if size >= rules.town_from else "village"
    known = rules.kinds.get(place.kind)
    return known or (place.kind if place.kind in rules.precisions and place.kind != "country" else None)


def _names(place: Named, rules: Rules) -> tuple[str, ...]:
    """Return the Arabic names of a place, each without the noun that a table writes before it."""
    out: dict[str, str] = {}
    for cell in place.arabic:
        words = cell.split()
        while len(words) > 1 and fold(words[0]) in rules.nouns:
            words = words[1:]
        name = " ".join(words)
        if _ARABIC.fullmatch(name) and len(words) <= _MOST_WORDS and len(fold(name)) >= _SHORTEST:
            out.setdefault(fold(name), name)
    return tuple(out.values())


class _Own:
    """What khabar knows itself: its places by name, and all that a word can mean."""

    def __init__(self, language: Lexicon) -> None:
        self._language = language
        self._places: dict[str, list[PlaceName]] = {}
        for record in language.names.places:
            for name in record.arabic:
                self._places.setdefault(fold(name), []).append(record)
        actors = language.names.actors
        self._actors = {fold(name) for record in actors for name in record.arabic}
        self._given = {fold(name).split()[0] for record in actors if record.person for name in record.arabic}

    def need(self, place: Named, kind: str, name: str, rules: Rules) -> str | None:
        """Return what a name needs beside it to mean this place; None for a place of ours, and for particles."""
        key = fold(name)
        namesakes = self._places.get(key, ())
        word = (
            frozenset(reading.pos for reading in self._language.look(key).readings) if " " not in key else frozenset()
        )
        if "particle" in word or any(_is_same(place, record) for record in namesakes):
            return None
        if word or namesakes or key in self._actors or key in rules.words:
            return "noun"
        if place.population >= rules.alone_from or kind in _UPPER:
            return "context"
        first, _, more = key.partition(" ")
        return "context" if more and first not in self._given else "noun"  # villages are called after people


def _is_same(place: Named, record: PlaceName) -> bool:
    """Tell whether a place of ours with the same name is this one."""
    if place.lat is None or place.lon is None or record.lat is None or record.lon is None:
        return place.country == record.country
    return kilometres(place.lat, place.lon, record.lat, record.lon) <= _SAME_KM
