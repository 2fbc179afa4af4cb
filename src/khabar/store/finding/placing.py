"""The condition that something was at a place: by the words of its name, or in the country or governorate that it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_

from khabar.language import Lexicon, PlaceName
from khabar.language.spelling import fold
from khabar.store.finding.conditions import holding
from khabar.store.inserting import in_parts

_DEEPEST = 4  # a village lies in a subdistrict, that in a district, that in a governorate


def lying_in(
    place: str, lexicon: Lexicon, *, words: ColumnElement[str], ids: ColumnElement[str | None] | None = None
) -> ColumnElement[bool]:
    """Return the condition that a shadow of places holds the words, or that it is where they name a whole region.

    `words` holds names and countries of places, `ids` the id of one place. Words that say nothing fit nothing.
    """
    held = holding(words, place, lexicon)
    ways = [and_(*held)] if held else []
    region = find_region(place, lexicon)
    ways += [words.contains(f" {country.casefold()} ") for country in sorted(region.countries)]
    if ids is not None:
        ways += [ids.in_(part) for part in in_parts(region.ids)]
    return or_(*ways) if ways else false()


class Region(NamedTuple):
    """What a name means where it is a region's: countries by their codes, and the ids of places with all that lies in them."""

    countries: frozenset[str]
    ids: frozenset[str]


def find_region(place: str, lexicon: Lexicon) -> Region:
    """Return the countries and places that have a name, and all that lies in these; of other words nothing."""
    return _find_region(fold(place).casefold().strip(), lexicon)


@lru_cache(maxsize=512)
def _find_region(folded: str, lexicon: Lexicon) -> Region:
    meant = _names(lexicon).get(folded, ())
    countries = frozenset(one.id for one in meant if one.kind == "country")
    return Region(countries, frozenset(_inside({one.id for one in meant if one.kind != "country"}, lexicon)))


def _inside(ids: set[str], lexicon: Lexicon) -> set[str]:
    """Return the ids of places and of all that lies in them."""
    found, newest = set(ids), set(ids)
    for _ in range(_DEEPEST):
        newest = {p.id for p in lexicon.names.places if not newest.isdisjoint(p.parents)} - found
        if not newest:
            break
        found |= newest
    return found


@cache
def _names(lexicon: Lexicon) -> Mapping[str, tuple[PlaceName, ...]]:
    """Return the places that have a name, by its folded spelling."""
    named: dict[str, list[PlaceName]] = {}
    for place in lexicon.names.places:
        for name in {fold(name).casefold() for name in (place.name, *place.arabic)}:
            named.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in named.items()}
