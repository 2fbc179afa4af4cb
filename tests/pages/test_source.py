"""Bytes, pages and records become documents, or one clear error."""

import codecs
import contextlib
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import BinaryInput, Document, EmptyInput, InputError, KhabarError, TooLarge
from khabar.pages import LIMIT, Known, decode_text, find_pieces, read_piece

TEXT = "أعلنت الوزارة أن القوات انسحبت من البلدة، وقال المتحدث إن الهدنة قائمة.\nونفى المجلس ذلك."
ALPHABET = st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآىةؤئ ،.؟«»0123456789abc\n")

PAGE = """<!DOCTYPE html>
<html lang="ar"><head><meta charset="{charset}"><title>انسحاب القوات من البلدة | الميناء</title>
<meta property="og:title" content="انسحاب القوات من البلدة">
<meta property="og:site_name" content="صحيفة الميناء">
<meta property="article:published_time" content="2024-03-05T10:00:00+02:00">
<link rel="canonical" href="https://example.org/news/1">
</head><body><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/sport">رياضة</a></li></ul></nav>
<article><h1>انسحاب القوات من البلدة</h1>
<p>أعلنت الوزارة في بيان أن القوات انسحبت من البلدة مساء أمس بعد مفاوضات استمرت ثلاثة أيام بين الطرفين.</p>
<p>وقال المتحدث باسم المجلس المحلي إن سكان البلدة عادوا إلى منازلهم، وإن الطريق إلى المدينة أصبحت مفتوحة.</p>
</article><footer><a href="/about">من نحن</a> <a href="/contact">اتصل بنا</a></footer></body></html>"""


def read_bytes(data: bytes, name: str = "a.txt", **known: str) -> list[Document]:
    from khabar.pages import Piece

    documents = []
    for item in read_piece(Piece(name, name, data), Known(**known)):
        if isinstance(item, KhabarError):
            raise item
        documents.append(item)
    return documents


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6"]
)
def test_text_comes_out_of_every_encoding(encoding: str) -> None:
    text = TEXT.replace("«", "").replace("»", "") if encoding == "iso8859_6" else TEXT
    assert decode_text(text.encode(encoding)) == text


@given(st.text(ALPHABET, min_size=1).filter(str.strip))
def test_utf8_is_kept_as_it_is(text: str) -> None:
    assert decode_text(text.encode()) == text


@given(st.text(min_size=1).filter(lambda text: text[0] != "\0"))  # then the mark is that of UTF-32
def test_a_byte_order_mark_settles_the_encoding(text: str) -> None:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF8, "utf-8")):
        data = text.encode(encoding, "replace")
        with contextlib.suppress(InputError):  # nothing but blanks or control codes
            assert decode_text(mark + data) == data.decode(encoding)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert decode_text(data).strip()


def test_damaged_utf8_keeps_what_is_whole() -> None:
    data = (TEXT * 20).encode()
    text = decode_text(data[:301] + b"\xff" + data[303:])
    assert text.count("\ufffd") <= 4
    assert "وقال المتحدث إن الهدنة قائمة" in text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b" \n\t ", EmptyInput),
        (codecs.BOM_UTF8, EmptyInput),
        (b"%PDF-1.7 ...", BinaryInput),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), BinaryInput),
        (b"PK\x03\x04" + bytes(100), BinaryInput),
        (bytes(range(256)) * 50, BinaryInput),
        (bytes(1000), EmptyInput),
        (b"x" * (LIMIT + 1), TooLarge),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        decode_text(data)


def test_control_and_direction_characters_stay_where_they_are() -> None:
    text = f"\u202e{TEXT}\u202c\x1b[31m\u200f\x07"
    assert decode_text(text.encode()) == text


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_a_page_gives_its_running_text_and_what_it_says_of_itself(charset: str) -> None:
    data = PAGE.format(charset=charset).encode(charset)
    (document,) = read_bytes(data, "page")
    assert document.text.startswith("انسحاب القوات من البلدة")
    assert "عادوا إلى منازلهم" in document.text
    assert "اتصل بنا" not in document.text
    assert "رياضة" not in document.text
    assert document.published == "2024-03-05T10:00:00+02:00"
    assert document.publisher == "صحيفة الميناء"
    assert document.url == "https://example.org/news/1"


def test_what_the_user_knows_goes_before_what_the_page_says() -> None:
    (document,) = read_bytes(
        PAGE.encode(), "a.html", published="2024-03-06", publisher="Port", url="https://example.org/2"
    )
    assert (document.published, document.publisher, document.url) == ("2024-03-06", "Port", "https://example.org/2")


def test_a_page_without_a_date_gives_none() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-05T10:00:00+02:00">', "")
    assert read_bytes(page.encode(), "a.html")[0].published is None


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2023-11-02"}]}</script>', "2023-11-02"),
        ('<meta name="Date" content="Thu, 02 Nov 2023 10:00:00 GMT">', "2023-11-02T10:00:00+00:00"),
        ('<meta itemprop="datePublished" content="2023/11/02">', "2023-11-02"),
        ('<script type="application/ld+json">{"datePublished": nonsense</script>', None),
        ('<meta name="date" content="2023-13-45">', None),
    ],
)
def test_dates_are_found_where_pages_declare_them(head: str, date: str | None) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-05T10:00:00+02:00">', head)
    assert read_bytes(page.encode(), "a.html")[0].published == date


def test_a_page_of_navigation_only_is_said_to_be_empty() -> None:
    links = "".join(f'<li><a href="/{i}">قسم الأخبار {i}</a></li>' for i in range(30))
    with pytest.raises(EmptyInput, match="navigation"):
        read_bytes(f"<html><body><nav><ul>{links}</ul></nav></body></html>".encode(), "a.html")


def test_the_hash_is_that_of_the_bytes() -> None:
    import hashlib

    data = TEXT.encode("utf-16")
    assert read_bytes(data)[0].sha256 == hashlib.sha256(data).hexdigest()


def test_records_come_as_json_and_yaml() -> None:
    record = {"text": TEXT, "published": "2024-03-05", "publisher": "Port", "url": None}
    for name, data in (
        ("a.json", json.dumps(record)),
        ("a.json", json.dumps([record])),
        ("a.json", json.dumps({"document": record, "claims": []})),
        ("a.yaml", f"text: |-\n  {TEXT.replace(chr(10), chr(10) + '  ')}\npublished: 2024-03-05\npublisher: Port\n"),
    ):
        (document,) = read_bytes(data.encode(), name)
        assert (document.text, document.published, document.publisher) == (TEXT, "2024-03-05", "Port")


def test_a_title_becomes_the_first_line() -> None:
    (document,) = read_bytes(json.dumps({"title": "عنوان الخبر", "text": TEXT}).encode(), "a.json")
    assert document.text == f"عنوان الخبر\n\n{TEXT}"


def test_half_characters_in_json_become_replacement_characters() -> None:
    (document,) = read_bytes(b'{"text": "\\u0642\\ud800\\u0627\\u0644"}', "a.json")
    assert document.text == "ق\ufffdال"


@pytest.mark.parametrize(
    "data", ["{", "[1]", '{"text": 5}', "[" * 100_000, '{"text": "  "}', '{"text":"ق","published":"soon"}']
)
def test_records_in_another_form_are_refused(data: str) -> None:
    with pytest.raises(KhabarError):
        read_bytes(data.encode(), "a.json")


@pytest.mark.parametrize("packed", [False, True])
def test_lists_of_lines_come_line_by_line(tmp_path: Path, packed: bool) -> None:
    lines = f"{json.dumps({'text': TEXT})}\n\nnonsense\n{json.dumps({'text': TEXT + '2'})}\n".encode()
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    path.write_bytes(gzip.compress(lines) if packed else lines)
    pieces = list(find_pieces(str(path)))
    assert [p.name.rpartition(", ")[2] for p in pieces] == ["line 1", "line 3", "line 4"]
    read = [next(read_piece(p, Known())) for p in pieces]
    assert isinstance(read[0], Document)
    assert isinstance(read[1], InputError)
    assert isinstance(read[2], Document)


def test_files_that_cannot_be_opened_are_input_errors(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl.gz").write_bytes(b"no gzip")
    with open(tmp_path / "big.txt", "wb") as big:
        big.truncate(50 * 2**20)
    for path, error in ((tmp_path, "folder"), (tmp_path / "bad.jsonl.gz", "gzip"), (tmp_path / "big.txt", "50 MB")):
        with pytest.raises(InputError, match=error):
            list(find_pieces(str(path)))
    (piece,) = find_pieces(str(tmp_path / "none.txt"))
    (problem,) = read_piece(piece, Known())
    assert str(problem) == "no such file"


@pytest.mark.parametrize(
    ("data", "publisher", "credits"),
    [
        ('{"author": {"@type": "Organization", "name": "وكالة الساحل"}}', "وكالة الساحل", []),
        (
            '{"author": {"@type": "Organization", "name": "وكالة الساحل"}, "publisher": {"name": "الميناء"}}',
            "الميناء",
            ["وكالة الساحل"],
        ),
        (
            '{"publisher": {"name": "الميناء"}, "isBasedOn": "https://news.example.org/old", "url": "https://example.org/a"}',
            "الميناء",
            [],
        ),
        ('{"publisher": {"name": "الميناء"}, "isBasedOn": "http://[nonsense"}', "الميناء", []),
        (
            '{"publisher": {"name": "الميناء"}, "sourceOrganization": ["سانا", {"name": "رويترز"}]}',
            "الميناء",
            ["سانا", "رويترز"],
        ),
    ],
)
def test_whom_the_data_of_a_page_credit(data: str, publisher: str, credits: list[str]) -> None:
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", {data[1:]}</script>'
    page = PAGE.replace('<meta property="og:site_name" content="صحيفة الميناء">', script)
    (document,) = read_bytes(page.encode(), "a.html")
    assert document.publisher == publisher
    assert [credit.text for credit in document.credits] == credits
