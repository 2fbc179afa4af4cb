"""A workbook: incidents, values by origin, and what the columns mean."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from khabar.errors import MissingTool
from khabar.export.case import Case
from khabar.export.flat import flatten, list_values
from khabar.export.layout import load_layout
from khabar.export.options import Options, Written
from khabar.export.tables import in_order
from khabar.export.xml import replace_forbidden

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST = 32_767  # characters that a cell holds
_WIDTH = 14  # characters
_WIDTHS = dict.fromkeys(("title_en", "title_ar", "words", "from", "note", "addresses", "origin_names", "value"), 40)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def write_xlsx(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write the workbook. Raises `MissingTool` where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError:
        raise MissingTool("a workbook needs «openpyxl»: pip install 'khabar[xlsx]'") from None
    book = Workbook(write_only=True)
    flat, origins = load_layout("csv"), load_layout("csv-origins")
    incidents = _Sheet(book.create_sheet("Incidents"), flat.names)
    values = _Sheet(book.create_sheet("Values"), origins.names)
    number = 0
    for case in cases:
        number += 1
        incidents.add(in_order(flatten(case), flat))
        for row in list_values(case):
            values.add(in_order(row, origins))
    columns = _Sheet(book.create_sheet("Columns"), ("sheet", "column", "from", "how", "note"))
    for name, layout in (("Incidents", flat), ("Values", origins)):
        for column in layout.columns:
            columns.add((name, column.name, column.source, column.fate, column.note))
    for sheet in (incidents, values, columns):
        sheet.finish()
    raw = io.BytesIO()
    book.save(raw)
    _without_stamps(raw, stream)
    return Written(rows=number)


class _Sheet:
    """One sheet, written row after row: a bold head that stays in sight, and text that never is a formula."""

    def __init__(self, sheet: WriteOnlyWorksheet, names: Sequence[str]) -> None:
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._sheet = sheet
        self._last = get_column_letter(len(names))
        self._rows = 0
        self._bold = Font(bold=True)
        sheet.freeze_panes = "B2"
        for number, name in enumerate(names, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)
        self.add(names, bold=True)

    def add(self, values: Sequence[Any], *, bold: bool = False) -> None:
        """Add a row."""
        from openpyxl.cell import WriteOnlyCell

        row: list[Any] = []
        for value in values:
            if not isinstance(value, str):
                row.append(value)
                continue
            cell = WriteOnlyCell(self._sheet, replace_forbidden(value)[:_LONGEST] or None)
            if value:
                cell.data_type = "s"  # as text, whatever it begins with
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            if bold:
                cell.font = self._bold
            row.append(cell)
        self._sheet.append(row)
        self._rows += 1

    def finish(self) -> None:
        """Let the rows be filtered."""
        self._sheet.auto_filter.ref = f"A1:{self._last}{self._rows}"


def _without_stamps(raw: io.BytesIO, stream: BinaryIO) -> None:
    """Write the workbook's archive again without the time at which it was made."""
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            body = old.read(name)
            new.writestr(member, _STAMPS.sub(b"", body) if name == "docProps/core.xml" else body)
