"""Whether a trigger tells of a particular happening, and in what state: happened, planned, foiled, denied …

The verdict is a sum: each feature of the trigger and of its sentence adds a weight learned from annotated
sentences (`scripts/train_reality.py`); no single word decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from khabar.events.describing import GROUPS, Group, describe, group_of
from khabar.events.features import Reason, Scene, set_scene
from khabar.events.signs import signs_around
from khabar.events.status import Standing, find_standing
from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.language.artefact import DATA
from khabar.mentions.model import Mentions
from khabar.model import Evidence, Status

SHOWN = 6  # reasons that a judgement names, strongest first
SHOWN_FROM = 0.1  # weaker ones are never named
NOWHERE: Reason = ("", -1, -1)


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


@cache
def weights_of(group: Group, language: str = "ar") -> dict[str, float]:
    """Return what each feature adds for a group of types: its weight for all types, and that for the group."""
    known = load_weights(language).features
    out: dict[str, float] = {}
    for name, weight in known.items():
        of, _, plain = name.rpartition("/") if name.partition("/")[0] in GROUPS else ("", "", name)
        if of in ("", group):
            out[plain] = out.get(plain, 0.0) + weight
    return out


def judge(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene | None = None) -> Judgement:
    """Return what the words around a trigger say about its reality; `scene` is what all triggers of the text share."""
    standing, features = weigh(text, mentions, trigger, scene or set_scene(text, mentions))
    weights, known = load_weights(), weights_of(group_of(trigger.type))
    found = [(weight, name) for name in features if (weight := known.get(name))]
    score = weights.bias + sum([weight for weight, _ in found])
    is_event = score >= weights.bar and not standing.negated
    return Judgement(
        status=standing.status,
        is_event=is_event,
        score=round(score, 3),
        evidence=(*standing.evidence, *(_reasons(text, features, found) if is_event else ())),
        negated=standing.negated,
    )


def weigh(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene) -> tuple[Standing, dict[str, Reason]]:
    """Return the status of a trigger and all features that speak for or against it."""
    signs = signs_around(text, scene.hits, trigger)
    standing = find_standing(text, trigger, signs)
    features = describe(text, mentions, trigger, signs, scene)
    features[f"status:{standing.status}"] = NOWHERE
    if standing.negated:
        features["negated"] = NOWHERE
    return standing, features


def _reasons(text: Text, features: Mapping[str, Reason], found: list[tuple[float, str]]) -> Iterator[Evidence]:
    """Yield the strongest reasons; a feature without an entry is named by its own words."""
    strong = [(-abs(weight), name, weight) for weight, name in found if not -SHOWN_FROM < weight < SHOWN_FROM]
    strong.sort()
    for _, name, weight in strong[:SHOWN]:
        rule, first, last = features[name]
        yield Evidence(
            slot="reality",
            rule=rule or f"events.reality:{name}",
            span=text.span(first, last) if first >= 0 else None,
            weight=round(weight, 3),
        )
