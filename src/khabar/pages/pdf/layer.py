"""What PDFium gives of a file: the text of each page, which pages are pictures, and a page drawn."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

from khabar.errors import DamagedInput, EmptyInput
from khabar.model import Value
from khabar.pages.pdf.columns import Line, order_lines
from khabar.pages.pdf.furniture import drop_furniture, find_address
from khabar.pages.pdf.glyphs import Glyph, read_glyphs
from khabar.pages.pdf.paragraphs import join_lines
from khabar.pages.pdf.quality import rate_text
from khabar.pages.pdf.repair import repair_text
from khabar.pages.pdf.rows import cut_row, find_rows, measure_letters

_MOST_PAGES = 1000
_LEAST_LETTERS = 20  # a page with fewer may be a picture with a number under it
_MANY_PATHS = 30  # of letters drawn as outlines
_LEAST_QUALITY = 0.4
_SAID = (("Title", "title"), ("Author", "author"), ("CreationDate", "made"), ("Producer", "by"))
_TURNED = "its letters were drawn from left to right in the order in which they are read, and are put right"


class Layer(Value, frozen=True, kw_only=True):
    """The text of each page, how far all of it is running text, and the pages that only OCR could read.

    `notes` are what the file says of itself, and what was put right.
    """

    texts: tuple[str, ...]
    quality: float
    poor: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


class _Page(NamedTuple):
    """The rows of a page, the usual width of each letter, and whether most of it runs rightward."""

    rows: list[list[Glyph]]
    widths: dict[str, float]
    rightward: bool


def read_layer(data: bytes) -> Layer:
    """Return the text layer of a file. Raises `DamagedInput` where it cannot be opened, `EmptyInput` without a page."""
    with _open(data) as file:
        count = min(len(file), _MOST_PAGES)
        if not count:
            raise EmptyInput("the file has no pages")
        notes = _read_notes(file, count)
        pages = [_read_page(file, number) for number in range(count)]
        texts = _set_texts(pages, as_drawn=False)
        quality = rate_text("\n".join(texts))
        if quality < _LEAST_QUALITY:
            turned = _set_texts(pages, as_drawn=True)
            if (better := rate_text("\n".join(turned))) >= _LEAST_QUALITY:
                texts, quality = turned, better
                notes.append(_TURNED)
        poor = _find_poor(file, texts, quality)
        if printed := find_address(_order(pages[0], as_drawn=False)):
            notes.append(f"a browser printed it from {printed}")
    return Layer(texts=tuple(texts), quality=quality, poor=tuple(poor), notes=tuple(notes))


def draw_page(data: bytes, number: int, *, dots: int, most_pixels: int) -> bytes:
    """Return a page drawn in grey as a PGM picture, of so many dots an inch and no more pixels than that."""
    with _open(data) as file:
        page = file[number]
        width, height = page.get_size()
        scale = min(dots / 72, (most_pixels / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        rows = bytes(bitmap.buffer)
        head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
        body = b"".join(rows[n * bitmap.stride : n * bitmap.stride + bitmap.width] for n in range(bitmap.height))
        bitmap.close()
        page.close()
    return head + body


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise DamagedInput(
            "the file is locked by a password; unlock it first" if locked else "this is no PDF file that can be opened"
        ) from None


def _set_texts(pages: Sequence[_Page], *, as_drawn: bool) -> list[str]:
    """Return the text of each page, furniture left out; an unreadable page gives none."""
    kept = drop_furniture([_order(page, as_drawn) for page in pages])
    texts = []
    for lines, page in zip(kept, pages, strict=True):
        rightward = _begin_left(lines) if as_drawn else page.rightward
        paragraphs = (repair_text(text) for text in join_lines(lines, rightward=rightward))
        texts.append("\n".join(text for text in paragraphs if text))
    return texts


def _begin_left(lines: Sequence[Line]) -> bool:
    """Say whether lines begin at one edge on the left, as their order does, or were set to the right by hand."""
    left = sum(line.left - line.column[0] < line.em for line in lines)
    return left >= sum(line.column[1] - line.right < line.em for line in lines)


def _order(page: _Page, as_drawn: bool) -> list[Line]:
    rightward = page.rightward or as_drawn
    rows = [cut_row(row, rightward=rightward, widths=page.widths, as_drawn=as_drawn) for row in page.rows]
    return order_lines(rows, rightward=rightward)


def _read_page(file: Any, number: int) -> _Page:
    import pypdfium2

    try:
        page = file[number]
        text_page = page.get_textpage()
        glyphs = read_glyphs(text_page)
        text_page.close()
        page.close()
    except pypdfium2.PdfiumError:
        return _Page([], {}, False)
    return _Page(find_rows(glyphs), measure_letters(glyphs), _runs_rightward(glyphs))


def _runs_rightward(glyphs: Sequence[Glyph]) -> bool:
    arabic = sum(1 for glyph in glyphs if "\u0600" <= glyph.text[0] <= "\u06ff")
    latin = sum(1 for glyph in glyphs if glyph.text[0].isascii() and glyph.text[0].isalpha())
    return latin > arabic


def _find_poor(file: Any, texts: Sequence[str], quality: float) -> list[int]:
    """Return the pages that are drawn and not written, or all of them where the text layer is not running text."""
    if quality < _LEAST_QUALITY:
        return list(range(len(texts)))
    few = [n for n, text in enumerate(texts) if sum(map(str.isalpha, text)) < _LEAST_LETTERS]
    return [n for n in few if _is_drawn(file, n)]


def _is_drawn(file: Any, number: int) -> bool:
    """Say whether a page has a picture on it, or as many outlines as letters would have."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = file[number]
        kinds = [one.type for one in itertools.islice(page.get_objects(max_depth=3), 10 * _MANY_PATHS)]
        page.close()
    except pypdfium2.PdfiumError:
        return False
    return pdfium.FPDF_PAGEOBJ_IMAGE in kinds or kinds.count(pdfium.FPDF_PAGEOBJ_PATH) > _MANY_PATHS


def _read_notes(file: Any, count: int) -> list[str]:
    """Return what the file says of itself, which is not about its publication."""
    said = file.get_metadata_dict(skip_empty=True)
    notes = [f"{word} «{' '.join(said[key].split())[:120]}»" for key, word in _SAID if said.get(key)]
    notes = [f"the file says of itself: {', '.join(notes)}"] if notes else []
    if len(file) > count:
        notes.append(f"only the first {count} of {len(file)} pages were read")
    return notes
