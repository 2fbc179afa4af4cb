"""An event that somebody brings is told in its incident as theirs: on the page, in the list, by the API, in files."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.export.publishing import publish
from khabar.incidents.case import Case
from khabar.mcp.telling import tell_incident
from khabar.model import Document, Span
from khabar.reviews.model import Review
from khabar.store import open_store
from khabar.store.incidents.cases import load_case
from khabar.store.reviews.reviewing import Judgement, Missing, bring, look, review, undo
from khabar.web.desk.desks import hide

from ..conftest import STAMP, fill_store, wait_until_worked_out
from ..reports import documents
from .conftest import Open

TEXT = """سوق أريحا بعد الجمعة

ما زال أهالي مدينة أريحا بريف إدلب يرفعون ركام السوق الذي صار حطاماً يوم الجمعة.
"""
QUIET = Document(id="doc-quiet", text=TEXT, published="2022-03-05", publisher="جريدة الزيتون")
ALONE = Document(id="doc-alone", text=TEXT.replace("أريحا", "سبها"), published="2019-05-04", publisher="جريدة الواحة")


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = str(tmp_path / "khabar.db")
    fill_store(path, [*documents()[:2], QUIET, ALONE])
    return path


def bring_shelling(store: str, document: Document, by: str = "Sara") -> Review:
    """Bring the shelling that a report only points to."""
    text, place = document.text, "أريحا" if document is QUIET else "سبها"
    stands = {words: (text.index(words), text.index(words) + len(words)) for words in ("حطاماً", "يوم الجمعة", place)}
    values = {"place": {"span": stands[place]}, "time": {"span": stands["يوم الجمعة"]}, "mode": "heavy-weapons"}
    given = Missing(kind="event", span=Span(*stands["حطاماً"]), type="ASSAULT", values=values)
    with open_store(store) as opened:
        return bring(opened, document.id or "", given, by=by, stamp=STAMP)


def lines(client: TestClient, **asked: str) -> list[dict[str, object]]:
    wait_until_worked_out(client.app)  # type: ignore[arg-type]
    found: list[dict[str, object]] = client.get("/api/v1/incidents", params=asked).json()["items"]
    return found


def test_a_report_that_somebody_put_to_an_incident_is_marked_as_theirs(store: str, start: Open) -> None:
    client = start()
    (named,) = (str(one["id"]) for one in lines(client) if one["place"] == "Ariha")
    made = bring_shelling(store, QUIET)
    page = client.get(f"/en/incident/{named}").text
    assert "brought by <bdi" in page
    assert re.search(r"brought by <bdi[^>]*>Sara</bdi>", page)
    assert "doc-quiet" in page
    assert re.search(r"أضافه <bdi[^>]*>Sara</bdi>", client.get(f"/ar/incident/{named}").text)
    machine = client.get(f"/en/incident/{named}?reviewed=0").text
    assert "doc-quiet" not in machine.partition('id="reports_title"')[2].partition("</section>")[0]
    told = client.get(f"/api/v1/incidents/{named}/tellings").json()["tellings"]
    assert {"document": "doc-quiet", "event": made.id, "came": "added", "by": ["Sara"]} in told
    assert {one["came"] for one in told if one["document"] != "doc-quiet"} == {"read"}
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/exports/csv", params={"incident": named}).text)))
    assert [(row["brought"], row["brought_by"], row["added"]) for row in rows] == [("1", "Sara", "false")]
    with open_store(store) as opened, opened.reading() as connection:
        answer = tell_incident(load_case(connection, named))
    assert {one.document: one.brought_by for one in answer.reports if one.brought_by} == {"doc-quiet": ["Sara"]}
    with open_store(store) as opened:
        undo(opened, made.id, by="Sara", stamp=STAMP)
    assert "brought by" not in client.get(f"/en/incident/{named}").text


def test_an_incident_that_only_people_tell_is_listed_as_theirs_but_not_to_who_judges_its_report(
    store: str, start: Open
) -> None:
    client, second = start(), start("Samir")
    assert all("2019" not in str(one["start"]) for one in lines(client))
    bring_shelling(store, ALONE)
    (found,) = (one for one in lines(client) if "2019" in str(one["start"]))
    assert (found["added"], found["brought"], found["corrected"]) == (True, 1, False)
    row = client.get("/en/incidents").text
    assert "brought by people" in row
    for language, said in (("en", "Nobody but people tells"), ("ar", "لا يخبر بهذه الحادثة إلا الناس")):
        assert said in client.get(f"/{language}/incident/{found['id']}").text
    with open_store(store) as opened:
        given = Missing(kind="claim", span=Span(0, 9), values={})
        bring(opened, "doc-alone", given, by="Samir", stamp=STAMP)
    assert found["id"] not in second.get("/en/incidents").text
    assert second.get(f"/en/incident/{found['id']}").status_code == 404
    with open_store(store) as opened:
        look(opened, "doc-alone", by="Samir", stamp=STAMP)
    assert second.get(f"/en/incident/{found['id']}").status_code == 200
    assert str(found["id"]) in second.get("/en/incidents").text


def test_a_rejected_event_is_told_apart_from_the_incident_that_it_left(store: str, start: Open) -> None:
    client = start()
    (named,) = (str(one["id"]) for one in lines(client) if one["place"] == "Ariha")
    with open_store(store) as opened:
        review(opened, "doc-agency", Judgement(item="e1", verdict="reject"), by="Sara", stamp=STAMP)
    told = {
        one["document"]: (one["came"], str(incident["id"]))
        for incident in lines(client)
        for one in client.get(f"/api/v1/incidents/{incident['id']}/tellings").json()["tellings"]
    }
    assert told["doc-agency"][0] == "rejected"
    assert told["doc-agency"][1] != next(at for document, (_, at) in told.items() if document != "doc-agency")
    assert named in {at for _, at in told.values()}
    rest = next(at for document, (_, at) in told.items() if document != "doc-agency")
    for language in ("en", "ar"):
        assert f'href="/{language}/incident/{rest}"' in client.get(f"/{language}/incident/{told['doc-agency'][1]}").text


@pytest.mark.parametrize("profile", ["careful", "strict"])
def test_a_profile_that_withholds_reviewers_does_not_tell_who_brought_it(store: str, start: Open, profile: str) -> None:
    bring_shelling(store, QUIET)
    client = start(profile=profile)
    for one in lines(client):
        for path in (f"/en/incident/{one['id']}", f"/api/v1/incidents/{one['id']}/tellings"):
            assert "Sara" not in client.get(path).text
    assert "Sara" not in client.get("/api/v1/exports/jsonl").text
    assert "Sara" not in client.get("/api/v1/exports/csv").text


def test_of_a_report_that_is_kept_to_a_group_nothing_is_told_whoever_brought_what(store: str, start: Open) -> None:
    (named,) = (str(one["id"]) for one in lines(start()) if one["place"] == "Ariha")
    bring_shelling(store, QUIET)
    with open_store(store) as opened, opened.reading() as connection:
        case = load_case(connection, named)
    machine = {telling.document for telling in case.tellings}

    def see(*hidden: str) -> Case | None:
        return next(publish([case], hide(load_profile("open"), frozenset(hidden))), None)

    without = see("doc-quiet")
    assert without is not None
    assert (without.brought, without.brought_by) == ((), {})
    assert b"doc-quiet" not in msgspec.json.encode(without)
    left = see(*machine)
    assert left is not None
    assert left.added
    assert list(left.by_document) == ["doc-quiet"]
    assert not any(document.encode() in msgspec.json.encode(left) for document in machine)
    assert see(*machine, "doc-quiet") is None
