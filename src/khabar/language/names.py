"""Names that the language base looks up in texts: places and actors, as compiled records.

One thing may stand in several records: each record holds the ways of writing that need the same company
(`needs`): "" stands alone, "noun" only after its noun of kind (مدينة الباب), "context" only where the report
speaks of its country or surroundings.
"""

from __future__ import annotations

import msgspec


class PlaceName(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A place or site: WGS 84 degrees, `population` 0 where unknown, `parents` from the nearest to the country."""

    id: str
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    population: int
    parents: tuple[str, ...]
    needs: str
    precision: str
    arabic: tuple[str, ...]


class ActorName(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Somebody or something that acts or speaks; `years` is the time in office, `parent` the id of its superior.

    `needs` may also be "quotes" (in quotation marks or after its own noun), "country" or "capital" (the name of
    one, a government only where it speaks or acts). `theatre` are the countries where an actor of no or of another
    country is meant by its short names. `domains` are the hosts under which it publishes; `within` the wider
    parties, besides its superior, under whose name what it does is told as well.
    """

    id: str
    name: str
    kind: str
    country: str
    person: bool
    needs: str
    years: str
    family: str
    parent: str
    arabic: tuple[str, ...]
    office: str = ""
    theatre: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
