"""What people decide about readings: verdicts on claims and events, corrected values, ratings.

Everything here is only ever added to. A verdict holds the claim or event as it was read when somebody judged it, so
that it keeps its meaning after the report has been read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

import msgspec
from msgspec import UNSET, UnsetType

from khabar.model import (
    Certainty,
    Claim,
    Count,
    Damage,
    Event,
    EventType,
    Force,
    Link,
    Party,
    Place,
    Span,
    Status,
    Time,
    Value,
    Weapon,
)

Verdict = Literal["accept", "correct", "reject", "add", "done", "look", "undo"]
Kind = Literal["claim", "event"]
State = Literal["unreviewed", "in_review", "reviewed_once", "reviewed_twice", "settled"]
STATES: tuple[State, ...] = get_args(State)
Item = Claim | Event

CLAIM_FIELDS = ("force", "certainty", "negated", "speaker")
EVENT_FIELDS = (
    "type",
    "mode",
    "status",
    "place",
    "time",
    "actor",
    "target",
    "weapon",
    "killed",
    "wounded",
    "damage",
)
SPANNED = frozenset({"speaker", "place", "time", "actor", "target", "killed", "wounded"})
"""The fields whose values are anchored to characters of the text; all others are values of a fixed list."""


class Values(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Values by which a person replaces those of a reading: what is not set stays, None says that there is none."""

    force: Force | UnsetType = UNSET
    certainty: Certainty | UnsetType = UNSET
    negated: bool | UnsetType = UNSET
    speaker: Link | UnsetType | None = UNSET
    type: EventType | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    status: Status | UnsetType = UNSET
    place: Place | UnsetType | None = UNSET
    time: Time | UnsetType | None = UNSET
    actor: Party | UnsetType | None = UNSET
    target: Party | UnsetType | None = UNSET
    weapon: Weapon | UnsetType | None = UNSET
    killed: Count | UnsetType | None = UNSET
    wounded: Count | UnsetType | None = UNSET
    damage: Damage | UnsetType | None = UNSET

    def given(self) -> dict[str, Any]:
        """Return the values that are set, by their fields."""
        found = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in found.items() if value is not UNSET}


class Review(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a person decided about a report.

    "accept", "correct" and "reject" judge the claim or event that the reading (its hash) calls `item`; it stands here
    as it was read. "add" brings one that the reading lacks. "done" says that the person has judged all they see,
    "look" that they look at what others decided before they are done, "undo" takes back their own `undoes`.
    `settles`: it decides what others disagree on, and outranks their verdicts.
    """

    id: str
    document: str
    verdict: Verdict
    by: str
    at: str
    reading: str | None = None
    item: str | None = None
    claim: Claim | None = None
    event: Event | None = None
    values: Values = Values()
    note: str | None = None
    undoes: str | None = None
    settles: bool = False

    @property
    def seen(self) -> Item | None:
        """The claim or event that is judged, as it was read or brought; None where it is about the report."""
        return self.claim or self.event

    @property
    def judges(self) -> bool:
        """Tell whether it is about one claim or event."""
        return self.seen is not None


def kind_of(item: Item) -> Kind:
    """Return which of the two an item is."""
    return "claim" if isinstance(item, Claim) else "event"


def fields_of(item: Item) -> tuple[str, ...]:
    """Return the fields that a person may correct."""
    return CLAIM_FIELDS if isinstance(item, Claim) else EVENT_FIELDS


def read_field(item: Item, field: str) -> Any:
    """Return the value of a field; the speaker of a claim is the last of its chain."""
    return item.origin if field == "speaker" and isinstance(item, Claim) else getattr(item, field)


def span_of(item: Item) -> Span:
    """Return the characters that an item is known by: a claim's own, an event's trigger."""
    return item.span if isinstance(item, Claim) else item.trigger


def put_values(item: Item, values: Values) -> Item:
    """Return an item with some of its values replaced."""
    given = values.given()
    if isinstance(item, Claim) and "speaker" in given:
        speaker = given.pop("speaker")
        given["chain"] = (*item.chain[:-1], *((speaker,) if speaker else ()))
    return msgspec.structs.replace(item, **given)


def decide(review: Review) -> Item | None:
    """Return what a verdict makes of its item: with its corrections, or None where it is rejected."""
    if review.seen is None or review.verdict == "reject":
        return None
    return put_values(review.seen, review.values)


def join_states(states: Mapping[str, State], documents: Iterable[str]) -> State:
    """Return the state of an incident: what all its reports have reached; "in_review" where only some were begun."""
    found = [states.get(document, "unreviewed") for document in documents]
    if not found or all(one == "unreviewed" for one in found):
        return "unreviewed"
    least = min(found, key=STATES.index)
    return "in_review" if least == "unreviewed" else least
