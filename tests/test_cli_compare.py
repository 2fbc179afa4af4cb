"""`khabar compare`: two reports of files or of a store side by side."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Khabar = Callable[..., Any]
STRIKE = (
    "قتل ثلاثة أشخاص وأصيب سبعة آخرون في غارة جوية استهدفت سوق الخضار في مدينة إدلب السورية، أمس الاثنين، "
    "بحسب ما أفاد الدفاع المدني السوري."
)
OTHER = "أفاد المرصد السوري لحقوق الإنسان بمقتل أربعة أشخاص في غارة جوية على سوق في مدينة إدلب، أمس الاثنين."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KHABAR_STORE", raising=False)
    for name, text in (("one", STRIKE), ("other", OTHER)):
        told = {"text": text, "published": "2024-03-05", "publisher": "الميناء", "url": f"https://{name}.example/1"}
        Path(f"{name}.json").write_text(json.dumps(told), encoding="utf-8")


def test_two_files_are_compared(khabar: Khabar) -> None:
    ran = khabar("compare", "one.json", "other.json")
    assert ran.code == 0, ran.err
    assert "Both tell of one incident" in ran.out
    assert "they disagree" in ran.out
    assert not Path("khabar.db").exists()


def test_a_report_of_the_store_is_compared_with_a_file_as_json(khabar: Khabar) -> None:
    assert khabar("add", "one.json", "--jobs", "1").code == 0
    id = json.loads(khabar("search", "الخضار", "--format", "jsonl").out.splitlines()[0])["document"]
    found = json.loads(khabar("compare", id, "other.json", "--format", "json").out)
    assert len(found["shared"]) == 1
    assert {
        value["min"]
        for slot in found["shared"][0]["record"]["slots"]
        if slot["slot"] == "killed"
        for value in slot["values"]
    } == {3, 4}


def test_what_is_not_there_is_told(khabar: Khabar) -> None:
    khabar("add", "one.json", "--jobs", "1")
    ran = khabar("compare", "one.json", "nothing")
    assert ran.code == 1
    assert "«nothing» is no file, and no report of the store" in ran.err
    assert khabar("compare", "one.json", "other.json", "--format", "csv").code == 2
    Path("two.jsonl").write_text("\n".join([json.dumps({"text": STRIKE})] * 2))
    assert "holds 2 reports" in khabar("compare", "two.jsonl", "one.json").err
