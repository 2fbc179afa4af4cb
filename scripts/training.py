"""What the scripts share that learn weights from annotated reports: options, reports, the split, the file of weights."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

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


def fit_choices(
    rows: csr_matrix, starts: np.ndarray, right: np.ndarray, strength: float, counts: np.ndarray | None = None
) -> np.ndarray:
    """Return the weights under which the right choices are likeliest together (a log-linear model, maximum likelihood).

    `rows` has the features of every choice, those of one question from its start in `starts` on; `right` is 1 where a
    choice is right, `counts` how much each question counts, all alike where it is left out. The squares of the weights
    are punished by 1 / (2 `strength`).
    """
    of = np.repeat(np.arange(len(starts)), np.diff([*starts, rows.shape[0]]))
    each = np.ones(len(starts)) if counts is None else counts

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = rows @ weights
        likely = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        every, good = np.add.reduceat(likely, starts), np.add.reduceat(likely * right, starts)
        slope = rows.T @ (each[of] * (likely / every[of] - likely * right / good[of])) + weights / strength
        return -float(each @ np.log(good / every)) + float(weights @ weights) / (2 * strength), slope

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x)


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
