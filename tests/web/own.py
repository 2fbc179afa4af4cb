"""A store of one's own for tests that change it, and a server that shows it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.pages.fetch import Policy
from khabar.web import create_app

from .conftest import TOKEN, running


def copy_store(address: str, folder: Path) -> str:
    """Return the address of a copy of a store."""
    path = folder / "own.db"
    with sqlite3.connect(address) as source, sqlite3.connect(path) as target:
        source.backup(target)
    return str(path)


def make_client(address: str, profile: str = "open", **options: Any) -> TestClient:
    """Return a client of a store's pages, to be entered."""
    app = create_app(address, profile=load_profile(profile), profile_name=profile, token=TOKEN, **options)
    return TestClient(app, base_url="http://127.0.0.1", headers={"authorization": f"Bearer {TOKEN}"})


@contextmanager
def serving(address: str, policy: Policy | None = None) -> Iterator[str]:
    """Give the address of a running server of a store."""
    with running(create_app(address, profile=load_profile("open"), token=TOKEN, policy=policy)) as started:
        yield started


def await_job(client: TestClient, path: str, seconds: float = 40) -> str:
    """Return the page of a job once it is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page = client.get(path).text
        if "hx-trigger" not in page.partition('id="progress"')[2].partition(">")[0]:
            return page
        time.sleep(0.1)
    raise AssertionError(f"the job at {path} is not over after {seconds} s")
