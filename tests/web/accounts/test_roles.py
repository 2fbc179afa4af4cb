"""What each role may do, and how administrators keep the accounts."""

import sqlite3
from collections.abc import Callable

import pytest
from fastapi import FastAPI

from khabar.store import open_store
from khabar.store.custody.verifying import verify

from ..team import PASSWORD, PEOPLE, Browser

ROLES = tuple(PEOPLE)


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
