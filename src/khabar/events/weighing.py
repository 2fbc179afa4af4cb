"""What named features add to a learned judgement: whether a telling is of a happening told before, who did what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from khabar.events.weights import load_weights


class Weighed(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Features that are told together, and what they add."""

    names: tuple[str, ...]
    score: float


def weigh_for(judgement: str, names: tuple[str, ...]) -> Weighed:
    """Return features with what the learned weights of a judgement give them."""
    weights = load_weights(judgement).features
    return Weighed(names, sum([weights.get(name, 0.0) for name in names]))


def weigh(*names: str) -> Weighed:
    """Return features with what they add to whether a telling is of a happening told before."""
    return weigh_for("sameness", names)


def weigh_held(told: Mapping[str, object]) -> Weighed:
    """Return those of some features that hold, with what the learned weights give them."""
    return weigh(*[name for name, holds in told.items() if holds])


def add_up(features: Iterable[Weighed]) -> float:
    """Return what features add up to, as exact as the weights: a tie is a tie."""
    return round(sum([some.score for some in features]), 3)


def step(value: int, steps: Sequence[int]) -> str:
    """Return the first step that a number does not pass, "more" where it passes all."""
    for most in steps:
        if value <= most:
            return str(most)
    return "more"
