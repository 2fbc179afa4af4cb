"""What grouping works on and gives back: cards, ties and groups.

A card is what grouping needs of one event of one report. It is small, since a store holds a million of them, and
complete: nothing else is looked at, so that cards can be kept and grouped again without the texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from khabar.model import EventType, PlacePrecision, Status, TimePrecision, Value, Weapon

Toll = tuple[int, int | None]
Point = tuple[float, float]
Came = Literal["added", "corrected", "rejected"]


class Card(msgspec.Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """One event of one report, as grouping sees it.

    `key` is "document/event". `prominence` says how much of its report is about it, `order` its rank by that: 0 is the
    report's main event. Days are proleptic ordinals, both ends inclusive, None where nothing is told; `dated` says that
    they are told by a date or a weekday, so that they hold even where the publication is not well known.
    `words` and `wording` are packed signatures (see `khabar.incidents.words`); `villages` are the exact places of which
    its report tells, packed likewise, where it is the main event, else its own. `came` says what people made of it, where
    they have it otherwise than it is read: one that they added is read nowhere, one that they rejected is kept alone.
    """

    key: str
    type: EventType
    mode: str | None = None
    status: Status = "happened"
    prominence: float = 0.0
    order: int = 0
    place: str | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    first_day: int | None = None
    last_day: int | None = None
    time_precision: TimePrecision | None = None
    dated: bool = False
    published: int | None = None
    publisher: str | None = None
    weapon: Weapon | None = None
    killed: Toll | None = None
    wounded: Toll | None = None
    actor: str | None = None
    target: str | None = None
    words: bytes = b""
    wording: bytes = b""
    villages: bytes = b""
    came: Came | None = None

    @property
    def document(self) -> str:
        """The id of the report that tells of it."""
        return split_key(self.key)[0]

    @property
    def point(self) -> Point | None:
        """Latitude and longitude in degrees, where known."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)

    @property
    def event(self) -> str:
        """The id of the event in its report."""
        return split_key(self.key)[1]


class Reason(NamedTuple):
    """One thing that speaks for two events being one happening, or against it, and what it adds."""

    name: str
    weight: float


class Tie(Value, frozen=True, kw_only=True):
    """Why two events of a group are held to be one happening; `score` is the sum of its reasons.

    Tied by a person, `score` is 1000 and the only reason names the decision.
    """

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...] = ()


class Group(Value, frozen=True, kw_only=True):
    """Events of one happening: `members` are keys of cards, sorted; `ties` hold them together, strongest first.

    `id` is made of the least key. `component` names the cards that had to be looked at together: groups of one
    component are recomputed together when a card is added to any of them, and no others are.
    """

    id: str
    component: str
    members: tuple[str, ...]
    ties: tuple[Tie, ...] = ()


def split_key(key: str) -> tuple[str, str]:
    """Return the document and the event that a card's key names."""
    document, _, event = key.rpartition("/")
    return document, event


def name_group(keys: Iterable[str]) -> str:
    """Return the id of the group of these cards: "i" and eight hexadecimal digits of the hash of the least key."""
    return "i" + hashlib.sha256(min(keys).encode("utf-8", "surrogatepass")).hexdigest()[:8]
