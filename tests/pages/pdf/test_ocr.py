"""Scans: read where tesseract and its Arabic are there, kept and marked where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khabar.pages import ocr
from khabar.pages.intake import Capture, Intake, Known
from khabar.pages.pdf import read, read_pdf

TEXT = "قال مصدر طبي في المدينة إن ثلاثة أشخاص أصيبوا في القصف الذي وقع على السوق أمس"
OTHER = "وأضاف أن فرق الإسعاف نقلت المصابين إلى المستشفى الوطني في المدينة"
PICTURE = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
OUTLINES = " ".join(f"{n} {n} m {n + 3} {n} l {n} {n + 4} l f" for n in range(50))
Make = Callable[..., bytes]
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a tesseract on the search path that answers as told; nothing else is on it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(read, "find_ocr", ocr.find_ocr)

    def write(page: str = "", *, languages: str = "ara\nosd") -> None:
        program = tmp_path / "tesseract"
        program.write_text(
            "#!/bin/sh\n"
            'case "$1" in\n'
            f"--list-langs) printf 'List of available languages (2):\\n{languages}\\n' ;;\n"
            "--version) echo 'tesseract 9.9' >&2 ;;\n"
            f"*) echo \"$@\" >> '{tmp_path}/asked'; {page} ;;\n"
            "esac\n"
        )
        program.chmod(0o755)

    return write


def take(data: bytes) -> Intake:
    (intake,) = read_pdf(Capture(data=data, name="scan.pdf"), Known())
    return intake


def test_a_scan_is_kept_and_marked_without_ocr(make_pdf: Make, install: Install) -> None:
    intake = take(make_pdf([], []))
    assert (intake.state, intake.document.text, intake.quality) == ("needs_ocr", "", 0.0)
    assert intake.note == "all pages: no text layer worth the name; install tesseract-ocr-ara to read it"
    assert intake.document.sha256 == intake.capture.sha256


def test_a_tesseract_without_arabic_is_none(make_pdf: Make, install: Install) -> None:
    install(languages="eng")
    assert ocr.find_ocr() is None
    assert take(make_pdf([])).state == "needs_ocr"


def test_a_scan_is_read_and_says_by_what(make_pdf: Make, install: Install, tmp_path: Path) -> None:
    words = TEXT.split()
    page = f"read -r kind width height most; printf '%s' \"{' '.join(words[:8])}\n{' '.join(words[8:])}\n\n\f\""
    install(f'{page}; echo "$kind $width $height $most" > {tmp_path}/picture')
    intake = take(make_pdf([]))
    assert intake.document.text == TEXT
    assert intake.state == "ready"
    assert intake.note == "its page: read by OCR (tesseract 9.9, ara)"
    assert intake.quality is not None
    assert intake.quality > 0.8
    assert (tmp_path / "picture").read_text() == "P5 2500 3334 255\n"
    assert (tmp_path / "asked").read_text() == "stdin stdout -l ara --dpi 300\n"


def test_only_pages_without_text_are_read(make_pdf: Make, put: Any, install: Install) -> None:
    install("printf 'نص من الصورة الأولى في الصفحة'")
    intake = take(make_pdf([put(TEXT, 580, 700, 10.0)], [PICTURE], [put(OTHER, 580, 600, 10.0)]))
    assert intake.document.text == f"{TEXT}\n\nنص من الصورة الأولى في الصفحة\n\n{OTHER}"
    assert (intake.state, intake.note) == ("ready", "page 2: read by OCR (tesseract 9.9, ara)")


def test_the_stamp_of_a_scanner_is_no_text(make_pdf: Make, put: Any, install: Install) -> None:
    stamp = put("Scanned by the good scanner of the office", 20, 20, right=False)
    assert take(make_pdf([stamp], [stamp], [stamp])).state == "needs_ocr"


def test_some_pages_without_text_do_not_mark_the_rest(make_pdf: Make, put: Any, install: Install) -> None:
    intake = take(make_pdf([put(TEXT, 580, 700, 10.0)], [PICTURE], [], [OUTLINES]))
    assert (intake.state, intake.document.text) == ("ready", TEXT)
    assert intake.note == "pages 2, 4: no text layer worth the name; install tesseract-ocr-ara to read it"


def test_a_layer_of_nonsense_is_read_anew(make_pdf: Make, put: Any, install: Install) -> None:
    nonsense = put("ÞÇá ãÕÏÑ ØÈí Ýí ÇáãÏíäÉ Åä ËáÇËÉ ÃÔÎÇÕ", 580, 700)
    assert take(make_pdf([nonsense])).state == "needs_ocr"
    install(f"printf '{TEXT}'")
    assert take(make_pdf([nonsense])).document.text == TEXT


@pytest.mark.parametrize("page", ["true", "echo '~ | ] 4 x'"])
def test_a_picture_without_text_is_kept_as_unreadable(make_pdf: Make, install: Install, page: str) -> None:
    install(page)
    intake = take(make_pdf([PICTURE]))
    assert intake.state == "unreadable"
    assert intake.note == "its page: read by OCR (tesseract 9.9, ara); no Arabic text was found in the picture"


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("echo 'no such\nlanguage' >&2; exit 1", "OCR failed: no such language"),
        ("exec /bin/sleep 9", "longer than 0.2"),
    ],
)
def test_a_program_that_fails_or_hangs_leaves_the_mark(
    make_pdf: Make, install: Install, monkeypatch: pytest.MonkeyPatch, page: str, why: str
) -> None:
    install(page)
    found = ocr.find_ocr()
    assert found is not None
    monkeypatch.setattr(read, "find_ocr", lambda: found._replace(seconds=0.2))
    intake = take(make_pdf([], []))
    assert intake.state == "needs_ocr"
    assert intake.note is not None
    assert why in intake.note
    assert "2 of them not read" in intake.note


def test_no_more_pages_are_read_than_the_limit(
    make_pdf: Make, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(f"printf '{TEXT}'")
    found = ocr.find_ocr()
    assert found is not None
    monkeypatch.setattr(read, "find_ocr", lambda: found._replace(most_pages=2))
    intake = take(make_pdf([], [], [], []))
    assert len((tmp_path / "asked").read_text().splitlines()) == 2
    assert intake.state == "needs_ocr"
    assert "2 of them not read" in (intake.note or "")


def test_a_huge_page_is_drawn_within_bounds(make_pdf: Make, install: Install, tmp_path: Path) -> None:
    install(f"read -r kind width height most; echo $width $height > {tmp_path}/picture")
    take(make_pdf([]).replace(b"[0 0 600 800]", b"[0 0 9000 9000]"))
    width, height = map(int, (tmp_path / "picture").read_text().split())
    assert width * height < 41_000_000


def test_the_tesseract_of_this_machine_answers_or_is_told_missing(
    make_pdf: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "find_ocr", ocr.find_ocr)
    intake = take(make_pdf([]))
    expected = "read by OCR (tesseract" if ocr.find_ocr() else "install tesseract-ocr-ara"
    assert expected in (intake.note or "")
