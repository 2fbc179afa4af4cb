"""Tables that open in a spreadsheet: nothing runs, nothing is lost between columns."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.export.layout import Column, Layout
from khabar.export.tables import join, write_table
from khabar.views.rows import FORMULA

LAYOUT = Layout(suffix=".csv", purpose="p", rows="r", columns=(Column(name="a"), Column(name="b", hxl="#tag")))
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


def table(rows: list[dict[str, object]], delimiter: str = ",", hxl: bool = False) -> list[list[str]]:
    stream = io.BytesIO()
    write_table(rows, LAYOUT, stream, delimiter=delimiter, hxl=hxl)
    assert not stream.closed
    return list(csv.reader(io.StringIO(stream.getvalue().decode(), newline=""), delimiter=delimiter))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=3))
def test_no_cell_begins_as_a_formula_and_no_row_is_torn(told: list[tuple[str, str]]) -> None:
    head, *rows = table([{"a": a, "b": b} for a, b in told])
    assert head == ["a", "b"]
    assert len(rows) == len(told)
    for row, given_row in zip(rows, told, strict=True):
        for cell, text in zip(row, given_row, strict=True):
            assert not cell.startswith(FORMULA)
            plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
            assert cell in (plain, f"'{plain}")


@given(TEXT)
def test_a_cell_between_tabs_is_one_line(text: str) -> None:
    _, (cell, _) = table([{"a": text, "b": None}], delimiter="\t")
    assert not {"\t", "\n", "\r"} & set(cell)


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    assert table([{"a": -3.5, "b": None}, {"a": True, "b": 0}])[1:] == [["-3.5", ""], ["true", "0"]]


def test_a_row_of_other_columns_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="'c'"):
        table([{"a": 1, "b": 2, "c": 3}])


def test_the_tags_stand_below_the_head() -> None:
    assert table([], hxl=True) == [["a", "b"], ["", "#tag"]]


def test_lists_in_a_cell_name_each_once() -> None:
    assert join(["a", None, "b ", "a", ""]) == "a; b"
