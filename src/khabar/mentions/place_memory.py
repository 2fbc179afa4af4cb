"""The places that a text has told of so far, for the words that point back to them."""

from __future__ import annotations

import msgspec

from khabar.language import Entry
from khabar.mentions.place_expression import is_settlement
from khabar.mentions.place_resolved import SETTLED, UPPER, Resolved

_BACK_WORDS = 250  # how far «المدينة» points back
_AROUND_WORDS = 60  # how far «المنطقة» points back to a spot
_SPOTS = ("site", "town", "district")
_RECENT_WORDS = 120  # how far a place gives its surroundings to a name that nobody knows
_LARGE_TOWNS = frozenset({"capital", "city"})
_COUNTRYSIDES = UPPER | _LARGE_TOWNS
_DIVISIONS = frozenset({"district", "subdistrict"})
_SMALL_TOWNS = frozenset({"village", "locality"})
_MOST_OF_A_VILLAGE = 50_000  # inhabitants, from here on nobody says «القرية» or «البلدة»
_MOST_OF_A_TOWN = 150_000  # inhabitants, from here on a noun of villages before a name tells of another place


class Told(msgspec.Struct, frozen=True, eq=False):
    """A place that was told of up to word `last`, after a noun of kind or none; `written`: in a dateline."""

    last: int
    place: Resolved
    noun: Entry | None
    written: bool = False


class Memory:
    """The places told of, in the order of the text, larger places before those that they hold."""

    __slots__ = ("_told",)

    def __init__(self) -> None:
        self._told: list[Told] = []

    def add(self, told: Told) -> None:
        """Keep a place."""
        self._told.append(told)

    def back(self, at: int, noun: Entry, *, same: bool, around: bool, home: str | None) -> Told | None:
        """Return what «المدينة», «القاعدة ذاتها» at word `at` points back to: the nearest, at home before abroad.

        `around`: the noun may mean what lies around any spot.
        """
        abroad: Told | None = None
        for told in reversed(self._told):
            if at - told.last > _BACK_WORDS:
                break
            if _answers(told, noun, same=same) or (around and _is_spot(told, at)):
                if told.place.country == home:
                    return told
                abroad = abroad or told
        return abroad

    def country(self, code: str) -> Resolved | None:
        """Return the country of a code, if it was told."""
        return next((t.place for t in self._told if t.place.kind == "country" and t.place.country == code), None)

    def governorate(self, at: int) -> Resolved | None:
        """Return the nearest governorate or large town before word `at`, whose countryside is told."""
        for told in reversed(self._told):
            if at - told.last > _BACK_WORDS:
                return None
            place = told.place
            if place.kind in _COUNTRYSIDES or (place.kind in SETTLED and place.size >= _MOST_OF_A_VILLAGE):
                return place
        return None

    def recent(self, at: int) -> Resolved | None:
        """Return the nearest place before word `at` whose coordinates are known."""
        for told in reversed(self._told):
            if at - told.last > _RECENT_WORDS:
                return None
            if told.place.lat is not None:
                return told.place
        return None


def _is_spot(told: Told, at: int) -> bool:
    """Tell whether a place was told of so shortly before that «المنطقة» is what lies around it: no capital, whose region is a part of the world."""
    near = at - told.last <= _AROUND_WORDS and not told.written
    return near and told.place.precision in _SPOTS and told.place.kind != "capital"


def _answers(told: Told, noun: Entry, *, same: bool) -> bool:
    """Tell whether a definite noun of kind can mean a place told before: «البلدة» is no city, «المدينة» no village."""
    back = noun.fields.get("back")
    kinds: list[str] = back if isinstance(back, list) else noun.fields.get("kinds", [])
    kind = told.place.kind
    if same and kind in kinds:
        return True
    if told.noun is not None and told.noun.id == noun.id:
        if is_settlement(noun) and told.place.size >= _MOST_OF_A_TOWN and not _is_large(noun):
            return False  # «قرية شمال دير الزور» is not the city
        return not (is_settlement(noun) and kind and kind not in kinds)  # «مدن الجنوب» are no town
    if noun.fields.get("back") == "placed" or (told.noun is not None and told.noun.fields.get("road")):
        return False
    if isinstance(back, list):
        return kind in kinds
    if not is_settlement(noun):
        return kind in kinds[:2] and kind not in SETTLED
    if kind not in kinds or told.written or (kind in _DIVISIONS and not _is_large(noun)):
        return False
    large = kind == "capital" or told.place.size >= _MOST_OF_A_VILLAGE
    if told.noun is not None and is_settlement(told.noun) and not large:
        return _is_large(told.noun) == _is_large(noun)
    return kind not in _SMALL_TOWNS if _is_large(noun) else not large


def _is_large(noun: Entry) -> bool:
    return bool(noun.fields.get("large") == "yes")
