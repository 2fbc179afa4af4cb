"""Whether a trigger tells of a particular happening, and in what state: happened, planned, foiled, denied …

The verdict is a sum: each feature of the trigger and of its sentence adds a weight learned from annotated
sentences (`scripts/train_reality.py`); no single word decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from khabar.events.features import Reason, Scene, describe, set_scene
from khabar.events.signs import signs_around
from khabar.events.status import Standing, find_standing
from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.language.artefact import DATA
from khabar.mentions.model import Mentions
from khabar.model import Evidence, Status

SHOWN = 6  # reasons that a judgement names, strongest first
SHOWN_FROM = 0.1  # weaker ones are never named


class Weights(msgspec.Struct, frozen=True):
    """What each feature adds to a verdict; `bar` is the sum from which on a trigger is an event."""

    bias: float
    bar: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on one trigger: `score` is the sum of its evidence, `is_event` whether it reaches the bar."""

    status: Status
    is_event: bool
    score: float
    evidence: tuple[Evidence, ...] = ()
    negated: bool = False


@cache
def load_weights(language: str = "ar") -> Weights:
    """Return the learned weights of a language."""
    return msgspec.json.decode((DATA / "languages" / language / "reality.json").read_bytes(), type=Weights)


def judge(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene | None = None) -> Judgement:
    """Return what the words around a trigger say about its reality; `scene` is what all triggers of the text share."""
    scene = scene or set_scene(text, mentions)
    standing, features = weigh(text, mentions, trigger, scene)
    weights = load_weights()
    score, strong = weights.bias, []
    known = weights.features
    for name in features:
        if name in known:
            weight = known[name]
            score += weight
            if abs(weight) >= SHOWN_FROM:
                strong.append((-abs(weight), name))
    is_event = score >= weights.bar and not standing.negated
    reasons = _reasons(text, features, known, strong) if is_event else ()
    return Judgement(
        status=standing.status,
        is_event=is_event,
        score=round(score, 3),
        evidence=(*standing.evidence, *reasons),
        negated=standing.negated,
    )


def weigh(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene) -> tuple[Standing, dict[str, Reason]]:
    """Return the status of a trigger and all features that speak for or against it."""
    signs = signs_around(text, scene.hits, trigger)
    standing = find_standing(text, trigger, signs)
    features = describe(text, mentions, trigger, signs, scene)
    features[f"status:{standing.status}"] = Reason("events.reality.status")
    if standing.negated:
        features["negated"] = Reason("events.reality.negated")
    return standing, features


def _reasons(
    text: Text, features: Mapping[str, Reason], known: Mapping[str, float], strong: list[tuple[float, str]]
) -> Iterator[Evidence]:
    """Yield the strongest reasons."""
    for _, name in sorted(strong)[:SHOWN]:
        rule, first, last = features[name]
        yield Evidence(
            slot="reality", rule=rule, span=text.span(first, last) if first >= 0 else None, weight=known[name]
        )
