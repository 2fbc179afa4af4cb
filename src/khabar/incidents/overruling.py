"""What people say of a report's values, in the place of what its origins were read to say.

Numbers, places, days and weapons of an incident are read from the words of each speaker, not from the events. A person
who corrects an event says that this report's words mean something else: whoever was read to hold the old value in it
holds the new one, there and in copies of the report that nobody has judged.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from khabar.incidents.disagreement import Entry
from khabar.incidents.holding import hold_place, hold_time, hold_toll
from khabar.incidents.record import Copy, HeldValue, Quoted, SlotName
from khabar.model import Event, Report, Span
from khabar.reviews.anchoring import share
from khabar.reviews.model import read_field
from khabar.reviews.standing import differ

_SLOTS: Mapping[str, SlotName] = {
    "killed": "killed",
    "wounded": "wounded",
    "place": "place",
    "time": "time",
    "weapon": "weapon",
}


class Overruled(NamedTuple):
    """One value of a report that people say is another, or none at all (`after` None) or was not seen (`before` None).

    `judged` are the documents whose own words people have judged.
    """

    document: str
    slot: SlotName
    before: HeldValue | None
    after: HeldValue | None
    judged: frozenset[str] = frozenset()


def find_overruled(
    document: str, machine: Report, people: Report, events: Iterable[str], judged: frozenset[str] = frozenset()
) -> list[Overruled]:
    """Return what people say otherwise of some events of a report than the machine, and all of those that they brought."""
    corrected = {event.id: event for event in people.events}
    own, read = set(events), {event.id for event in machine.events}
    brought = [event for event in people.events if event.id in own - read]
    told = [(field, _hold(document, machine, event, field)) for event in brought for field in _SLOTS]
    return [
        Overruled(
            document=document,
            slot=_SLOTS[field],
            before=_hold(document, machine, event, field),
            after=_hold(document, machine, after, field),
            judged=judged,
        )
        for event in machine.events
        if event.id in own and (after := corrected.get(event.id)) is not None
        for field in differ(event, after)
        if field in _SLOTS
    ] + [
        Overruled(document=document, slot=_SLOTS[field], before=value, after=value, judged=judged)
        for field, value in told
        if value is not None
    ]


def overrule(entries: Sequence[Entry], changes: Iterable[Overruled], copies: Iterable[Copy] = ()) -> list[Entry]:
    """Return who holds which value with what people say in force."""
    made, pairs = list(entries), [(copy.document, copy.of) for copy in copies]
    for change in changes:
        own = [one for one in made if one.document == change.document and _is_meant(one, change)]
        like = {b for a, b in (*pairs, *((b, a) for a, b in pairs)) if a == change.document} - change.judged
        origins = {one.origin for one in own}
        touched = own + [
            one for one in made if one.document in like and one.origin in origins and _is_told(one, change)
        ]
        others = [one for one in made if one not in touched]
        speaking = touched or ([] if change.after is None else _speakers(made, change))
        fresh = [dataclasses.replace(one, value=change.after) for one in speaking] if change.after is not None else []
        made = others + _unique(fresh)
    return made


def _is_meant(entry: Entry, change: Overruled) -> bool:
    """Tell whether a value is read from the words that people corrected, or says the same."""
    before = change.before
    if entry.value.slot != change.slot or before is None:
        return False
    spans = [quote.span for quote in before.quotes]
    overlap = any(share(quote.span, span) > 0 for quote in entry.value.quotes for span in spans)
    return overlap or _is_told(entry, change)


def _is_told(entry: Entry, change: Overruled) -> bool:
    """Tell whether a value says what people corrected."""
    before = change.before
    return before is not None and entry.value.slot == change.slot and _say(entry.value) == _say(before)


def _speakers(entries: Sequence[Entry], change: Overruled) -> list[Entry]:
    """Return those who tell of the happening in the report: those in whose words the value stands, else all of them."""
    told = [one for one in entries if one.document == change.document and one.value.slot == "happened" and one.origin]
    spans = [quote.span for quote in change.after.quotes] if change.after else []
    close = [one for one in told if any(_holds(q.span, span) for q in one.value.quotes for span in spans)]
    return close or told


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    return list({(one.origin, one.document): one for one in entries}.values())


def _say(value: HeldValue) -> tuple[object, ...]:
    return (value.min, value.max, value.start, value.end, value.id or value.text, value.weapon)


def _hold(document: str, report: Report, event: Event, field: str) -> HeldValue | None:
    """Return a value of an event as an origin holds it."""
    value = read_field(event, field)
    if value is None:
        return None
    span = getattr(value, "span", None)
    quotes = (Quoted(document=document, span=span, text=report.words(span)),) if span else ()
    match field:
        case "weapon":
            return HeldValue(slot="weapon", text=value, weapon=value)
        case "time":
            if value.start is None:
                return None
            return hold_time(value.start, value.end, quotes)
        case "place":
            return hold_place(value, quotes)
    return hold_toll("killed" if field == "killed" else "wounded", value.min, value.max, quotes)
