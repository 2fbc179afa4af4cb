"""A PDF file to the one document in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.errors import InputError
from khabar.model import Document
from khabar.pages.intake import Capture, Intake, Known, State
from khabar.pages.ocr import Ocr, find_ocr
from khabar.pages.pdf.apart import Broken, read_layer_apart
from khabar.pages.pdf.quality import rate_text
from khabar.pages.pdf.repair import repair_text

_LEAST_OCR_QUALITY = 0.2  # below it the picture shows no Arabic text
_NO_TEXT = "no Arabic text was found in the picture"


def read_pdf(capture: Capture, known: Known) -> Iterator[Intake]:
    """Yield the document of a PDF file: its text layer, or what OCR reads where there is none worth the name.

    Without OCR it is kept as `needs_ocr`, and as `unreadable` where PDFium fails on it. What the file says of its
    title, author and day of making is noted only: it is not when or by whom the report was published. Raises
    `DamagedInput` or `EmptyInput` for what is no PDF file, or locked.
    """
    try:
        layer = read_layer_apart(capture.data)
    except Broken as problem:
        yield _keep(capture, known, "", "unreadable", 0.0, (str(problem),))
        return
    texts, notes, quality = list(layer.texts), list(layer.notes), layer.quality
    state: State = "ready"
    if layer.poor:
        texts, note, complete = _read_scans(capture.data, texts, layer.poor, find_ocr())
        notes.insert(0, note)
        quality = rate_text("\n".join(texts))
        state = _tell_state(quality, complete=complete, some_written=len(layer.poor) < len(texts))
        if state == "unreadable":
            notes.insert(1, _NO_TEXT)
    yield _keep(capture, known, "\n\n".join(text for text in texts if text), state, quality, notes)


def _keep(capture: Capture, known: Known, text: str, state: State, quality: float, notes: Sequence[str]) -> Intake:
    document = known.over(Document(text=text, url=capture.url, sha256=capture.sha256))
    return Intake(document=document, capture=capture, state=state, quality=quality, note="; ".join(notes) or None)


def _tell_state(quality: float, *, complete: bool, some_written: bool) -> State:
    """Return the state of a file with scans in it, read as far as could be."""
    if some_written:
        return "ready"
    if not complete:
        return "needs_ocr"
    return "ready" if quality >= _LEAST_OCR_QUALITY else "unreadable"


def _read_scans(data: bytes, texts: list[str], poor: Sequence[int], ocr: Ocr | None) -> tuple[list[str], str, bool]:
    """Return the texts with the poor pages read by OCR, what to note of it, and whether all of them were read."""
    where = _say_pages(poor, len(texts))
    if ocr is None:
        return texts, f"{where}: no text layer worth the name; install tesseract-ocr-ara to read it", False
    read, problem = dict[int, str](), ""
    for number in poor[: ocr.most_pages]:
        try:
            read[number] = _repair_lines(ocr.read_page(data, number))
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
