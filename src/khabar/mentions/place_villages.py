"""Villages that only a noun of settlements tells («قرية …»): looked up by their name near what the report speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from khabar.language.geography import kilometres
from khabar.language.spelling import fold
from khabar.language.villages import Village, load_villages
from khabar.mentions.place_expression import Atom

_MOST_WORDS = 4
_KINDS = frozenset({"village", "subdistrict", "front", "checkpoint", "crossroads"})  # called after villages
_ARTICLE = "ال"
_ENDS = {"ه": "ا", "ا": "ه"}  # letters that end a name alike, as names are folded
_SHORTEST = 2  # letters on either side of a space that a report leaves out

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
    found = _spelled_alike(table, fold(name), near=centre is not None or bool(near))
    if centre is not None:
        found = [v for v in found if _away(v, (centre,)) <= reach]
    elif not near:
        return found[0] if len(found) == 1 else None
    points = near or (centre,) if centre else near
    best = min(found, key=lambda v: _away(v, points), default=None)
    return best if best is not None and (centre is not None or _away(best, points) <= reach) else None


def _spelled_alike(table: Mapping[str, Sequence[Village]], name: str, *, near: bool) -> Sequence[Village]:
    """Return the villages of a name; `near`: also of one with another article or space, for they must lie near to be meant."""
    for spelled in (name, _other_article(name)):
        if found := table.get(spelled):
            return found
    if not near:
        return ()
    if name[-1:] in _ENDS and (found := table.get(name[:-1] + _ENDS[name[-1]])):
        return found  # «مركدا»
    first, space, last = name.rpartition(" ")
    if space:  # «أبو الزبير» is «أبو زبير», «كفر موس» «كفرموس»
        return table.get(f"{first} {_other_article(last)}") or table.get(first + last) or ()
    for cut in range(_SHORTEST, len(name) - _SHORTEST):  # «ديرسنبل»
        if found := table.get(f"{name[:cut]} {name[cut:]}"):
            return found
    return ()


def _other_article(name: str) -> str:
    return name[len(_ARTICLE) :] if name.startswith(_ARTICLE) else _ARTICLE + name


def _away(village: Village, near: Sequence[Point]) -> float:
    return min(kilometres(village.lat, village.lon, lat, lon) for lat, lon in near)


def may_be_village(atom: Atom, *, told: bool) -> bool:
    """Tell whether the noun of an expression, or none in a list of places, lets it name a village.

    A quarter is none, and a region, a front or a checkpoint bears its name only where the expression tells what it lies in.
    """
    if atom.noun is None:
        return True
    kinds = atom.noun.fields.get("kinds", ())
    wide = "mountain" in kinds and not (told and kinds[0] == "district")
    if _KINDS.isdisjoint(kinds) or kinds[0] == "neighbourhood" or wide:
        return False
    return told or atom.noun.fields["precision"] != "site"
