"""Values that differ in words or in grain alone: one says less than the other, or both can be right."""

from __future__ import annotations

from khabar.incidents.bearings import distance, read_days
from khabar.incidents.parties import is_part
from khabar.incidents.places import is_capital_name
from khabar.incidents.press import words_of
from khabar.incidents.record import HeldValue

PRECISIONS = ("site", "town", "district", "governorate", "region", "country")
_CLOSE_KM = 2.0
_WITHIN_KM = {"district": 40.0, "governorate": 120.0, "region": 400.0}
# What is said more closely with another word: an air strike may be told as the drone or the missile, shelling as rockets.
_MEANS = {
    "airstrike": frozenset({"drone", "missile", "barrel_bomb", "rocket"}),
    "drone": frozenset({"missile"}),
    "artillery": frozenset({"mortar", "rocket"}),
    "ied": frozenset({"car_bomb", "mine", "suicide_belt"}),
    "other": frozenset({"rocket", "missile", "mortar", "artillery", "drone", "airstrike", "ied", "small_arms"}),
}
_SHELLS = frozenset({"rocket", "mortar", "artillery", "missile"})  # reports of one shelling mix these up
_BARE_PLURAL = (2, None)
_VAGUE = 3  # times its lower end


def says_less(value: HeldValue, other: HeldValue) -> bool:
    """Tell whether a value is less precise than another of its slot and agrees with it."""
    match value.slot:
        case "killed" | "wounded":
            return _holds_number(value, other) and (value.min, value.max) != (other.min, other.max)
        case "place":
            return _holds_place(value, other)
        case "time":
            return (
                bool(value.start and other.start)
                and (value.start, value.end) != (other.start, other.end)
                and (value.start or "") <= (other.start or "")
                and (value.end or "") >= (other.end or "")
            )
        case "weapon":
            return other.weapon in _MEANS.get(value.weapon or "", ())
        case "blamed":
            return _holds_party(value, other)
    return False


def is_vague(value: HeldValue) -> bool:
    """Tell whether a number is a word for many: dozens, hundreds; nobody told its bounds."""
    return value.min is not None and value.max is not None and value.max >= _VAGUE * max(value.min, 1)


def _holds_number(value: HeldValue, other: HeldValue) -> bool:
    if value.min is None or other.min is None:
        return False
    low = 1 if (value.min, value.max) == _BARE_PLURAL else value.min  # «قتلى وجرحى» is written over one dead
    if low > other.min:
        return False
    return value.max is None or (other.max is not None and other.max <= value.max)


def _holds_place(value: HeldValue, other: HeldValue) -> bool:
    wide, close = tell_grain(value), tell_grain(other)
    if wide is None or close is None or PRECISIONS.index(wide) <= PRECISIONS.index(close):
        return False
    if wide == "country":
        return value.country == other.country
    apart = distance(value, other)
    return apart is not None and apart <= _WITHIN_KM.get(wide, 0.0)


def _is_unmapped(value: HeldValue) -> bool:
    """Tell whether a place is told by its own name, and only what lies around it is on the map."""
    return value.id is None and value.name is not None and value.precision in ("district", "governorate")


def tell_grain(value: HeldValue) -> str | None:
    """Return how exactly a place is told, whatever the map knows of it.

    A bare name that a capital shares with its province is as wide as that; a village that no gazetteer has is a village.
    """
    if _is_unmapped(value):
        return "town"
    bare = all(len(quote.text.split()) == 1 for quote in value.quotes)
    return "governorate" if value.precision == "town" and bare and is_capital_name(value.text) else value.precision


def _holds_party(value: HeldValue, other: HeldValue) -> bool:
    """Tell whether one party is nobody known, a common noun beside a name, or what the other is a part of."""
    if other.name is None or value.name == other.name or value.denial or other.denial:
        return False
    if value.name is None or is_part(other, value):
        return True
    vague = value.id is None and other.id is not None and value.kind == other.kind
    return vague and value.country in (None, other.country)


def is_at_one(value: HeldValue, other: HeldValue) -> bool:
    """Tell whether two values of a slot can be right together though neither says less than the other."""
    match value.slot:
        case "killed" | "wounded":
            return _overlap(value, other)
        case "place":
            apart = distance(value, other)
            # a village that no map has lies at the point of the town by which it is told
            return (apart is not None and apart <= _CLOSE_KM) or _is_in_words(value, other)
        case "time":
            return _are_of_one_night(value, other)
        case "weapon":
            return {value.weapon, other.weapon} <= _SHELLS
        case "blamed":
            return not (_is_known(value) and _is_known(other))
    return False


def are_akin(weapon: str, other: str) -> bool:
    """Tell whether two words may be for one means: one says it more closely, or both are shells."""
    if weapon == other or {weapon, other} <= _SHELLS:
        return True
    return other in _MEANS.get(weapon, ()) or weapon in _MEANS.get(other, ())


def _overlap(value: HeldValue, other: HeldValue) -> bool:
    """Tell whether two vague numbers meet: «more than 60» and «dozens», «more than 60» and 60; not two exact ones."""
    low, high = sorted((value, other), key=lambda v: (v.min or 0, v.max is None))
    if low.min is None or high.min is None or (low.max == low.min and high.max == high.min):
        return False
    least = high.min - 1 if high.max is None else high.min
    return low.max is None or least <= low.max


def _is_in_words(value: HeldValue, other: HeldValue) -> bool:
    """Tell whether the words for one place stand in those for another of about the same grain, one of them unknown."""
    if value.id is not None and other.id is not None:
        return False
    one, two = ({word for quote in v.quotes for word in words_of(quote.text)} for v in (value, other))
    return bool(one and two) and (one <= two or two <= one)


def _are_of_one_night(value: HeldValue, other: HeldValue) -> bool:
    """Tell whether two times are of neighbouring days, and not both told by dates: a night is of two days."""
    one, two = read_days(value.start, value.end), read_days(other.start, other.end)
    if one is None or two is None or all(_has_date(v) for v in (value, other)):
        return False
    return max((one[0] - two[1]).days, (two[0] - one[1]).days) <= 1


def _has_date(value: HeldValue) -> bool:
    return any(char.isdigit() for quote in value.quotes for char in quote.text)


def _is_known(value: HeldValue) -> bool:
    """Tell whether a party is more than some men and means: it has a record, or a name made of whose it is."""
    return value.id is not None or (value.name is not None and value.country is not None and value.name.isascii())
