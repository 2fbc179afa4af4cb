import re

import pytest
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.web import create_app

TOKEN = "a-token-for-tests"


@pytest.fixture
def stranger(address: str, client: TestClient) -> TestClient:
    """Somebody who has no token yet."""
    return TestClient(client.app, base_url="http://127.0.0.1", follow_redirects=False)


def test_who_has_no_token_sees_nothing(stranger: TestClient) -> None:
    for path in ("/", "/en/incidents", "/api/v1/incidents", "/api/v1/openapi.json", "/en/incidents?token=wrong"):
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert "Idlib" not in answer.text


def test_the_token_of_the_address_becomes_a_cookie_and_leaves_the_address(stranger: TestClient) -> None:
    answer = stranger.get(f"/en/incidents?type=ASSAULT&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/incidents?type=ASSAULT"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert stranger.get("/en/incidents").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "/%0d%0aset-cookie:x=1"])
def test_the_token_leads_to_no_other_site(stranger: TestClient, path: str) -> None:
    answer = stranger.get(f"http://127.0.0.1{path}?token={TOKEN}")
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith(("//", "/\\"))
    assert "x=1" not in answer.headers["set-cookie"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"])
def test_another_host_is_refused_even_with_the_token(client: TestClient, host: str) -> None:
    assert client.get("/en/incidents", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
def test_the_loopback_is_answered_under_each_of_its_names(client: TestClient, host: str) -> None:
    assert client.get("/en/incidents", headers={"host": host}).status_code == 200


def test_a_further_name_can_be_given(address: str) -> None:
    app = create_app(address, profile=load_profile("open"), hosts=("khabar.example",))
    with TestClient(app, base_url="http://khabar.example") as named:
        assert named.get("/en/sources").status_code == 200


def test_every_answer_allows_only_what_is_served_from_here(client: TestClient) -> None:
    for path in ("/en/incidents", "/api/v1/incidents", "/static/khabar.css", "/nothing"):
        policy = client.get(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe" not in policy


def test_nothing_on_a_page_is_inline_or_from_elsewhere(client: TestClient, incident: str) -> None:
    for path in ("incidents", f"incident/{incident}", "report/doc-agency", "search?q=قصف", "sources"):
        page = client.get(f"/ar/{path}").text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"<style|<\w[^<>]*\s(?:style|on[a-z]+)=", page)
        assert all(
            address.startswith("/static/")
            for address in re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', page)
        )
