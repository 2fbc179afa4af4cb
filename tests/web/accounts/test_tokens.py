"""Tokens of programs: what they open, and for how long."""

import datetime
import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ..team import PASSWORD, Browser, Clock, walk


def make_token(browser: Browser, *scopes: str) -> str:
    page = browser.send("/en/account", "/en/account/tokens", {"label": "script", "scopes": list(scopes)})
    assert page.headers["cache-control"] == "no-store"
    return str(page.text.split('<code dir="ltr" tabindex="0">')[1].split("<")[0])


def ask(browser: Browser, token: str, path: str = "/api/v1/incidents") -> int:
    plain = TestClient(browser.client.app, base_url="http://127.0.0.1", follow_redirects=False)
    return plain.get(path, headers={"authorization": f"Bearer {token}"}).status_code


def test_a_token_opens_the_api_for_what_it_is_for_and_nothing_else(browser_of: Callable[[str], Browser]) -> None:
    nader = browser_of("analyst")
    token = make_token(nader, "read")
    assert ask(nader, token) == 200
    assert ask(nader, token, "/en/incidents") == 401, "pages are for people"
    assert ask(nader, token, "/en/account") == 401
    assert ask(nader, make_token(nader, "add")) == 403
    assert ask(nader, token + "x") == 401
    assert token not in nader.get("/en/account").text


def test_every_route_of_the_api_asks_for_a_scope(app: FastAPI, browser_of: Callable[[str], Browser]) -> None:
    bearing = {"authorization": f"Bearer {make_token(browser_of('administrator'), 'admin')}"}
    program = TestClient(app, base_url="http://127.0.0.1", headers=bearing, follow_redirects=False)
    open_to_all = {"/api/v1/openapi.json", "/api/v1/tiles/1/1/1"}  # nothing of the store
    asked = 0
    for route in walk(app.routes):
        filled = re.sub(r"{[^}]*}", "1", getattr(route, "path", ""))
        path = filled if filled.startswith("/api/") else f"/api/v1{filled}"
        for method in getattr(route, "methods", None) or ():
            answer = program.request(method, path, json={} if method == "POST" else None)
            if answer.status_code == 404 or path in open_to_all:
                continue  # a page, which has no address under the API
            assert answer.status_code == 403, (method, path)
            asked += 1
    assert asked > 15


def test_a_token_that_is_revoked_opens_nothing(browser_of: Callable[[str], Browser], clock: Clock) -> None:
    nader = browser_of("analyst")
    token = make_token(nader, "read")
    page = nader.get("/en/account").text
    id = page.split("/en/account/tokens/")[1].split("/")[0]
    assert browser_of("viewer").send("/en/account", f"/en/account/tokens/{id}/revoke", {}).status_code == 404
    assert ask(nader, token) == 200
    nader.send("/en/account", f"/en/account/tokens/{id}/revoke", {})
    assert ask(nader, token) == 401
    token = make_token(nader, "read")
    clock.now += datetime.timedelta(days=31)
    assert ask(nader, token) == 401


def test_nobody_makes_a_token_for_more_than_their_role(browser_of: Callable[[str], Browser]) -> None:
    vera = browser_of("viewer")
    assert vera.send("/en/account", "/en/account/tokens", {"label": "x", "scopes": "admin"}).status_code == 422
    assert 'value="add"' not in vera.get("/en/account").text


@pytest.mark.parametrize(
    "harm", ['"><script>window.harmed=1</script>', "<img src=x onerror=window.harmed=1>", "a\u202eb"]
)
def test_whatever_is_typed_is_shown_as_text_or_refused(browser_of: Callable[[str], Browser], harm: str) -> None:
    adam = browser_of("administrator")
    pages = [
        adam.send("/en/account", "/en/account/tokens", {"label": harm, "scopes": "read"}),
        adam.send("/en/people", "/en/people", {"name": harm, "groups": harm, "password": PASSWORD}),
        adam.send("/en/people", "/en/people/vera/groups", {"groups": harm}),
        adam.send("/en/restricted", "/en/restricted", {"item": harm, "groups": harm}),
        adam.get("/en/audit", params={"by": harm, "kind": harm}),
        Browser.start(adam.client.app).sign_in(harm),  # type: ignore[arg-type]
        adam.get("/en/account"),
    ]
    for page in pages:
        assert page.status_code in (200, 422)
        assert "<script>window" not in page.text
        assert "<img src=x" not in page.text
        assert "\u202e" not in page.text
