"""PDFium runs in a process of its own: a file that breaks it, or takes too much, stops no other and is kept."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest

from khabar.errors import DamagedInput
from khabar.pages.intake import Capture, Intake, Known
from khabar.pages.open import open_capture
from khabar.pages.pdf import apart
from khabar.pages.pdf.apart import Broken, Wanted
from khabar.pages.pdf.read import read_pdf

TEXT = "قال مصدر طبي في المدينة إن ثلاثة أشخاص أصيبوا في القصف الذي وقع على السوق أمس"
Make = Callable[..., bytes]


def take(data: bytes) -> Intake:
    (intake,) = read_pdf(Capture(data=data, name="a.pdf"), Known())
    return intake


def test_another_process_gives_the_text(make_pdf: Make, put: Any) -> None:
    intake = take(make_pdf([put(TEXT, 580, 700, 10.0)]))
    assert (intake.state, intake.document.text) == ("ready", TEXT)
    with pytest.raises(DamagedInput, match="no PDF file that can be opened"):
        take(b"%PDF-1.7 nothing")
    picture = apart.draw_page_apart(make_pdf([]), 0, dots=72, most_pixels=10**6)
    assert picture.startswith(b"P5 600 800 255\n")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import os; os.abort()", r"PDFium crashed on it \(SIGABRT\); it has 2,048 MB and 120 seconds for one file"),
        ("import ctypes; ctypes.string_at(0)", r"PDFium crashed on it \(SIGSEGV\)"),
        ("raise SystemExit(9)", "PDFium failed on it"),
    ],
)
def test_a_file_that_breaks_pdfium_is_kept_with_the_reason(
    make_pdf: Make, put: Any, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    good = make_pdf([put(TEXT, 580, 700, 10.0)])
    with monkeypatch.context() as patch:
        patch.setattr(apart, "COMMAND", (sys.executable, "-c", script))
        (intake,) = open_capture(Capture(data=good, name="a.pdf"), Known())
    assert isinstance(intake, Intake)
    assert intake.state == "unreadable"
    assert intake.document.text == ""
    assert re.search(said, intake.note or "")
    assert take(good).state == "ready"


def test_one_that_takes_too_long_is_ended(make_pdf: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    with pytest.raises(Broken, match=r"longer than 0\.2 seconds"):
        apart._ask(make_pdf([]), Wanted(seconds=0.2))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux holds a process to its address space")
def test_one_that_takes_too_much_memory_is_ended(make_pdf: Make) -> None:
    huge = make_pdf([]).replace(b"[0 0 600 800]", b"[0 0 9000 9000]")
    with pytest.raises(Broken):
        apart._ask(huge, Wanted(number=0, dots=300, most_pixels=10**9, memory=512 << 20))
