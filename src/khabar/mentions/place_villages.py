"""Villages that only a noun of settlements tells («قرية …»): looked up by their name near what the report speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.language.geography import kilometres
from khabar.language.spelling import fold
from khabar.language.villages import Village, load_villages
from khabar.mentions.place_expression import Atom

_MOST_WORDS = 4
_KINDS = frozenset({"village", "subdistrict", "front", "checkpoint", "crossroads"})  # called after villages
_ARTICLE = "ال"

Point = tuple[float, float]


def named_at(forms: Sequence[str], homes: Iterable[str]) -> int:
    """Return how many of some folded words, from the first on, are the name of a village of these countries."""
    for home in homes:
        table = load_villages(home)
        for count in range(min(_MOST_WORDS, len(forms)), 0, -1):
            if " ".join(forms[:count]) in table:
                return count
    return 0


def find_village(name: str, country: str, centre: Point | None, reach: float, near: Sequence[Point]) -> Village | None:
    """Return the village of a name no further than some kilometres from `centre`, the nearest to the points `near`.

    Without a centre it must lie so near to one of the points; without any, be the only one of its name in the country.
    """
    table = load_villages(country)
    if not table:
        return None
    plain = fold(name)
    found: Sequence[Village] = ()
    for spelled in (plain, plain[len(_ARTICLE) :] if plain.startswith(_ARTICLE) else _ARTICLE + plain):
        found = found or table.get(spelled, ())
    if centre is not None:
        found = [v for v in found if _away(v, (centre,)) <= reach]
    elif not near:
        return found[0] if len(found) == 1 else None
    points = near or (centre,) if centre else near
    best = min(found, key=lambda v: _away(v, points), default=None)
    return best if best is not None and (centre is not None or _away(best, points) <= reach) else None


def _away(village: Village, near: Sequence[Point]) -> float:
    return min(kilometres(village.lat, village.lon, lat, lon) for lat, lon in near)


def may_be_village(atom: Atom, *, told: bool) -> bool:
    """Tell whether the noun of an expression, or none in a list of places, lets it name a village.

    A quarter is none, and a front or a checkpoint bears its name only where the expression tells what it lies in.
    """
    if atom.noun is None:
        return True
    kinds = atom.noun.fields.get("kinds", ())
    if _KINDS.isdisjoint(kinds) or kinds[0] == "neighbourhood" or "mountain" in kinds:
        return False
    return told or atom.noun.fields["precision"] != "site"
