"""What other formats call a country."""

from __future__ import annotations

from functools import cache

import msgspec

from khabar.export.layout import load_table
from khabar.model import Value


class Country(Value, frozen=True, kw_only=True):
    """A country: its ISO 3166-1 codes, the regions that ACLED and UCDP put it in, its numbers in state systems."""

    code: str
    alpha3: str
    number: int
    name: str
    acled: str = ""
    ucdp: str = ""
    gw: int | None = None
    cow: int | None = None


def find_country(code: str | None) -> Country | None:
    """Return a country by its two-letter code; None for none, or one that nobody lists."""
    return _countries().get(code or "")


def name_country(code: str | None) -> str | None:
    """Return the English name of a country; a code that nobody lists stands for itself."""
    country = find_country(code)
    return country.name if country else code


@cache
def _countries() -> dict[str, Country]:
    return {c.code: c for c in msgspec.convert(load_table("countries"), type=list[Country])}
