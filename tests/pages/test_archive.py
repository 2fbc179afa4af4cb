"""Archives: what comes out of them, what was tampered with, and traps."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import Document
from khabar.errors import BinaryInput, DamagedInput, EmptyInput, InputError, KhabarError, TooLarge
from khabar.pages.archive import Limits, is_archive, read_archive
from khabar.pages.intake import Capture, Intake, Known, Refused, Skipped

URL = "https://news.example/2024/blast"
PAGE = "<html><body><p>أفادت مصادر محلية بوقوع انفجار في المرفأ.</p></body></html>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def take_member(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
    """Read a member as it is: what is inside it is for other tests."""
    if capture.data == b"bad":
        raise InputError("bad inside")
    yield Intake(document=Document(text=capture.data.decode("latin-1"), url=known.url or capture.url), capture=capture)


def read(data: bytes, name: str = "a.zip", limits: Limits | None = None, known: Known = Known("2024-01-01")):  # noqa: B008
    return list(read_archive(Capture(data=data, name=name), known, limits=limits, open_member=take_member))


def pages(found: list[Intake | Refused]) -> list[Capture]:
    return [one.capture for one in found if isinstance(one, Intake)]


def refusals(found: list[Intake | Refused]) -> dict[str, str]:
    return {one.name: one.reason for one in found if isinstance(one, Refused)}


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def write_record(block: bytes, *, payload: bytes | None = None, **changes: str | None) -> bytes:
    head: dict[str, str | None] = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:0a6ff2ea-3f39-4cf5-8f2a-7d6d9e1f3c11>",
        "WARC-Date": "2024-03-02T10:00:00Z",
        "WARC-Target-URI": URL,
        "Content-Type": "application/http;msgtype=response",
        "WARC-Block-Digest": sha1(block),
        "WARC-Payload-Digest": sha1(block.partition(b"\r\n\r\n")[2] if payload is None else payload),
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in changes.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value is not None)
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def write_zip(compression: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    return write_zip_of({name.replace("__", "."): data for name, data in files.items()}, compression)


def write_zip_of(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def write_wacz(right: bytes, **changes: bytes | None) -> bytes:
    entries = [{"name": "data.warc.gz", "path": "archive/data.warc.gz", "hash": _sha256(right), "bytes": len(right)}]
    package = json.dumps({"profile": "data-package", "resources": entries}).encode()
    files: dict[str, bytes | None] = {
        "archive/data.warc.gz": right,
        "datapackage.json": package,
        "datapackage-digest.json": json.dumps({"path": "datapackage.json", "hash": _sha256(package)}).encode(),
    }
    files |= {{"warc": "archive/data.warc.gz", "package": "datapackage.json"}[name]: v for name, v in changes.items()}
    return write_zip_of({name: data for name, data in files.items() if data is not None}, zipfile.ZIP_STORED)


def _sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


# ---- WARC


def test_a_response_is_a_page_with_when_and_from_where() -> None:
    for data in (write_record(HEAD + b"\r\n" + PAGE), gzip.compress(write_record(HEAD + b"\r\n" + PAGE))):
        (page,) = pages(read(data, "crawl.warc"))
        assert page.data == PAGE
        assert (page.url, page.retrieved) == (URL, "2024-03-02T10:00:00Z")
        assert page.name == f"crawl.warc › {URL}"
        assert page.media_type == "text/html; charset=utf-8"
        assert page.headers == (("Content-Type", "text/html; charset=utf-8"),)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        (b"Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        (b"Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n5;a=b\r\nhello\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        (b"Content-Encoding: gzip\r\n", PAGE),
        (b"Transfer-Encoding: chunked\r\n", PAGE),
    ],
)
def test_a_body_is_given_as_a_browser_would_see_it(headers: bytes, body: bytes) -> None:
    (page,) = pages(read(write_record(HEAD + headers + b"\r\n" + body)))
    assert page.data in (PAGE, PAGE + b"hello")


def test_the_digest_of_the_unpacked_payload_is_one_too() -> None:
    block = HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)
    assert len(pages(read(write_record(block, payload=PAGE)))) == 1
    assert not pages(read(write_record(block, payload=b"another")))


def test_only_pages_that_were_there_are_read() -> None:
    block = HEAD + b"\r\n" + PAGE
    records = [
        write_record(b"software: crawler\r\n", WARC_Type="warcinfo"),
        write_record(b"GET / HTTP/1.1\r\n\r\n", WARC_Type="request"),
        write_record(block.replace(b"200 OK", b"404 Not Found")),
        write_record(block.replace(b"200 OK", b"302 Found")),
        write_record(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        write_record(PAGE, WARC_Type="resource", Content_Type="text/html"),
        write_record(PAGE, WARC_Type="resource", Content_Type="text/css"),
        write_record(PAGE, WARC_Type="resource", WARC_Target_URI="urn:text:https://news.example"),
        write_record(block),
    ]
    found = read(b"".join(records))
    skipped = [(one.reason, one.count) for one in found if isinstance(one, Skipped)]
    assert len(found) - len(skipped) == 2
    assert skipped == [
        ("answered with status 302", 1),
        ("answered with status 404", 1),
        ("of type image/png", 1),
        ("of type text/css", 1),
    ]
    assert len(read(b"".join(map(gzip.compress, records)))) == len(found)


def test_a_wrong_digest_is_refused_and_the_others_go_on() -> None:
    block = HEAD + b"\r\n" + PAGE
    other = "https://news.example/other"
    data = write_record(block).replace(b"</p>", b"!/p>") + write_record(block, WARC_Target_URI=other)
    data += write_record(block, WARC_Block_Digest="sha256:" + "0" * 64, WARC_Target_URI=f"{other}/2")
    found = read(data, "a.warc")
    assert [page.url for page in pages(found)] == [other]
    assert "not what its digest says" in refusals(found)[f"a.warc › {URL}"]
    assert f"a.warc › {other}/2" in refusals(found)


@pytest.mark.parametrize("digest", [None, "crc:123", "sha1:short", "nothing"])
def test_a_digest_that_cannot_be_checked_refuses_nothing(digest: str | None) -> None:
    record = write_record(HEAD + b"\r\n" + PAGE, WARC_Block_Digest=digest, WARC_Payload_Digest=digest)
    assert len(pages(read(record))) == 1


def test_a_revisit_is_the_page_again_or_says_what_is_missing() -> None:
    block = HEAD + b"\r\n" + PAGE
    revisit = write_record(
        b"",
        payload=PAGE,
        WARC_Type="revisit",
        WARC_Date="2024-03-09T10:00:00Z",
        WARC_Refers_To_Target_URI=URL,
        WARC_Refers_To_Date="2024-03-02T10:00:00Z",
    )
    both = pages(read(write_record(block) + revisit))
    assert [(page.data, page.retrieved) for page in both] == [
        (PAGE, "2024-03-02T10:00:00Z"),
        (PAGE, "2024-03-09T10:00:00Z"),
    ]
    (reason,) = refusals(read(revisit)).values()
    assert "unchanged since 2024-03-02T10:00:00Z" in reason


def test_half_a_warc_gives_its_half() -> None:
    record = write_record(HEAD + b"\r\n" + PAGE)
    plain = record * 2
    for data in (
        plain[:-60],
        gzip.compress(record + bytes(1000) + random.Random(1).randbytes(5000))[:-20],
        gzip.compress(record) + gzip.compress(record)[:-40],
    ):
        found = read(data)
        assert len(pages(found)) >= 1
        assert refusals(found)
    assert refusals(read(plain + b"not a record at all\r\n\r\n"))


def test_a_fault_in_the_middle_costs_no_more_than_its_record() -> None:
    records = [write_record(HEAD + b"\r\n" + PAGE, WARC_Target_URI=f"{URL}/{n}") for n in range(6)]
    plain = b"".join([*records[:2], b"rubbish\r\n" * 9, *records[2:]])
    found = read(plain)
    assert [page.url for page in pages(found)] == [f"{URL}/{n}" for n in range(6)]
    assert len(refusals(found)) == 1
    packed = [bytearray(gzip.compress(record)) for record in records]
    packed[2][40] ^= 255
    found = read(b"".join(packed))
    assert [page.url for page in pages(found)] == [f"{URL}/{n}" for n in (0, 1, 3, 4, 5)]
    assert refusals(found)


@pytest.mark.parametrize("length", ["99999999999", "-1", "many", "18446744073709551616"])
def test_a_record_that_lies_about_its_length_is_refused_and_the_next_goes_on(length: str) -> None:
    liar, honest = write_record(HEAD + b"\r\n" + PAGE, Content_Length=length), write_record(HEAD + b"\r\n" + PAGE)
    for data in (liar + honest, gzip.compress(liar) + gzip.compress(honest)):
        found = read(data)
        assert len(pages(found)) == 1
        assert refusals(found)


def test_a_packed_bomb_in_a_record_or_around_it_does_not_go_off() -> None:
    body = gzip.compress(bytes(20 * 2**20))
    found = read(write_record(HEAD + b"Content-Encoding: gzip\r\n\r\n" + body, payload=body))
    assert not pages(found)
    huge = write_record(HEAD + b"\r\n" + bytes(4 * 2**20))
    found = read(gzip.compress(huge), limits=Limits(unpacked=2**20))
    assert any("1048576 bytes" in reason for reason in refusals(found).values())


# ---- WACZ


def test_a_wacz_is_read_where_its_digests_agree() -> None:
    (page,) = pages(read(write_wacz(gzip.compress(write_record(HEAD + b"\r\n" + PAGE))), "a.wacz"))
    assert page.name == f"a.wacz › archive/data.warc.gz › {URL}"


def test_a_wacz_that_was_changed_is_refused() -> None:
    warc = gzip.compress(write_record(HEAD + b"\r\n" + PAGE))
    forged = gzip.compress(write_record(HEAD + b"\r\n" + PAGE.replace(b"html", b"HTML")))
    found = read(write_wacz(warc, warc=forged), "a.wacz")
    assert not pages(found)
    assert "changed or damaged" in refusals(found)["a.wacz › archive/data.warc.gz"]
    package = json.dumps({"resources": [{"path": "archive/data.warc.gz", "hash": _sha256(forged)}]}).encode()
    with pytest.raises(DamagedInput, match="changed after it was made"):
        read(write_wacz(warc, warc=forged, package=package))
    for broken in (b"{", b"[]", b"{}", b"[" * 100_000):
        with pytest.raises(DamagedInput):
            read(write_wacz(warc, package=broken))


def test_a_wacz_whose_list_and_files_differ_says_so() -> None:
    warc = gzip.compress(write_record(HEAD + b"\r\n" + PAGE))
    package = json.dumps({"resources": [{"path": "archive/lost.warc.gz", "hash": _sha256(b"")}]}).encode()
    found = read(write_zip_of({"archive/data.warc.gz": warc, "datapackage.json": package}), "a.wacz")
    assert not pages(found)
    assert set(refusals(found)) == {"a.wacz › archive/lost.warc.gz", "a.wacz › archive/data.warc.gz"}


# ---- zip and gzip


def test_a_zip_of_files_without_its_pictures() -> None:
    files = {"pages/a.html": PAGE, "b.txt": b"text", "photo.JPG": b"x", "__MACOSX/._a.html": b"x", "pages/": b""}
    found = pages(read(write_zip_of(files)))
    assert [(page.name, page.data) for page in found] == [("a.zip › pages/a.html", PAGE), ("a.zip › b.txt", b"text")]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_packing_of_zip(compression: int) -> None:
    assert pages(read(write_zip(compression, a__html=PAGE)))[0].data == PAGE


def test_the_name_of_a_member_is_a_label_and_no_path(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["../../evil.txt", "/etc/cron.d/evil.txt", "a\x1b[31m.txt", "c:\\evil.txt"]
    found = pages(read(write_zip_of(dict.fromkeys(names, b"x"))))
    assert len(found) == 4
    assert all(page.name.isprintable() for page in found)
    assert list(tmp_path.rglob("*")) == []


def test_the_address_of_an_archive_is_not_that_of_its_members() -> None:
    found = read(write_zip(a__txt=b"x"), known=Known(publisher="أنباء", url="https://news.example/all.zip"))
    assert [one.document.url for one in found if isinstance(one, Intake)] == [None]


def test_archives_within_archives_down_to_a_limit() -> None:
    data = PAGE
    for depth in range(3):
        data = write_zip_of({f"{depth}.zip" if depth else "page.html": data})
    assert pages(read(data))[0].name == "a.zip › 2.zip › 1.zip › page.html"
    found = read(write_zip_of({"3.zip": data}))
    assert not pages(found)
    assert "more than 3 deep" in next(iter(refusals(found).values()))


def test_a_packed_file_is_read_under_its_own_name() -> None:
    (page,) = pages(read(gzip.compress(b"text") + gzip.compress(b" and more"), "reports.jsonl.gz"))
    assert (page.name, page.data) == ("reports.jsonl", b"text and more")


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_bomb_does_not_go_off(compression: int) -> None:
    found = read(write_zip(compression, bomb__txt=bytes(30 * 2**20), good__txt=b"good"))
    assert [page.data for page in pages(found)] == [b"good"]
    assert "200 times" in refusals(found)["a.zip › bomb.txt"]


def test_a_gzip_bomb_does_not_go_off() -> None:
    with pytest.raises(TooLarge, match="200 times"):
        read(gzip.compress(bytes(30 * 2**20)), "a.gz")


def test_bombs_within_bombs_share_one_limit() -> None:
    inner = write_zip_of({f"{n}.txt": random.Random(n).randbytes(1000) * 90 for n in range(10)})
    outer = write_zip_of({f"{n}.zip": inner for n in range(100)})
    found = read(outer, limits=Limits(unpacked=3_000_000))
    assert sum(len(page.data) for page in pages(found)) <= 3_000_000
    assert "3000000 bytes" in refusals(found)["a.zip"]


def test_too_many_entries_end_it_after_those_allowed() -> None:
    found = read(write_zip_of({f"{n}.txt": b"x" for n in range(30)}), limits=Limits(entries=20))
    assert len(pages(found)) == 20
    assert "more than 20 entries" in refusals(found)["a.zip"]


def test_a_bad_member_does_not_stop_the_others() -> None:
    data = bytearray(write_zip_of({"a.txt": b"first", "b.txt": b"bad", "c.txt": b"third"}, zipfile.ZIP_STORED))
    data[data.index(b"first")] ^= 1
    found = read(bytes(data))
    assert [page.data for page in pages(found)] == [b"third"]
    assert "CRC" in refusals(found)["a.zip › a.txt"]
    assert refusals(found)["a.zip › b.txt"] == "bad inside"


def test_a_locked_member_says_so() -> None:
    data = bytearray(write_zip(a__txt=b"x"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + at
        data[place : place + 2] = struct.pack("<H", 1)
    assert "password" in refusals(read(bytes(data)))["a.zip › a.txt"]


def test_what_is_no_archive_of_reports_says_so() -> None:
    with pytest.raises(BinaryInput, match="office document"):
        read(write_zip_of({"[Content_Types].xml": b"x", "word/document.xml": b"x"}))
    with pytest.raises(EmptyInput):
        read(write_zip_of({"a.jpg": b"x"}))
    with pytest.raises(EmptyInput):
        read(write_zip_of({}))


def test_half_an_archive_is_refused() -> None:
    data = write_zip_of({f"{n}.txt": b"text" * 50 for n in range(5)})
    for cut in (4, 30, len(data) // 2, len(data) - 1):
        with pytest.raises(DamagedInput):
            read(data[:cut])
    with pytest.raises(DamagedInput, match="whole file"):
        read(gzip.compress(b"text" * 100)[:-5], "a.gz")


@given(st.data())
def test_no_change_of_bytes_breaks_the_reader(data: st.DataObject) -> None:
    record = write_record(HEAD + b"\r\n" + PAGE)
    whole = [record * 2, gzip.compress(record), write_zip(a__txt=b"text"), write_wacz(gzip.compress(record))]
    archive = bytearray(data.draw(st.sampled_from(whole)))
    for _ in range(data.draw(st.integers(0, 6))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(archive[: data.draw(st.integers(6, len(archive)))])
    if is_archive(cut):
        try:
            read(cut)
        except KhabarError:
            return
