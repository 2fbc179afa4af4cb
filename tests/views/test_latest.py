"""The last toll told, beside the one that most repeat."""

from khabar.incidents.record import HeldValue, SlotRecord
from khabar.views.latest import find_latest


def toll(low: int, high: int | None, said: str | None) -> HeldValue:
    return HeldValue(slot="killed", text=str(low), min=low, max=high, first_said=said, last_said=said)


def latest(*values: HeldValue) -> int | None:
    found = find_latest(SlotRecord(slot="killed", values=values, most=0, min=0, max=None))
    return found and found.min


def test_a_toll_that_was_told_later_than_the_one_that_most_hold_is_the_last() -> None:
    early, late = toll(54, 54, "2026-03-14T17:05:00+01:00"), toll(61, 61, "2026-03-15T11:00:00+03:00")
    assert latest(early, late) == 61
    assert latest(late, early) is None


def test_hours_count_in_their_own_zones() -> None:
    assert latest(toll(40, 40, "2026-03-14T19:00:00+04:00"), toll(54, 54, "2026-03-14T18:00:00+02:00")) == 54
    assert latest(toll(40, 40, "2026-03-14T17:00:00+02:00"), toll(54, 54, "2026-03-14T18:00:00+04:00")) is None
    assert latest(toll(40, 40, "2026-03-14"), toll(54, 54, "2026-03-14T18:00:00+02:00")) is None


def test_what_nobody_counted_and_what_has_no_day_is_not_the_last() -> None:
    assert latest(toll(54, 54, "2026-03-14"), toll(20, 99, "2026-03-15")) is None
    assert latest(toll(54, 54, "2026-03-14"), toll(51, None, "2026-03-15")) is None
    assert latest(toll(54, 54, "2026-03-14"), toll(61, None, "2026-03-15")) == 61
    assert latest(toll(54, 54, "2026-03-14"), toll(61, 61, None)) is None
    assert find_latest(SlotRecord(slot="killed")) is None
