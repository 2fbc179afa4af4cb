"""The last toll told: numbers of dead and wounded rise, and most reports repeat an early one."""

from __future__ import annotations

from datetime import UTC, datetime

from khabar.incidents.record import HeldValue, SlotRecord


def find_latest(slot: SlotRecord) -> HeldValue | None:
    """Return the number that was told last, where that was later than what most origins hold, and another number.

    Numbers that nobody counted, such as dozens, are none; those published on one day are later by their hour only where
    both have one.
    """
    held = slot.held
    if held is None or held.min is None:
        return None
    counted = [value for value in slot.values if value.last_said and not value.denial and _counts(value, held.min)]
    if not counted:
        return None
    last = max(counted, key=lambda value: (_moment(value.last_said), value.min or 0))
    later = _is_later(last.last_said, held.last_said)
    return last if later and (last.min, last.max) != (held.min, held.max) else None


def _counts(value: HeldValue, held: int) -> bool:
    """Tell whether somebody counted; «more than 50» beside a held 54 says nothing new."""
    return value.min is not None and (value.max == value.min or (value.max is None and value.min > held))


def _is_later(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    if "T" in one and "T" in other:
        return _moment(one) > _moment(other)
    return one[:10] > other[:10]


def _moment(said: str | None) -> datetime:
    moment = datetime.fromisoformat(said) if said else datetime.min
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
