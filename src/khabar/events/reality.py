"""Whether a trigger tells of a particular happening, and in what state: happened, planned, foiled, denied …"""

from __future__ import annotations

from dataclasses import dataclass

from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.mentions.model import Mentions
from khabar.model import Evidence, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on one trigger: `score` is the sum of its evidence, `is_event` whether it reaches the bar."""

    status: Status
    is_event: bool
    score: float
    evidence: tuple[Evidence, ...] = ()
    negated: bool = False


def judge(text: Text, mentions: Mentions, trigger: Trigger) -> Judgement:
    """Return what the words around a trigger say about its reality."""
    return Judgement(status="happened", is_event=True, score=0.0)
