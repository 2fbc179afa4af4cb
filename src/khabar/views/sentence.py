"""An incident in one sentence, in Arabic or English: what most origins hold, and no more than they say."""

from __future__ import annotations

from collections.abc import Callable

from khabar.incidents.happening import Happening, Someone, Spot, Toll
from khabar.views.days import name_day, name_days, name_month
from khabar.views.labels import Labels
from khabar.views.names import find_arabic

Wrap = Callable[[str], str]
_TEN = 10
UNKNOWN = "unknown"
"""The name of a party of whom a report says that nobody knows who it is."""


def tell(happening: Happening, labels: Labels, *, wrap: Wrap = str) -> str:
    """Return the sentence of an incident; what nobody tells is left out of it.

    `wrap` is given every name and every word of a report that the sentence takes in, which may run in the other
    direction, and returns how it stands there.
    """
    parts = [_part(labels, "what", what=labels.name_kind(happening.type, happening.mode))]
    if happening.status != "happened":
        parts.append(_part(labels, "status", status=labels.name("status", happening.status)))
    if happening.place:
        parts.append(_part(labels, "place", place=wrap(name_place(happening.place, labels))))
    if happening.start and happening.end:
        parts.append(_days(happening.start, happening.end, labels))
    if happening.actor:
        parts.append(_party(happening.actor, "actor", happening.type, labels, wrap))
        if happening.disowned:
            parts.append(_part(labels, "disowned"))
    if happening.target and not _is_told(happening.target, happening):
        parts.append(_party(happening.target, "target", happening.type, labels, wrap))
    parts += [_count(labels, "killed", happening.killed), _count(labels, "wounded", happening.wounded)]
    parts.append(_part(labels, "end"))
    sentence = "".join(parts)
    return sentence[0].upper() + sentence[1:]


def name_party(party: Someone, labels: Labels) -> str:
    """Return a party's name: in Arabic the commonest one, since a report's words carry what is written onto them."""
    return _name(party, labels)[0]


def name_place(place: Spot, labels: Labels) -> str:
    """Return a place's name in English; in Arabic the commonest one, or the words where nobody knows one."""
    if labels.language != "ar":
        return place.label
    return find_arabic(place.id) or place.text or place.label


def _days(start: str, end: str, labels: Labels) -> str:
    if start == end:
        return _part(labels, "day", date=name_day(start, labels))
    if month := name_month(start, end, labels):
        return _part(labels, "month", date=month)
    first, last = name_days(start, end, labels)
    return _part(labels, "days", start=first, end=last)


def _is_told(target: Someone, happening: Happening) -> bool:
    """Tell whether the place or the numbers say already whom it struck: «سوقاً» of «سوق صابرين», «100 شخص».

    Nor is anybody told to have struck himself.
    """
    place, actor = happening.place, happening.actor
    if actor is not None and target.label == actor.label:
        return True
    if any(map(str.isdigit, target.text)):
        return happening.killed is not None or happening.wounded is not None
    names = ((target.label, place.label), (target.text, place.text)) if place else ()
    return any(_stands_in(one.casefold(), other.casefold()) for one, other in names)


def _stands_in(name: str, other: str) -> bool:
    """Tell whether all words of the one stand in the other, or the other way round."""
    words, others = set(name.split()), set(other.replace(",", " ").split())
    return words <= others or others <= words


def _party(party: Someone, slot: str, type: str, labels: Labels, wrap: Wrap) -> str:
    """Return who did it or whom it struck. A report's own words are cited: their cases are those of their sentence."""
    name, known = _name(party, labels)
    if told_as := labels.names_of("told_as").get(type):
        cited = wrap(name) if known or "«" in name else _part(labels, "cited", name=wrap(name))
        return _part(labels, f"{slot}_{told_as}", **{slot: cited})
    key = slot if known else f"{slot}_cited" if "«" in name else f"{slot}_words"
    return _part(labels, key, **{slot: wrap(name)})


def _name(party: Someone, labels: Labels) -> tuple[str, bool]:
    """Return a party's name, and whether khabar's records have it: else it is what a report says."""
    if party.label == UNKNOWN:
        return labels.name("party", UNKNOWN), True
    if labels.language != "ar":
        return party.label, party.name is not None
    known = find_arabic(party.id, party.name) or labels.names_of("target").get(party.name or "")
    return known or party.text or party.label, known is not None


def write_number(labels: Labels, low: int, high: int | None) -> str:
    """Return a number of people: `3`, `3 to 5`, `at least 3`, `more than 100`, `tens`."""
    vague = labels.names_of("number").get(f"{low}-{high}")
    if vague is not None:
        return vague
    key = "at_least" if high is None else "exactly" if low == high else "between"
    if high is None and low > _TEN and low % _TEN == 1:  # nobody counts «at least 101»
        key = "more_than"
    return labels.name("number", key).format(low=low, high=high, below=low - 1)


def is_one_number(toll: Toll, labels: Labels) -> bool:
    """Tell whether all say the same of how many, be it «at least 5» or «dozens»."""
    vague = f"{toll.low}-{toll.high}" in labels.names_of("number")
    return toll.low == toll.best and (vague or toll.high in (toll.best, None))


def _count(labels: Labels, slot: str, toll: Toll | None) -> str:
    if toll is None:
        return ""
    if toll.best == 0:
        told = "" if toll.high == 0 else _told(labels, "some" if toll.high is None else "up_to", toll)
        return _part(labels, f"nobody_{slot}", told=told)
    if is_one_number(toll, labels):
        return _part(labels, slot, **{slot: write_number(labels, toll.low, toll.high), "told": ""})
    told = _told(labels, "at_least" if toll.high is None else "between", toll)
    return _part(labels, slot, **{slot: str(toll.best), "told": told})


def _told(labels: Labels, key: str, toll: Toll) -> str:
    return labels.name("told", key).format(low=toll.low, high=toll.high)


def _part(labels: Labels, key: str, **values: str) -> str:
    return labels.name("sentence", key).format(**values)
