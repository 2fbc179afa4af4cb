"""Tables of reports: what each column is, and rows and files that are not as they should be."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import DamagedInput, EmptyInput, InputError, KhabarError, MissingTool, TooLarge
from khabar.pages.data import load_data
from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.table import Columns, guess_columns, read_columns, read_table

TEXT = "قُتل ثلاثة أشخاص في قصف على قرية الزيتونة، بحسب مصدر محلي"
NOTHING = Known()


def read(data: bytes | str, name: str = "table.csv", known: Known = NOTHING, columns: Columns | None = None):
    capture = Capture(data=data.encode() if isinstance(data, str) else data, name=name)
    return list(read_table(capture, known, columns=columns))


def documents(found: list[Intake | Refused]):
    assert all(isinstance(one, Intake) for one in found), found
    return [one.document for one in found if isinstance(one, Intake)]


def write_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def write_parquet(**columns: Any) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


@pytest.mark.parametrize("example", load_data("columns")["examples"], ids=lambda example: ",".join(example["head"]))
def test_columns_are_known_by_their_names(example: dict[str, Any]) -> None:
    assert guess_columns(example["head"]).chosen() == example["columns"]


def test_no_name_stands_for_two_fields() -> None:
    names = [name for names in load_data("columns")["fields"].values() for name in names]
    assert len(names) == len(set(names))


def test_a_row_is_a_document() -> None:
    rows = [["id", "title", "body", "date", "source", "link"]]
    rows += [["17", "قصف الزيتونة", TEXT, "2024-03-02", "أنباء الساحل", "https://news.example/17"]]
    found = read(write_csv(rows))
    (document,) = documents(found)
    assert document.text == f"قصف الزيتونة\n\n{TEXT}"
    assert (document.published, document.publisher) == ("2024-03-02", "أنباء الساحل")
    assert (document.url, document.id) == ("https://news.example/17", "17")
    assert isinstance(found[0], Intake)
    assert found[0].member == "line 2"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_separators_and_encodings_are_told(delimiter: str, encoding: str) -> None:
    text = f"{TEXT}\nوأضاف: «لا قتلى»؛ ثم، {delimiter} سكت"
    data = write_csv([["التاريخ", "نص الخبر"], *[["2024-03-02", text]] * 3], delimiter).encode(encoding)
    found = documents(read(data))
    assert [document.text for document in found] == [text] * 3
    assert found[0].published == "2024-03-02"


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip), min_size=1),
    st.sampled_from(",;\t|"),
)
def test_every_text_comes_back_as_it_was_written(texts: list[str], delimiter: str) -> None:
    rows = [["text", "source"], *[[text, "x"] for text in texts]]
    assert [d.text for d in documents(read(write_csv(rows, delimiter)))] == texts


def test_formulas_are_text() -> None:
    text = '=HYPERLINK("http://evil.example","x")&cmd|calc'
    assert documents(read(write_csv([["text"], [text], ["@SUM(1)"], ["+1"]])))[0].text == text


def test_a_bad_row_is_refused_by_its_line_and_the_others_go_on() -> None:
    table = f'text,source\n"{TEXT}",a\n,b\nx,y,z\n"{TEXT}\nتتمة",c\n"{TEXT}",d\n'
    found = read(table)
    assert [type(one) for one in found] == [Intake, Refused, Refused, Intake, Intake]
    assert [one.name for one in found if isinstance(one, Refused)] == ["table.csv, line 3", "table.csv, line 4"]
    assert "3 cells and the head 2" in found[2].reason  # type: ignore[union-attr]


def test_a_huge_cell_is_read_and_one_beyond_reason_refused() -> None:
    long = "خبر " * 100_000
    found = read(write_csv([["text"], [long], ["x" * 3_000_000], [TEXT]]))
    assert [type(one) for one in found] == [Intake, Refused, Intake]
    assert isinstance(found[0], Intake)
    assert found[0].document.text == long


def test_a_quotation_mark_that_is_not_closed_ends_nothing_silently() -> None:
    found = read('text,source\nأول,a\n"ثان,b\nثالث,c\n')
    assert isinstance(found[0], Intake)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("cell", "published"),
    [
        ("2024-03-02T10:00:00+02:00", "2024-03-02T10:00:00+02:00"),
        ("Sat, 02 Mar 2024 10:00:00 GMT", "2024-03-02T10:00:00+00:00"),
        ("٢ آذار ٢٠٢٤", "2024-03-02"),
        ("1709373600", "2024-03-02T10:00:00+00:00"),
        ("1709373600000", "2024-03-02T10:00:00+00:00"),
        ("20240302999", None),
        ("أمس", None),
        ("", None),
    ],
)
def test_dates_are_read_or_left_out_never_guessed(cell: str, published: str | None) -> None:
    (intake,) = read(write_csv([["text", "date"], [TEXT, cell]]))
    assert isinstance(intake, Intake)
    assert intake.document.published == published
    assert (intake.note is None) == (published is not None or not cell)


def test_columns_may_be_named_and_what_the_user_knows_goes_first() -> None:
    table = write_csv([["a", "text", "b"], [TEXT, "بلا معنى", "2024-03-02"]])
    columns = read_columns("text=a, published=b")
    (document,) = documents(read(table, columns=columns, known=Known(publisher="وكالة")))
    assert (document.text, document.published, document.publisher) == (TEXT, "2024-03-02", "وكالة")
    with pytest.raises(InputError, match="no column «c»; it has «a», «text», «b»"):
        read(table, columns=Columns(text="c"))
    for wrong in ("text", "text=", "body=text", "text:a"):
        with pytest.raises(InputError):
            read_columns(wrong)


def test_a_table_without_a_text_says_what_it_has() -> None:
    with pytest.raises(InputError, match=r"no column is known to hold the text; .* «x», «y»"):
        read("x,y\n1,2\n3,4\n")


@pytest.mark.parametrize("table", ["", "\n\n", "text,source\n"])
def test_an_empty_table_is_refused(table: str) -> None:
    with pytest.raises(EmptyInput):
        read(table)


def test_json_lines_of_different_fields_and_broken_ones() -> None:
    lines = [
        json.dumps({"text": TEXT, "published": "2024-03-02", "headlines": ["عنوان", 3], "sha256": "a" * 64}),
        json.dumps({"document": {"text": TEXT, "publisher": "أنباء"}, "claims": []}),
        json.dumps({"content": TEXT, "date": "2024-03-02"}, ensure_ascii=False),
        '{"text": "half',
        "[1, 2]",
        '{"nothing": 1}',
        '{"text": "\\ud800"}',
        "[" * 100_000,
        "",
        json.dumps({"text": TEXT}),
    ]
    found = read("\n".join(lines), "reports.jsonl")
    good = [one.document for one in found if isinstance(one, Intake)]
    assert [d.text for d in good] == [TEXT, TEXT, TEXT, "\ufffd", TEXT]
    assert (good[0].headlines, good[0].sha256, good[1].publisher) == (("عنوان",), "a" * 64, "أنباء")
    refused = [one.name for one in found if isinstance(one, Refused)]
    assert refused == [f"reports.jsonl, line {n}" for n in (4, 5, 6, 8)]


def test_parquet() -> None:
    moment = datetime.datetime(2024, 3, 2, 10, tzinfo=datetime.UTC)
    nano = pyarrow.array([1709373600000000001, None], pyarrow.timestamp("ns", tz="UTC"))
    data = write_parquet(body=[TEXT, None], date=nano, source=["أنباء", "أنباء"])
    found = read(data, "reports.parquet")
    assert [type(one) for one in found] == [Intake, Refused]
    assert isinstance(found[0], Intake)
    assert found[0].document.published == moment.isoformat()
    assert isinstance(found[1], Refused)
    assert found[1].name == "reports.parquet, row 2"


def test_half_a_parquet_file_is_refused() -> None:
    data = write_parquet(text=[TEXT] * 100)
    for cut in (4, 50, len(data) // 2, len(data) - 3):
        with pytest.raises(DamagedInput):
            read(data[:cut], "reports.parquet")


def test_parquet_that_would_unpack_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.pages.table.rows._MOST_UNPACKED", 1000)
    with pytest.raises(TooLarge, match="split it"):
        read(write_parquet(text=["خبر " * 5000]), "reports.parquet")


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_parquet(text=[TEXT])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingTool, match=r"khabar\[parquet\]"):
        read(data, "reports.parquet")


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.jsonl", "a.parquet"]))
def test_no_bytes_break_the_reader(data: bytes, name: str) -> None:
    for start in (b"", b"text,date\n", b'{"text": "a"}\n', b"PAR1"):
        try:
            read(start + data, name)
        except KhabarError:
            continue
