"""What nobody can make somebody else's browser do."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.web import create_app

from ..team import PASSWORD, Browser


def test_no_form_works_without_the_key_of_its_session(browser_of: Callable[[str], Browser]) -> None:
    vera, rima = browser_of("viewer"), browser_of("reviewer")
    path, sent = "/en/account/tokens", {"label": "x", "scopes": "read"}
    assert vera.client.post(path, data=sent).status_code == 403
    assert vera.client.post(path, data=sent | {"form_key": "x"}).status_code == 403
    assert vera.client.post(path, data=sent | {"form_key": rima.key()}).status_code == 403
    assert vera.client.post(path, data=sent, headers={"x-form-key": vera.key()}).status_code == 200
    assert vera.client.post(path, data=sent | {"form_key": vera.key()}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:81"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_sends_nothing_even_with_the_key(
    browser_of: Callable[[str], Browser], headers: dict[str, str]
) -> None:
    vera = browser_of("viewer")
    sent = {"label": "x", "scopes": "read", "form_key": vera.key()}
    assert vera.client.post("/en/account/tokens", data=sent, headers=headers).status_code == 403
    fine = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert vera.client.post("/en/account/tokens", data=sent, headers=fine).status_code == 200


def test_nobody_can_be_signed_in_as_somebody_else_by_another_site(app: FastAPI) -> None:
    victim = Browser.start(app)
    sent = {"name": "vera", "password": PASSWORD}
    assert victim.client.post("/en/sign-in", data=sent).status_code == 403
    victim.get("/en/sign-in")
    assert victim.client.post("/en/sign-in", data=sent).status_code == 403


def test_a_form_of_parts_bears_its_key_first(browser_of: Callable[[str], Browser]) -> None:
    vera = browser_of("viewer")
    key = vera.key()
    first = {"form_key": (None, key), "label": (None, "x"), "scopes": (None, "read")}
    assert vera.client.post("/en/account/tokens", files=first).status_code == 200
    late = {"label": (None, "x" * 70_000), "form_key": (None, key)}
    assert vera.client.post("/en/account/tokens", files=late).status_code == 403
    as_file = {"form_key": ("key.txt", key), "label": (None, "x")}
    assert vera.client.post("/en/account/tokens", files=as_file).status_code == 403


def test_one_persons_pages_are_kept_from_forged_forms_too(address: str) -> None:
    app = create_app(address, profile=load_profile("open"), token="token-of-the-start")
    with TestClient(app, base_url="http://127.0.0.1", cookies={"khabar": "token-of-the-start"}) as owner:
        assert owner.post("/en/restricted", data={"item": "doc-drone"}).status_code == 403
        assert owner.post("/api/v1/read", json={"text": "نص"}).status_code == 403
        bearing = {"authorization": "Bearer token-of-the-start"}
        with TestClient(app, base_url="http://127.0.0.1", headers=bearing) as program:
            assert program.post("/api/v1/read", json={"text": "نص"}).status_code == 200


def test_no_method_that_changes_something_is_overlooked(browser_of: Callable[[str], Browser]) -> None:
    vera = browser_of("viewer")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert vera.client.request(method, "/api/v1/read", json={"text": "نص"}).status_code == 403


def test_what_another_site_makes_a_browser_open_is_not_compressed(browser_of: Callable[[str], Browser]) -> None:
    vera = browser_of("viewer")
    asked = {"accept-encoding": "gzip"}
    assert vera.get("/en/search?q=x", headers=asked).headers.get("content-encoding") == "gzip"
    led = vera.get("/en/search?q=x", headers=asked | {"sec-fetch-site": "cross-site"})
    assert led.status_code == 200
    assert "content-encoding" not in led.headers, "its size would tell the key of the page's forms, letter by letter"


def test_a_piece_of_a_page_that_nobody_is_signed_in_for_leads_the_whole_page_on(app: FastAPI) -> None:
    answer = Browser.start(app).get("/en/incidents?place=x", headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"].startswith("/en/sign-in?next=")
