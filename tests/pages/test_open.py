"""What the bytes are is told by themselves, then by their name, then by their media type."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.pages import Capture, Intake, Known, Refused, open_capture
from khabar.pages.open import FORMATS, tell_format

TEXT = "أعلنت الوزارة أن القوات انسحبت من البلدة، وقال المتحدث إن الهدنة قائمة."
PAGE = f"<!DOCTYPE html><html><body><article><p>{TEXT}</p><p>{TEXT[:40]} أمس.</p></article></body></html>"
FEED = f"<?xml version='1.0'?><rss version='2.0'><channel><item><title>{TEXT}</title></item></channel></rss>"
RECORD = json.dumps({"text": TEXT})


@pytest.mark.parametrize(
    ("data", "name", "media", "module"),
    [
        (PAGE, "a.txt", "text/plain", "html"),
        (PAGE, "https://wadi.example/a?b=c.json", None, "html"),
        (f"<!-- {'x' * 500} -->\n{PAGE}", "a", None, "html"),
        (FEED, "a.html", "text/html", "feed"),
        (FEED, "feed", "text/html; charset=utf-8", "feed"),
        (RECORD, "a.json", None, "records"),
        (RECORD, "<stdin>", None, "records"),
        (RECORD, "https://wadi.example/api", "application/json", "records"),
        (TEXT, "a", None, "plain"),
        (TEXT, "a.html", None, "html"),
        (TEXT, "a", "text/html", "html"),
        (f"[رويترز] {TEXT}", "a", None, "plain"),
        ("text: x", "a.yml", None, "records"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_formats(data: str, name: str, media: str | None, module: str, encoding: str) -> None:
    capture = Capture(data=data.encode(encoding), name=name, media_type=media)
    assert tell_format(capture).reader.startswith(f"khabar.pages.{module}:")


def test_the_media_type_names_the_encoding() -> None:
    page = PAGE.encode("cp1256")
    (found,) = open_capture(Capture(data=page, name="a", media_type="text/html; charset=windows-1256"), Known())
    assert isinstance(found, Intake)
    assert TEXT in found.document.text


def test_a_refusal_says_what_and_why() -> None:
    (found,) = open_capture(Capture(data=b"", name="empty.txt"), Known())
    assert found == Refused(name="empty.txt", reason="there is no text in it")


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.reader)
@settings(deadline=None)  # the first example imports what reads it
@given(data=st.binary(max_size=200))
def test_any_bytes_give_intakes_or_refusals(kind: Any, data: bytes) -> None:
    start = kind.magic[0] if kind.magic else b""
    name = f"a{kind.names[0]}" if kind.names else "a"
    media = kind.media[0] if kind.media else None
    for found in open_capture(Capture(data=start + data, name=name, media_type=media), Known()):
        assert isinstance(found, Intake) or "please report" not in found.reason


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://wadi.example/news/5
Subject: =?utf-8?Q?=D8=AE=D8=A8=D8=B1?=
Date: Wed, 25 Nov 2026 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64
Content-Location: https://wadi.example/news/5

{page}
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://wadi.example/a.png

iVBORw0KGgo=
------b--
"""


def test_a_page_saved_as_one_file() -> None:
    data = MHTML.format(page=base64.b64encode(PAGE.encode()).decode()).encode()
    capture = Capture(data=data, name="page.mhtml")
    (found,) = open_capture(capture, Known())
    assert isinstance(found, Intake)
    assert TEXT in found.document.text
    assert (found.document.url, found.document.published) == ("https://wadi.example/news/5", None)
    assert (found.document.sha256, found.capture) == (capture.sha256, capture)


def test_a_mail_tells_when_it_was_sent() -> None:
    mail = f"From: a@wadi.example\nDate: Thu, 02 Nov 2023 10:00:00 +0300\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{TEXT}\n"
    (found,) = open_capture(Capture(data=mail.encode(), name="a.eml"), Known())
    assert isinstance(found, Intake)
    assert (found.document.text.strip(), found.document.published) == (TEXT, "2023-11-02T10:00:00+03:00")


def test_other_xml_is_refused() -> None:
    (found,) = open_capture(Capture(data=f"<?xml version='1.0'?><urlset>{TEXT}</urlset>".encode(), name="a"), Known())
    assert isinstance(found, Refused)
    assert "XML" in found.reason


def test_a_fault_of_a_reader_costs_one_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("no such node")

    monkeypatch.setattr("khabar.pages.plain.decode_text", fail)
    (found,) = open_capture(Capture(data=TEXT.encode(), name="a.txt"), Known())
    assert isinstance(found, Refused)
    assert "ValueError: no such node" in found.reason
