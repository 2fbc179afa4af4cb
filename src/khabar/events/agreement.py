"""Whether two places or two times may be one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khabar.language.geography import kilometres
from khabar.mentions.model import PlaceMention, TimeMention

FINE = ("site", "town", "district", "governorate", "region", "country")  # precisions, the finest first
_ROUGH_DAYS = {"day": 1, "week": 3, "month": 10}
_MONTH_DAYS = 27
_KM_OF_DEGREE = 111.0  # a little less than a degree of latitude
_PROVINCE_KM = 50.0
_SAME_KM = 2.0
_KNOWN = frozenset({"site", "town", "district"})  # precise enough to be one place
_WITHIN_KM = {"site": 6.0, "town": 8.0, "district": 40.0, "governorate": 110.0, "region": 160.0}


def _is_near(a: PlaceMention, b: PlaceMention, reach: float) -> bool:
    """Tell whether two places lie within so many kilometres; one without coordinates is near none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if abs(a.lat - b.lat) * _KM_OF_DEGREE > reach:  # most lie far apart, and need no more
        return False
    return kilometres(a.lat, a.lon, b.lat, b.lon) <= reach


def _pair_agrees(a: PlaceMention, b: PlaceMention) -> bool:
    if a.id and a.id == b.id:
        return True
    if "country" in (a.precision, b.precision):
        return a.country is None or b.country is None or a.country == b.country
    if a.lat is None or b.lat is None:
        return a.text == b.text or (a.name is not None and a.name == b.name)
    if _is_unknown(a) and _is_unknown(b):
        return _named_alike(a, b)
    if (a.id is None) != (b.id is None) and "town" in (a.precision, b.precision):
        return _is_near(a, b, _SAME_KM)  # a name that nobody knows is no town that is known, but may lie in it
    return _is_near(a, b, max(_WITHIN_KM[a.precision], _WITHIN_KM[b.precision]))


def _named_alike(a: PlaceMention, b: PlaceMention) -> bool:
    """Tell whether one name holds the other: «البيدر», «البيدر الشلاش»; «كفر» alone is in too many."""
    one, other = set(str(a.name).split()), set(str(b.name).split())
    return one <= other or other <= one


def _is_unknown(place: PlaceMention) -> bool:
    """Tell whether a place is a village that nobody knows, placed by what it lies in: it is told by its name alone."""
    return place.id is None and bool(place.name) and place.precision != "region" and not place.back


def places_agree(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Tell whether the places may be one: none on a side, the same, or one within the other."""
    if not some or not others:
        return True
    return any(_pair_agrees(a, b) for a in some for b in others)


def named_after_town(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Tell whether a headline may name a province by the bare name of its town: «قصف على إدلب»."""
    for a in some:
        for b in others:
            if a.precision == "town" and a.generic_first == a.first and _is_near(a, b, _PROVINCE_KM):
                return True
    return False


def same_place(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Tell whether both sides name one place, known to the district or better."""
    for a in some:
        for b in others:
            known = a.precision in _KNOWN and b.precision in _KNOWN
            if known and ((a.id and a.id == b.id) or _is_near(a, b, _SAME_KM)):
                return True
    return False


def elsewhere(some: Sequence[PlaceMention], others: Sequence[PlaceMention], *, by_name: bool = True) -> bool:
    """Tell whether both sides name spots, and never the same one: a province that holds both makes them not one.

    Not `by_name`, spots that lie near each other may be one.
    """
    mine, theirs = _spots(some), _spots(others)
    one = _one_spot if by_name else _pair_agrees
    return bool(mine and theirs) and not any(one(a, b) for a in mine for b in theirs)


def one_scene(some: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> bool:
    """Tell whether both sides name one spot, or one names a wider place that holds what the other names."""
    mine, theirs = _spots(some), _spots(others)
    if not (mine and theirs):
        return bool(some and others) and places_agree(some, others)
    return any((a.id is not None and a.id == b.id) or _named_alike(a, b) for a in mine for b in theirs)


def _one_spot(a: PlaceMention, b: PlaceMention) -> bool:
    """Tell whether two spots may be one: two towns with names of their own are two, however near they lie."""
    if (a.id and a.id == b.id) or _named_alike(a, b):
        return True
    if _is_unknown(a) and _is_unknown(b):
        return False
    if a.id is None or b.id is None or "district" in (a.precision, b.precision):
        return _pair_agrees(a, b)
    return _is_near(a, b, _WITHIN_KM["site"] if "site" in (a.precision, b.precision) else _SAME_KM)


def _spots(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the sites, towns and villages among places, the districts where there are none; «the town» is one told before."""
    known = [p for p in places if (p.precision in _KNOWN or _is_unknown(p)) and not p.back]
    return [p for p in known if p.precision != "district" or _is_unknown(p)] or known


def times_agree(times: Sequence[TimeMention], time: TimeMention | None) -> bool:
    """Tell whether the times may be one: unknown on a side, or sharing a day."""
    if time is None or time.start is None or time.end is None:
        return True
    known = [t for t in times if t.start and t.end]
    return not known or any(_meet(t, time) for t in known)


def same_day(some: Sequence[TimeMention], others: Sequence[TimeMention]) -> bool:
    """Tell whether both sides name one day."""
    days = {t.start[:10] for t in some if t.start and t.precision in ("hour", "day")}
    return any(t.start and t.start[:10] in days for t in others if t.precision in ("hour", "day"))


def is_long(time: TimeMention) -> bool:
    """Tell whether a time is a month or more: what was counted over it is a total of many happenings."""
    if time.precision in ("month", "year"):
        return True
    if time.start is None or time.end is None:
        return False
    return (date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])).days >= _MONTH_DAYS


def _meet(one: TimeMention, other: TimeMention) -> bool:
    """Tell whether two times share a day; «قبل أسبوعين» is rough by half its unit."""
    low, high = max(one.start or "", other.start or "")[:10], min(one.end or "", other.end or "")[:10]
    if low <= high:
        return True
    slack = max(_slack(one), _slack(other))
    return slack > 0 and (date.fromisoformat(low) - date.fromisoformat(high)).days <= slack


def _slack(time: TimeMention) -> int:
    """Return the days by which a distance in weeks or months may be off."""
    return _ROUGH_DAYS.get(time.precision, 0) if time.rule == "times.ago" else 0
