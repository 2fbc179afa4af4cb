"""A place that was decided on, and how bearers of a name are measured against what was told with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import msgspec

from khabar.language import PlaceName, Text
from khabar.language.geography import kilometres
from khabar.mentions.place_expression import Atom
from khabar.model import PlacePrecision

UPPER = frozenset({"governorate", "province", "state"})
SETTLED = frozenset({"capital", "city", "town", "village", "locality"})
COUNTRY, OTHER_COUNTRY = 8.0, -8.0
_NEAR = ((30.0, 6.0), (80.0, 4.5), (160.0, 2.5), (300.0, 0.0))
_FAR = -6.0
_ELSEWHERE_KM = 120.0
_QUARTER_KM = 40.0  # from the town told with its quarter
_ASIDE_KM = 200.0  # from a city whose side tells of its governorate
_SPOTS = ("town", "site")
_GROUNDS = tuple(map(frozenset, (("IL", "PS"), ("IL", "SY"), ("IL", "LB"), ("MA", "EH"), ("UA", "RU"))))
_ACROSS_KM = 400.0  # from the middle of a wide governorate to its border


class Resolved(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A place that was decided on: where it is and how exactly that is known."""

    name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    id: str | None
    precision: PlacePrecision
    kind: str
    size: int = 0  # inhabitants, as far as the index knows them


def name_of(text: Text, atom: Atom) -> str:
    """Return the name in an expression without the proclitics of its first word."""
    name = text.slice(atom.name_first, atom.name_last)
    return name[len(atom.prefix) :] if atom.name_first == atom.first else name


def spot_of(place: Resolved | None) -> tuple[float, float] | None:
    """Return where a place lies, None where that is not known."""
    return (place.lat, place.lon) if place is not None and place.lat is not None and place.lon is not None else None


def exactness(held: Resolved, *, told: bool) -> PlacePrecision:
    """Return how exactly an unknown name is known that lies in a place which its expression told, or near the last one."""
    if held.precision == "country":
        return "country"
    if held.precision == "region":
        return "region"
    return "district" if told and held.precision != "governorate" else "governorate"


def wider(record: PlaceName, told: str) -> PlacePrecision:
    """Return how exactly a side or the countryside of a place is known."""
    if record.kind == "country" or told == "region":
        return "region"
    precision = cast(PlacePrecision, record.precision)
    if precision in ("region", "governorate"):
        return precision
    return "governorate" if record.kind == "city" or record.population >= 60_000 else "district" if told else precision


def contradicts(record: PlaceName, atom: Atom, outer: Sequence[Resolved]) -> bool:
    """Tell whether a name after its noun lies far from the town told with it: «حي الروضة شرق تعز» is another one."""
    held = outer[0] if outer else None
    if held is None or atom.noun is None or held.precision in ("country", "region") or held.lat is None:
        return False
    if record.lat is None or record.lon is None or held.lon is None or atom.noun.fields.get("unknown") != "yes":
        return False
    if held.id in record.parents:
        return False
    if held.country and record.country and held.country != record.country and record.precision in _SPOTS:
        return not _on_one_ground(held.country, record.country)
    wide = _ASIDE_KM if held.precision == "governorate" else _ELSEWHERE_KM
    if record.kind == "neighbourhood" and held.kind in SETTLED:
        wide = _QUARTER_KM
    most = _ACROSS_KM if held.kind in UPPER else wide
    return kilometres(record.lat, record.lon, held.lat, held.lon) > most


def _on_one_ground(one: str, other: str) -> bool:
    """Tell whether two countries are told of the same places."""
    return frozenset((one, other)) in _GROUNDS


def closeness(record: PlaceName, place: Resolved) -> float:
    """Return what its nearness to a place told with it speaks for a bearer of a name."""
    if place.kind == "country":
        return COUNTRY if record.country == place.country else OTHER_COUNTRY
    if place.lat is None or place.lon is None or record.lat is None or record.lon is None:
        return 0.0
    apart = kilometres(record.lat, record.lon, place.lat, place.lon)
    if place.precision == "region":
        apart /= 3
    return next((score for most, score in _NEAR if apart <= most), _FAR)


def middle(places: Iterable[Resolved]) -> tuple[float, float] | None:
    """Return the middle of the places whose coordinates are known."""
    found = [(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
    if not found:
        return None
    return round(sum(p[0] for p in found) / len(found), 4), round(sum(p[1] for p in found) / len(found), 4)
