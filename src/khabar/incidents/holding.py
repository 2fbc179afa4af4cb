"""Making values as somebody holds them: a place, a time, a number of people, each with the words for it."""

from __future__ import annotations

from typing import Literal

from khabar.incidents.bearings import Located
from khabar.incidents.record import HeldValue, Quoted

Quotes = tuple[Quoted, ...]


def hold_place(place: Located, quotes: Quotes) -> HeldValue:
    """Return a place as a value."""
    name = place.name or place.text
    return HeldValue(
        slot="place",
        text=name,
        name=name,
        id=place.id,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        country=place.country,
        quotes=quotes,
    )


def hold_time(start: str, end: str | None, quotes: Quotes) -> HeldValue:
    """Return a day or several, as ISO dates, as a value."""
    text = start if end is None or start == end else f"{start}–{end}"
    return HeldValue(slot="time", text=text, start=start, end=end, quotes=quotes)


def hold_toll(
    slot: Literal["killed", "wounded"], low: int, high: int | None, quotes: Quotes, *, denial: bool = False
) -> HeldValue:
    """Return a number of people as a value; `denial`: it is said by denying another."""
    return HeldValue(slot=slot, text=name_number(low, high), min=low, max=high, denial=denial, quotes=quotes)


def name_number(low: int, high: int | None) -> str:
    """Return a number as people write it: 5, 4+, 20–99."""
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
