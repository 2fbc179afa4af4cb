"""The villages of a country by their names, read from the compiled tables when a report first names one of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from khabar.language.artefact import load_bytes


class Village(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A village that no noun but that of a settlement tells: where it is, and its name in Latin letters."""

    id: str
    name: str
    lat: float
    lon: float


CAPITALS = "capitals"  # the table of capitals, among those of villages by country
_Table = dict[str, list[Village]]


@cache
def _tables(language: str) -> dict[str, msgspec.Raw]:
    return msgspec.msgpack.decode(load_bytes(f"{language}-villages"), type=dict[str, msgspec.Raw])


@cache
def load_villages(country: str, language: str = "ar") -> Mapping[str, Sequence[Village]]:
    """Return the villages of a country by their folded names; none where there is no table of it."""
    raw = _tables(language).get(country)
    return msgspec.msgpack.decode(raw, type=_Table) if raw is not None else {}


@cache
def load_capital(country: str, language: str = "ar") -> Village | None:
    """Return the capital of a country, or None."""
    seats = msgspec.msgpack.decode(_tables(language)[CAPITALS], type=dict[str, Village])
    return seats.get(country)
