"""Exports of many incidents are written beside: the same file, given to nobody else, and gone where it may not be seen."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.store import open_store
from khabar.store.custody.verifying import verify
from khabar.store.people.auditing import list_acts
from khabar.store.people.restricting import restrict
from khabar.web import create_app

from ..conftest import wait_until_worked_out
from ..own import copy_store, make_client
from ..team import AT, Browser, cheap_hashes, make_team


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pages", "wishes"):
        monkeypatch.setattr(f"khabar.web.exporting.{module}.MANY", 2)


@pytest.fixture(scope="module")
def own(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with make_client(copy_store(address, tmp_path_factory.mktemp("jobs"))) as client:
        wait_until_worked_out(client.app)  # type: ignore[arg-type]
        yield client


def load_rules(profile: str) -> Any:
    return {name: rule for name, rule in msgspec.to_builtins(load_profile(profile)).items() if name != "items"}


def await_export(client: Any, path: str) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page = str(client.get(path).text)
        if "hx-trigger" not in page.partition('id="progress"')[2].partition(">")[0]:
            return page
        time.sleep(0.1)
    raise AssertionError(f"the export at {path} is not over")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_many_incidents_are_written_beside_and_fetched(own: TestClient, language: str) -> None:
    page = own.get(f"/{language}/export?format=csv").text
    assert f'action="/{language}/export/jobs" method="post"' in page
    assert own.get(f"/{language}/export/file?format=csv").status_code == 413
    begun = own.post(f"/{language}/export/jobs", data={"format": "csv", "profile": "careful"}, follow_redirects=False)
    where = begun.headers["location"]
    assert begun.status_code == 303
    page = await_export(own, where)
    links = [html.unescape(link) for link in re.findall(rf'href="({where}/file[^"]*)"', page)]
    assert len(links) == 3
    whole, file, mapping = (own.get(link) for link in links)
    assert whole.headers["content-type"] == "application/zip"
    assert file.content.startswith(b"incident")
    assert mapping.json()["profile"]["rules"] != load_rules("open")
    assert where in own.get(f"/{language}/export").text


def test_a_program_lets_many_be_written_and_takes_the_same_file(
    own: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = own.post("/api/v1/export-jobs?format=jsonl&order=newest")
    assert begun.status_code == 202
    path, job = begun.headers["location"], begun.json()
    until = time.monotonic() + 60
    while job["state"] not in ("done", "failed", "stopped") and time.monotonic() < until:
        time.sleep(0.1)
        job = own.get(path).json()
    assert (job["state"], job["done"], job["problem"]) == ("done", job["incidents"], None)
    assert job["id"] in [one["id"] for one in own.get("/api/v1/export-jobs").json()["items"]]
    monkeypatch.setattr("khabar.web.api.exports.MANY", 500)
    file = own.get(f"{path}/file")
    assert file.content.count(b"\n") == job["rows"] == job["incidents"]
    assert own.get(f"{path}/mapping").json()["written"] == job["rows"]
    assert own.get(file.headers["link"].partition(">")[0].removeprefix("<")).status_code == 200


def test_an_export_that_is_not_wanted_any_more_leaves_nothing(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with make_client(copy_store(address, tmp_path)) as client:
        first = client.post("/en/export/jobs", data={"format": "dossier"}, follow_redirects=False).headers["location"]
        client.post(f"{first}/stop")
        page = await_export(client, first)
        assert "hx-get" not in page
        assert client.get("/en/export/jobs/000000000000").status_code == 404
    assert not list(tmp_path.glob("khabar-export-*"))


def test_the_log_keeps_who_exported_what(own: TestClient) -> None:
    with open_store(own.app.state.desk.store.address) as store:  # type: ignore[attr-defined]
        before = len([act for act in _acts(store) if act.kind == "exported"])
        where = own.post("/en/export/jobs", data={"format": "csv"}, follow_redirects=False).headers["location"]
        await_export(own, where)
        assert len([act for act in _acts(store) if act.kind == "exported"]) == before + 1
        assert not verify(store).disagreements


def _acts(store: Any) -> list[Any]:
    with store.reading() as connection:
        return list(list_acts(connection, limit=1000))


@pytest.fixture
def team(address: str, tmp_path: Path) -> Iterator[FastAPI]:
    with cheap_hashes():
        app = create_app(make_team(address, tmp_path), profile=load_profile("open"))
        with TestClient(app):
            yield app


def test_nobody_else_gets_it_and_not_even_its_maker_what_is_kept_from_them_since(team: FastAPI) -> None:
    analyst, administrator = Browser.start(team), Browser.start(team)
    analyst.sign_in("nader")
    administrator.sign_in("adam")
    wait_until_worked_out(team)
    where = analyst.send("/en/export", "/en/export/jobs", {"format": "csv"}).headers["location"]
    await_export(analyst, where)
    assert "أريحا".encode() in analyst.get(f"{where}/file?part=file").content
    for path in (where, f"{where}/file", f"{where}/file?part=mapping"):
        assert administrator.get(path).status_code == 404
    store = team.state.desk.store
    with store.writing() as connection:
        restrict(connection, "doc-arrest", ["field"], by="adam", at=AT)
    assert analyst.get(f"{where}/file").status_code == 404
    assert analyst.get(where).status_code == 200
