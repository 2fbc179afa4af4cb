"""A team's server, the time on its clock, and a browser of each role."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.web import create_app

from ..own import copy_store
from ..team import PEOPLE, Browser, Clock, cheap_hashes, make_team


@pytest.fixture(scope="package", autouse=True)
def cheaply() -> Iterator[None]:
    with cheap_hashes():
        yield


@pytest.fixture(scope="module")
def team_address(address: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the reports of all these tests, and accounts."""
    return make_team(address, tmp_path_factory.mktemp("team"))


@pytest.fixture
def fresh(team_address: str, tmp_path: Path) -> str:
    """A copy of it that a test may change."""
    return copy_store(team_address, tmp_path)


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
