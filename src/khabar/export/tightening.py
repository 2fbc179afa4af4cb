"""Two publish profiles as one that lets nothing go which either withholds from whoever has the stricter of them."""

from __future__ import annotations

from typing import Any

import msgspec

from khabar.export.profile import Items, Profile

_ORDER = {
    "days": ("exact", "week", "month"),
    "persons": ("named", "withheld"),
    "unnamed": ("described", "withheld"),
    "words": ("kept", "withheld"),
    "addresses": ("kept", "withheld"),
    "reviewers": ("named", "withheld"),
}
_AREAS = ("exact", "district", "governorate")


def tighten(asked: Profile, floor: Profile) -> Profile:
    """Return the profile that is asked for, with each rule that is laxer than the floor's replaced by that one.

    Where nobody can say which of two rules for places is the stricter, the floor's holds. What is withheld by item in
    either is withheld.
    """
    rules: dict[str, Any] = {
        name: max(getattr(asked, name), getattr(floor, name), key=order.index) for name, order in _ORDER.items()
    }
    place = asked if _is_no_finer(asked, floor) else floor
    items = {
        name: tuple(dict.fromkeys((*getattr(floor.items, name), *getattr(asked.items, name))))
        for name in Items.__struct_fields__
    }
    return msgspec.structs.replace(asked, **rules, places=place.places, grid_km=place.grid_km, items=Items(**items))


def _is_no_finer(asked: Profile, floor: Profile) -> bool:
    """Tell whether one profile's places are nowhere finer than the other's."""
    if floor.places == "exact":
        return True
    if "grid" in (asked.places, floor.places):  # cells of other sizes cut across each other, and across districts
        return (asked.places, asked.grid_km) == (floor.places, floor.grid_km)
    return _AREAS.index(asked.places) >= _AREAS.index(floor.places)
