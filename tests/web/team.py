"""A team: a store with accounts, and browsers of theirs that hold cookies and bear the keys of forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.store import Store
from khabar.store.accounts import add_account
from khabar.web.passwords import hash_password

AT = "2024-03-05T10:00:00+00:00"
PASSWORD = "five plain words in a row"
PEOPLE = {
    "viewer": ("vera", ()),
    "analyst": ("nader", ()),
    "reviewer": ("rima", ("field",)),
    "administrator": ("adam", ()),
}


def add_people(store: Store) -> None:
    """Make an account of each role; the reviewer is in the group «field»."""
    kept = hash_password(PASSWORD)
    with store.writing() as connection:
        for role in ("administrator", "viewer", "analyst", "reviewer"):
            name, groups = PEOPLE[role]
            add_account(connection, name, role=role, password=kept, groups=groups, by="setup", at=AT)  # type: ignore[arg-type]


@dataclass
class Browser:
    """Somebody's browser. Forms are sent as their page has them, with its key."""

    client: TestClient

    @classmethod
    def start(cls, app: FastAPI, site: str = "http://127.0.0.1") -> Browser:
        return cls(TestClient(app, base_url=site, follow_redirects=False, raise_server_exceptions=True))

    def get(self, path: str, **given: Any) -> Any:
        return self.client.get(path, **given)

    def send(self, page: str, path: str, data: Mapping[str, Any], **given: Any) -> Any:
        """Open a page, and send one of its forms."""
        key = re.search(r'name="form_key" value="([^"]+)"', self.get(page).text)
        assert key, f"{page} has no form"
        return self.client.post(path, data={"form_key": key[1], **data}, **given)

    def sign_in(self, name: str, password: str = PASSWORD, **given: Any) -> Any:
        sent = {"name": name, "password": password}
        return self.send("/en/sign-in", "/en/sign-in", sent | given)

    def key(self) -> str:
        """Return the key of the session, as htmx sends it."""
        found = re.search(r'"X-Form-Key": "([^"]+)"', self.get("/en/account").text)
        assert found
        return found[1]
