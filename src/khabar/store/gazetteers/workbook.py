"""The sheets of an XLSX workbook as rows of text; no formula, format or link is looked at."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from khabar.errors import DataProblem

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_LARGEST = 1 << 28  # bytes of one part, unpacked
_MOST_COLUMNS = 1_000


def read_sheets(data: bytes) -> list[list[list[str]]]:
    """Return the rows of every sheet, the longest sheet first. Raises `DataProblem` where it is no such workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            shared = list(_read_shared(archive))
            names = sorted(name for name in archive.namelist() if _SHEET.fullmatch(name))
            sheets = [list(_read_rows(_open(archive, name), shared)) for name in names]
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, RuntimeError, ValueError, IndexError) as problem:
        raise DataProblem(f"not a workbook that can be read ({problem}): save the sheet as CSV") from None
    return sorted(sheets, key=len, reverse=True)


def _open(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise DataProblem(f"the part {name} of the workbook is too large: save the sheet as CSV")
    part = archive.read(name)
    if b"<!DOCTYPE" in part[:4096]:
        raise DataProblem(f"the part {name} of the workbook declares entities: save the sheet as CSV")
    return part


def _read_shared(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield the strings that cells name by number."""
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in _iterate(_open(archive, "xl/sharedStrings.xml"), "si"):
            yield "".join(part.text or "" for part in item.iter(f"{_MAIN}t"))


def _read_rows(sheet: bytes, shared: list[str]) -> Iterator[list[str]]:
    for row in _iterate(sheet, "row"):
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            at = _column(cell.get("r"), len(cells))
            cells += [""] * (at - len(cells))
            cells.append(_read_cell(cell, shared))
        yield cells


def _column(reference: str | None, following: int) -> int:
    """Return the number of a cell's column from its reference («C7»), or else the one that follows."""
    found = _COLUMN.match(reference or "")
    if not found:
        return following
    number = 0
    for letter in found[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(following, min(number - 1, _MOST_COLUMNS))


def _read_cell(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
    value = cell.find(f"{_MAIN}v")
    written = (value.text or "") if value is not None else ""
    return shared[int(written)] if cell.get("t") == "s" and written else written


def _iterate(part: bytes, tag: str) -> Iterator[ElementTree.Element]:
    for _, element in ElementTree.iterparse(io.BytesIO(part)):
        if element.tag == f"{_MAIN}{tag}":
            yield element
            element.clear()
