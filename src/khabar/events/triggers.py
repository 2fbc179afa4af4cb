"""Triggers: the words that name a happening, each with its type, mode and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from khabar.language import Entry, Reading, Text
from khabar.mentions.model import Mentions
from khabar.model import EventType, Span, Weapon

Kind = Literal["verb", "noun", "phrase", "casualty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words `[first, last)` that name a happening; `head` is the index of the naming word.

    `light` is the index of a light verb that governs it (شن، نفذ، تعرض), or None. `definite` and `anaphoric`
    tell whether it points back. A `casualty` trigger tells of dead or wounded without naming the act.
    `fields` are the entry's own, with `roles` for the search of parties.
    """

    first: int
    last: int
    span: Span
    head: int
    type: EventType
    mode: str | None
    weapon: Weapon | None
    entry: Entry
    reading: Reading | None
    definite: bool
    anaphoric: bool
    light: int | None
    kind: Kind
    fields: Mapping[str, Any] = field(default_factory=dict)


def find_triggers(text: Text, mentions: Mentions) -> list[Trigger]:
    """Return the triggers of a text in order."""
    return []
