"""A noun phrase that tells of a party, as far as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.language import ActorName, Entry, PlaceName


@dataclass(slots=True)
class Phrase:
    """A noun phrase as far as it is read: `[first, last)` words, and what its parts say."""

    first: int
    last: int
    head: int = -1
    head_end: int = -1
    closed: int = -1
    entry: Entry | None = None
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
    qualities: list[Entry] = field(default_factory=list)
    titles: list[Entry] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)

    @property
    def role(self) -> str:
        """The role of its head: that of its entry, or "name"."""
        return str(self.entry.fields["role"]) if self.entry else "name" if self.record or self.person_at else "place"

    def says(self, key: str) -> str:
        """Return a field of the head's entry, "" where it has none."""
        return str(self.entry.fields.get(key, "")) if self.entry else ""
