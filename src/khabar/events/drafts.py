"""A draft: one telling of a happening, before tellings are merged."""

from __future__ import annotations

import msgspec

from khabar.events.parties import Found
from khabar.events.reality import Judgement
from khabar.events.triggers import Trigger
from khabar.mentions.model import CountMention, DamageMention, PlaceMention, TimeMention, WeaponMention
from khabar.model import Evidence


class Draft(msgspec.Struct, eq=False):
    """One telling of a happening, before tellings are merged; `casualty`: it tells of victims only."""

    trigger: Trigger
    judgement: Judgement
    sentence: int
    headline: bool = False
    places: list[PlaceMention] = []
    time: TimeMention | None = None
    actor: Found | None = None
    target: Found | None = None
    weapon: WeaponMention | None = None
    killed: list[CountMention] = []
    wounded: list[CountMention] = []
    damage: DamageMention | None = None
    elliptic: bool = False
    both_known: bool = False
    evidence: list[Evidence] = []
    casualty: bool = False

    def __post_init__(self) -> None:
        self.casualty = self.trigger.kind == "casualty"
