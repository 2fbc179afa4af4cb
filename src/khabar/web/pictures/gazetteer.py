"""The places of the gazetteer as a map names them."""

from __future__ import annotations

from functools import cache

from khabar.language import load_lexicon
from khabar.language.names import PlaceName
from khabar.reading import LANGUAGE
from khabar.web.wording.phrases import Phrases


def call(place: PlaceName, phrases: Phrases) -> str:
    """Return a place's name; in Arabic the first, without what only tells it from others of its name."""
    if phrases.language != "ar" or not place.arabic:
        return place.name
    first = next((name for name in place.arabic if min(map(len, name.split())) > 1), place.arabic[0])
    return next((name for name in place.arabic if first.startswith(f"{name} ")), first)


def call_place(lat: float, lon: float, phrases: Phrases) -> str | None:
    """Return the name of the place that the gazetteer has just there."""
    known = _places().get((lat, lon))
    return call(known, phrases) if known else None


@cache
def _places() -> dict[tuple[float, float], PlaceName]:
    """Return the places by where they are; of several at one point the most closely told."""
    order = ("country", "region", "governorate", "district", "town", "site")
    known = [p for p in load_lexicon(LANGUAGE).names.places if p.lat is not None and p.lon is not None]
    known.sort(key=lambda place: order.index(place.precision))
    return {(p.lat, p.lon): p for p in known if p.lat is not None and p.lon is not None}


@cache
def list_towns() -> tuple[PlaceName, ...]:
    """Return the towns of which the gazetteer knows where and how large they are, the largest first."""
    known = (p for p in load_lexicon(LANGUAGE).names.places if p.precision == "town" and p.population)
    return tuple(sorted((p for p in known if p.lat is not None), key=lambda place: -place.population))


@cache
def list_countries() -> dict[str, PlaceName]:
    """Return the countries by their English names."""
    return {p.name: p for p in load_lexicon(LANGUAGE).names.places if p.precision == "country"}
