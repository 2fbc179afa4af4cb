"""`khabar export`: the files that it writes, what it says of them, and what it refuses."""

import csv
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
def filled(khabar: Khabar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KHABAR_STORE", raising=False)
    told = ((STRIKE, "الميناء", "https://a.example/1"), (OTHER, "الساحل", "https://b.example/1"))
    lines = [
        json.dumps({"text": text, "publisher": publisher, "published": "2024-03-05", "url": url}, ensure_ascii=False)
        for text, publisher, url in told
    ]
    Path("reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert khabar("add", "reports.jsonl", "--jobs", "1").code == 0


def table(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_file_and_its_mapping_are_written(khabar: Khabar) -> None:
    ran = khabar("export", "csv", "--type", "ASSAULT")
    assert ran.code == 0, ran.err
    assert "incidents.csv" in ran.out
    (row,) = table("incidents.csv")
    assert row["place"] == "Idlib"
    mapping = json.loads(Path("incidents.csv.mapping.json").read_text(encoding="utf-8"))
    assert mapping["written"] == 1
    assert {column["name"] for column in mapping["columns"]} == set(row)


def test_what_is_asked_for_is_chosen(khabar: Khabar) -> None:
    khabar("export", "csv", "--type", "ASSAULT")
    (row,) = table("incidents.csv")
    for arguments, count in (
        (["--incident", row["incident"]], 1),
        (["--min-origins", "2"], 1),
        (["--killed", "50"], 0),
        (["--since", "2024-04-01"], 0),
        (["--place", "إدلب", "--until", "2024-03-31"], 1),
    ):
        ran = khabar("export", "csv", "--type", "ASSAULT", "--output", "some.csv", *arguments)
        assert ran.code == 0, ran.err
        assert len(table("some.csv")) == count, arguments
    assert "nothing fits" in khabar("export", "csv", "--killed", "50").err


def test_the_profile_decides_what_leaves_and_a_preview_writes_nothing(khabar: Khabar) -> None:
    ran = khabar("export", "geojson", "--profile", "strict", "--preview")
    assert ran.code == 0, ran.err
    assert "days: " in ran.out
    assert "→" in ran.out
    assert not list(Path().glob("*.geojson*"))
    Path("mine.yaml").write_text("items: {names: [الساحل]}\n", encoding="utf-8")
    khabar("export", "jsonl", "--profile", "mine.yaml", "--output", "out.jsonl")
    told = Path("out.jsonl").read_text(encoding="utf-8")
    assert "الميناء" in told
    assert "الساحل" not in told
    assert "nothing would change" in khabar("export", "csv", "--preview").out


def test_a_dossier_is_in_the_language_that_was_asked_for(khabar: Khabar) -> None:
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        assert khabar("export", "dossier", "--language", language, "--output", "one.html").code == 0
        assert f'dir="{direction}"' in Path("one.html").read_text(encoding="utf-8")[:60]


def test_hxl_tags_stand_below_the_head_where_there_can_be_some(khabar: Khabar) -> None:
    khabar("export", "acled", "--hxl", "--output", "tagged.csv")
    assert table("tagged.csv")[0]["event_date"] == "#date+occurred"
    assert khabar("export", "ftm", "--hxl").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["shapefile"], 1, "no export format"),
        (["csv", "--profile", "nothing"], 1, "no publish profile"),
        (["csv", "--language", "fr"], 2, "ar"),
        (["csv", "--incident", "i00000000"], 1, "no incident"),
        (["csv", "--output", "nowhere/x.csv"], 1, "cannot be written"),
        (["csv", "--since", "yesterday"], 2, "date"),
    ],
)
def test_what_cannot_be_done_is_said(khabar: Khabar, arguments: list[str], code: int, words: str) -> None:
    ran = khabar("export", *arguments)
    assert ran.code == code
    assert words in ran.err


def test_the_schema_of_an_exported_incident(khabar: Khabar) -> None:
    assert "tellings" in json.loads(khabar("schema", "export").out)["$defs"]["Case"]["properties"]
    assert "claims" in khabar("schema").out
    assert khabar("schema", "nothing").code == 2
