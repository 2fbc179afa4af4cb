"""The table origins × slots: what each origin holds of each slot, in which words, and against whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from khabar.incidents.record import DifferenceKind, HeldValue, IncidentRecord, Origin, Quoted, SlotName, SlotRecord
from khabar.model import Value
from khabar.views.latest import find_latest
from khabar.web.wording.phrases import Phrases
from khabar.web.wording.values import name_origin, write_value

SLOTS: tuple[SlotName, ...] = get_args(SlotName)
_MOST_QUOTES = 6


class Clash(Value, frozen=True, kw_only=True):
    """What a value is held against: how they differ, never in precision only, the other value, who holds it."""

    kind: DifferenceKind
    other: str
    holders: tuple[str, ...]


class Held(Value, frozen=True, kw_only=True):
    """A value in a cell: `id` is unique on the page, `quotes` are this origin's words for it."""

    id: str
    text: str
    quotes: tuple[Quoted, ...]
    clashes: tuple[Clash, ...] = ()
    most: bool = False

    @property
    def contested(self) -> bool:
        """Tell whether another value contradicts it."""
        return any(clash.kind != "update" for clash in self.clashes)


class Row(Value, frozen=True, kw_only=True):
    """One origin and its cells, in the order of the columns."""

    number: int
    origin: Origin
    cells: tuple[tuple[Held, ...], ...]


class Column(Value, frozen=True, kw_only=True):
    """One slot: what most origins hold, the whole range, how many pairs of values contradict each other.

    `last` is the toll that was told last, where most repeat an earlier one.
    """

    slot: SlotName
    most: str
    holders: int
    range: str
    clashes: int
    last: str = ""


class Matrix(Value, frozen=True, kw_only=True):
    """The whole table, without the slots of which nobody says anything."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def clashes(self) -> int:
        """How many pairs of values contradict each other."""
        return sum(column.clashes for column in self.columns)


def lay_out_matrix(record: IncidentRecord, phrases: Phrases) -> Matrix:
    """Return the table of a record."""
    slots = [slot for name in SLOTS if (slot := record.slot(name)).values and not _is_plain(slot)]
    names = {origin.key: name_origin(origin, phrases) for origin in record.origins}
    rows = tuple(
        Row(
            number=number,
            origin=origin,
            cells=tuple(_fill_cell(slot, origin, number, names, phrases) for slot in slots),
        )
        for number, origin in enumerate(record.origins, start=1)
    )
    return Matrix(columns=tuple(_head(slot, phrases) for slot in slots), rows=rows)


def _is_plain(slot: SlotRecord) -> bool:
    """Tell whether a slot says no more than that it happened, as every report does."""
    return slot.slot == "happened" and all(value.happened for value in slot.values)


def _head(slot: SlotRecord, phrases: Phrases) -> Column:
    several = slot.min is not None and slot.min != slot.max
    last = find_latest(slot)
    clashing = {frozenset((d.first, d.second)) for d in slot.contradictions}
    return Column(
        slot=slot.slot,
        most=write_value(slot.held, phrases) if slot.held else "",
        holders=len(slot.held.backing.origins) if slot.held else 0,
        range=f"{slot.min}–{slot.max}" if several and slot.max is not None else f"{slot.min}+" if several else "",
        clashes=len(clashing),
        last=write_value(last, phrases) if last else "",
    )


def _fill_cell(
    slot: SlotRecord, origin: Origin, number: int, names: dict[str, str], phrases: Phrases
) -> tuple[Held, ...]:
    return tuple(
        Held(
            id=f"v{number}-{slot.slot}-{index}",
            text=write_value(value, phrases),
            quotes=_words_of(origin, value),
            clashes=_clashes(slot, index, names, phrases),
            most=index == slot.most,
        )
        for index, value in enumerate(slot.values)
        if origin.key in value.backing.origins
    )


def _words_of(origin: Origin, value: HeldValue) -> tuple[Quoted, ...]:
    """Return the words in which an origin holds a value: those inside what it says, else those of its documents."""
    said = {(s.document, q.span) for s in origin.statements for q in s.quotes}
    own = [
        q for q in value.quotes if any(d == q.document and span.start <= q.span.start < span.end for d, span in said)
    ]
    return tuple((own or [q for q in value.quotes if q.document in origin.documents])[:_MOST_QUOTES])


def _clashes(slot: SlotRecord, index: int, names: dict[str, str], phrases: Phrases) -> tuple[Clash, ...]:
    found: dict[tuple[DifferenceKind, int], HeldValue] = {}
    for difference in slot.differences:
        if index in (difference.first, difference.second) and difference.kind != "less_precise":
            other = difference.second if difference.first == index else difference.first
            found.setdefault((difference.kind, other), slot.values[other])
    return tuple(
        Clash(kind=kind, other=write_value(value, phrases), holders=_holders(value.backing.origins, names))
        for (kind, _), value in sorted(found.items(), key=lambda item: (item[0][0] == "update", item[0][1]))
    )


def _holders(origins: Sequence[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(key, key) for key in origins)
