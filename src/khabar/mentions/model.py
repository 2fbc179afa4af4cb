"""What a text mentions: parties, places, times, counts, weapons and damage, each with its words and characters.

`first` and `last` are word indexes, `last` exclusive; `span` is the same stretch in characters of the text.
`entries` are the ids of the lexicon entries and name records that the mention was read through.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import msgspec

from khabar.model import Damage, PartyKind, PlacePrecision, Span, TimePrecision, Weapon

if TYPE_CHECKING:
    from khabar.mentions.nouns import Reader
    from khabar.model import Document


PRESS = frozenset({"agency", "outlet"})  # kinds of a party that tells what others said


class Mention(msgspec.Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """A stretch of words that names somebody or something, or tells of a number; a text has many, so they are made fast."""

    first: int
    last: int
    span: Span
    entries: tuple[str, ...] = ()


M = TypeVar("M", bound=Mention)


class ActorMention(Mention, frozen=True, kw_only=True, eq=False, gc=False):
    """Somebody or something that can speak, act or be acted upon.

    `name` is canonical English, "unknown" where the text says that nobody knows, or None. `person`: one human
    being. `definite`: known to the reader, pointing back or unique. `generic`: read from a common noun
    (a force, an unnamed source, a victim), not from a name of the name index. `role` is what its head word is: "name",
    "title", "force", "body", "outlet", "source" or "target"; a "place" is a country or a capital, an actor only where
    it speaks or acts. `head` is the index of the head word; `points`: it may point back («التنظيم», «المصدر»).
    """

    name: str | None = None
    kind: PartyKind = "other"
    country: str | None = None
    id: str | None = None
    anonymous: bool = False
    person: bool = False
    definite: bool = True
    generic: bool = False
    role: str = "name"
    head: int = -1
    points: bool = False


class PlaceMention(Mention, frozen=True, kw_only=True, eq=False, gc=False):
    """A place; `generic_first` is the index of the noun of kind before its name (بلدة، ريف), or `first`.

    `back`: «المدينة» for the one told before; `dateline`: where the report was written, named at the beginning of a
    paragraph («بيروت (وكالة) - …»); `whence`: where something came or was fired from, or somebody is stationed, and not
    where it happened; `heading`: what a paragraph of a digest is headed by («حمص: …»).
    """

    text: str
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    precision: PlacePrecision = "town"
    generic_first: int = -1
    back: bool = False
    dateline: bool = False
    whence: bool = False
    heading: bool = False


class TimeMention(Mention, frozen=True, kw_only=True, eq=False, gc=False):
    """A time: ISO dates `start` to `end` inclusive, None without a date of publication; `apart`: of what stands behind it."""

    text: str
    start: str | None = None
    end: str | None = None
    precision: TimePrecision = "day"
    rule: str = ""
    scope: str = ""
    apart: bool = False


class CountMention(Mention, frozen=True, kw_only=True, eq=False, gc=False):
    """A number of people or things: `slot` is killed, wounded, missing …; `part`: of a total told elsewhere."""

    slot: str
    min: int
    max: int | None
    part: bool = False


class WeaponMention(Mention, frozen=True, kw_only=True, eq=False, gc=False):
    """A means of attack, and the mode of assault that it tells."""

    weapon: Weapon | None
    mode: str | None = None


class DamageMention(Mention, frozen=True, kw_only=True, eq=False, gc=False):
    """What was destroyed or harmed, as a degree."""

    damage: Damage


class Described(msgspec.Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """A party as one noun phrase tells it: the values of a link of a chain or of a party of an event."""

    first: int
    last: int
    text: str
    span: Span
    name: str | None = None
    kind: PartyKind = "other"
    country: str | None = None
    id: str | None = None
    anonymous: bool = False
    person: bool = False
    entries: tuple[str, ...] = ()


class Mentions(msgspec.Struct, frozen=True, eq=False):
    """All mentions of one text, each list in the order of the text; `reader` reads further noun phrases of it."""

    actors: Sequence[ActorMention] = ()
    places: Sequence[PlaceMention] = ()
    times: Sequence[TimeMention] = ()
    counts: Sequence[CountMention] = ()
    weapons: Sequence[WeaponMention] = ()
    damages: Sequence[DamageMention] = ()
    document: Document | None = None
    reader: Reader | None = None


_FIRST = attrgetter("first")


def within(mentions: Sequence[M], first: int, last: int) -> Sequence[M]:
    """Return the mentions that start inside the words `first` to `last` (exclusive)."""
    low = bisect_left(mentions, first, key=_FIRST)
    high = bisect_left(mentions, last, key=_FIRST, lo=low)
    return mentions[low:high]
