"""What the API adds and decides, by whom it lets that be done, and that nothing of it passes by the profile."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.store import open_store
from khabar.store.custody.verifying import verify
from khabar.store.people.accounts import get_account
from khabar.store.people.entering import make_token
from khabar.web import api, create_app
from khabar.web.api.describing import describe_api
from khabar.web.entrance.people import Scope

from ..own import copy_store, make_client
from ..team import add_people

SCOPES: tuple[Scope, ...] = get_args(Scope)


@pytest.fixture
def own(address: str, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a store that a test may change."""
    with make_client(copy_store(address, tmp_path)) as client:
        yield client


def ask(client: TestClient, path: str, **given: Any) -> Any:
    answer = client.get(f"/api/v1{path}", **given)
    assert answer.status_code == 200, answer.text
    return answer.json()


def send(client: TestClient, path: str, body: Any = None, status: int = 201, **given: Any) -> Any:
    answer = client.post(f"/api/v1{path}", **({"json": body} if body is not None else {}), **given)
    assert answer.status_code == status, answer.text
    return answer.json()


def find(client: TestClient, place: str = "Ariha") -> str:
    return str(ask(client, "/incidents", params={"place": place})["items"][0]["id"])


def wait_for(client: TestClient, job: str) -> Any:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = ask(client, f"/jobs/{job}")
        if told["state"] in ("done", "failed", "stopped"):
            return told
        time.sleep(0.1)
    raise AssertionError("the job is not over after a minute")


def test_a_text_is_added_by_a_job_and_found_afterwards(own: TestClient) -> None:
    text = "قُتل أربعة أشخاص في انفجار لغم في بلدة الطيانة بريف دير الزور يوم الخميس، بحسب شبكة عين الفرات."
    answer = own.post("/api/v1/jobs", json={"text": text, "published": "2022-07-30", "publisher": "نهر ميديا"})
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['id']}"
    told = wait_for(own, answer.json()["id"])
    assert [one["fate"] for one in told["taken"]] == ["new"]
    document = told["taken"][0]["id"]
    assert document in [one["document"] for one in ask(own, "/search", params={"q": "لغم"})["items"]]
    assert ask(own, "/jobs")["items"][0]["id"] == told["id"]


def test_a_file_is_added_as_its_bytes_say(own: TestClient) -> None:
    page = "<html><body><article><h1>انفجار في بلدة الطيانة</h1><p>قُتل شخصان في انفجار سيارة يوم السبت.</p></article></body></html>"
    began = send(own, "/files", status=202, params={"name": "page.html"}, content=page.encode())
    told = wait_for(own, began["id"])
    assert [one["fate"] for one in told["taken"]] == ["new"]
    assert own.post("/api/v1/files", params={"name": "x"}, content=b"").status_code == 400


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": " \n"}, {"addresses": []}, {"addresses": ["file:///etc"]}])
def test_what_is_nothing_to_add_is_refused(own: TestClient, body: Any) -> None:
    send(own, "/jobs", body, status=422)


def test_an_incident_is_taken_apart_and_one_again(own: TestClient) -> None:
    named = find(own)
    reports = ask(own, f"/incidents/{named}")["documents"]
    made = send(own, f"/incidents/{named}/split", {"parts": ["doc-denial"], "why": "another day"})
    assert (made["kind"], made["by"], made["why"], len(made["incidents"])) == ("split", "owner", "another day", 2)
    assert "doc-denial" not in ask(own, f"/incidents/{named}")["documents"]
    other = next(id for id in made["incidents"] if id != named)
    send(own, f"/decisions/{made['id']}/undo", {"why": "it was the same day"})
    assert ask(own, f"/incidents/{named}")["documents"] == reports
    led = own.get(f"/api/v1/incidents/{other}", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (307, f"/api/v1/incidents/{named}?formerly={other}")
    assert [one["kind"] for one in ask(own, "/decisions")["items"]] == ["undo", "split"]


def test_incidents_are_made_one_and_pinned(own: TestClient) -> None:
    named, other = find(own), find(own, "Manbij")
    made = send(own, f"/incidents/{named}/merge", {"others": [other]})
    assert made["incidents"] == [min(made["incidents"])]
    assert "doc-drone" in ask(own, f"/incidents/{named}")["documents"]
    send(own, f"/incidents/{named}/merge", {"others": [other]}, status=409)
    send(own, f"/incidents/{named}/pin", {})
    with open_store(own.app.state.desk.store.address) as store:  # type: ignore[attr-defined]
        assert verify(store).disagreements == ()


def test_what_is_decided_on_is_what_was_seen(own: TestClient) -> None:
    named = find(own)
    seen = own.get(f"/api/v1/incidents/{named}").headers["etag"]
    send(own, f"/incidents/{named}/split", {"parts": ["doc-copy"]}, headers={"if-match": seen})
    send(own, f"/incidents/{named}/pin", {}, status=412, headers={"if-match": seen})
    fresh = own.get(f"/api/v1/incidents/{named}").headers["etag"]
    send(own, f"/incidents/{named}/pin", {}, headers={"if-match": fresh})


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/incidents/none/pin", {}, 404),
        ("/incidents/{}/split", {"parts": ["doc-drone"]}, 404),
        ("/incidents/{}/split", {"parts": []}, 422),
        ("/incidents/{}/split", {"parts": ["doc-agency", "doc-copy", "doc-denial", "doc-observatory"]}, 409),
        ("/incidents/{}/merge", {"others": ["none"]}, 404),
        ("/decisions/d9/undo", {}, 404),
    ],
)
def test_a_decision_on_what_is_not_there_is_none(own: TestClient, path: str, body: Any, status: int) -> None:
    send(own, path.format(find(own)), body, status=status)
    assert ask(own, "/decisions")["items"] == []


def test_a_reading_is_judged_and_what_is_missing_added(own: TestClient) -> None:
    claim = ask(own, "/reports/doc-denial/review")["items"][0]
    assert claim["kind"] == "claim"
    made = send(
        own, "/reports/doc-denial/verdicts", {"item": claim["id"], "verdict": "correct", "values": {"force": "assert"}}
    )
    assert (made["by"], made["verdict"]) == ("owner", "correct")
    text = ask(own, "/reports/doc-denial")["document"]["text"]
    start = text.index("قصف")
    brought = {"kind": "event", "span": [start, start + 3], "type": "COERCE"}
    send(own, "/reports/doc-denial/missing", brought)
    told = ask(own, "/reports/doc-denial/review")
    assert told["state"] == "in_review"
    assert next(one for one in told["items"] if one["id"] == claim["id"])["verdicts"][0]["id"] == made["id"]
    send(own, f"/reports/doc-denial/verdicts/{made['id']}/undo")
    assert not next(one for one in ask(own, "/reports/doc-denial/review")["items"] if one["id"] == claim["id"])[
        "verdicts"
    ]
    send(own, "/reports/doc-denial/verdicts", {"item": "c99", "verdict": "accept"}, status=409)
    send(own, "/reports/doc-denial/verdicts", {"item": "c1", "verdict": "shout"}, status=422)
    send(own, "/reports/doc-denial/done", status=409)


def test_sources_and_claims_are_rated(own: TestClient) -> None:
    send(own, "/ratings/sources", {"source": "وكالة فرانس برس", "letter": "B", "why": "corrects itself"})
    send(own, "/ratings/claims", {"document": "doc-agency", "claim": "c1", "digit": "2", "why": "photographs"})
    assert [one.get("digit") or one.get("letter") for one in ask(own, "/ratings")["items"]] == ["2", "B"]
    send(own, "/ratings/sources", {"source": "x", "letter": "Z", "why": "y"}, status=422)
    send(own, "/ratings/claims", {"document": "none", "claim": "c1", "digit": "2", "why": "y"}, status=404)


def bare() -> FastAPI:
    app = FastAPI(title="khabar", version="0")
    app.include_router(api.router, prefix=api.PREFIX)
    return app


def list_operations() -> list[tuple[str, str, Scope]]:
    told = describe_api(bare())["paths"]
    return [
        (method, path, next(iter(said["security"][0].values()))[0])
        for path, methods in told.items()
        for method, said in methods.items()
    ]


@pytest.fixture(scope="module")
def team(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, Scope], TestClient]]:
    """A client for each person and scope: their token is for that, and for reading."""
    path = copy_store(address, tmp_path_factory.mktemp("scopes"))
    now = datetime.datetime.now(datetime.UTC)
    tokens = {}
    with open_store(path) as store:
        add_people(store)
        with store.writing() as connection:
            for name in ("vera", "nader", "adam"):
                for scope in SCOPES:
                    account = get_account(connection, name)
                    scopes = sorted({"read", scope})
                    given = {"label": scope, "scopes": scopes, "expires": None, "by": name, "now": now}
                    tokens[name, scope] = make_token(connection, account, **given)[0]  # type: ignore[arg-type]
    app = create_app(path, profile=load_profile("open"))
    with TestClient(app, base_url="http://127.0.0.1"):
        yield {
            who: TestClient(app, base_url="http://127.0.0.1", headers={"authorization": f"Bearer {token}"})
            for who, token in tokens.items()
        } | {("nobody", "read"): TestClient(app, base_url="http://127.0.0.1")}


@pytest.mark.parametrize(("method", "path", "scope"), list_operations())
def test_every_question_needs_a_token_with_its_scope(
    team: dict[tuple[str, Scope], TestClient], method: str, path: str, scope: Scope
) -> None:
    filled = path.format(named="none", document="none", decision="d9", verdict="v9", id="0" * 12, format="csv")
    body = {"json": {}} if method == "post" else {}
    refused = team["nobody", "read"].request(method, filled, **body)
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    for (name, granted), client in team.items():
        if name == "nobody":
            continue
        answer = client.request(method, filled, **body)
        may = (scope == granted or scope == "read") and not (name == "vera" and scope in ("add", "review"))
        assert (answer.status_code != 403) == may, (name, granted, answer.text)


def test_an_analyst_neither_settles_nor_rates_sources(team: dict[tuple[str, Scope], TestClient]) -> None:
    settled = {"item": "c1", "verdict": "accept", "settles": True}
    rating = {"source": "x", "letter": "B", "why": "y"}
    for path, body in (("/reports/doc-agency/verdicts", settled), ("/ratings/sources", rating)):
        send(team["nader", "review"], path, body, status=403)
        send(team["adam", "review"], path, body)


def test_somebody_elses_job_is_not_there(team: dict[tuple[str, Scope], TestClient]) -> None:
    began = send(team["nader", "add"], "/jobs", {"text": "نص قصير"}, status=202)
    assert team["nader", "add"].get(f"/api/v1/jobs/{began['id']}").status_code == 200
    assert team["adam", "add"].get(f"/api/v1/jobs/{began['id']}").status_code == 200
    assert team["vera", "add"].get(f"/api/v1/jobs/{began['id']}").status_code == 403


@pytest.mark.parametrize("profile", ["careful", "strict"])
def test_what_a_profile_covers_is_neither_decided_on_nor_reviewed(address: str, tmp_path: Path, profile: str) -> None:
    with make_client(copy_store(address, tmp_path), profile) as client:
        for path, body in (
            ("/reports/doc-agency/verdicts", {"item": "c1", "verdict": "accept"}),
            ("/ratings/claims", {"document": "doc-agency", "claim": "c1", "digit": "2", "why": "y"}),
        ):
            assert client.post(f"/api/v1{path}", json=body).status_code in (403, 404)
        for path in ("/ratings", "/decisions"):
            assert client.get(f"/api/v1{path}").status_code == 403
        assert client.post("/api/v1/incidents/doc-agency%2Fe1/pin", json={}).status_code == 403
        assert client.get("/api/v1/reports/doc-agency/review").status_code in (403, 404)
