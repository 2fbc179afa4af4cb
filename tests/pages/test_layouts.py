"""Pages in the manner of real sites: what must come out of each, and what must not."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.pages import Capture, Intake, Known, Refused, open_capture

LAYOUTS = Path(__file__).parent / "layouts"


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_layout(path: Path) -> None:
    expected = load(path)
    capture = Capture(data=path.with_suffix(".html").read_bytes(), name=path.stem, url=expected.get("address"))
    found = list(open_capture(capture, Known()))
    if reason := expected.get("refused"):
        assert [type(item) for item in found] == [Refused]
        assert reason in str(found)
        return
    wanted = expected.get("documents", [expected])
    assert len(found) == len(wanted), found
    for intake, want in zip(found, wanted, strict=True):
        assert isinstance(intake, Intake)
        check(intake, want)


def check(intake: Intake, want: dict[str, Any]) -> None:
    document = intake.document
    for field in ("byline", "publisher", "published", "url"):
        if field in want:
            assert (field, getattr(document, field)) == (field, want[field])
    text = strip(document.text)
    if "title" in want:
        title, _, text = text.partition("\n\n")
        assert title == want["title"]
    assert intake.member == want.get("member")
    assert intake.state == "ready"
    assert document.language == "ar"
    given = [{"text": c.text, "kind": c.kind, "url": c.url} for c in document.credits]
    for credit, wanted in zip(given, want.get("credits", []), strict=True):
        assert {**credit, **wanted} == credit
    assert text.startswith(want.get("begins", "")), text
    assert text.endswith(want.get("ends", "")), text
    for words in want.get("holds", []):
        assert words in text
    for words in want.get("without", []):
        assert words not in document.text, words


def strip(text: str) -> str:
    return text.translate(dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F)]))


PAGES = [path.read_bytes() for path in sorted(LAYOUTS.glob("*.html"))]
CUTS = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([1, 5, 50, 500]), st.binary(max_size=8)), max_size=8)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(PAGES), CUTS, st.sampled_from(PAGES), st.floats(0, 1))
def test_damaged_pages_give_documents_or_refusals(
    page: bytes, cuts: list[tuple[float, int, bytes]], other: bytes, share: float
) -> None:
    for place, length, put in cuts:
        at = int(place * len(page))
        page = page[:at] + put + page[at + length :]
    page += other[int(share * len(other)) :]
    for found in open_capture(Capture(data=page, name="page.html"), Known()):
        assert isinstance(found, Intake) or "please report" not in found.reason
