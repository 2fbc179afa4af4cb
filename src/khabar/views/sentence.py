"""An incident in one sentence, in Arabic or English: what most origins hold, and no more than they say."""

from __future__ import annotations

from collections.abc import Callable

from khabar.incidents.happening import Happening, Someone, Spot, Toll
from khabar.views.labels import Labels
from khabar.views.names import find_arabic

Wrap = Callable[[str], str]
UNKNOWN = "unknown"
"""The name of a party of whom a report says that nobody knows who it is."""


def tell(happening: Happening, labels: Labels, *, wrap: Wrap = str) -> str:
    """Return the sentence of an incident; what nobody tells is left out of it.

    `wrap` is given every name and every word of a report that the sentence takes in, which may run in the other
    direction, and returns how it stands there.
    """
    parts = [_part(labels, "what", what=labels.name_kind(happening.type, happening.mode))]
    if happening.place:
        parts.append(_part(labels, "place", place=wrap(name_place(happening.place, labels))))
    if happening.start and happening.end:
        key = "day" if happening.start == happening.end else "days"
        parts.append(_part(labels, key, start=happening.start, end=happening.end))
    if happening.actor:
        parts.append(_party(happening.actor, "actor", labels, wrap))
    if happening.target:
        parts.append(_party(happening.target, "target", labels, wrap))
    parts += [_count(labels, "killed", happening.killed), _count(labels, "wounded", happening.wounded)]
    if happening.status != "happened":
        parts.append(_part(labels, "status", status=labels.name("status", happening.status)))
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


def _party(party: Someone, slot: str, labels: Labels, wrap: Wrap) -> str:
    """Return who did it or whom it struck. A report's own words are cited: their cases are those of their sentence."""
    name, known = _name(party, labels)
    key = slot if known else f"{slot}_cited" if "«" in name else f"{slot}_words"
    return _part(labels, key, **{slot: wrap(name)})


def _name(party: Someone, labels: Labels) -> tuple[str, bool]:
    """Return a party's name, and whether khabar's records have it: else it is what a report says."""
    if party.label == UNKNOWN:
        return labels.name("party", UNKNOWN), True
    if labels.language != "ar":
        return party.label, party.name is not None
    known = find_arabic(party.id, party.name)
    return known or party.text or party.label, known is not None


def write_number(labels: Labels, low: int, high: int | None) -> str:
    """Return a number of people: `3`, `3 to 5`, `at least 3`."""
    key = "at_least" if high is None else "exactly" if low == high else "between"
    return labels.name("number", key).format(low=low, high=high)


def _count(labels: Labels, slot: str, toll: Toll | None) -> str:
    if toll is None:
        return ""
    if toll.low == 0 and toll.high == 0:
        return _part(labels, f"nobody_{slot}")
    if toll.low == toll.best and toll.high in (toll.best, None):
        return _part(labels, slot, **{slot: write_number(labels, toll.low, toll.high), "told": ""})
    told = labels.name("told", "at_least" if toll.high is None else "between").format(low=toll.low, high=toll.high)
    return _part(labels, slot, **{slot: str(toll.best), "told": told})


def _part(labels: Labels, key: str, **values: str) -> str:
    return labels.name("sentence", key).format(**values)
