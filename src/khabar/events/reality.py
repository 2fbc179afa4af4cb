"""Whether a trigger tells of a particular happening, and in what state: happened, planned, foiled, denied …

The verdict is a sum: each feature of the trigger and of its sentence adds a weight learned from annotated
sentences (`scripts/train_reality.py`); no single word decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from khabar.events.clauses import Told
from khabar.events.describing import GROUPS, Group, describe, group_of
from khabar.events.features import Scene, Source, Strong, Weighed, features_of_sentence, is_timeless
from khabar.events.ground import Ground
from khabar.events.signs import signs_around
from khabar.events.status import Standing, find_standing
from khabar.events.triggers import Trigger
from khabar.events.weights import load_weights
from khabar.model import Evidence, Status, Value

SHOWN = 6  # reasons that a judgement names, strongest first
SHOWN_FROM = 0.1  # weaker ones are never named


class Judgement(Value, frozen=True, kw_only=True):
    """The verdict on one trigger: `score` is the sum of its evidence, `is_event` whether it reaches the bar."""

    status: Status
    is_event: bool
    score: float
    evidence: tuple[Evidence, ...] = ()
    negated: bool = False


class Bundle(NamedTuple):
    """Features named together that have a weight: their names, what they add up to, and those that are ever named."""

    names: frozenset[str]
    score: float
    strong: tuple[Strong, ...]
    each: tuple[tuple[str, float, Strong | None], ...]


class Table(dict[tuple[str, ...], Bundle]):
    """What features named together add for one group of types, worked out when first asked for."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, names: tuple[str, ...]) -> Bundle:
        each = tuple(
            (name, self._weights[name], _strong(name, self._weights[name]))
            for name in dict.fromkeys(names)
            if name in self._weights
        )
        found = self[names] = Bundle(
            frozenset(name for name, _, _ in each),
            sum(weight for _, weight, _ in each),
            tuple(strong for _, _, strong in each if strong is not None),
            each,
        )
        return found


def _strong(name: str, weight: float) -> Strong | None:
    if abs(weight) < SHOWN_FROM:
        return None
    return -abs(weight), name, round(weight, 3), f"events.reality:{name}"


@cache
def table_of(group: Group) -> Table:
    """Return what features add for a group of types: their weight for all types, and that for the group."""
    out: dict[str, float] = {}
    for name, weight in load_weights("reality").features.items():
        of, _, plain = name.rpartition("/") if name.partition("/")[0] in GROUPS else ("", "", name)
        if of in ("", group):
            out[plain] = out.get(plain, 0.0) + weight
    return Table(out)


def judge(ground: Ground, trigger: Trigger, scene: Scene) -> Judgement:
    """Return what the words around a trigger say about its reality; `scene` is what all triggers of the text share."""
    standing, told = _describe(ground, trigger, scene)
    weights, group = load_weights("reality"), group_of(trigger.type)
    shared = _of_sentence(ground, scene, ground.text.sentence_of[trigger.first], group)
    own = _add(told, table_of(group))
    score = round(weights.bias + own.score + shared.score, 3)  # as exact as the weights: a tie reaches the bar
    is_event = score >= weights.bar and not standing.negated
    evidence = standing.evidence
    if is_event:
        evidence = (*evidence, *_reasons(ground, [*own.strong, *shared.strong]))
    return Judgement(
        status=standing.status, is_event=is_event, score=score, evidence=evidence, negated=standing.negated
    )


def _add(told: Sequence[Told], table: Table) -> Weighed:
    """Return what features add up to, each counted once."""
    score = 0.0
    found: list[tuple[Sequence[Strong], Source]] = []
    seen: set[str] = set()
    for names, rule, first, last in told:
        new, added, strong, each = table[names]
        if seen.isdisjoint(new):
            score += added
            if strong:
                found.append((strong, (rule, first, last)))
        else:
            for name, weight, reason in each:
                if name not in seen:
                    score += weight
                    if reason is not None:
                        found.append(((reason,), (rule, first, last)))
        seen |= new
    return Weighed(score, found)


def _of_sentence(ground: Ground, scene: Scene, number: int, group: Group) -> Weighed:
    """Return what a sentence adds for a group of types, counted once."""
    found = scene.weighed.get((number, group))
    if found is None:
        told = features_of_sentence(ground, scene, number)
        found = scene.weighed[number, group] = _add(told, table_of(group))
    return found


def weigh(ground: Ground, trigger: Trigger, scene: Scene) -> tuple[Standing, list[str]]:
    """Return the status of a trigger and the names of all features that speak for or against it."""
    standing, own = _describe(ground, trigger, scene)
    shared = features_of_sentence(ground, scene, ground.text.sentence_of[trigger.first])
    return standing, list(dict.fromkeys([name for names, *_ in (*shared, *own) for name in names]))


def _describe(ground: Ground, trigger: Trigger, scene: Scene) -> tuple[Standing, list[Told]]:
    signs = signs_around(ground, scene.hits, trigger)
    standing = find_standing(ground, trigger, signs)
    timeless = is_timeless(ground, ground.text.sentence_of[trigger.first])
    told = describe(ground, trigger, signs, scene, timeless=timeless)
    told.append((_of_status(standing.status, standing.negated), "", -1, -1))
    return standing, told


@cache
def _of_status(status: Status, negated: bool) -> tuple[str, ...]:
    return (f"status:{status}", "negated") if negated else (f"status:{status}",)


def _reasons(ground: Ground, strong: Sequence[tuple[Sequence[Strong], Source]]) -> list[Evidence]:
    """Return the strongest reasons; a feature without an entry is named by its own words."""
    ranks = sorted([reason[0] for reasons, _ in strong for reason in reasons])
    least = ranks[SHOWN - 1] if len(ranks) > SHOWN else 0.0
    shown = [(reason, source) for reasons, source in strong for reason in reasons if reason[0] <= least]
    shown.sort()
    return [
        Evidence(
            slot="reality", rule=rule or name, span=ground.span(first, last) if first >= 0 else None, weight=weight
        )
        for (_, _, weight, name), (rule, first, last) in shown[:SHOWN]
    ]
