"""The command line: what goes in, what comes out, and with which exit code."""

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
import typer

import khabar as package
from khabar import Report
from khabar.cli import make_app

TEXT = "نفى المتحدث باسم الجيش قصف المستشفى، وقال إن القوات انسحبت من البلدة أمس."
Khabar = Callable[..., Any]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_help_and_version(khabar: Khabar) -> None:
    assert khabar("--version").out == f"khabar {package.__version__}\n"
    commands: dict[str, click.Command] = typer.main.get_command(make_app()).commands  # type: ignore[attr-defined]
    for command in [
        [n, *more]
        for n, one in sorted(commands.items())
        for more in ([[m] for m in getattr(one, "commands", ())] or [[]])
    ]:
        shown = khabar(*command, "--help")
        assert shown.code == 0
        assert "Example" in shown.out


@pytest.mark.parametrize("arguments", [["read"], ["read", "a.txt", "--format", "pdf"], ["nonsense"], ["eval"]])
def test_wrong_usage_is_2_and_one_line_that_says_where_to_look(khabar: Khabar, arguments: list[str]) -> None:
    ran = khabar(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"khabar: .+; see khabar( read| eval)? --help\n", ran.err)


def test_no_command_shows_the_help(khabar: Khabar) -> None:
    ran = khabar()
    assert (ran.code, ran.err) == (2, "")
    assert "explain" in ran.out


def test_a_language_that_is_not_there(khabar: Khabar) -> None:
    ran = khabar("check", "xx")
    assert (ran.code, ran.out, ran.err) == (1, "", "khabar: there is no language «xx»; there is: ar\n")


def test_a_wrong_date_is_wrong_usage_and_says_what_is_right(khabar: Khabar, report: Path) -> None:
    ran = khabar("read", str(report), "--published", "yesterday")
    assert ran.code == 2
    assert "YYYY-MM-DD" in ran.err
    assert "Traceback" not in ran.err


def test_json_is_the_report(khabar: Khabar, report: Path) -> None:
    ran = khabar(
        "read", str(report), "-f", "json", "--published", "2024-03-05", "--publisher", "Port", "--url", "https://e.org"
    )
    read = Report.from_json(ran.out)
    assert ran.code == 0
    assert read.document.text == TEXT
    assert (read.document.published, read.document.publisher, read.document.url) == (
        "2024-03-05",
        "Port",
        "https://e.org",
    )


def test_standard_input(khabar: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    feed(TEXT.encode())
    assert Report.from_json(khabar("read", "-", "-f", "json").out).document.text == TEXT
    feed((json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT + " "}) + "\n").encode())
    assert len(khabar("read", "-", "-f", "jsonl").out.splitlines()) == 2
    feed(json.dumps({"text": TEXT, "published": "2024-03-05"}).encode())
    assert Report.from_json(khabar("read", "-", "-f", "json").out).document.published == "2024-03-05"
    feed(b"")
    ran = khabar("read", "-")
    assert (ran.code, ran.err) == (1, "khabar: <stdin>: there is no text in it\n")


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_many_inputs_come_out_in_their_order(khabar: Khabar, tmp_path: Path, jobs: str) -> None:
    corpus = tmp_path / "corpus.jsonl"
    lines = [json.dumps({"text": f"{TEXT} {n}", "id": str(n)}) for n in range(60)]
    lines[7], lines[31] = "nonsense", '{"text": ""}'
    corpus.write_text("\n".join(lines), encoding="utf-8")
    ran = khabar("read", str(tmp_path / "none.txt"), str(corpus), "-f", "jsonl", "--jobs", jobs)
    ids = [Report.from_json(line).document.id for line in ran.out.splitlines()]
    assert ids == [str(n) for n in range(60) if n not in (7, 31)]
    assert ran.code == 3
    complaints = ran.err.splitlines()
    assert complaints[0] == f"khabar: {tmp_path / 'none.txt'}: no such file"
    assert complaints[1].startswith(f"khabar: {corpus}, line 8: not valid JSON")
    assert complaints[2] == f"khabar: {corpus}, line 32: there is no text in it"
    assert len(complaints) == 3


def test_none_read_is_1(khabar: Khabar, tmp_path: Path) -> None:
    assert khabar("read", str(tmp_path / "none.txt")).code == 1


def test_output_goes_to_a_file_that_is_whole_or_not_there(khabar: Khabar, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert khabar("read", str(report), "-f", "json", "-o", str(out)).out == ""
    assert Report.from_json(out.read_text(encoding="utf-8")).document.text == TEXT
    ran = khabar("read", str(report), "-o", str(tmp_path / "no" / "folder.txt"))
    assert ran.code == 1
    assert "cannot write" in ran.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.json", "report.txt"]


def test_text_output_names_the_file(khabar: Khabar, report: Path) -> None:
    ran = khabar("read", str(report))
    assert str(report) in ran.out.replace("\n", "")
    assert ran.err == ""


def test_html_output_is_one_page(khabar: Khabar, report: Path) -> None:
    ran = khabar("read", str(report), str(report), "--format", "html")
    assert ran.out.startswith("<!doctype html>")
    assert ran.out.count('<article class="report"') == 2


def test_a_fault_of_the_engine_costs_one_report_only(
    khabar: Khabar, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khabar import reading

    real = reading.read

    def fail(document: Any) -> Report:
        if "كسر" in document.text:
            raise ZeroDivisionError("by zero")
        return real(document)

    monkeypatch.setattr(reading, "read", fail)
    broken = tmp_path / "broken.txt"
    broken.write_text("كسر", encoding="utf-8")
    ran = khabar("read", str(broken), str(report), "-f", "jsonl")
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 1
    assert "broken.txt: khabar failed on it (ZeroDivisionError" in ran.err
    assert "Traceback" not in ran.err


def test_whatever_else_goes_wrong_is_one_line(khabar: Khabar, monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    def fail(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(msgspec.json, "schema", fail)
    ran = khabar("schema")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "please report this" in ran.err


def test_explain_shows_rules_and_words(
    khabar: Khabar, report: Path, sample: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khabar import reading

    monkeypatch.setattr(reading, "read", lambda document: sample)
    everything = khabar("explain", str(report)).out
    for part in ("speech/deny:نفى", "claims.relay", "+1.50", "events/explosion:انفجار", "c2"):
        assert part in everything
    only = khabar("explain", str(report), "--event", "e1").out
    assert "events/explosion:انفجار" in only
    assert "claims.relay" not in only
    ran = khabar("explain", str(report), "--claim", "c9")
    assert (ran.code, ran.err) == (1, "khabar: this report has no «c9»; its claims and events are: c1, c2, e1\n")


def test_schema_fits_what_is_written(khabar: Khabar, sample: Report) -> None:
    schema = json.loads(khabar("schema").out)
    assert schema["$ref"].endswith("Report")
    written = json.loads(sample.to_json())
    assert set(written) == set(schema["$defs"]["Report"]["properties"])
    assert set(written["claims"][0]) == set(schema["$defs"]["Claim"]["properties"])


def test_demo_prints_and_writes_a_page(khabar: Khabar, tmp_path: Path) -> None:
    page = tmp_path / "demo.html"
    ran = khabar("demo", "--output", str(page))
    assert (ran.code, ran.err) == (0, "")
    assert page.read_text(encoding="utf-8").count('<article class="report"') >= 6
    assert str(page) in ran.out.replace("\n", "")


def test_eval_prints_figures_and_errors(khabar: Khabar, tmp_path: Path, sample: Report) -> None:
    (tmp_path / "a.json").write_text(sample.to_json(), encoding="utf-8")
    assert "claim+origin" in khabar("eval", str(tmp_path)).out
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    ran = khabar("eval", str(tmp_path))
    assert ran.code == 1
    assert "a.json: not one report" in ran.err
