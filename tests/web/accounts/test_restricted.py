"""What is kept to a group: who is outside finds no word of it, by whatever route, and cannot tell that it is there."""

from __future__ import annotations

import io
import itertools
import time
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.formats import FORMATS
from khabar.export.profile import load_profile
from khabar.web import create_app

from ..team import Browser, make_team, walk

HIDDEN = ("doc-observatory", "doc-arrest")
WORDS = (
    "المرصد",
    "صاروخي",
    "doc-observatory",
    "observatory.example",
    "الطيانة",
    "قوات سوريا الديمقراطية",
    "عين الفرات",
    "arrest.example",
    "doc-arrest",
    "Observatory",
)
NOWHERE = "زقزقزق"
LEFT_OUT = (
    "/{language}/restricted",  # to administrators: ids, and who is to see them; no words
    "/{language}/audit",
    "/api/v1/openapi.json",  # nothing of the store
    "/api/v1/docs",
)


@pytest.fixture(scope="module")
def app(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    path = make_team(address, tmp_path_factory.mktemp("restricted"), kept=HIDDEN)
    made = create_app(path, profile=load_profile("open"))
    with TestClient(made):
        yield made


def settle(app: FastAPI, browser: Browser) -> list[dict[str, Any]]:
    """Return the incidents as somebody sees them, once all have been worked out."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = browser.get("/api/v1/incidents?limit=200").json()
        if told["items"] and not told["waiting"] and all(one["origins"] is not None for one in told["items"]):
            return list(told["items"])
        time.sleep(0.1)
    raise AssertionError("the incidents were not worked out in a minute")


@pytest.fixture(scope="module")
def inside(app: FastAPI) -> Browser:
    browser = Browser.start(app)
    browser.sign_in("rima")
    settle(app, browser)
    return browser


@pytest.fixture(scope="module")
def outside(app: FastAPI) -> Browser:
    """An administrator who is in no group: no role opens what is kept to one."""
    browser = Browser.start(app)
    browser.sign_in("adam")
    settle(app, browser)
    return browser


def paths(app: FastAPI, incidents: list[str]) -> Iterator[str]:
    """Yield the address of every page and answer, with everything put into its gaps that there is."""
    documents = [f"doc-{name}" for name in ("agency", "observatory", "copy", "denial", "drone", "arrest")]
    fills = {
        "language": ["en", "ar"],
        "named": [*incidents, *HIDDEN, *(f"{document}/e1" for document in HIDDEN)],
        "document": documents,
        "result": ["c1", "e1"],
        "format": list(FORMATS),
    }
    for route in walk(app.routes):
        if "GET" not in (getattr(route, "methods", None) or ()):
            continue
        path = (
            route.path
            if route.path.startswith(("/{language}", "/api/")) or route.path == "/"
            else "/api/v1" + route.path
        )
        if path in LEFT_OUT:
            continue
        gaps = [part.strip("{}").partition(":")[0] for part in path.split("/") if part.startswith("{")]
        for chosen in itertools.product(*(fills.get(gap, ["x"]) for gap in gaps)):
            filled = iter(chosen)
            yield "/".join(quote(next(filled)) if part.startswith("{") else part for part in path.split("/"))
    for language in fills["language"]:
        for kind in ("outlet", "agency", "speaker"):
            yield f"/{language}/sources?kind={kind}"
        for format in FORMATS:
            yield f"/{language}/export/file?format={format}"
            yield f"/{language}/export/preview?format={format}"
        for kind in ("origins", "values", "map"):
            yield f"/{language}/picture/{kind}.svg"
        for document in HIDDEN:
            yield f"/{language}/compare?a=doc-agency&b={document}"
            yield f"/{language}/compare/find?side=a&qa={document}"
    for shape in ("outlet", "agency", "speaker"):
        yield f"/api/v1/sources?shape={shape}"
        yield f"/api/v1/sources?kind={shape}"


def unfold(body: bytes) -> str:
    """Return all words in a body, out of archives and tables too."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(unfold(archive.read(name)) for name in archive.namelist())
    if body.startswith(b"PAR1"):
        parquet = pytest.importorskip("pyarrow.parquet")
        return str(parquet.read_table(io.BytesIO(body)).to_pylist())
    text = body.decode("utf-8", "replace")
    return text + text.encode().decode("unicode_escape", "replace") if "\\u0" in text else text


def test_no_word_of_it_is_in_anything_that_is_answered(app: FastAPI, inside: Browser, outside: Browser) -> None:
    incidents = [one["id"] for one in settle(app, inside)]
    found, asked = [], 0
    for path in paths(app, incidents):
        answer = outside.get(path)
        asked += answer.status_code == 200
        own = unfold(answer.content)
        for gap in (path, quote(path, safe="")):
            own = own.replace(gap, "")
        for document in HIDDEN:  # problems say what was asked for
            own = own.replace(document, "") if document in path else own
        found += [(path, word) for word in WORDS if word in own]
    assert asked > 100
    assert found == []


def test_who_is_inside_finds_all_of_it(app: FastAPI, inside: Browser) -> None:
    shown = inside.get("/en/report/doc-arrest").text + inside.get("/en/report/doc-observatory").text
    shown += inside.get("/api/v1/sources").text + inside.get("/en/search?q=الطيانة").text
    for word in WORDS:
        assert word in shown
    assert "Seen by" in inside.get("/en/report/doc-arrest").text


@pytest.mark.parametrize(
    "path",
    [
        "/en/search?q={}",
        "/en/incidents?place={}",
        "/en/incidents?party={}",
        "/en/sources?q={}",
        "/en/map.json?place={}",
        "/en/compare/find?side=a&qa={}",
        "/api/v1/search?q={}",
        "/api/v1/search?q={}&limit=1",
        "/api/v1/claims?about={}",
        "/api/v1/claims?speaker={}",
        "/api/v1/incidents?place={}",
        "/api/v1/incidents?party={}",
    ],
)
@pytest.mark.parametrize("word", ["الطيانة", "المرصد", "الديمقراطية", "صاروخي"])
def test_asking_for_its_words_finds_what_asking_for_none_finds(outside: Browser, path: str, word: str) -> None:
    answers = []
    for asked in (word, NOWHERE):
        answer = outside.get(path.format(quote(asked)))
        assert answer.status_code == 200
        answers.append(answer.text.replace(quote(asked), "").replace(asked, ""))
    assert answers[0] == answers[1]


def test_the_map_has_no_spot_for_it(inside: Browser, outside: Browser) -> None:
    spots = [tuple(spot[:3]) for spot in inside.get("/en/map.json").json()]
    seen = [tuple(spot[:3]) for spot in outside.get("/en/map.json").json()]
    (gone,) = set(spots) - set(seen)
    path = "/en/spot.json?lat={}&lon={}&radius={}".format(*gone)
    assert inside.get(path).json() != []
    assert outside.get(path).json() == []


@pytest.mark.parametrize("path", ["/en/report/{}", "/api/v1/reports/{}", "/en/incident/{}", "/api/v1/incidents/{}"])
def test_it_is_absent_in_the_same_words_as_what_is_not_there(outside: Browser, path: str) -> None:
    answers = []
    for document in ("doc-arrest", "doc-arrest/e1", "doc-nothing"):
        answer = outside.get(path.format(document))
        assert answer.status_code == 404
        answers.append(answer.text.replace(document, "").replace(quote(document, safe=""), ""))
    assert len(set(answers)) == 1


def test_an_incident_is_told_as_if_it_were_not_there(app: FastAPI, inside: Browser, outside: Browser) -> None:
    whole = {one["id"]: one for one in settle(app, inside)}
    left = {one["id"]: one for one in settle(app, outside)}
    (ariha,) = (id for id, one in whole.items() if one["reports"] == max(o["reports"] for o in whole.values()))
    assert left[ariha]["reports"] == whole[ariha]["reports"] - 1
    assert left[ariha]["origins"] < whole[ariha]["origins"]
    gone = whole.keys() - left.keys()
    assert len(gone) == 1, "the only report of it is hidden"
    counts = [one["reports"] for one in settle(app, outside)]
    assert counts == sorted(counts, reverse=True), "not even its place in the list tells"
    record = outside.get(f"/api/v1/incidents/{ariha}").json()
    assert "doc-observatory" not in str(record)


def test_what_an_export_says_of_itself_does_not_count_it(outside: Browser) -> None:
    told = outside.get("/api/v1/exports/csv/mapping").text
    assert '"documents_withheld":1' not in told.replace(" ", "")
    assert '"incidents_withheld":1' not in told.replace(" ", "")


def test_nobody_outside_can_decide_on_it(outside: Browser) -> None:
    key = {"x-form-key": outside.key()}
    (ariha,) = {one["id"] for one in outside.get("/api/v1/incidents?place=أريحا&limit=1").json()["items"]}
    for named in ("doc-observatory", "doc-nothing"):
        split = outside.client.post(f"/api/v1/incidents/{ariha}/split", json={"parts": [named]}, headers=key)
        assert split.status_code == 404
        pinned = outside.client.post(f"/api/v1/incidents/{named}/pin", json={}, headers=key)
        assert pinned.status_code == 404


def test_letting_everybody_see_it_again_holds_at_once(inside: Browser, outside: Browser) -> None:
    back = outside.send("/en/restricted", "/en/restricted", {"kind": "document", "item": "doc-arrest"})
    assert back.status_code == 303
    try:
        assert outside.get("/en/report/doc-arrest").status_code == 200
    finally:
        kept = inside.send(
            "/en/report/doc-arrest",
            "/en/restricted",
            {"kind": "document", "item": "doc-arrest", "groups": "field", "back": "1"},
        )
    assert kept.headers["location"] == "/en/report/doc-arrest"
    assert outside.get("/en/report/doc-arrest").status_code == 404


def test_a_reviewer_keeps_things_to_their_own_groups_only(inside: Browser, outside: Browser) -> None:
    refused = inside.send(
        "/en/report/doc-arrest", "/en/restricted", {"kind": "document", "item": "doc-drone", "groups": "north"}
    )
    assert refused.status_code == 403
    typo = outside.send("/en/restricted", "/en/restricted", {"item": "doc-drone", "groups": "feild"})
    assert typo.status_code == 422
    assert outside.get("/en/report/doc-drone").status_code == 200


def test_an_incident_takes_its_reports_along(app: FastAPI, inside: Browser, outside: Browser) -> None:
    (drone,) = (
        one["id"] for one in settle(app, inside) if "drone" in str(inside.get(f"/api/v1/incidents/{one['id']}").json())
    )
    sent = {"kind": "incident", "item": drone, "groups": "field", "back": "1"}
    assert inside.send(f"/en/incident/{drone}", "/en/restricted", sent).headers["location"] == f"/en/incident/{drone}"
    try:
        for path in (f"/en/incident/{drone}", "/en/report/doc-drone"):
            assert outside.get(path).status_code == 404
            assert inside.get(path).status_code == 200
        assert "منبج" not in outside.get("/en/incidents").text
    finally:
        outside.send("/en/restricted", "/en/restricted", {"kind": "incident", "item": drone})
