"""Parties that hold each other: a force is part of its army, an army acts for its state, a member for its coalition.

Who fights beside whom stands in `data/incidents/sides.json`: ids of the widest parties, by war.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Protocol

import msgspec

from khabar.incidents.publishers import find_record
from khabar.language.artefact import DATA

_OF_STATE = frozenset({"government", "military"})


class Side(Protocol):
    """A party as a value, an event or a speaker has it."""

    @property
    def id(self) -> str | None:
        """The id of its record."""

    @property
    def name(self) -> str | None:
        """Its canonical name, None where nobody is named."""

    @property
    def kind(self) -> str | None:
        """What it is, None where that is not known."""

    @property
    def country(self) -> str | None:
        """Whose it is."""


def is_part(one: Side, other: Side) -> bool:
    """Tell whether one party is part of another: by its record, or as some force of the state that the other is."""
    if one.id is not None and other.id is not None:
        if other.id in _find_wider(one.id):
            return True
        return one.kind == "military" and one.country == other.country and _is_authority(other.id)
    if not (_is_of_state(one) and _is_of_state(other) and one.country == other.country):
        return False
    return one.id is not None or (other.id is None and other.kind == "government" and one.kind == "military")


def is_within(one: str | None, other: str | None) -> bool:
    """Tell whether the record of one party says that it is part of another, directly or through others."""
    return one is not None and other is not None and other in _find_wider(one)


def _is_authority(party: str) -> bool:
    """Tell whether a party is a state or one of its authorities: what its army does is its doing."""
    record = find_record(party)
    if record is None or record.kind != "government":
        return False
    held = [record, *(r for wider in _find_wider(party) if (r := find_record(wider)) is not None)]
    return any(r.needs == "country" for r in held)


def is_one_side(one: Side, other: Side) -> bool:
    """Tell whether two parties are the same, or one is part of the other."""
    if one.id is not None and one.id == other.id:
        return True
    if one.name is not None and one.name == other.name:
        return True
    return is_part(one, other) or is_part(other, one)


def are_allied(one: Side, other: Side) -> bool:
    """Tell whether two parties fight on one side, so that reports may well name the one for the other."""
    return bool(_find_wars(one.id) & _find_wars(other.id))


@cache
def _find_wars(party: str | None) -> frozenset[str]:
    """Return the sides on which a party fights, itself or as part of a wider one."""
    if party is None:
        return frozenset()
    held = {party, *_find_wider(party)}
    return frozenset(name for name, parties in _load_sides().items() if not held.isdisjoint(parties))


@cache
def _load_sides() -> dict[str, frozenset[str]]:
    return msgspec.json.decode((DATA / "incidents" / "sides.json").read_bytes(), type=dict[str, frozenset[str]])


def _is_of_state(party: Side) -> bool:
    return party.kind in _OF_STATE and bool(party.country)


@cache
def _find_wider(party: str) -> frozenset[str]:
    """Return the ids of all that hold a party, directly or through others."""
    found: set[str] = set()
    waiting = list(_hold(party))
    while waiting:
        wider = waiting.pop()
        if wider not in found:
            found.add(wider)
            waiting += _hold(wider)
    return frozenset(found)


def _hold(party: str) -> Iterator[str]:
    record = find_record(party)
    if record is not None:
        yield from (wider for wider in (record.parent, *record.within) if wider)
