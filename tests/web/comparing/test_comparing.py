"""Comparing in the pages: of the store or pasted, nothing kept, nothing run."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from ..reports import AGENCY, HOSTILE, OBSERVATORY

HARM = '"><script>window.harmed=1</script>'


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize(("language", "told"), [("en", "Both tell of one incident"), ("ar", "يرويان حادثة واحدة")])
def test_two_reports_of_the_store_are_laid_side_by_side(client: TestClient, language: str, told: str) -> None:
    page = client.get(f"/{language}/compare?a=doc-agency&b=doc-observatory")
    assert page.status_code == 200
    assert told in text(page.text)
    assert page.text.count('class="said-text"') == 2
    assert 'class="contested"' in page.text
    assert re.search(r'<a href="/\w\w/incident/i[0-9a-f]+">', page.text)


def test_copied_passages_are_marked_in_both_texts_without_breaking_them(client: TestClient) -> None:
    page = client.get("/en/compare?a=doc-agency&b=doc-copy").text
    numbers = re.findall(r'data-passage="(k\d+)"', page)
    assert numbers
    for number in numbers:
        assert len(re.findall(rf'class="m [^"]*copied[^"]*" data-of="[^"]*\b{number}\b', page)) >= 2
    marked = re.search(r'<div class="said-text".*?</div>', page, re.S)
    assert marked
    assert AGENCY.split()[3] in text(marked[0])
    assert " ".join(AGENCY.split()) == re.sub(r"<[^>]+>", "", marked[0].replace("</p><p>", " ")).strip()


def test_what_is_pasted_is_compared_and_not_kept(client: TestClient) -> None:
    before = client.app.state.desk.version  # type: ignore[attr-defined]
    page = client.post(
        "/en/compare",
        data={"a_text": AGENCY, "a_published": "2022-03-05", "a_publisher": HARM, "b_text": OBSERVATORY},
        files=[],
    )
    assert page.status_code == 200
    assert "of the shorter text" in text(page.text)
    assert "<script>window.harmed" not in page.text
    assert client.app.state.desk.version == before  # type: ignore[attr-defined]


def test_one_is_pasted_and_the_other_is_of_the_store(client: TestClient) -> None:
    page = client.post("/ar/compare", data={"a_id": "doc-agency", "b_text": HOSTILE, "b_publisher": HARM})
    assert page.status_code == 200
    assert "<script>window" not in page.text
    assert "<img src=x" not in page.text
    assert "\u202e" not in page.text


def test_two_that_were_chosen_have_an_address(client: TestClient) -> None:
    sent = client.post("/en/compare", data={"a_id": "doc-agency", "b_id": "doc-copy"}, follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"] == "/en/compare?a=doc-agency&b=doc-copy"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"a_id": "doc-agency"}, "Choose a report, or paste a text"),
        ({"a_id": "nothing", "b_id": "doc-copy"}, "The store has no such report"),
        ({"a_text": "ا" * 100_001, "b_id": "doc-copy"}, "too long"),
        ({"a_text": AGENCY, "a_published": "soon", "b_id": "doc-copy"}, "no date"),
    ],
)
def test_what_cannot_be_compared_is_told_beside_its_side(client: TestClient, data: dict[str, str], told: str) -> None:
    page = client.post("/en/compare", data=data)
    assert page.status_code == 422
    assert told in text(page.text)


def test_reports_are_found_for_a_side(client: TestClient) -> None:
    page = client.get("/en/compare/find?side=b&qb=قصف").text
    assert 'name="b_id" value="doc-' in page
    assert client.get("/en/compare/find?side=b&qb=" + HARM).text.count("<script") == 0


def test_a_strict_profile_compares_nothing_of_the_store(serve: Callable[[str], TestClient]) -> None:
    strict = serve("strict")
    page = strict.get("/en/compare?a=doc-agency&b=doc-copy")
    assert "said-text" not in page.text
    assert "أريحا" not in page.text
    assert "withholds it" in text(page.text)


def test_a_denial_stands_against_what_it_denies(client: TestClient) -> None:
    page = client.get("/en/compare?a=doc-agency&b=doc-denial").text
    row = re.search(r'<tr class="denied">.*?</tr>', page, re.S)
    assert row
    assert "whether it happened" in text(row[0])
    assert "it did not happen" in text(row[0])
