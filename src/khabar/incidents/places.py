"""How exactly a report says where an event was."""

from __future__ import annotations

from functools import cache

from khabar.language import load_lexicon
from khabar.language.spelling import fold
from khabar.model import Place, PlacePrecision

FINE = frozenset({"site", "town", "district"})
PRECISE: frozenset[PlacePrecision] = frozenset({"site", "town"})
PROVINCES = frozenset({"governorate", "province", "state"})


def tell_precision(place: Place) -> PlacePrecision:
    """Return the precision of a place; a bare name that a capital shares with its province is as wide as the province.

    «قصف على إدلب» may be on the town or anywhere in its governorate, «قصف على مدينة إدلب» is on the town.
    """
    bare = place.precision == "town" and len(place.text.split()) == 1
    return "governorate" if bare and (fold(place.text), place.country) in _find_provinces() else place.precision


def is_capital_name(name: str) -> bool:
    """Tell whether a canonical name, folded or not, is that of a governorate as well: «Idlib» is said of both."""
    return fold(name) in _find_capitals()


@cache
def _find_capitals(language: str = "ar") -> frozenset[str]:
    """Return the folded canonical names that governorates share with a town."""
    places = load_lexicon(language).names.places
    wide = (place.name for place in places if place.precision == "governorate")
    return frozenset(fold(name.removesuffix(" Governorate").removesuffix(" Province")) for name in wide)


@cache
def _find_provinces(language: str = "ar") -> frozenset[tuple[str, str | None]]:
    """Return the folded names of all governorates with their countries."""
    places = load_lexicon(language).names.places
    provinces = (place for place in places if place.kind in PROVINCES)
    return frozenset((fold(name), place.country) for place in provinces for name in place.arabic)
