"""A team reviews: who may look, judge, settle and rate; and that a form from elsewhere decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.store import open_store
from khabar.store.reviews.reviewing import load_standing
from khabar.web import create_app

from ..team import PEOPLE, Browser, cheap_hashes, make_team

PAGE = "/en/report/doc-agency"
Start = Callable[[str], Browser]


@pytest.fixture
def store(address: str, tmp_path: Path) -> Iterator[str]:
    """A store with accounts, whose passwords are quick to check."""
    with cheap_hashes():
        yield make_team(address, tmp_path)


@pytest.fixture
def app(store: str) -> Iterator[FastAPI]:
    made = create_app(store, profile=load_profile("open"))
    with TestClient(made):
        yield made


@pytest.fixture
def sign_in(app: FastAPI) -> Start:
    """Give the browser of who has a role."""

    def start(role: str) -> Browser:
        browser = Browser.start(app)
        assert browser.sign_in(PEOPLE[role][0]).status_code == 303
        return browser

    return start


def test_a_viewer_sees_what_was_decided_and_decides_nothing(sign_in: Start) -> None:
    analyst, viewer = sign_in("analyst"), sign_in("viewer")
    assert analyst.send(PAGE, f"{PAGE}/review/c1/reject", {}).status_code == 303
    page = viewer.get(PAGE).text
    assert "is-rejected" in page
    assert "nader" in page
    assert "data-do=" not in page
    assert 'id="bring"' not in page
    key = {"x-form-key": viewer.key()}
    for path in ("c1/accept", "c1/undo", "c1/rate", "e1/correct", "c1/settle", "bring", "done", "look"):
        assert viewer.client.post(f"{PAGE}/review/{path}", headers=key).status_code == 403, path
    for path in ("pin", "split", "merge", "undo"):
        assert viewer.client.post(f"/en/incident/doc-agency%2Fe1/decide/{path}", headers=key).status_code == 403, path
    assert viewer.client.post("/en/sources/rate", headers=key).status_code == 403


def test_an_analyst_judges_but_neither_settles_nor_rates_sources(sign_in: Start, store: str) -> None:
    analyst = sign_in("analyst")
    for verdict, item in (("accept", "c1"), ("reject", "e1")):
        assert analyst.send(PAGE, f"{PAGE}/review/{item}/{verdict}", {}).status_code == 303
    assert analyst.send(PAGE, f"{PAGE}/review/c1/settle", {}).status_code == 403
    assert analyst.send(PAGE, f"{PAGE}/review/e1/correct", {"settles": "1"}).status_code == 403
    rated = {"source": "x", "letter": "A", "why": "mine"}
    assert analyst.send(PAGE, "/en/sources/rate", rated).status_code == 403
    assert "Rate" not in analyst.get("/en/sources").text.partition("<main")[2].partition("<table")[2]
    with open_store(store) as opened, opened.reading() as connection:
        held = load_standing(connection, "doc-agency").item("e1")
    assert held is not None
    assert [one.by for one in held.verdicts] == ["nader"]


def test_a_reviewer_settles_and_rates(sign_in: Start) -> None:
    reviewer = sign_in("reviewer")
    assert reviewer.send(PAGE, f"{PAGE}/review/c1/settle", {}).status_code == 303
    assert "Settled:" in reviewer.get(PAGE).text
    led = reviewer.send(
        "/en/sources", "/en/sources/rate", {"source": "وكالة سانا", "letter": "D", "why": "a government's"}
    )
    assert "refused" not in led.headers["location"]


def test_a_form_from_elsewhere_decides_nothing(sign_in: Start, store: str) -> None:
    analyst = sign_in("analyst")
    assert analyst.client.post(f"{PAGE}/review/c1/accept").status_code == 403
    forged = {"form_key": "A" * 43}
    assert analyst.client.post(f"{PAGE}/review/c1/accept", data=forged).status_code == 403
    elsewhere = {"origin": "https://evil.example", "x-form-key": analyst.key()}
    assert analyst.client.post(f"{PAGE}/review/c1/accept", headers=elsewhere).status_code == 403
    with open_store(store) as opened, opened.reading() as connection:
        assert load_standing(connection, "doc-agency").state == "unreviewed"


def test_what_is_kept_to_a_group_is_reviewed_by_nobody_else(sign_in: Start) -> None:
    reviewer, analyst = sign_in("reviewer"), sign_in("analyst")
    reviewer.send(PAGE, f"{PAGE}/review/c1/reject", {})
    administrator = sign_in("administrator")
    kept = administrator.send(PAGE, "/en/restricted", {"kind": "document", "item": "doc-agency", "groups": "field"})
    assert kept.status_code == 303
    key = {"x-form-key": analyst.key()}
    assert analyst.get(PAGE).status_code == 404
    assert analyst.client.post(f"{PAGE}/review/c1/accept", headers=key).status_code == 404
    assert "doc-agency" not in analyst.get("/en/reviews").text
    assert "doc-agency" in reviewer.get("/en/reviews").text
