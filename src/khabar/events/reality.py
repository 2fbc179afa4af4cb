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
from khabar.events.told import Bundle, Features, Group, Told, group_of, named, scale_of
from khabar.events.triggers import Trigger
from khabar.events.weights import load_weights
from khabar.model import Evidence, Status, Value

SHOWN = 6  # reasons that a judgement names, strongest first
_RANK = itemgetter(0)
_MANY = 1 << 16  # no trigger has so many features


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
    bundles = [one.features.bundle(group) for one in told]
    score = round(weights.bias + _add(bundles) + shared.score, 3)  # as exact as the weights: a tie reaches the bar
    is_event = score >= weights.bar and not standing.negated
    evidence = standing.evidence
    if is_event:
        evidence = (*evidence, *_reasons(ground, [*_strongest(told, bundles), *shared.strong], group))
    return Judgement(
        status=standing.status, is_event=is_event, score=score, evidence=evidence, negated=standing.negated
    )


def _add(bundles: Sequence[Bundle]) -> float:
    """Return what features add up to, each counted once."""
    score, seen = 0.0, 0
    for bundle in bundles:
        bits = bundle.bits
        if not seen & bits:
            score += bundle.score
        else:
            score += sum([weight for bit, weight in bundle.each if not seen & bit])
        seen |= bits
    return score


def _strongest(told: Sequence[Told], bundles: Sequence[Bundle]) -> list[tuple[int, Told]]:
    """Return the features that are named as reasons, the strongest first, each with its rank and where it is told first."""
    out: list[tuple[int, Told]] = []
    last = -1
    for place in sorted([rank * _MANY + at for at, bundle in enumerate(bundles) for rank in bundle.ranks]):
        rank = place // _MANY
        if rank != last:
            out.append((rank, told[place % _MANY]))
            last = rank
            if len(out) == SHOWN:
                break
    return out


def _of_sentence(ground: Ground, scene: Scene, number: int, group: Group) -> Weighed:
    """Return what a sentence adds for a group of types, counted once."""
    found = scene.weighed.get((number, group))
    if found is None:
        told = features_of_sentence(ground, scene, number)
        bundles = [one.features.bundle(group) for one in told]
        found = scene.weighed[number, group] = Weighed(_add(bundles), _strongest(told, bundles))
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
