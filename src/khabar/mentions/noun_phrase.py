"""A noun phrase that tells of a party, as far as it is read."""

from __future__ import annotations

import msgspec

from khabar.language import ActorName, Entry, PlaceName


class Phrase(msgspec.Struct, eq=False):
    """A noun phrase as far as it is read: `[first, last)` words, and what its parts say.

    `role` is that of its head's entry, or "name".
    """

    first: int
    last: int
    head: int = -1
    head_end: int = -1
    closed: int = -1
    entry: Entry | None = None
    role: str = "name"
    record: ActorName | None = None
    place: PlaceName | None = None
    owner: Phrase | None = None
    person: ActorName | None = None
    person_at: tuple[int, int] | None = None
    country: str = ""
    portfolio: str = ""
    plural: bool = False
    definite: bool = False
    suffix: str = ""
    part: bool = False
    genitive: bool = False
    grouped: bool = False
    foreign: bool = False
    unknown: bool = False
    anonymous: bool = False
    located: bool = False
    tie: str = ""
    qualities: list[Entry] = []
    titles: list[Entry] = []
    entries: list[str] = []

    def __post_init__(self) -> None:
        """Take the role from the head's entry."""
        if self.entry:
            self.role = self.entry.fields["role"]

    def take(self, entry: Entry) -> None:
        """Make another entry the head's."""
        self.entry, self.role = entry, entry.fields["role"]

    def says(self, key: str) -> str:
        """Return a field of the head's entry, "" where it has none."""
        said: str = self.entry.fields.get(key, "") if self.entry else ""
        return said
