"""PDF files made by hand, glyph by glyph, as good and bad programs make them; no font is needed to read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pytest

from khabar.pages.pdf.layer import draw_page, read_layer

FORMS = {
    (unicodedata.decomposition(chr(code)).split()[0].strip("<>"), unicodedata.normalize("NFKC", chr(code))): chr(code)
    for code in range(0xFE80, 0xFEFD)
}
FIRST = 33  # the first code of a glyph; a font has room for some 200
BRACKETS = str.maketrans("()[]«»", ")(][»«")
LAM_ALEF = re.compile("ل[اأإآ]")
FIGURES = re.compile(r"[\d!-~«»]")
TOKEN = re.compile(
    r"[A-Za-z][A-Za-z0-9\-./:?=]*(?: [A-Za-z][A-Za-z0-9\-]*)*|\d+(?:[.,:/٫]\d+)*|ل[اأإآ]|.[\u064b-\u0652]*", re.S
)


class Put(NamedTuple):
    """A line drawn from left to right, beginning at `x`, or ending there where `right`."""

    text: str
    x: float
    y: float
    size: float = 12.0
    right: bool = True
    gaps: bool = False  # blanks are gaps, and not drawn
    shaped: bool = False  # letters are drawn as presentation forms
    leftward: bool = False  # drawn from the right to the left, as it is written
    unturned: bool = False  # drawn from left to right in the order in which it is read: the program knows no Arabic


def shape(text: str) -> str:
    """Return a text without marks in presentation forms, lam and alef as one."""
    text = LAM_ALEF.sub(lambda found: FORMS[("isolated", found[0])], text)
    shaped = []
    for n, letter in enumerate(text):
        joins_before = n > 0 and _joins(text[n - 1], "initial") and _joins(letter, "final")
        joins_after = n + 1 < len(text) and _joins(letter, "initial") and _joins(text[n + 1], "final")
        form = {(1, 1): "medial", (1, 0): "final", (0, 1): "initial"}.get((joins_before, joins_after), "isolated")
        plain = unicodedata.normalize("NFKC", letter)
        shaped.append(FORMS.get((form, plain), letter))
    return "".join(shaped)


def _joins(letter: str, form: str) -> bool:
    return (form, unicodedata.normalize("NFKC", letter)) in FORMS


def draw(text: str) -> list[str]:
    """Return the glyphs of a line of Arabic from left to right, as it is displayed."""
    glyphs = [found[0] for found in TOKEN.finditer(text)][::-1]
    return [letter for glyph in glyphs for letter in (_figures(glyph) if FIGURES.match(glyph) else [glyph])]


def _figures(token: str) -> list[str]:
    return list(token.translate(BRACKETS)) if len(token) == 1 else list(token)


@pytest.fixture(autouse=True, scope="module")
def no_ocr() -> Iterator[None]:
    """Read without OCR, installed or not; the tests of OCR bring their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("khabar.pages.pdf.read.find_ocr", lambda: None)
        yield


@pytest.fixture(autouse=True, scope="module")
def no_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let PDFium run in this process, which is faster; the tests of its own process do not."""
    with pytest.MonkeyPatch.context() as patch:
        if "apart" not in request.module.__name__:
            patch.setattr("khabar.pages.pdf.read.read_layer_apart", read_layer)
            patch.setattr("khabar.pages.ocr.draw_page_apart", draw_page)
        yield


@pytest.fixture(scope="module", name="put")
def _put() -> type[Put]:
    return Put


@pytest.fixture(scope="module", name="draw")
def _draw() -> Callable[[str], list[str]]:
    return draw


@pytest.fixture(scope="module")
def make_pdf() -> Callable[..., bytes]:
    """Make a PDF of pages, each a list of lines or of operators to draw."""
    return write_pdf


def write_pdf(*pages: Sequence[Put | str], info: dict[str, str] | None = None, rotate: int = 0) -> bytes:
    spellings: dict[str, int] = {}
    contents = ["\n".join(put if isinstance(put, str) else _show(put, spellings) for put in page) for page in pages]
    chars = "\n".join(f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for text, code in spellings.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(spellings)} beginbfchar\n{chars}\nendbfchar\nendcmap end end"
    )
    names = " ".join(f"/g{code}" for code in spellings.values())
    box = "500 0 0 0 450 600 d1 0 0 450 600 re f"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{8 + 2 * n} 0 R' for n in range(len(pages)))}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0 "
        f"/LastChar 255 /Widths [{'500 ' * 256}] /Encoding 4 0 R /CharProcs 5 0 R /ToUnicode 6 0 R /Resources << >> >>",
        f"<< /Type /Encoding /Differences [{FIRST} {names}] >>",
        "<< " + " ".join(f"/g{code} {8 + 2 * len(pages)} 0 R" for code in spellings.values()) + " >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        "<< " + " ".join(f"/{key} {_string(value)}" for key, value in (info or {}).items()) + " >>",
    ]
    for n, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate {rotate} /Contents {9 + 2 * n} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append(f"<< /Length {len(box)} >>\nstream\n{box}\nendstream")
    return _assemble(objects)


def _show(put: Put, spellings: dict[str, int]) -> str:
    """Return the operators that draw a line: half an em a glyph, each at its place."""
    glyphs = list(put.text) if put.unturned else draw(shape(put.text) if put.shaped else put.text)
    step = put.size / 2
    start = put.x - step * len(glyphs) if put.right else put.x
    placed = [
        (start + step * n, letter)  # a mark stands over its letter
        for n, glyph in enumerate(glyphs)
        for letter in ([glyph] if LAM_ALEF.fullmatch(glyph) else glyph)
        if letter != " " or not put.gaps
    ]
    if put.leftward:
        placed.reverse()
    codes = [(x, spellings.setdefault(glyph, FIRST + len(spellings))) for x, glyph in placed]
    shown = " ".join(f"1 0 0 1 {x:.2f} {put.y:.2f} Tm <{code:02x}> Tj" for x, code in codes)
    return f"BT /F {put.size} Tf {shown} ET"


def _string(value: str) -> str:
    return f"<feff{value.encode('utf-16-be').hex()}>"


def _assemble(objects: list[str]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()
