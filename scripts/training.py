"""What the scripts share that learn weights from annotated reports: options, reports, the split, the file of weights."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from khabar.evaluation.gold import Annotated, read_gold
from khabar.events.weights import file_of

PARTS = 5
MIN_SEEN = 3  # times a feature must be seen to get a weight
MIN_WEIGHT = 0.02


def take_options(about: str | None, *, strength: float, bar: float) -> argparse.ArgumentParser:
    """Return a parser of the options that all learning from reports takes."""
    arguments = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--reports", "--partly", "--judged"):
        arguments.add_argument(name, type=Path, nargs="*", default=[])
    arguments.add_argument("--hold-out", type=int, default=3)
    arguments.add_argument("--strength", type=float, default=strength)
    arguments.add_argument("--bar", type=float, default=bar)
    arguments.add_argument("--write", action="store_true")
    return arguments


def read_reports(given: argparse.Namespace) -> Iterator[Annotated]:
    """Yield the annotated reports of the folders that were given; those held out are never opened."""
    for folders, hold_out in ((given.reports, 0), (given.partly, given.hold_out)):
        for path in chain.from_iterable(sorted(folder.glob("*.json")) for folder in folders):
            if not hold_out or hash_of(path.stem) % hold_out:
                yield read_gold(path)


def hash_of(name: str) -> int:
    """Return a number that a name always has."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def part_of(name: str) -> int:
    """Return the part of the split that a report or a sentence belongs to."""
    return hash_of(name) // 3 % PARTS


def often_seen(rows: Iterable[Iterable[str]]) -> set[str]:
    """Return the features that are seen often enough to get a weight."""
    return {name for name, times in Counter(chain.from_iterable(rows)).items() if times >= MIN_SEEN}


def worth_keeping(names: Iterable[str], weights: Iterable[float]) -> dict[str, float]:
    """Return the weights that are not next to nothing, rounded, by the names of their features."""
    found = sorted(zip(map(str, names), map(float, weights), strict=True))
    return {name: round(weight, 3) for name, weight in found if abs(weight) >= MIN_WEIGHT}


def write_weights(judgement: str, *, bias: float, bar: float, features: dict[str, float]) -> None:
    """Write the weights of a judgement where khabar reads them."""
    learned = {"bias": round(bias, 3), "bar": bar, "features": features}
    target = file_of(judgement)
    target.write_text(json.dumps(learned, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(features)} weights in {target}")
