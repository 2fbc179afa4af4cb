import pytest
from fastapi.testclient import TestClient

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


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        assert path.startswith("/api/v1/")
        for told in methods.values():
            assert told["summary"]
            assert told["description"]
            assert told["security"]
            assert {"401", "403", "422", "429"} <= set(told["responses"])
