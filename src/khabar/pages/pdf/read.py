"""A PDF file to the one document in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from khabar.errors import DamagedInput, EmptyInput, InputError
from khabar.model import Document
from khabar.pages.intake import Capture, Intake, Known, State
from khabar.pages.ocr import Ocr, find_ocr
from khabar.pages.pdf.columns import Line, order_lines
from khabar.pages.pdf.furniture import drop_furniture
from khabar.pages.pdf.glyphs import Glyph, read_glyphs
from khabar.pages.pdf.paragraphs import join_lines
from khabar.pages.pdf.quality import rate_text
from khabar.pages.pdf.repair import repair_text
from khabar.pages.pdf.rows import cut_row, find_rows, measure_letters

_MOST_PAGES = 1000
_LEAST_LETTERS = 20  # a page with fewer may be a picture with a number under it
_MANY_PATHS = 30  # of letters drawn as outlines
_LEAST_QUALITY = 0.4
_LEAST_OCR_QUALITY = 0.2  # below it the picture shows no Arabic text
_SAID = (("Title", "title"), ("Author", "author"), ("CreationDate", "made"), ("Producer", "by"))


def read_pdf(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the document of a PDF file: its text layer, or what OCR reads where there is none worth the name.

    Without OCR it is kept as `needs_ocr`. What the file says of its title, author and day of making is noted
    only: it is not when or by whom the report was published. Raises `DamagedInput` or `EmptyInput`.
    """
    with _open(capture.data) as file:
        count = min(len(file), _MOST_PAGES)
        if not count:
            raise EmptyInput("the file has no pages")
        notes = _read_notes(file, count)
        texts = _read_layer(file, count)
        quality = rate_text("\n".join(texts))
        state: State = "ready"
        poor = _find_poor(file, texts, quality)
        if poor:
            texts, note, complete = _read_scans(file, texts, poor, find_ocr())
            notes.append(note)
            quality = rate_text("\n".join(texts))
            state = _tell_state(quality, complete=complete, some_written=len(poor) < count)
    text = "\n\n".join(text for text in texts if text)
    document = known.over(Document(text=text, url=capture.url, sha256=capture.sha256))
    yield Intake(document=document, capture=capture, state=state, quality=quality, note="; ".join(notes) or None)


def _tell_state(quality: float, *, complete: bool, some_written: bool) -> State:
    """Return the state of a file with scans in it, read as far as could be."""
    if some_written:
        return "ready"
    if not complete:
        return "needs_ocr"
    return "ready" if quality >= _LEAST_OCR_QUALITY else "unreadable"


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise DamagedInput(
            "the file is locked by a password; unlock it first" if locked else "this is no PDF file that can be opened"
        ) from None


def _read_layer(file: Any, count: int) -> list[str]:
    """Return the text of each page, furniture left out; an unreadable page gives none."""
    pages = [_read_page(file, number) for number in range(count)]
    kept = drop_furniture([lines for lines, _ in pages])
    texts = []
    for lines, (_, rightward) in zip(kept, pages, strict=True):
        paragraphs = (repair_text(text) for text in join_lines(lines, rightward=rightward))
        texts.append("\n".join(text for text in paragraphs if text))
    return texts


def _read_page(file: Any, number: int) -> tuple[list[Line], bool]:
    import pypdfium2

    try:
        page = file[number]
        text_page = page.get_textpage()
        glyphs = read_glyphs(text_page)
        text_page.close()
        page.close()
    except pypdfium2.PdfiumError:
        return [], False
    rightward = _runs_rightward(glyphs)
    widths = measure_letters(glyphs)
    rows = [cut_row(row, rightward=rightward, widths=widths) for row in find_rows(glyphs)]
    return order_lines(rows, rightward=rightward), rightward


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


def _read_scans(file: Any, texts: list[str], poor: list[int], ocr: Ocr | None) -> tuple[list[str], str, bool]:
    """Return the texts with the poor pages read by OCR, what to note of it, and whether all of them were read."""
    where = _say_pages(poor, len(texts))
    if ocr is None:
        return texts, f"{where}: no text layer worth the name; install tesseract-ocr-ara to read it", False
    read, problem = dict[int, str](), ""
    for number in poor[: ocr.most_pages]:
        try:
            read[number] = _repair_lines(ocr.read_page(file, number))
        except InputError as fault:
            problem = f"; {fault}"
            break
    complete = len(read) == len(poor)
    rest = "" if complete else f", {len(poor) - len(read)} of them not read{problem}"
    return [read.get(n, text) for n, text in enumerate(texts)], f"{where}: read by {ocr.name}{rest}", complete


def _repair_lines(text: str) -> str:
    """Return the paragraphs that OCR found, their lines joined."""
    paragraphs = (" ".join(block.split()) for block in text.replace("\f", "").split("\n\n"))
    return "\n".join(repair_text(block) for block in paragraphs if block)


def _say_pages(numbers: Sequence[int], count: int) -> str:
    if len(numbers) == count:
        return "all pages" if count > 1 else "its page"
    shown = ", ".join(str(number + 1) for number in numbers[:10])
    return f"pages {shown}{' …' if len(numbers) > 10 else ''}" if len(numbers) > 1 else f"page {shown}"


def _read_notes(file: Any, count: int) -> list[str]:
    """Return what the file says of itself, which is not about its publication."""
    said = file.get_metadata_dict(skip_empty=True)
    notes = [f"{word} «{' '.join(said[key].split())[:120]}»" for key, word in _SAID if said.get(key)]
    notes = [f"the file says of itself: {', '.join(notes)}"] if notes else []
    if len(file) > count:
        notes.append(f"only the first {count} of {len(file)} pages were read")
    return notes
