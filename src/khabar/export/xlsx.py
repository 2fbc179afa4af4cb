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
from khabar.export.layout import Layout, load_layout
from khabar.export.options import Options, Written
from khabar.export.tables import in_order

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_767  # characters that a cell holds
_WIDE, _NARROW = 40, 14
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML has no way to write them
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def write_xlsx(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write the workbook. Raises `MissingTool` where openpyxl is not installed."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError:
        raise MissingTool("a workbook needs «openpyxl»: pip install 'khabar[xlsx]'") from None
    book = Workbook()
    incidents, values = book.active, book.create_sheet("Values")
    incidents.title = "Incidents"
    flat, origins = load_layout("csv"), load_layout("csv-origins")
    _begin(incidents, flat.names)
    _begin(values, origins.names)
    number = 0
    for case in cases:
        number += 1
        _append(incidents, in_order(flatten(case), flat))
        for row in list_values(case):
            _append(values, in_order(row, origins))
    _explain(book.create_sheet("Columns"), {"Incidents": flat, "Values": origins})
    for sheet in book.worksheets:
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
    raw = io.BytesIO()
    book.save(raw)
    _without_stamps(raw, stream)
    return Written(rows=number)


def _begin(sheet: Worksheet, names: Sequence[str]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.append(list(names))
    for number, name in enumerate(names, start=1):
        sheet.cell(1, number).font = Font(bold=True)
        wide = name.startswith("title") or name in ("words", "from", "note", "addresses", "origin_names", "value")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE if wide else _NARROW


def _append(sheet: Worksheet, values: Sequence[Any]) -> None:
    row = sheet.max_row + 1
    for column, value in enumerate(values, start=1):
        if value is None or value == "":
            continue
        cell = sheet.cell(row, column)
        if isinstance(value, str):  # as text, whatever it begins with
            cell.set_explicit_value(_FORBIDDEN.sub("�", value)[:_LONGEST], "s")
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        else:
            cell.value = value


def _explain(sheet: Worksheet, layouts: dict[str, Layout]) -> None:
    _begin(sheet, ("sheet", "column", "from", "how", "note"))
    for name, layout in layouts.items():
        for column in layout.columns:
            _append(sheet, (name, column.name, column.source, column.fate, column.note))


def _without_stamps(raw: io.BytesIO, stream: BinaryIO) -> None:
    """Write the workbook's archive again without the time at which it was made."""
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            body = old.read(name)
            new.writestr(member, _STAMPS.sub(b"", body) if name == "docProps/core.xml" else body)
