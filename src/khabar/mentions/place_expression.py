"""What one place expression says: its noun of kind, its name, known or not, and the words around it."""

from __future__ import annotations

import msgspec

from khabar.language import Entry, PlaceName


class Atom(msgspec.Struct, eq=False):
    """One place expression without the larger places: words `[first, last)`, its name at `[name_first, name_last)`."""

    first: int
    last: int
    name_first: int
    name_last: int
    prefix: str
    records: tuple[PlaceName, ...] = ()
    noun: Entry | None = None
    site: Entry | None = None  # the noun of a site before that of its town: «مطار مدينة عدن»
    noun_number: str = ""
    part: Entry | None = None
    also: Entry | None = None  # the noun of kind that a part is too: «أحياء»
    side: str = ""
    country: str = ""
    placed: bool = False  # stands after a preposition of place
    led: bool = False  # stands after «في» or «إلى»
    sided: bool = False  # a name that begins with a side or part: «شمال لبنان», «ريف دمشق»
    road_end: tuple[PlaceName, ...] = ()
    entries: list[str] = []

    @property
    def known(self) -> bool:
        """Tell whether the name index knows the name."""
        return bool(self.records)


def is_settlement(noun: Entry | None) -> bool:
    """Tell whether a noun of kind is one of settlements: «مدينة», «قرية»."""
    return noun is not None and noun.id.startswith("places/settlements:")
