"""Whether a trigger tells of a particular happening, and in what state: happened, planned, foiled, denied …

The verdict is a sum: each feature of the trigger and of its sentence adds a weight learned from annotated
sentences (`scripts/train_reality.py`); no single word decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from khabar.events.signs import Feature, describe, find_signs
from khabar.events.status import Standing, find_standing
from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.language.artefact import DATA
from khabar.mentions.model import Mentions
from khabar.model import Evidence, Status

SHOWN = 6  # reasons that a judgement names, strongest first


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


def judge(text: Text, mentions: Mentions, trigger: Trigger) -> Judgement:
    """Return what the words around a trigger say about its reality."""
    signs = find_signs(text, trigger)
    standing = find_standing(text, trigger, signs)
    features = [*describe(text, mentions, trigger, signs), *standing_features(standing)]
    weights = load_weights()
    score = weights.bias + sum(weights.features.get(f.name, 0.0) for f in features)
    return Judgement(
        status=standing.status,
        is_event=score >= weights.bar and not standing.negated,
        score=round(score, 3),
        evidence=(*standing.evidence, *_reasons(features, weights.features)),
        negated=standing.negated,
    )


def standing_features(standing: Standing) -> Iterable[Feature]:
    """Return the features that the status of a trigger adds to the verdict."""
    yield Feature(f"status:{standing.status}", "events.reality.status", None)
    if standing.negated:
        yield Feature("negated", "events.reality.negated", None)


def _reasons(features: Iterable[Feature], weights: Mapping[str, float]) -> tuple[Evidence, ...]:
    weighed = [(weights[f.name], f) for f in features if f.name in weights]
    weighed.sort(key=lambda pair: -abs(pair[0]))
    return tuple(Evidence(slot="reality", rule=f.rule, span=f.span, weight=w) for w, f in weighed[:SHOWN])
