"""What the bytes are is told by themselves, then by their name, then by their media type."""

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
        assert isinstance(found, Intake | Refused)
