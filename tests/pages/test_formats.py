"""Each kind of input finds its reader through the one door, alone and inside an archive."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pyarrow
import pyarrow.parquet
import pytest

from khabar.pages.intake import Capture, Intake, Known, Refused
from khabar.pages.open import open_capture

TEXT = "قُتل ثلاثة أشخاص في قصف على قرية الزيتونة، بحسب ما أفاد مصدر محلي أمس"


def write_parquet() -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": [TEXT]}), out)
    return out.getvalue()


def write_zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def write_warc(page: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0a6ff2ea-3f39-4cf5-8f2a-7d6d9e1f3c11>\r\n"
        "WARC-Date: 2024-03-02T10:00:00Z\r\nWARC-Target-URI: https://news.example/a\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


CHAT = {
    "name": "أخبار الساحل",
    "type": "public_channel",
    "id": 1001,
    "messages": [{"id": 7, "type": "message", "date_unixtime": "1709332200", "text": TEXT}],
}
PAGE = f"<html><body><article><h1>قصف على الزيتونة</h1><p>{TEXT}</p></article></body></html>".encode()
INPUTS = {
    "result.json": json.dumps(CHAT, ensure_ascii=False).encode(),
    "all/result.json": json.dumps({"about": "x", "chats": {"about": "y", "list": [CHAT]}}).encode(),
    "table.csv": f"id,text\n1,{TEXT}\n".encode("cp1256"),
    "table.tsv": f"id\ttext\n1\t{TEXT}\n".encode(),
    "table.parquet": write_parquet(),
    "lines.jsonl": json.dumps({"text": TEXT}).encode(),
    "stdin": b"\n".join([json.dumps({"text": TEXT}).encode()] * 2),
    "lines.jsonl.gz": gzip.compress(json.dumps({"text": TEXT}).encode()),
    "page.warc": write_warc(PAGE),
    "page.warc.gz": gzip.compress(write_warc(PAGE)),
    "pages.zip": write_zip(a__html=PAGE, b__jpg=b"x"),
    "archives.zip": write_zip(a__zip=write_zip(page__html=PAGE)),
}


def read(name: str, data: bytes, **known: str) -> list[Intake | Refused]:
    return list(open_capture(Capture(data=data, name=name), Known(**known)))


@pytest.mark.parametrize("name", INPUTS)
def test_every_kind_of_input_finds_its_reader(name: str) -> None:
    for found in (read(name, INPUTS[name]), read("all.zip", write_zip(**{name: INPUTS[name]}))):
        assert found
        assert all(isinstance(one, Intake) and TEXT in one.document.text for one in found), found


def test_a_pdf_finds_its_reader_and_says_what_is_wrong() -> None:
    (found,) = read("a.pdf", b"%PDF-1.7\nbroken")
    assert isinstance(found, Refused)
    assert "no PDF" in found.reason


def test_the_page_of_a_crawl_keeps_its_own_address_and_the_user_gives_the_rest() -> None:
    (found,) = read("page.warc", INPUTS["page.warc"], publisher="أنباء الساحل", url="https://archive.example/a.warc")
    assert isinstance(found, Intake)
    assert found.document.url == "https://news.example/a"
    assert found.document.publisher == "أنباء الساحل"
    assert found.capture.retrieved == "2024-03-02T10:00:00Z"
