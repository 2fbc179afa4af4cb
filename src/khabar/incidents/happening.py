"""An incident as one row: for each field the value that most independent origins hold.

What formats and lists need that have one cell for what an incident's record keeps apart by origin. Ties go to the
more precise value, then to the one told first, so that the same reports give the same row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeVar

from khabar.incidents.parties import is_one_side
from khabar.incidents.record import HeldValue, IncidentRecord, SlotName
from khabar.model import (
    Count,
    Damage,
    Event,
    EventType,
    Party,
    PartyKind,
    Place,
    PlacePrecision,
    Report,
    Status,
    Value,
    Weapon,
)

T = TypeVar("T")
_VIOLENT: frozenset[EventType] = frozenset({"ASSAULT", "COERCE"})
RADIUS: Mapping[PlacePrecision, int] = {
    "site": 1_000,
    "town": 5_000,
    "district": 20_000,
    "governorate": 75_000,
    "country": 500_000,
    "region": 1_000_000,
}
"""Metres around a point that a precision stands for, as the codebook counts a place as right."""

DayPrecision = Literal["day", "week", "month", "year"]


class Someone(Value, frozen=True, kw_only=True):
    """A party of an incident as most reports name it."""

    text: str
    name: str | None = None
    kind: PartyKind = "other"
    country: str | None = None
    id: str | None = None

    @property
    def label(self) -> str:
        """The canonical name, or the words where nobody knows one."""
        return self.name or self.text


class Toll(Value, frozen=True, kw_only=True):
    """People killed or wounded: the lowest, the best held and the highest number; `high` None where open."""

    low: int
    best: int
    high: int | None


class Spot(Value, frozen=True, kw_only=True):
    """Where it was; `lat`/`lon` are WGS 84 degrees, `precision` says how exactly they are meant."""

    text: str
    name: str | None = None
    id: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None

    @property
    def label(self) -> str:
        """The canonical name, or the words where nobody knows one."""
        return self.name or self.text

    @property
    def radius_m(self) -> int | None:
        """Metres around the point that the precision stands for."""
        return RADIUS[self.precision] if self.precision else None


class Happening(Value, frozen=True, kw_only=True):
    """What happened, in one row. Days are ISO dates, both inclusive; `disowned`: whom most blame denies his part."""

    type: EventType
    mode: str | None = None
    status: Status = "happened"
    start: str | None = None
    end: str | None = None
    day_precision: DayPrecision | None = None
    place: Spot | None = None
    actor: Someone | None = None
    disowned: bool = False
    target: Someone | None = None
    weapon: Weapon | None = None
    damage: Damage | None = None
    killed: Toll | None = None
    wounded: Toll | None = None


def sum_up(record: IncidentRecord, events: Mapping[str, Iterable[str]], reports: Mapping[str, Report]) -> Happening:
    """Return the row of an incident; `events` are the ids of its events in each report.

    Raises `ValueError` where no event of these reports is named: an incident holds at least one.
    """
    told = _told(record, events, reports)
    if not told:
        raise ValueError(f"incident {record.id} has no event in the reports given")
    kind = _most((e.type, e.mode) for e in told)
    alike = [e for e in told if e.type == kind[0]]
    start, end, days = _days(record, told)
    blames = kind[0] in _VIOLENT and bool(record.origins)  # whom nobody blames is no actor
    return Happening(
        type=kind[0],
        mode=kind[1],
        status=_most(e.status for e in alike),
        start=start,
        end=end,
        day_precision=days,
        place=_place(record, told),
        actor=_blamed(record) if blames else _someone(alike, lambda e: e.actor),
        disowned=blames and _is_disowned(record),
        target=_someone(alike, lambda e: None if _is_attacker(e.target, record) else e.target),
        weapon=_held_weapon(record) or _most_or_none(e.weapon for e in told),
        damage=_most_or_none(e.damage for e in told),
        killed=_toll(record, "killed", told, lambda e: e.killed),
        wounded=_toll(record, "wounded", told, lambda e: e.wounded),
    )


def list_events(record: IncidentRecord) -> dict[str, tuple[str, ...]]:
    """Return the ids of the events in each report of which an incident's origins speak, as `sum_up` takes them."""
    named: dict[str, dict[str, None]] = {}
    for statement in (s for origin in record.origins for s in origin.statements):
        named.setdefault(statement.document, {}).update(dict.fromkeys(statement.events))
    return {document: tuple(ids) for document, ids in named.items() if ids}


def _told(record: IncidentRecord, events: Mapping[str, Iterable[str]], reports: Mapping[str, Report]) -> list[Event]:
    """Return the incident's events, those of the reports that stand behind it first."""
    order = [*record.documents, *sorted(set(events) - set(record.documents))]
    return [
        event
        for document in order
        if document in events and document in reports
        for event in reports[document].events
        if event.id in set(events[document])
    ]


def _most(values: Iterable[T]) -> T:
    """Return the most frequent value, of equals the one told first."""
    return Counter(values).most_common(1)[0][0]


def _most_or_none(values: Iterable[T | None]) -> T | None:
    known = [v for v in values if v is not None]
    return _most(known) if known else None


def _someone(events: Iterable[Event], pick: Callable[[Event], Party | None]) -> Someone | None:
    """Return the party that most events name, in the words that most of them use for it."""
    parties = [p for e in events if (p := pick(e)) is not None]
    label = _most_or_none(p.name or p.text or None for p in parties)
    if label is None:
        return None
    same = [p for p in parties if (p.name or p.text) == label]
    first = same[0]
    return Someone(
        text=_most(p.text for p in same), name=first.name, kind=first.kind, country=first.country, id=first.id
    )


def _is_attacker(party: Party | None, record: IncidentRecord) -> bool:
    """Tell whether who stands as the target is the side on which most lay it: it was misread, nobody aims at himself."""
    held = record.held("blamed")
    return party is not None and held is not None and not held.denial and is_one_side(party, held)


def _blamed(record: IncidentRecord) -> Someone | None:
    held = record.held("blamed")
    if held is None:
        return None
    return Someone(text=held.text, name=held.name, kind=held.kind or "other", country=held.country, id=held.id)


def _is_disowned(record: IncidentRecord) -> bool:
    """Tell whether somebody denies that whom most blame did it."""
    slot = record.slot("blamed")
    return any(d.kind == "denied" and d.first == slot.most for d in slot.differences)


def _held_weapon(record: IncidentRecord) -> Weapon | None:
    held = record.held("weapon")
    return held.weapon if held else None


def _days(record: IncidentRecord, events: list[Event]) -> tuple[str | None, str | None, DayPrecision | None]:
    held = record.held("time")
    start, end = (held.start, held.end) if held else (None, None)
    if start is None:
        found = _most_or_none((e.time.start, e.time.end) for e in events if e.time and e.time.start)
        start, end = found or (None, None)
    if record.day and (start is None or end is None or not start <= record.day <= end):
        start = end = record.day
    if start is None or end is None:
        return start, end, None
    return start, end, "day" if start == end else _precision_of(start, end, events)


def _precision_of(start: str, end: str, events: list[Event]) -> DayPrecision:
    """Return what an interval was told as, where an event has it; else the unit that holds it."""
    told = _most_or_none(e.time.precision for e in events if e.time and (e.time.start, e.time.end) == (start, end))
    longer: tuple[DayPrecision, ...] = ("week", "month", "year")
    for precision in longer:
        if told == precision:
            return precision
    if start[:7] == end[:7]:
        return "week"
    return "month" if start[:4] == end[:4] else "year"


def _place(record: IncidentRecord, events: list[Event]) -> Spot | None:
    held: HeldValue | Place | None = record.held("place") or _most_or_none(e.place for e in events)
    if held is None:
        return None
    words = [e.place.text for e in events if e.place and e.place.id == held.id and e.place.name == held.name]
    return Spot(
        text=_most_or_none(words) or held.text,
        name=held.name,
        id=held.id,
        country=held.country,
        lat=held.lat,
        lon=held.lon,
        precision=held.precision,
    )


def _toll(
    record: IncidentRecord, slot: SlotName, events: list[Event], pick: Callable[[Event], Count | None]
) -> Toll | None:
    """Return what the record holds, and only where nobody tells of the incident what its events have."""
    slots = record.slot(slot)
    if slots.held is not None and slots.held.min is not None and slots.min is not None:
        return Toll(low=min(slots.min, slots.held.min), best=slots.held.min, high=slots.max)
    counts = [c for e in events if (c := pick(e)) is not None]
    if not counts or record.origins:
        return None
    high = None if any(c.max is None for c in counts) else max(c.max or 0 for c in counts)
    return Toll(low=min(c.min for c in counts), best=_most(c.min for c in counts), high=high)
