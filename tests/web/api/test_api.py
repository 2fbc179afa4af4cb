import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from fastapi.testclient import TestClient

from khabar.export.bundle import export_named
from khabar.export.formats import FORMATS
from khabar.export.profile import load_profile
from khabar.model import Report


def test_an_incident_is_listed_and_looked_up(client: TestClient) -> None:
    listed = client.get("/api/v1/incidents", params={"place": "أريحا"}).json()
    assert listed["total"] == len(listed["items"])
    one = listed["items"][0]
    record = client.get(f"/api/v1/incidents/{one['id']}").json()
    assert one["origins"] == len(record["origins"])
    assert one["disputed"] is True


def test_lists_come_a_page_at_a_time(client: TestClient) -> None:
    whole = [one["id"] for one in client.get("/api/v1/incidents").json()["items"]]
    seen, address = [], "/api/v1/incidents?limit=2"
    while address:
        answer = client.get(address)
        body = answer.json()
        seen += [one["id"] for one in body["items"]]
        assert ("link" in answer.headers) == bool(body["next"])
        address = body["next"]
    assert seen == whole


def test_a_report_comes_back_as_it_was_read(client: TestClient) -> None:
    answer = client.get("/api/v1/reports/doc-agency")
    assert Report.from_json(answer.content).document.id == "doc-agency"


def test_claims_are_found_by_who_makes_them(client: TestClient) -> None:
    found = client.get("/api/v1/claims", params={"speaker": "الدفاع المدني"}).json()["items"]
    assert {one["document"] for one in found} >= {"doc-agency"}
    assert all(one["claim"]["chain"] for one in found)


def test_search_finds_reports(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "منبج", "limit": 1}).json()
    assert [one["document"] for one in found["items"]] == ["doc-drone"]
    assert found["next"] is None


def test_a_text_is_read_and_not_kept(client: TestClient) -> None:
    body = {"text": "نفى المتحدث باسم الجيش قصف المستشفى.", "published": "2022-03-05"}
    answer = client.post("/api/v1/read", json=body).json()
    assert answer["claims"][0]["force"] == "deny"
    assert client.get("/api/v1/search", params={"q": "المستشفى"}).json()["items"] == []


def test_what_is_unchanged_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/api/v1/incidents").headers["etag"]
    assert client.get("/api/v1/incidents", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/incidents/none", None, 404),
        ("GET", "/reports/none", None, 404),
        ("GET", "/nothing", None, 404),
        ("GET", "/incidents?limit=0", None, 422),
        ("GET", "/incidents?since=2022-13-01", None, 422),
        ("GET", "/search", None, 422),
        ("GET", "/claims?force=shout", None, 422),
        ("POST", "/incidents", {}, 405),
        ("POST", "/read", {"text": 3}, 422),
        ("POST", "/read", {"text": "نص", "published": "yesterday"}, 422),
    ],
)
def test_what_goes_wrong_is_told_as_a_problem(
    client: TestClient, method: str, path: str, body: object, status: int
) -> None:
    answer = client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


@pytest.mark.parametrize("place", ["Syria", "سوريا", "Idlib Governorate", "إدلب"])
def test_a_country_or_a_governorate_finds_what_lies_in_it(client: TestClient, place: str) -> None:
    town, wide = (client.get("/api/v1/incidents", params={"place": one}).json() for one in ("أريحا", place))
    assert {one["id"] for one in town["items"]} <= {one["id"] for one in wide["items"]}
    assert town["items"]


def test_an_event_and_a_former_id_lead_on_to_the_incident(client: TestClient, incident: str) -> None:
    led = client.get("/api/v1/incidents/doc-denial/e1", follow_redirects=False)
    assert (led.status_code, led.headers["location"].partition("?")[0]) == (307, f"/api/v1/incidents/{incident}")


def test_origins_and_disagreements_are_those_of_the_record(client: TestClient, incident: str) -> None:
    record = client.get(f"/api/v1/incidents/{incident}").json()
    assert client.get(f"/api/v1/incidents/{incident}/origins").json()["origins"] == record["origins"]
    told = client.get(f"/api/v1/incidents/{incident}/disagreements").json()
    pairs = {(one["slot"], one["first"]["text"], one["second"]["text"]) for one in told["disagreements"]}
    assert ("killed", "3", "7") in pairs
    listed = client.get("/api/v1/disagreements").json()
    assert told in listed["items"]
    assert listed["total"] == len(client.get("/api/v1/incidents?disagreement=true").json()["items"])
    whole = client.get("/api/v1/origins?limit=2")
    assert len(whole.json()["items"]) == 2
    assert "link" in whole.headers


def test_sources_come_by_what_they_do(client: TestClient) -> None:
    outlets = {one["name"] for one in client.get("/api/v1/sources").json()["items"]}
    assert "موقع الضفة" in outlets
    speakers = client.get("/api/v1/sources", params={"kind": "speaker", "q": "Civil"}).json()["items"]
    assert [one["kind"] for one in speakers] == ["ngo"]


def test_a_sentence_tells_an_incident_in_both_languages(client: TestClient) -> None:
    line = client.get("/api/v1/incidents").json()["items"][0]
    assert "Ariha" in line["sentence"]["en"]
    assert "أريحا" in line["sentence"]["ar"]


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_an_export_is_what_the_command_writes(client: TestClient, address: str, tmp_path: Path, format: str) -> None:
    ids = [one["id"] for one in client.get("/api/v1/incidents?killed=2").json()["items"]]
    answer = client.get(f"/api/v1/exports/{format}?killed=2")
    done = export_named(address, ids, format, tmp_path, load_profile("open"))
    assert answer.headers["content-disposition"].endswith(f'{done.path.suffix}"')
    if format not in ("xlsx", "parquet", "geoparquet"):  # these hold the time of their making
        assert answer.content == done.path.read_bytes()
    described = answer.headers["link"].partition(">")[0].removeprefix("<")
    assert client.get(described).json() == msgspec.json.decode(done.mapping.read_bytes())


def test_a_profile_that_is_asked_for_loosens_nothing(serve: Callable[[str], TestClient]) -> None:
    strict = serve("strict")
    whole = strict.get("/api/v1/exports/jsonl", params={"profile": "open"}).text
    assert whole
    for secret in ("المرعشلي", "سوق المدينة", "agency.example", "doc-agency"):
        assert secret not in whole
    assert "المرعشلي" not in serve("open").get("/api/v1/exports/jsonl", params={"profile": "strict"}).text
    assert strict.get("/api/v1/exports/jsonl", params={"profile": "../../x"}).status_code == 422


def test_an_export_of_named_incidents_has_no_others(client: TestClient, incident: str) -> None:
    rows = client.get("/api/v1/exports/jsonl", params={"incident": ["doc-denial/e1"]}).text.splitlines()
    assert len(rows) == 1
    assert incident in rows[0]
    assert client.get("/api/v1/exports/jsonl", params={"incident": "none"}).status_code == 404


def test_who_asks_is_told_what_they_may_do(client: TestClient) -> None:
    told = client.get("/api/v1/about").json()
    assert (told["role"], told["profile"], told["shows_reports"]) == ("administrator", "open", True)


@pytest.mark.parametrize(
    ("path", "methods"),
    [("/jobs", "GET, POST"), ("/incidents", "GET"), ("/incidents/x/pin", "POST"), ("/reports/x/verdicts", "POST")],
)
def test_a_method_that_is_not_allowed_tells_those_that_are(client: TestClient, path: str, methods: str) -> None:
    answer = client.delete(f"/api/v1{path}")
    assert (answer.status_code, answer.headers["allow"]) == (405, methods)


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    schemas = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        assert path.startswith("/api/v1/")
        for told in methods.values():
            assert told["summary"]
            assert told["description"]
            assert told["security"]
            assert {"401", "403", "422", "429"} <= set(told["responses"])
            for content in list_json(told):
                assert content["schema"].get("type") == "object" or "example" in content, path
    for named in set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described))):
        assert named in schemas


def test_examples_are_what_they_are_examples_of(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    for methods in described["paths"].values():
        for told in methods.values():
            for content in list_json(told):
                schema = {**content["schema"], "components": described["components"]}
                if "example" in content:
                    jsonschema.Draft202012Validator(schema).validate(content["example"])


def list_json(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the JSON that is sent and answered without a problem."""
    answered = [answer for code, answer in told["responses"].items() if code.startswith("2")]
    held = [one.get("content", {}).get("application/json") for one in (*answered, told.get("requestBody", {}))]
    return [one for one in held if one and one.get("schema")]


def test_the_reference_lists_every_question_and_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/api/v1/docs").text
    described = client.get("/api/v1/openapi.json").json()["paths"]
    assert page.count('class="method"') == sum(map(len, described.values()))
    for path in described:
        assert f"<code>{path}</code>" in page
    assert "https://" not in page.partition("<main")[0]


def test_the_description_is_printed_without_a_store(client: TestClient) -> None:
    printed = subprocess.run([sys.executable, "-m", "khabar.web.api"], capture_output=True, check=True).stdout
    served = client.get("/api/v1/openapi.json").json()
    assert json.loads(printed)["paths"] == served["paths"]
