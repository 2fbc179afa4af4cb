"""Scoring of origins on invented incidents, and choosing which event of each article they share."""

import json
from pathlib import Path

import pytest

from khabar import Document, read
from khabar.errors import GoldProblem
from khabar.evaluation import evaluate_origins
from khabar.evaluation.choosing import choose_tellings

STRIKE = "قذيفة سقطت على بلدة البارة جنوبي إدلب الخميس وقتلت ثلاثة مدنيين"
ELSEWHERE = "وفي ريف حلب، أصيب رجل الخميس بانفجار لغم قرب مدينة منبج."
TEXTS = {
    "a1": f"قال الدفاع المدني السوري إن {STRIKE}.",
    "a2": f"أفاد مسؤول أمني بأن {STRIKE}.\n{ELSEWHERE}",
    "a3": "أعلنت بلدية المدينة بدء أعمال صيانة شبكة المياه في الأحياء الشرقية ابتداء من الأسبوع المقبل.",
}
GOLD = {
    "incident": "i1",
    "articles": {
        "a1": {"about": True, "tellings": [{"origin": "rescue"}]},
        "a2": {"about": True, "tellings": [{"origin": "official"}]},
        "a3": {"about": False, "tellings": []},
    },
    "origins": {
        "rescue": {"name": "Syria Civil Defence", "anonymous": False},
        "official": {"name": "An official", "anonymous": True, "publisher": "Enab Baladi"},
    },
    "independent_origins": ["rescue", "official"],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "origins"
    folder.mkdir()
    (folder / "i1.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    publishers = {"a1": "Baladi News", "a2": "Enab Baladi", "a3": "Town Hall"}
    rows = [{"id": a, "text": t, "published": "2021-10-14", "publisher": publishers[a]} for a, t in TEXTS.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_named_and_unnamed_origins_are_found_and_counted(gold: Path, articles: Path) -> None:
    figures, errors = evaluate_origins(gold, articles)
    assert figures == [
        "origins        P 1.000  R 1.000  F1 1.000  (gold 2, predicted 2, 1 incidents)",
        "count_exact    1.000  (n 1)",
        "count_within_1 1.000  (n 1)",
    ]
    assert errors == []


def test_what_is_missed_and_what_is_wrong_is_listed(gold: Path, articles: Path) -> None:
    other = GOLD | {"origins": {"rescue": {"name": "Somebody Else Entirely"}, "official": GOLD["origins"]["official"]}}  # type: ignore[index]
    (gold / "i1.json").write_text(json.dumps(other), encoding="utf-8")
    figures, errors = evaluate_origins(gold, articles)
    assert figures[0].startswith("origins        P 0.500  R 0.500")
    assert errors == ["missed  i1: Somebody Else Entirely", "wrong   i1: Syria Civil Defence ['a1']"]


def test_the_shared_event_is_chosen_and_articles_on_other_things_are_left_out() -> None:
    reports = {a: read(Document(text=t, published="2021-10-14")) for a, t in TEXTS.items()}
    chosen = {t.document: t.events for t in choose_tellings(reports)}
    assert set(chosen) == {"a1", "a2"}
    places = {e.place.name for e in reports["a2"].events if e.id in chosen["a2"] and e.place}
    assert places == {"Al-Barah"}


@pytest.mark.parametrize("content", ["{}", "[]", "not json"])
def test_a_file_of_another_form_is_named(gold: Path, articles: Path, content: str) -> None:
    (gold / "i2.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldProblem, match=r"i2\.json"):
        evaluate_origins(gold, articles)


def test_a_missing_article_is_named(gold: Path, tmp_path: Path) -> None:
    empty = tmp_path / "none.jsonl"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(GoldProblem, match="a1"):
        evaluate_origins(gold, empty)


def test_a_folder_without_incidents_is_said(tmp_path: Path, articles: Path) -> None:
    with pytest.raises(GoldProblem, match="no annotated origins"):
        evaluate_origins(tmp_path, articles)
