"""Kinds of happenings that one incident may hold together: a strike and the dead that it left, a raid and its arrests."""

from __future__ import annotations

from khabar.incidents.model import Card

STRIKES = frozenset({"heavy-weapons", "aerial", "drone", "explosives", "suicide-attack", "destroy", "chemical"})
_HAND = frozenset({"firearms", "targeted", "clash", "primitive", "beat", "torture"})
STRIKE, HAND = "strike", "hand"


def families_of(card: Card) -> tuple[str, ...]:
    """Return the families of an event; two events can be one happening, or cause and effect, if they share one."""
    if card.type == "COERCE":
        return (HAND, card.type)
    if card.type != "ASSAULT":
        return (card.type,)
    if card.mode in STRIKES:
        return (STRIKE,)
    if card.mode in _HAND:
        return (HAND,)
    if card.mode is None:
        return (STRIKE, HAND)
    return (f"ASSAULT/{card.mode}",)
