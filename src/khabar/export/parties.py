"""What sort of party somebody is, as formats of conflict data sort them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from khabar.export.layout import load_table
from khabar.incidents.happening import Someone

Sort = Literal["state", "armed", "civilian", "other"]


def sort_party(party: Someone | None) -> Sort | None:
    """Tell whether a party is a state's, an armed group, civilians or their goods, or something else; None for none."""
    if party is None:
        return None
    sorts = _sorts()
    if party.kind in sorts["state"]:
        return "state"
    if party.kind in sorts["armed"]:
        return "armed"
    if party.kind in sorts["persons"] or (party.name or "").lower() in sorts["civilian"]:
        return "civilian"
    return "other"


@cache
def _sorts() -> dict[str, frozenset[str]]:
    return {name: frozenset(members) for name, members in load_table("parties").items()}
