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
from khabar.events.features import Reason, Scene, Weighed, Weight, features_of_sentence, set_scene
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
def weights_of(group: Group, language: str = "ar") -> dict[str, Weight]:
    """Return what each feature adds for a group of types: its weight for all types, and that for the group."""
    out: dict[str, float] = {}
    for name, weight in load_weights(language).features.items():
        of, _, plain = name.rpartition("/") if name.partition("/")[0] in GROUPS else ("", "", name)
        if of in ("", group):
            out[plain] = out.get(plain, 0.0) + weight
    return {name: Weight(-abs(weight), name, weight) for name, weight in out.items()}


def judge(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene | None = None) -> Judgement:
    """Return what the words around a trigger say about its reality; `scene` is what all triggers of the text share."""
    scene = scene or set_scene(text, mentions)
    standing, features = _describe(text, mentions, trigger, scene)
    weights, group = load_weights(), group_of(trigger.type)
    known = weights_of(group)
    number = text.sentence_of[trigger.first]
    own = [known[name] for name in features if name in known]
    shared = _of_sentence(text, mentions, scene, number, group)
    score = weights.bias + sum([weight.value for weight in own]) + shared.score
    is_event = score >= weights.bar and not standing.negated
    evidence = standing.evidence
    if is_event:
        features |= scene.shared[number]
        evidence = (*evidence, *_reasons(text, features, [*own, *shared.strongest]))
    return Judgement(
        status=standing.status, is_event=is_event, score=round(score, 3), evidence=evidence, negated=standing.negated
    )


def _of_sentence(text: Text, mentions: Mentions, scene: Scene, number: int, group: Group) -> Weighed:
    """Return what a sentence adds for a group of types, counted once."""
    found = scene.weighed.get((number, group))
    if found is None:
        known = weights_of(group)
        own = sorted(known[name] for name in features_of_sentence(text, mentions, scene, number) if name in known)
        found = scene.weighed[number, group] = Weighed(sum(weight.value for weight in own), own[:SHOWN])
    return found


def weigh(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene) -> tuple[Standing, dict[str, Reason]]:
    """Return the status of a trigger and all features that speak for or against it."""
    standing, features = _describe(text, mentions, trigger, scene)
    return standing, features_of_sentence(text, mentions, scene, text.sentence_of[trigger.first]) | features


def _describe(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene) -> tuple[Standing, dict[str, Reason]]:
    signs = signs_around(text, scene.hits, trigger)
    standing = find_standing(text, trigger, signs)
    features = describe(text, mentions, trigger, signs, scene)
    features[f"status:{standing.status}"] = NOWHERE
    if standing.negated:
        features["negated"] = NOWHERE
    return standing, features


def _reasons(text: Text, features: Mapping[str, Reason], weights: list[Weight]) -> Iterator[Evidence]:
    """Yield the strongest reasons; a feature without an entry is named by its own words."""
    for rank, name, value in sorted(weights)[:SHOWN]:
        if -rank < SHOWN_FROM:
            return
        rule, first, last = features[name]
        yield Evidence(
            slot="reality",
            rule=rule or f"events.reality:{name}",
            span=text.span(first, last) if first >= 0 else None,
            weight=round(value, 3),
        )
