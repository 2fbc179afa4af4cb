"""The engine reads our own gold reports at least as well as it ever did: figures may only rise."""

from pathlib import Path

import pytest
import yaml

from khabar.evaluation.folder import score_folder

GOLD = Path(__file__).parent / "gold"
FLOOR = yaml.safe_load((GOLD / "floor.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    scores, _ = score_folder(GOLD / "reports")
    found = {"claims": scores.claims.f1, "origins": scores.origins.f1, "events": scores.events.f1}
    return found | {name: scores.right[name] / total for name, total in scores.judged.items()}


def test_the_gold_reports_are_all_there() -> None:
    assert len(list((GOLD / "reports").glob("*.json"))) >= 25


@pytest.mark.parametrize("figure", sorted(FLOOR))
def test_no_figure_falls_below_its_floor(figures: dict[str, float], figure: str) -> None:
    assert figures[figure] >= float(FLOOR[figure]), "mend the reading; the floor is only ever raised"
