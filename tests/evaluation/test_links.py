"""The figures of grouping: against hand-made groupings, and on a few invented articles."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from khabar.errors import GoldProblem
from khabar.evaluation.known import KnownScores
from khabar.evaluation.links import compare_groupings, evaluate_links
from khabar.incidents.summary import Summary

ARTICLES = [
    ("a", "x", "قتل خمسة مدنيين اليوم الاثنين بقصف مدفعي على بلدة كفر نوران بريف حلب الغربي."),
    ("b", "x", "مقتل خمسة مدنيين الاثنين جراء قصف مدفعي استهدف بلدة كفر نوران غربي حلب."),
    ("c", "y", "أصيب راعيان بانفجار لغم أرضي اليوم الاثنين قرب مدينة تدمر."),
    ("d", "z", "نشرة الطقس لهذا الأسبوع."),
]


def write(path: Path, *, packed: bool = False) -> Path:
    known = {"date": "2021-11-15", "killed": [4, 6], "wounded": [None, None], "lat": None, "lon": None}
    rows = [
        {"id": i, "incident": k, "published": "2021-11-15", "text": t, "known": known if k == "x" else None}
        for i, k, t in ARTICLES
    ]
    raw = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(raw) if packed else raw)
    return path


@pytest.mark.parametrize("name", ["articles.jsonl", "articles.jsonl.gz"])
def test_articles_are_grouped_and_written(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, packed=name.endswith(".gz"))
    out = tmp_path / "out.jsonl"
    lines = evaluate_links(path, output=out)
    assert lines[0] == "b-cubed  P 1.000  R 1.000  F1 1.000  (4 articles, 3 incidents, 3 groups)"
    assert lines[1] == "pairwise P 1.000  R 1.000  F1 1.000"
    assert [line.split("  (")[1] for line in lines[2:]] == ["1 of 1)", "1 of 1)", "0 of 0)", "0 of 0)"]
    groups = {row["id"]: row["incident"] for row in map(json.loads, out.read_text().splitlines())}
    assert groups["a"] == groups["b"] != groups["c"]
    assert "d" not in groups


def test_figures_of_a_known_case() -> None:
    gold = {"a": "1", "b": "1", "c": "1", "d": "2"}
    said = {"a": "p", "b": "p", "c": "q", "d": "q"}
    assert compare_groupings(gold, said) == [
        "b-cubed  P 0.750  R 0.667  F1 0.706  (4 articles, 2 incidents, 2 groups)",
        "pairwise P 0.500  R 0.333  F1 0.400",
    ]


def test_numbers_that_are_open_may_lie_in_the_human_range() -> None:
    scores = KnownScores()
    scores.add({"killed": [3, 5], "wounded": [2, None]}, Summary(reports=1, type="ASSAULT", killed=(2, None)))
    assert [line.split("  (")[1] for line in scores.lines()] == ["0 of 0)", "1 of 1)", "0 of 1)", "0 of 0)"]


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"text": "x"}\n', encoding="utf-8")
    with pytest.raises(GoldProblem, match=r"wrong\.jsonl"):
        evaluate_links(path)
