"""A team at the pages: who is let in, what they may do, and what nobody can make their browser do."""

import datetime
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.errors import AccountProblem
from khabar.export.profile import load_profile
from khabar.store import open_store
from khabar.store.auditing import list_acts
from khabar.store.verifying import verify
from khabar.web import create_app, passwords
from khabar.web.guard import Terms
from khabar.web.pace import Pace
from khabar.web.visit import Behind

from .team import PASSWORD, PEOPLE, Browser, add_people

ROLES = tuple(PEOPLE)


class Clock:
    """A time that tests move on."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now


@pytest.fixture(scope="module", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """What makes guessing dear would make these tests slow."""
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "_hasher", lambda: cheap)
        passwords._nobodys.cache_clear()
        yield
    passwords._nobodys.cache_clear()


@pytest.fixture(scope="module")
def team_address(address: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the reports of all these tests, and accounts."""
    path = tmp_path_factory.mktemp("team") / "khabar.db"
    with sqlite3.connect(address) as store, sqlite3.connect(path) as copy:
        store.backup(copy)
    with open_store(str(path)) as opened:
        add_people(opened)
    return str(path)


@pytest.fixture
def fresh(team_address: str, tmp_path: Path) -> str:
    """A copy of it that a test may change."""
    path = tmp_path / "khabar.db"
    with sqlite3.connect(team_address) as store, sqlite3.connect(path) as copy:
        store.backup(copy)
    return str(path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(fresh: str, clock: Clock) -> Iterator[FastAPI]:
    made = create_app(fresh, profile=load_profile("open"), now=clock)
    with TestClient(made):
        yield made


@pytest.fixture
def browser_of(app: FastAPI) -> Callable[[str], Browser]:
    """Give the browser of who has a role, signed in."""

    def start(role: str) -> Browser:
        made = Browser.start(app)
        assert made.sign_in(PEOPLE[role][0]).status_code == 303
        return made

    return start


# --- coming in and going out


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
        from khabar.store.accounts import change_active

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


# --- what roles may do


@pytest.mark.parametrize(
    ("path", "least"), [("/en/people", 3), ("/en/audit", 3), ("/en/restricted", 2), ("/en/account", 0), ("/en/add", 1)]
)
def test_each_page_needs_its_role(browser_of: Callable[[str], Browser], path: str, least: int) -> None:
    for at, role in enumerate(ROLES):
        assert browser_of(role).get(path).status_code == (200 if at >= least else 403), role


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/en/people", {"name": "mallory", "role": "administrator", "password": PASSWORD}),
        ("/en/people/vera/role", {"role": "administrator"}),
        ("/en/people/adam/password", {"password": "a password of mallory"}),
        ("/en/people/adam/deactivate", {}),
        ("/en/restricted", {"item": "doc-drone", "groups": "field"}),
    ],
)
def test_a_viewer_and_an_analyst_change_nothing_of_others(
    browser_of: Callable[[str], Browser], fresh: str, path: str, data: dict[str, str]
) -> None:
    before = sqlite3.connect(fresh).execute("SELECT name, role, active, password FROM accounts").fetchall()
    for role in ("viewer", "analyst"):
        assert browser_of(role).send("/en/account", path, data).status_code == 403
    assert sqlite3.connect(fresh).execute("SELECT name, role, active, password FROM accounts").fetchall() == before
    assert sqlite3.connect(fresh).execute("SELECT * FROM restrictions").fetchall() == []


def test_an_administrator_keeps_the_accounts(browser_of: Callable[[str], Browser], app: FastAPI, fresh: str) -> None:
    adam, vera = browser_of("administrator"), browser_of("viewer")
    assert (
        adam.send(
            "/en/people",
            "/en/people",
            {"name": "سلمى", "role": "analyst", "groups": "شمال، field", "password": PASSWORD},
        ).status_code
        == 303
    )
    assert Browser.start(app).sign_in("سلمى").status_code == 303
    taken = adam.send("/en/people", "/en/people", {"name": "VERA", "password": PASSWORD})
    assert taken.status_code == 422
    assert "already" in taken.text
    assert vera.get("/en/add").status_code == 403
    adam.send("/en/people", "/en/people/vera/role", {"role": "analyst"})
    assert vera.get("/en/add").status_code == 200, "a role counts at once"
    adam.send("/en/people", "/en/people/vera/deactivate", {})
    assert vera.get("/en/account").status_code == 303
    last = adam.send("/en/people", "/en/people/adam/role", {"role": "viewer"})
    assert last.status_code == 422
    assert "last administrator" in last.text
    with open_store(fresh) as store:
        assert verify(store).disagreements == ()
    trail = adam.get("/en/audit").text
    for words in ("سلمى", "may not sign in any more", "signed in"):
        assert words in trail
    assert PASSWORD not in trail


# --- forged requests


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


# --- sizes and paces


def test_more_than_a_page_takes_is_not_even_read(browser_of: Callable[[str], Browser]) -> None:
    vera = browser_of("viewer")
    big = b"x" * (2 * 2**20 + 1)
    sized = vera.client.post("/en/account/tokens", content=big, headers={"x-form-key": vera.key()})
    assert sized.status_code == 413

    def stream() -> Iterator[bytes]:
        for _ in range(40):
            yield b"a" * 2**16

    headers = {"x-form-key": vera.key(), "content-type": "application/json"}
    told = vera.client.post("/api/v1/read", content=stream(), headers=headers)
    assert told.status_code == 413
    assert told.headers["content-type"] == "application/problem+json"


def test_guessing_gets_slower_and_the_right_password_waits_too(app: FastAPI) -> None:
    guesser = Browser.start(app)
    for _ in range(5):
        assert guesser.sign_in("vera", "a guess that is wrong").status_code == 422
    stopped = guesser.sign_in("vera", "a guess that is wrong")
    assert stopped.status_code == 429
    assert int(stopped.headers["retry-after"]) >= 1
    assert guesser.sign_in("vera").status_code == 429, "or the wait would tell that it is right"
    assert guesser.sign_in("nader").status_code == 303, "others from there come in"
    other = Browser.start(app)
    for _ in range(5):
        assert other.sign_in("nobody", "a guess that is wrong").status_code == 422
    assert other.sign_in("nobody", "a guess that is wrong").status_code == 429, "a name that is none waits alike"


def test_a_program_that_asks_too_fast_is_told_to_wait(fresh: str) -> None:
    terms = Terms(changes=Pace(3, 0.01), questions=Pace(3, 0.01))
    app = create_app(fresh, profile=load_profile("open"), terms=terms)
    with TestClient(app):
        vera, nader = Browser.start(app), Browser.start(app)
        vera.sign_in("vera")
        nader.sign_in("nader")
        answers = [vera.get("/api/v1/incidents?limit=1") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].headers["content-type"] == "application/problem+json"
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert nader.get("/api/v1/incidents?limit=1").status_code == 200
        assert vera.get("/en/incidents").status_code == 200


# --- tokens


def walk(routes: Any) -> Iterator[Any]:
    for route in routes:
        if hasattr(route, "original_router"):
            yield from walk(route.original_router.routes)
        else:
            yield route


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


# --- the audit trail


def test_the_trail_is_filtered_and_tells_no_address_unless_asked(
    app: FastAPI, browser_of: Callable[[str], Browser]
) -> None:
    adam = browser_of("administrator")
    browser_of("viewer")
    page = adam.get("/en/audit?kind=session&by=vera").text
    rows = page.split("<tbody>")[1]
    assert rows.count("<tr>") == 1
    assert "vera" in rows
    assert "testclient" not in page
    assert adam.get("/ar/audit?before=x&since=y&kind=z&by=%00").status_code == 200


def test_addresses_are_kept_where_that_is_asked_for_and_proxies_are_believed_only_when_named(fresh: str) -> None:
    from ipaddress import ip_network

    for proxies, kept in (((), "10.1.1.1"), ((ip_network("10.0.0.0/8"),), "203.0.113.9")):
        app = create_app(fresh, profile=load_profile("open"), notes_addresses=True, behind=Behind(proxies=proxies))
        with TestClient(app):
            client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, client=("10.1.1.1", 1))
            client.headers["x-forwarded-for"] = "198.51.100.1, 203.0.113.9, 10.2.2.2"
            assert Browser(client).sign_in("vera").status_code == 303
        with open_store(fresh) as store, store.reading() as connection:
            assert list_acts(connection, kind="session")[0].detail["address"] == kept


def test_looking_and_signing_in_do_not_make_the_list_anew(app: FastAPI, browser_of: Callable[[str], Browser]) -> None:
    before = app.state.desk.version
    browser_of("viewer")
    assert app.state.desk.version == before
