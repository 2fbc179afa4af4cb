"""Learned weights: what each named feature adds to a sum, and the bar that the sum is held against."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from khabar.language.artefact import DATA


class Weights(msgspec.Struct, frozen=True):
    """What each feature adds to `bias`; `bar` is the sum from which on the answer is yes."""

    bias: float
    bar: float
    features: dict[str, float]


def file_of(judgement: str) -> Path:
    """Return the file with the weights of a judgement, "reality" or "sameness"."""
    return DATA / "languages" / "ar" / f"{judgement}.json"


@cache
def load_weights(judgement: str) -> Weights:
    """Return the learned weights of a judgement."""
    return msgspec.json.decode(file_of(judgement).read_bytes(), type=Weights)
