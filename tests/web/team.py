"""A team: a store with accounts, and browsers of theirs that hold cookies and bear the keys of forms."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.store import Store, open_store
from khabar.store.people.accounts import add_account
from khabar.store.people.restricting import restrict
from khabar.web.entrance import passwords

from .own import copy_store

AT = "2024-03-05T10:00:00+00:00"
PASSWORD = "five plain words in a row"
PEOPLE = {
    "viewer": ("vera", ()),
    "analyst": ("nader", ()),
    "reviewer": ("rima", ("field",)),
    "administrator": ("adam", ()),
}


@contextmanager
def cheap_hashes() -> Iterator[None]:
    """Hash passwords quickly: what makes guessing dear would make tests slow."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: cheap)
        passwords._nobodys.cache_clear()
        yield
    passwords._nobodys.cache_clear()


def make_team(address: str, folder: Path, *, kept: Iterable[str] = ()) -> str:
    """Return the address of a copy of a store with accounts; documents of it are `kept` to the group «field»."""
    path = copy_store(address, folder)
    with open_store(path) as store:
        add_people(store)
        with store.writing() as connection:
            for document in kept:
                restrict(connection, document, ["field"], by="adam", at=AT)
    return path


def add_people(store: Store) -> None:
    """Make an account of each role; the reviewer is in the group «field»."""
    kept = passwords.hash_password(PASSWORD)
    with store.writing() as connection:
        for role in ("administrator", "viewer", "analyst", "reviewer"):
            name, groups = PEOPLE[role]
            add_account(connection, name, role=role, password=kept, groups=groups, by="setup", at=AT)  # type: ignore[arg-type]


class Clock:
    """A time that tests move on."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now


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


def walk(routes: Any) -> Iterator[Any]:
    """Yield every route of an application, also those of routers in it."""
    for route in routes:
        if hasattr(route, "original_router"):
            yield from walk(route.original_router.routes)
        else:
            yield route
