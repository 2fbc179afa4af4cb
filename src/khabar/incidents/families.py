"""Kinds of happenings that one incident may hold together: a strike and the dead that it left, a raid and its arrests."""

from __future__ import annotations

from khabar.incidents.model import Card
from khabar.model import EventType

STRIKES = frozenset({"heavy-weapons", "aerial", "drone", "explosives", "suicide-attack", "destroy", "chemical"})
_HAND = frozenset({"firearms", "targeted", "clash", "primitive", "beat", "torture"})
_REGIME = frozenset({"displace", "siege", "curfew", "censor", "restrict", "martial-law", "withhold", "deport"})
STRIKE, HAND = "strike", "hand"


def families_of(card: Card) -> tuple[str, ...]:
    """Return the families of an event; two events can be one happening, or cause and effect, if they share one."""
    return find_families(card.type, card.mode)


def find_families(type: EventType, mode: str | None) -> tuple[str, ...]:
    """Return the families of a kind of event."""
    if type == "COERCE":
        return (type,) if mode in _REGIME else (HAND, type)  # no raid: people who flee are told with any attack
    if type != "ASSAULT":
        return (type,)
    if mode in STRIKES:
        return (STRIKE,)
    if mode in _HAND:
        return (HAND,)
    if mode is None:
        return (STRIKE, HAND)
    return (f"ASSAULT/{mode}",)
