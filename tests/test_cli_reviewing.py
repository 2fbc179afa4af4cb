"""Judging and rating at the command line, and measuring the machine on what people corrected."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.reviews.gold import name_gold

from .conftest import Ran

Run = Callable[..., Ran]
TEXT = """مقتل ثلاثة مدنيين بقصف على مدينة سرمين

قُتل ثلاثة مدنيين وأصيب خمسة آخرون، يوم الجمعة، جراء قصف مدفعي استهدف مدينة سرمين بريف إدلب، بحسب الدفاع المدني السوري.
"""


@pytest.fixture
def store(tmp_path: Path, khabar: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of the one report in a store."""
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("KHABAR_STORE", str(tmp_path / "khabar.db"))
    added = khabar("add", str(tmp_path / "report.txt"), "--published", "2024-03-02", "--publisher", "السهل")
    assert added.code == 0
    rows = json.loads(khabar("events", "--format", "json").out)
    return str(rows[0]["document"])


def judge(khabar: Run, store: str, by: str = "Rana") -> None:
    for item in ("c1", "e1"):
        assert khabar("review", store, item, "accept", "--by", by).code == 0
    assert "reviewed once" in khabar("review", store, "all", "done", "--by", by).out


def test_verdicts_are_kept_listed_and_taken_back(khabar: Run, store: str) -> None:
    values = (
        "--value",
        "killed=خمسة آخرون",
        "--value",
        "weapon=mortar",
        "--value",
        "wounded.min=6",
        "--value",
        "actor=",
    )
    wrong = khabar("review", store, "e1", "correct", *values)
    assert (wrong.code, "no words" in wrong.err or "not words" in wrong.err) == (1, True)
    values = (
        "--value",
        "killed=خمسة آخرون",
        "--value",
        "killed.min=6",
        "--value",
        "weapon=mortar",
        "--value",
        "target=",
    )
    assert khabar("review", store, "e1", "correct", *values, "--by", "Rana", "--note", "seen").code == 0
    (row,) = json.loads(khabar("reviews", store, "--format", "json").out)
    assert (row["by"], row["note"], json.loads(row["values"])["weapon"]) == ("Rana", "seen", "mortar")
    assert json.loads(row["values"])["target"] is None
    assert "1 of 2 judged" in khabar("reviews").out
    assert khabar("review", store, "e1", "undo", "--by", "Samir").code == 1
    assert khabar("review", store, "e1", "undo", "--by", "Rana").code == 0
    assert "nothing fits" in khabar("reviews", store).err
    assert khabar("verify").code == 0


def test_wrong_use_says_what_is_wrong(khabar: Run, store: str) -> None:
    assert khabar("review", store, "e1", "correct").code == 2
    assert khabar("review", store, "e1", "accept", "--value", "weapon=mortar").code == 2
    assert "does not stand in the text" in khabar("review", store, "e1", "correct", "--value", "place=برلين").err
    assert "e9" in khabar("review", store, "e9", "accept").err
    assert khabar("review", store, "all", "done").code == 1
    assert "nobody has decided" in khabar("reviews", "elsewhere").err


def test_agreement_of_two_is_told(khabar: Run, store: str) -> None:
    judge(khabar, store)
    khabar("review", store, "e1", "reject", "--by", "Samir")
    khabar("review", store, "c1", "accept", "--by", "Samir")
    assert "reviewed twice" in khabar("review", store, "all", "done", "--by", "Samir").out
    rows = {row["field"]: row for row in csv.DictReader(io.StringIO(khabar("reviews", "--agreement", "-f", "csv").out))}
    assert (rows["there"]["items"], rows["there"]["equal"]) == ("2", "0.5")
    assert rows["force"]["equal"] == "1.0"
    settled = khabar("review", store, "e1", "reject", "--settle", "--by", "Huda")
    assert "settled" in settled.out


def test_corrections_are_gold_that_the_machine_is_measured_on(khabar: Run, store: str, tmp_path: Path) -> None:
    assert "0 reports" in khabar("reviews", "--gold", str(tmp_path / "none")).out
    judge(khabar, store)
    folder = tmp_path / "gold"
    assert "1 reports" in khabar("reviews", "--gold", str(folder)).out
    told = json.loads((folder / name_gold(store)).read_text(encoding="utf-8"))
    assert told["review"] == {"state": "reviewed_once", "reviewers": 1, "corrected": 0, "rejected": 0, "brought": 0}
    assert "Rana" not in json.dumps(told, ensure_ascii=False)
    perfect = khabar("eval", str(folder)).out
    values = ("--value", "killed=خمسة آخرون", "--value", "weapon=mortar")
    khabar("review", store, "e1", "correct", *values, "--by", "Rana")
    khabar("reviews", "--gold", str(folder))
    assert json.loads((folder / name_gold(store)).read_text(encoding="utf-8"))["events"][0]["weapon"] == "mortar"
    assert khabar("eval", str(folder)).out != perfect


def test_an_incident_is_told_as_read_and_as_corrected(khabar: Run, store: str) -> None:
    assert "corrected" not in khabar("incident", store).err
    khabar(
        "review", store, "e1", "correct", "--value", "killed=ثلاثة مدنيين", "--value", "killed.min=7", "--by", "Rana"
    )
    read = khabar("incident", store, "--format", "json")
    assert "--reviewed" in read.err
    corrected = json.loads(khabar("incident", store, "--format", "json", "--reviewed").out)
    told = [
        {s["slot"]: s["values"] for s in one["slots"]}["killed"][0]["min"] for one in (json.loads(read.out), corrected)
    ]
    assert told == [3, 7]
    khabar("review", store, "e1", "reject", "--by", "Rana")
    assert "none of its events" in khabar("incident", store).err


def test_ratings_are_kept_and_listed(khabar: Run, store: str) -> None:
    assert khabar("rate", "السهل", "B", "--why", "first on the spot", "--by", "Rana").code == 0
    assert khabar("rate", f"{store}/c1", "2", "--why", "two more", "--by", "Rana").code == 0
    assert khabar("rate", "السهل", "X", "--why", "?").code == 1
    rows = json.loads(khabar("ratings", "--format", "json").out)
    assert [(row["of"], row["rating"]) for row in rows] == [("السهل", "B"), (f"{store}/c1", "2")]
    assert "first on the spot" in khabar("ratings").out


@pytest.mark.parametrize("document", ["../../etc/passwd", "a/b", "-x", "", ".hidden", "https://a.example/?q=1", "doc."])
def test_gold_stays_in_its_folder(document: str) -> None:
    name = name_gold(document)
    assert "/" not in name
    assert not name.startswith((".", "-"))
