"""A place as a gazetteer has it, before its names are guarded."""

from __future__ import annotations

import math

from khabar.model import Value


class Named(Value, frozen=True, kw_only=True):
    """One place of a table: `arabic` are all cells that may hold its Arabic names, `kind` is what the table calls it."""

    id: str
    name: str
    arabic: tuple[str, ...]
    kind: str
    country: str
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    parents: tuple[str, ...] = ()


def number(cell: str) -> float | None:
    """Return the number in a cell, None where there is none."""
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
