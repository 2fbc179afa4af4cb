"""Coming in and going out: who is let in, for how long, and what nobody learns by trying."""

import datetime
import sqlite3
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.errors import AccountProblem
from khabar.export.profile import load_profile
from khabar.store import open_store
from khabar.store.people.auditing import list_acts
from khabar.web import create_app
from khabar.web.entrance.visit import Behind

from ..team import PASSWORD, Browser, Clock


def test_who_has_not_signed_in_is_led_to_sign_in_and_back(app: FastAPI) -> None:
    stranger = Browser.start(app)
    led = stranger.get("/ar/incidents?type=ASSAULT&place=x")
    assert led.status_code == 303
    assert led.headers["location"] == "/ar/sign-in?next=%2Far%2Fincidents%3Ftype%3DASSAULT%26place%3Dx"
    page = stranger.get(led.headers["location"])
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    back = stranger.sign_in("vera", next="/ar/incidents?type=ASSAULT")
    assert back.headers["location"] == "/ar/incidents?type=ASSAULT"
    assert stranger.get("/ar/incidents").status_code == 200


def test_a_stranger_gets_nothing_by_any_route(app: FastAPI) -> None:
    stranger = Browser.start(app)
    for path in ("/en/incidents", "/en/map.json", "/en/search?q=x", "/en/account", "/en/audit", "/api/v1/incidents"):
        answer = stranger.get(path)
        assert answer.status_code in (303, 401), path
        assert "Ariha" not in answer.text
    told = stranger.get("/api/v1/incidents")
    assert told.headers["content-type"] == "application/problem+json"
    assert told.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "to", ["//evil.example/", "https://evil.example", "/\\evil.example", "/en/\\evil", "/en/sign-in"]
)
def test_signing_in_leads_to_no_other_site(app: FastAPI, to: str) -> None:
    assert Browser.start(app).sign_in("vera", next=to).headers["location"] == "/en/incidents"


def test_a_wrong_password_and_a_name_that_is_none_are_answered_alike(app: FastAPI, fresh: str) -> None:
    with open_store(fresh) as store, store.writing() as connection:
        from khabar.store.people.accounts import change_active

        change_active(connection, "nader", False, by="adam", at="2026-01-01T00:00:00+00:00")
    answers = []
    for name, password in (("vera", "wrong wrong wrong"), ("nobody", PASSWORD), ("nader", PASSWORD), ("vera", "")):
        browser = Browser.start(app)
        answer = browser.sign_in(name, password)
        assert answer.status_code == 422
        assert "khabar" not in browser.client.cookies
        answers.append(
            answer.text.replace(f'value="{name}"', "").split('<section class="gate">')[1].split("form_key")[0]
        )
    assert len(set(answers)) == 1
    with open_store(fresh) as store, store.reading() as connection:
        acts = list_acts(connection, kind="session")
    assert [act.detail["account"] for act in acts] == ["vera", "nader", None, "vera"]
    assert "wrong wrong" not in str(acts)


def test_a_session_is_new_with_each_signing_in_and_kept_as_a_hash(app: FastAPI, fresh: str) -> None:
    browser = Browser.start(app)
    browser.client.cookies.set("khabar", "chosen-by-somebody-else")
    answer = browser.sign_in("vera")
    (cookie,) = (one for one in answer.headers.get_list("set-cookie") if one.startswith("khabar="))
    first = cookie.removeprefix("khabar=").partition(";")[0]
    assert first not in ("", "chosen-by-somebody-else")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    with sqlite3.connect(fresh) as store:
        assert first not in str(store.execute("SELECT * FROM sessions").fetchall())


def test_signing_out_ends_the_session_not_only_the_cookie(browser_of: Callable[[str], Browser]) -> None:
    browser = browser_of("viewer")
    secret = browser.client.cookies["khabar"]
    answer = browser.send("/en/account", "/en/sign-out", {})
    assert answer.headers["location"] == "/en/sign-in"
    assert answer.headers["clear-site-data"] == '"cache"'
    browser.client.cookies.set("khabar", secret)
    assert browser.get("/en/incidents").status_code == 303


def test_signing_out_everywhere_ends_the_other_browser_too(browser_of: Callable[[str], Browser]) -> None:
    one, other = browser_of("viewer"), browser_of("viewer")
    one.send("/en/account", "/en/account/sign-out", {})
    assert other.get("/en/incidents").status_code == 303


def test_a_session_ends_when_it_is_idle_and_when_it_is_old(browser_of: Callable[[str], Browser], clock: Clock) -> None:
    browser = browser_of("viewer")
    for _ in range(12):
        clock.now += datetime.timedelta(hours=11)
        assert browser.get("/en/incidents").status_code == 200
    clock.now += datetime.timedelta(hours=13)
    assert browser.get("/en/incidents").status_code == 303
    browser = browser_of("viewer")
    for _ in range(15):
        clock.now += datetime.timedelta(hours=11)
        browser.get("/en/incidents")
    clock.now += datetime.timedelta(hours=11)
    assert browser.get("/en/incidents").status_code == 303


def test_a_new_password_ends_other_sessions_and_keeps_this_one(browser_of: Callable[[str], Browser]) -> None:
    one, other = browser_of("viewer"), browser_of("viewer")
    sent = {"old": PASSWORD, "new": "quite another set of words", "again": "quite another set of words"}
    wrong = one.send("/en/account", "/en/account/password", sent | {"old": "not it, not it at all"})
    assert wrong.status_code == 422
    for bad in ("short", "aaaaaaaaaaaaaaaa", "vera likes long passwords"):
        assert one.send("/en/account", "/en/account/password", sent | {"new": bad, "again": bad}).status_code == 422
    assert one.send("/en/account", "/en/account/password", sent).status_code == 303
    assert one.get("/en/account").status_code == 200
    assert other.get("/en/account").status_code == 303
    assert Browser.start(one.client.app).sign_in("vera").status_code == 422  # type: ignore[arg-type]


def test_over_https_cookies_are_secure_and_the_browser_is_told_to_stay_there(fresh: str) -> None:
    app = create_app(fresh, profile=load_profile("open"), behind=Behind(https=True))
    with TestClient(app):
        browser = Browser.start(app, "https://127.0.0.1")
        page = browser.get("/en/sign-in")
        assert page.headers["strict-transport-security"].startswith("max-age=")
        answer = browser.sign_in("vera")
        (cookie,) = (one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-khabar="))
        assert "; Secure" in cookie
        assert "Path=/" in cookie
        plain = Browser.start(app, "https://127.0.0.1")
        refused = plain.send("/en/sign-in", "/en/sign-in", {"name": "vera"}, headers={"origin": "http://127.0.0.1"})
        assert refused.status_code == 403


def test_a_store_without_accounts_is_not_served_where_they_are_asked_for(address: str) -> None:
    with pytest.raises(AccountProblem, match="khabar accounts add"):
        create_app(address, profile=load_profile("open"), accounts=True)
