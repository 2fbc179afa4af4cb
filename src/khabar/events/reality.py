"""Whether a trigger tells of a particular happening, and in what state: happened, planned, foiled, denied …

The verdict is a sum: each feature of the trigger and of its sentence adds a weight learned from annotated
sentences (`scripts/train_reality.py`); no single word decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from khabar.events.describing import describe
from khabar.events.features import Scene, Weighed, features_of_sentence
from khabar.events.ground import Ground
from khabar.events.signs import signs_around
from khabar.events.status import Standing, find_standing
from khabar.events.told import Features, Group, Told, group_of, named, scale_of
from khabar.events.triggers import Trigger
from khabar.events.weights import load_weights
from khabar.model import Evidence, Status, Value

SHOWN = 6  # reasons that a judgement names, strongest first
_RANK = itemgetter(0)


class Judgement(Value, frozen=True, kw_only=True):
    """The verdict on one trigger: `score` is the sum of its evidence, `is_event` whether it reaches the bar."""

    status: Status
    is_event: bool
    score: float
    evidence: tuple[Evidence, ...] = ()
    negated: bool = False


def judge(ground: Ground, trigger: Trigger, scene: Scene) -> Judgement:
    """Return what the words around a trigger say about its reality; `scene` is what all triggers of the text share."""
    standing, told = _describe(ground, trigger, scene)
    weights, group = load_weights("reality"), group_of(trigger.type)
    shared = _of_sentence(ground, scene, ground.text.sentence_of[trigger.first], group)
    own = _add(told, group)
    score = round(weights.bias + own.score + shared.score, 3)  # as exact as the weights: a tie reaches the bar
    is_event = score >= weights.bar and not standing.negated
    evidence = standing.evidence
    if is_event:
        evidence = (*evidence, *_reasons(ground, [*own.strong, *shared.strong], group))
    return Judgement(
        status=standing.status, is_event=is_event, score=score, evidence=evidence, negated=standing.negated
    )


def _add(told: Sequence[Told], group: Group) -> Weighed:
    """Return what features add up to for a group of types, each counted once."""
    score = 0.0
    strong: list[tuple[int, Told]] = []
    seen: set[str] = set()
    for one in told:
        bundle = one.features[group]
        if seen.isdisjoint(bundle.names):
            score += bundle.score
            for rank in bundle.ranks:
                strong.append((rank, one))
        else:
            for name, weight, rank in bundle.each:
                if name not in seen:
                    score += weight
                    if rank >= 0:
                        strong.append((rank, one))
        seen |= bundle.names
    return Weighed(score, strong)


def _of_sentence(ground: Ground, scene: Scene, number: int, group: Group) -> Weighed:
    """Return what a sentence adds for a group of types, counted once."""
    found = scene.weighed.get((number, group))
    if found is None:
        found = _add(features_of_sentence(ground, scene, number), group)
        found.strong.sort(key=_RANK)
        del found.strong[SHOWN:]  # more are never named
        scene.weighed[number, group] = found
    return found


def weigh(ground: Ground, trigger: Trigger, scene: Scene) -> tuple[Standing, list[str]]:
    """Return the status of a trigger and the names of all features that speak for or against it."""
    standing, own = _describe(ground, trigger, scene)
    shared = features_of_sentence(ground, scene, ground.text.sentence_of[trigger.first])
    return standing, list(dict.fromkeys([name for one in (*shared, *own) for name in one.features.names]))


def _describe(ground: Ground, trigger: Trigger, scene: Scene) -> tuple[Standing, list[Told]]:
    signs = signs_around(ground, scene.hits, trigger)
    standing = find_standing(ground, trigger, signs)
    told = describe(ground, trigger, signs, scene)
    told.append(Told(_of_status(standing.status, standing.negated)))
    return standing, told


@cache
def _of_status(status: Status, negated: bool) -> Features:
    return named(f"status:{status}", "negated") if negated else named(f"status:{status}")


def _reasons(ground: Ground, strong: list[tuple[int, Told]], group: Group) -> list[Evidence]:
    """Return the strongest reasons; a feature without an entry is named by its own words."""
    reasons = scale_of(group).reasons
    strong.sort(key=_RANK)
    out = []
    for rank, one in strong[:SHOWN]:
        rule, weight = reasons[rank]
        span = ground.span(one.first, one.last) if one.first >= 0 else None
        out.append(Evidence(slot="reality", rule=one.entry or rule, span=span, weight=weight))
    return out
