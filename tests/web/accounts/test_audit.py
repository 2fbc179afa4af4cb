"""The audit trail: what it tells, and to whom."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.store import open_store
from khabar.store.people.auditing import list_acts
from khabar.web import create_app
from khabar.web.entrance.visit import Behind

from ..team import Browser


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
