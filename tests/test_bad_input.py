"""Inputs that are no honest report: each gives a result or one line that names the file, never a traceback."""

import gzip
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khabar import Document, Report, read

ARABIC = "نفى المتحدث باسم الجيش قصف المستشفى، وقال إن القوات انسحبت من بلدة الزاوية أمس.\n"
READABLE = {
    "spaces.txt": b"\n\n   " + ARABIC.encode() + b"\n\n",
    "english.txt": b"The spokesman denied that the hospital was shelled.",
    "mixed.txt": f"{ARABIC} He said: no comment. Он сказал нет. 他说 {ARABIC}".encode(),
    "utf16.txt": ARABIC.encode("utf-16"),
    "utf16-no-mark.txt": ARABIC.encode("utf-16-le"),
    "cp1256.txt": (ARABIC * 3).encode("cp1256"),
    "broken-utf8.txt": (ARABIC * 20).encode()[:-1] + b"\xd9",
    "control.txt": "قال\x00\x1b[2J المتحدث\x07 \u202eإن\u202c القوات\u2066 انسحبت\ufeff".encode(),
    "quotations.txt": ("قال: " + "«" * 1000 + "انسحبنا" + "»" * 1000).encode(),
    "unclosed.txt": ("قال «" * 1000).encode(),
    "emoji.txt": "قال 🙂‍↔️👨‍👩‍👧 المتحدث إن \U0001f1f1\U0001f1fe \ud83d".encode("utf-8", "replace"),
    "marks.txt": ("قَّّّّّّالَ" * 200).encode(),
    "one-word.txt": ("ا" * 100_000).encode(),
    "punctuation.txt": "…!؟،؛:«»()[]{}\"'“”‘’—–-".encode() * 50,
    "digits.txt": "٣ 3 ۳ ".encode() * 500,
    "windows.txt": ARABIC.replace("\n", "\r\n").encode() * 3,
    "hub.html": f"<html><body><p>{ARABIC}</p><script>var x = 1</script></body></html>".encode(),
    "unclosed.html": f"<html><body><div><div><p>{ARABIC * 5}<p>".encode(),
    "packed.txt": gzip.compress(ARABIC.encode()),
    "deep.html": b"<div>" * 3000 + ARABIC.encode() * 5,
}
REFUSED = {
    "empty.txt": (b"", "no text"),
    "blank.txt": (b" \n\t\r\n", "no text"),
    "navigation.html": (
        b"<html><body><nav><a href='/'>a</a> <a href='/b'>b</a></nav></body></html>",
        "no running text",
    ),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    "program.txt": (random.Random(1).randbytes(5000), ""),
    "form.json": (b'{"title": 1}', "text"),
}


def spans_hold(report: Report) -> None:
    length = len(report.document.text)
    for claim in report.claims:
        for span in (claim.span, claim.cue, claim.content, *(link.span for link in claim.chain)):
            assert 0 <= span.start < span.end <= length
    for event in report.events:
        for span in (event.trigger, *event.mentions):
            assert 0 <= span.start < span.end <= length


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_is_read_honestly(khabar: Callable[..., Any], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(READABLE[name])
    for form in ("json", "text", "html"):
        ran = khabar("read", str(path), "--format", form)
        assert (ran.code, ran.err) == (0, ""), form
        if form == "json":
            spans_hold(Report.from_json(ran.out))


def test_other_languages_give_no_claims(khabar: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "english.txt"
    path.write_bytes(READABLE["english.txt"])
    report = Report.from_json(khabar("read", str(path), "--format", "json").out)
    assert (report.claims, report.events) == ((), ())


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_cannot_be_read_is_one_line_and_the_rest_is_read(
    khabar: Callable[..., Any], tmp_path: Path, jobs: str
) -> None:
    for name, (data, _) in REFUSED.items():
        (tmp_path / name).write_bytes(data)
    with open(tmp_path / "big.txt", "wb") as big:
        big.truncate(50 * 2**20)
    (tmp_path / "good.txt").write_text(ARABIC, encoding="utf-8")
    names = [*REFUSED, "big.txt", "missing.txt", "good.txt"]
    ran = khabar("read", *(str(tmp_path / n) for n in names), str(tmp_path), "--format", "jsonl", "--jobs", jobs)
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 1
    complaints = ran.err.splitlines()
    assert len(complaints) == len(REFUSED) + 3
    for complaint, (name, (_, reason)) in zip(complaints, REFUSED.items(), strict=False):
        assert complaint.startswith(f"khabar: {tmp_path / name}: ")
        assert reason in complaint
    assert "50 MB" in complaints[len(REFUSED)]


@pytest.mark.parametrize("published", [None, "2024-03-05", "0001-01-01", "9999-12-31", "2024-03-05T23:59:59+03:00"])
def test_any_publication_date_is_fine(published: str | None) -> None:
    text = ARABIC + "ووقع انفجار يوم السبت الماضي وقبل ثلاثة أسابيع وسيعقد اجتماع غدا والشهر المقبل في بغداد."
    spans_hold(read(Document(text=text, published=published)))


def test_the_empty_document_is_an_empty_report() -> None:
    report = read(Document(text=""))
    assert (report.claims, report.events) == ((), ())
