"""A draft: one telling of a happening, before tellings are merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.events.parties import Found
from khabar.events.reality import Judgement
from khabar.events.triggers import Trigger
from khabar.mentions.model import CountMention, DamageMention, PlaceMention, TimeMention, WeaponMention
from khabar.model import Evidence


@dataclass(slots=True)
class Draft:
    """One telling of a happening, before tellings are merged; `casualty`: it tells of victims only."""

    trigger: Trigger
    judgement: Judgement
    sentence: int
    headline: bool = False
    places: list[PlaceMention] = field(default_factory=list)
    time: TimeMention | None = None
    actor: Found | None = None
    target: Found | None = None
    weapon: WeaponMention | None = None
    killed: list[CountMention] = field(default_factory=list)
    wounded: list[CountMention] = field(default_factory=list)
    damage: DamageMention | None = None
    elliptic: bool = False
    both_known: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    casualty: bool = field(init=False)

    def __post_init__(self) -> None:
        self.casualty = self.trigger.kind == "casualty"

    @property
    def place(self) -> PlaceMention | None:
        """The first place that it names."""
        return self.places[0] if self.places else None
