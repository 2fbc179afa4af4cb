"""The pages as somebody has them who reviews alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.web import create_app

from ..conftest import TOKEN, wait_until_worked_out

Open = Callable[..., TestClient]


@pytest.fixture
def start(store: str) -> Iterator[Open]:
    """Give a client of the pages for somebody, under a publish profile."""
    opened: list[TestClient] = []

    def begin(owner: str = "Rana", profile: str = "open") -> TestClient:
        app = create_app(store, profile=load_profile(profile), profile_name=profile, token=TOKEN, owner=owner)
        client = TestClient(app, base_url="http://127.0.0.1", headers={"authorization": f"Bearer {TOKEN}"})
        opened.append(client.__enter__())
        wait_until_worked_out(app)
        return opened[-1]

    yield begin
    for client in opened:
        client.__exit__(None, None, None)
