"""The commands of a store: taken in, asked, decided on, verified, with the exit codes that scripts rely on."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.pages.pdf.conftest import write_pdf

from khabar.pages.ocr import Ocr

Khabar = Callable[..., Any]
STRIKE = (
    "قتل ثلاثة أشخاص وأصيب سبعة آخرون في غارة جوية استهدفت سوق الخضار في مدينة إدلب السورية، أمس الاثنين، "
    "بحسب ما أفاد الدفاع المدني السوري."
)
DENIAL = "نفى المتحدث باسم وزارة الدفاع السورية قصف السوق في مدينة إدلب، وقال إن قواته لم تنفذ أي غارة أمس."


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table of three reports and a page; the store is `khabar.db` of a folder beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KHABAR_STORE", raising=False)
    folder = tmp_path / "reports"
    (folder / "more").mkdir(parents=True)
    rows = (
        {"id": "a", "text": STRIKE, "publisher": "الميناء", "published": "2024-03-05", "url": "https://a.example/1"},
        {"id": "b", "text": STRIKE, "publisher": "الساحل", "published": "2024-03-05", "url": "https://b.example/1"},
        {"id": "c", "text": DENIAL, "publisher": "الجبل", "published": "2024-03-05", "url": "https://c.example/1"},
    )
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "table.jsonl").write_text(lines, encoding="utf-8")
    (folder / "more" / "note.txt").write_text("انسحبت القوات من البلدة أمس، وفق ما قال شاهد.", encoding="utf-8")
    (folder / "more" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / ".hidden.txt").write_text("لا يقرأ", encoding="utf-8")
    return folder


@pytest.fixture
def filled(khabar: Khabar, reports: Path) -> Path:
    assert khabar("add", "reports", "--jobs", "1").code == 3
    return reports


def rows(khabar: Khabar, *arguments: str) -> list[dict[str, Any]]:
    ran = khabar(*arguments, "--format", "jsonl")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_taken_in_and_one_bad_file_stops_no_other(khabar: Khabar, reports: Path, jobs: str) -> None:
    ran = khabar("add", "reports", "--jobs", jobs)
    assert ran.code == 3
    assert ran.out.splitlines()[:3] == ["      3  new", "      1  kept, and copies of others", "      1  failed"]
    assert ran.out.splitlines()[3:] == []
    assert ran.err.startswith(f"khabar: {Path('reports/more/picture.txt')}: ")
    again = khabar("add", "reports", "--jobs", jobs, "--exclude", "picture*")
    assert (again.code, again.out, again.err) == (0, "      4  known already\n", "")


def test_patterns_choose_the_files_of_folders(khabar: Khabar, reports: Path) -> None:
    assert khabar("add", "reports", "--include", "*.jsonl").out.startswith("      2  new")
    assert khabar("add", "reports", "--include", "more/note*").out == "      1  new\n"


def test_the_store_in_a_folder_is_no_report(khabar: Khabar, reports: Path) -> None:
    Path("reports/more/picture.txt").unlink()
    assert khabar("add", ".").code == 0
    again = khabar("add", ".")
    assert (again.code, again.err) == (0, "")
    assert "khabar.db" not in again.out


def test_incidents_are_listed_by_what_was_described(khabar: Khabar, filled: Path) -> None:
    listed = rows(khabar, "incidents")
    assert all(one["origins"] is not None and one["sentence"] for one in listed)
    assert all(one["grade"] == "weak" for one in rows(khabar, "incidents", "--grade", "weak"))
    assert all(one["disagree"] for one in rows(khabar, "incidents", "--disagree"))
    assert {one["id"] for one in rows(khabar, "incidents", "--order", "newest")} == {one["id"] for one in listed}
    assert khabar("incidents", "--grade", "good").code == 2


def test_nothing_read_is_1_and_a_missing_file_says_so(khabar: Khabar, reports: Path) -> None:
    ran = khabar("add", "nowhere.txt")
    assert (ran.code, ran.err) == (1, "khabar: nowhere.txt: no such file\n")


def test_columns_of_a_table_are_named(khabar: Khabar, reports: Path) -> None:
    Path("table.csv").write_text(f'body,day\n"{DENIAL}",2024-03-05\n', encoding="utf-8")
    assert khabar("add", "table.csv", "--columns", "text=body,published=day").out == "      1  new\n"
    assert rows(khabar, "search", "السوق")[0]["published"] == "2024-03-05"
    assert khabar("add", "table.csv", "--columns", "nonsense=body").code == 2


def test_the_store_is_named_by_option_or_by_the_environment(
    khabar: Khabar, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    khabar("add", "reports/more/note.txt", "--store", "one.db")
    monkeypatch.setenv("KHABAR_STORE", "two.db")
    khabar("add", "reports/more/note.txt")
    assert Path("one.db").exists()
    assert Path("two.db").exists()
    assert not Path("khabar.db").exists()


@pytest.mark.parametrize(
    "command", ["search x", "claims", "events", "incidents", "incident x", "reread", "verify", "decisions", "undo d1"]
)
def test_asking_where_there_is_no_store_says_what_to_do(khabar: Khabar, reports: Path, command: str) -> None:
    ran = khabar(*command.split())
    assert (ran.code, ran.out) == (1, "")
    assert "there is no store at khabar.db" in ran.err


def test_words_claims_and_events_are_found(khabar: Khabar, filled: Path) -> None:
    assert [found["document"] for found in rows(khabar, "search", "بالسوق", "ادلب")] == ["a", "b", "c"]
    denials = rows(khabar, "claims", "--force", "deny", "--speaker", "الدفاع", "--place", "إدلب")
    assert {claim["document"] for claim in denials} == {"c"}
    told = rows(
        khabar, "events", "--type", "ASSAULT", "--place", "بإدلب", "--since", "2024-03-04", "--until", "2024-03-04"
    )
    assert {"a", "b"} <= {event["document"] for event in told}
    assert {event["killed_min"] for event in told if event["document"] == "a"} == {3}
    shown = khabar("search", "غارة", "--limit", "1")
    assert "*غارة*" in shown.out
    nothing = khabar("claims", "--force", "threaten")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "khabar: nothing fits\n")


def test_a_table_for_spreadsheets_holds_no_formula(khabar: Khabar, reports: Path) -> None:
    Path("odd.json").write_text(json.dumps({"text": DENIAL, "publisher": "=cmd()"}), encoding="utf-8")
    khabar("add", "odd.json")
    (row,) = csv.DictReader(io.StringIO(khabar("search", "السوق", "--format", "csv").out))
    assert row["publisher"] == "'=cmd()"


def test_an_incident_is_listed_and_told(khabar: Khabar, filled: Path) -> None:
    listed = rows(khabar, "incidents", "--place", "إدلب", "--min-reports", "2")
    assert [(one["reports"], one["day"], one["killed_min"]) for one in listed] == [
        (one["reports"], "2024-03-04", 3) for one in listed
    ]
    assert listed
    told = khabar("incident", listed[0]["id"])
    assert told.code == 0
    assert "independent origin" in told.out
    assert "Suggested grade" in told.out
    record = json.loads(khabar("incident", "a/e1", "--format", "json").out)
    assert record["id"] == listed[0]["id"]
    assert len(record["backing"]["origins"]) < len(record["documents"]), "one text on two sites is one origin"
    assert khabar("incident", listed[0]["id"], "--format", "csv").code == 2


def test_people_decide_and_take_it_back(khabar: Khabar, filled: Path) -> None:
    (listed, *_) = rows(khabar, "incidents", "--min-reports", "2")
    split = khabar("split", listed["id"], "b", "--by", "R. Haddad", "--why", "another day")
    assert split.out == "d1: split, logged; `khabar undo d1` takes it back\n"
    assert khabar("undo", "d1").out.startswith("d2: undo")
    assert [(d["id"], d["by"]) for d in rows(khabar, "decisions")][:1] == [("d1", "R. Haddad")]
    assert rows(khabar, "incidents", "--min-reports", "2")[0]["id"] == listed["id"]
    assert khabar("merge", listed["id"]).code == 2
    assert khabar("undo", "d7").code == 1
    assert "R. Haddad: another day" in khabar("decisions").out


def test_reading_again_with_more_places(khabar: Khabar, reports: Path) -> None:
    Path("note.txt").write_text("قصفت الطائرات قرية زغبور في سوريا أمس.", encoding="utf-8")
    khabar("add", "note.txt", "--published", "2024-03-05")
    assert khabar("reread").out == "nothing to read again\n"
    Path("places.csv").write_text("id,name,name_ar,country,latitude,longitude\n5,Zaghbur,زغبور,SY,35.7,36.6\n", "utf-8")
    assert "1 place that reading knows" in khabar("places", "import", "places.csv").out
    again = khabar("reread", "--diff")
    assert "1 read again, 1 of them otherwise" in again.out
    assert "place" in again.out
    assert rows(khabar, "events", "--place", "Zaghbur")[0]["lat"] == 35.7
    assert "places.csv" in khabar("places", "list").out
    assert khabar("verify").code == 0


def test_verify_is_4_where_something_was_changed(khabar: Khabar, filled: Path) -> None:
    import sqlite3

    whole = khabar("verify")
    assert whole.code == 0
    head = whole.out.split()[-1]
    assert khabar("verify", "--head", head).code == 0
    with sqlite3.connect("khabar.db") as store:
        store.execute("UPDATE documents SET publisher = 'x' WHERE id = 'a'")
    changed = khabar("verify")
    assert changed.code == 4
    assert changed.out.startswith("document a: is not described as the log has it\n")
    assert khabar("verify", "--head", "0" * 63 + "1").code == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "x", "--since", "lately"],
        ["incidents", "--until", "soon", "--store", "none.db"],
        ["claims", "--force", "shout"],
        ["add"],
    ],
)
def test_wrong_usage_is_2(khabar: Khabar, filled: Path, arguments: list[str]) -> None:
    ran = khabar(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "--help" in ran.err


def test_what_is_kept_and_not_read_says_why_once_and_is_listed(
    khabar: Khabar, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khabar.pages.pdf.read.find_ocr", lambda: None)
    Path("scan.pdf").write_bytes(write_pdf([]))
    Path("letter.txt").write_text("The minister said that the road to the north is open again.", encoding="utf-8")
    ran = khabar("add", "scan.pdf", "letter.txt", "reports/table.jsonl", "--jobs", "1")
    assert ran.code == 3
    assert ran.err == (
        "khabar: scan.pdf: kept, but not read: its page: no text layer worth the name; "
        "install tesseract-ocr-ara to read it\n"
    )
    assert [line.strip() for line in ran.out.splitlines()] == [
        "2  new",
        "1  kept, and copies of others",
        "1  kept, to be read once there is OCR",
        "1  kept, not Arabic",
    ]
    again = khabar("add", "scan.pdf", "--jobs", "1")
    assert (again.code, again.out) == (3, "      1  known already\n")
    unread = {row["name"]: row for row in rows(khabar, "reports", "--state", "unread")}
    assert {name: row["state"] for name, row in unread.items()} == {
        "scan.pdf": "needs_ocr",
        "letter.txt": "other_language",
    }
    shown = khabar("reports", "--state", "needs_ocr").out
    assert "kept, to be read once there is OCR: its page: no text layer" in shown
    assert len(rows(khabar, "reports")) == 5
    assert len(rows(khabar, "reports", "--state", "ready")) == 3
    assert khabar("reports", "--state", "lost").code == 2


def test_a_scan_that_is_read_at_last_takes_the_place_of_what_was_kept(
    khabar: Khabar, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("scan.pdf").write_bytes(write_pdf([]))
    monkeypatch.setattr("khabar.pages.pdf.read.find_ocr", lambda: None)
    assert khabar("add", "scan.pdf", "--jobs", "1").code == 3
    monkeypatch.setattr("khabar.pages.pdf.read.find_ocr", lambda: Ocr("tesseract", "OCR"))
    monkeypatch.setattr(Ocr, "read_page", lambda self, data, number: STRIKE)
    ran = khabar("add", "scan.pdf", "--jobs", "1")
    assert (ran.code, ran.out) == (0, "      1  new version of a known one\n")
    assert [row["state"] for row in rows(khabar, "reports")] == ["ready"]
    assert khabar("verify").code == 0


def test_words_that_say_nothing_are_wrong_usage(khabar: Khabar, filled: Path) -> None:
    for arguments in (("search", ""), ("search", "؟!"), ("incidents", "--place", "!!"), ("claims", "--about", "-")):
        ran = khabar(*arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert "holds no word to look for" in ran.err


def test_what_is_taken_back_already_says_so_and_is_not_logged(khabar: Khabar, filled: Path) -> None:
    khabar("pin", "a/e1", "--by", "R.")
    assert khabar("undo", "d1").code == 0
    again = khabar("undo", "d1")
    assert (again.code, again.err) == (1, "khabar: «d1» was taken back already by d2: nothing has changed\n")
    assert [row["id"] for row in rows(khabar, "decisions")] == ["d1", "d2"]
    assert khabar("undo", "d2").code == 0
    assert khabar("undo", "d1").code == 0


def test_addresses_that_are_not_taken_say_which_are(khabar: Khabar, reports: Path) -> None:
    ran = khabar("add", "ftp://x.example/y", "file:///etc/passwd")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "khabar: ftp://x.example/y: an address of ftp is not taken, only http and https",
        "khabar: file:///etc/passwd: addresses are http or https: name a file by its path alone",
    ]


def test_a_file_that_is_no_store_says_what_to_give(khabar: Khabar, filled: Path) -> None:
    ran = khabar("verify", "--store", "reports/table.jsonl")
    assert ran.code == 1
    assert "reports/table.jsonl: this file is no store (no SQLite database): give --store the file" in ran.err


def test_logging_more_tells_of_khabar_and_not_of_its_tools(khabar: Khabar, reports: Path) -> None:
    assert "alembic" not in khabar("-v", "add", "reports/more/note.txt").err


def test_verify_counts_in_words(khabar: Khabar, reports: Path) -> None:
    khabar("add", "reports/more/note.txt")
    told = khabar("verify").out.splitlines()[0]
    assert told.startswith("1 log entry, 1 file as received, 1 capture, 1 document, 1 reading")


def test_a_backup_is_verified_and_can_be_asked(khabar: Khabar, filled: Path) -> None:
    ran = khabar("backup", "copy.db")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "khabar.db was copied"
    assert ran.out.splitlines()[1:] == khabar("verify").out.splitlines()
    assert rows(khabar, "search", "السوق", "--store", "copy.db") == rows(khabar, "search", "السوق")
    again = khabar("backup", "copy.db")
    assert (again.code, again.err) == (1, "khabar: copy.db is there already: name a file that is not\n")
