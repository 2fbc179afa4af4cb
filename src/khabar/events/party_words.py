"""Words around parties: areas and sites, prepositions with pronouns, the roles that an entry gives."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from khabar.events.ground import Ground
from khabar.events.marks import ROLE, mask
from khabar.events.triggers import Trigger
from khabar.language import Look, fold
from khabar.mentions.model import PlaceMention
from khabar.mentions.shapes import shape

_NUMBER_WORD = mask("number_word")
_AREAS = ("places/settlements:", "places/parts:")


def is_area(ground: Ground, i: int) -> bool:
    """Tell whether a noun only says where («مناطق سكنية», «بضع بلدات»); a site can be hit («مسجد»)."""
    last = len(ground.words) - 1
    if i < last and (ground.marks[i] & _NUMBER_WORD or shape(ground.words[i].look).role("part")):
        i += 1
    if i < last and _is_inhabited(ground.words[i + 1].look):
        return False  # «أحياء سكنية»
    return _says_where(ground.words[i].look)


@lru_cache(maxsize=1 << 14)
def _is_inhabited(look: Look) -> bool:
    return any(e.fields.get("inhabited") for _, e in look.entries("places"))


@lru_cache(maxsize=1 << 14)
def _says_where(look: Look) -> bool:
    if any(e.fields.get("part") == "area" for _, e in look.entries("roles")):
        return True
    found = look.entries("places")
    wide = all(e.fields.get("precision") != "site" or e.id.startswith(_AREAS) for _, e in found)
    return bool(found) and not look.entries("actors") and wide


def names_site(look: Look) -> bool:
    """Tell whether a word is the noun of a thing that can be visited or hit, no quarter: «مسجد», «السجن»."""
    found = look.entries("places")
    return any(e.fields.get("precision") == "site" and not e.id.startswith(_AREAS) for _, e in found)


def is_site(place: PlaceMention) -> bool:
    """Tell whether a place is a thing that can be hit, no quarter or part of a town."""
    return place.precision == "site" and not any(e.startswith(_AREAS) for e in place.entries)


def tells_protest(look: Look) -> bool:
    """Tell whether a word tells of a protest, and so of a crowd."""
    return any(e.fields.get("type") == "PROTEST" for _, e in look.entries("events"))


def has_alike(ground: Ground, i: int) -> bool:
    """Tell whether a word says that the happening is like the one told before («مماثل»)."""
    return bool(ground.marks[i] & ROLE) and any(
        e.fields.get("part") == "alike" for _, e in ground.words[i].look.entries("roles")
    )


def is_make(ground: Ground, i: int) -> bool:
    """Tell whether a word says that the nationality before it is where a thing was made: «تركية الصنع»."""
    return (
        i < len(ground.words)
        and bool(ground.marks[i] & ROLE)
        and any(e.fields.get("part") == "make" for _, e in ground.words[i].look.entries("roles"))
    )


def is_accusative(ground: Ground, i: int) -> bool:
    """Tell whether an indefinite noun bears the sign of an object: «صحافياً»."""
    if i >= len(ground.words):
        return False
    look = ground.words[i].look
    nominal = not look.readings or any(r.pos in ("noun", "adjective") and not r.prefix for r in look.readings)
    return look.form.endswith("ا") and nominal and not look.tags and "times" not in look.by_domain


def light_roles(ground: Ground, trigger: Trigger) -> Mapping[str, str]:
    """Return the roles of the light verb that governs a trigger."""
    if trigger.light is None:
        return {}
    for _, entry in ground.words[trigger.light].look.entries("events"):
        if entry.fields.get("part") == "light":
            return folded(entry.fields.get("roles"))
    return {}


def folded(roles: Mapping[str, str] | None) -> Mapping[str, str]:
    """Return the roles of an entry with their prepositions folded, as markers are spelt."""
    return _fold_items(tuple(roles.items())) if roles else {}


@lru_cache(maxsize=1024)
def _fold_items(items: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {fold(link): part for link, part in items}
