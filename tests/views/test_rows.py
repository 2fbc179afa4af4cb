import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from khabar.views.rows import FORMULA, write_csv

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.lists(TEXT, min_size=1, max_size=3))
def test_no_cell_begins_as_a_formula_and_no_row_is_torn(told: list[str]) -> None:
    stream = io.StringIO(newline="")
    write_csv([{"a": text, "b": 1} for text in told], stream)
    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
    assert rows[0] == ["a", "b"]
    assert len(rows) == 1 + len(told)
    assert not any(cell.startswith(FORMULA) for row in rows for cell in row)


def test_what_is_nested_is_json_and_nothing_is_empty() -> None:
    stream = io.StringIO(newline="")
    write_csv([{"a": [1, "b"], "c": None, "d": True, "e": -2}], stream)
    assert stream.getvalue() == 'a,c,d,e\n"[1,""b""]",,true,-2\n'
