"""The figures of the engine over a folder of gold files."""

from __future__ import annotations

from pathlib import Path

from khabar.evaluation.details import list_errors
from khabar.evaluation.gold import load_gold, take_report
from khabar.evaluation.matching import match_report
from khabar.evaluation.scores import Scores
from khabar.reading import read


def score_folder(folder: Path) -> tuple[Scores, list[str]]:
    """Read every document of a folder; return its scores and a line for each error."""
    scores = Scores()
    errors: list[str] = []
    for gold in load_gold(folder):
        said = take_report(gold.name, read(gold.document))
        pairs = match_report(gold, said)
        scores.add(gold, said, pairs)
        errors += list_errors(gold, said, pairs)
    return scores, errors


def evaluate_folder(folder: Path) -> tuple[list[str], list[str]]:
    """Return the figures of a folder, one a line, and a line for each error."""
    scores, errors = score_folder(folder)
    return list(scores.lines()), errors
