"""A store of invented reports, served on this machine, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from khabar.export.profile import load_profile
from khabar.model import Document
from khabar.pages import Capture, Intake
from khabar.reading import read
from khabar.store import open_store
from khabar.store.documents.adding import Received, add_document
from khabar.store.documents.preparing import prepare
from khabar.store.documents.readings import Stamp
from khabar.web import create_app

from .reports import documents

TOKEN = "a-token-for-tests"
STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")


def fill_store(path: str, given: Iterable[Document]) -> None:
    """Make a store of documents."""
    with open_store(path) as store:
        for document in given:
            capture = Capture(data=document.text.encode(), name=f"{document.id}.txt", url=document.url)
            intake = Intake(document=document, capture=capture)
            add_document(store, Received.take(capture), intake, prepare(document, read(document)), STAMP)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the store is."""
    path = str(tmp_path_factory.mktemp("web") / "khabar.db")
    fill_store(path, documents())
    return path


def wait_until_worked_out(app: FastAPI) -> None:
    """Wait until origins and disagreements of all incidents are there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if app.state.catalogue.entries() and not app.state.catalogue.waiting:
            return
        time.sleep(0.1)
    raise AssertionError("the incidents were not worked out in a minute")


Serve = Callable[[str], TestClient]


@pytest.fixture(scope="session")
def serve(address: str) -> Iterator[Serve]:
    """Give a client of the pages under a publish profile."""
    opened: dict[str, TestClient] = {}

    def start(profile: str) -> TestClient:
        if profile not in opened:
            app = create_app(address, profile=load_profile(profile), profile_name=profile, token=TOKEN)
            client = TestClient(app, base_url="http://127.0.0.1", headers={"authorization": f"Bearer {TOKEN}"})
            opened[profile] = client.__enter__()
            wait_until_worked_out(app)
        return opened[profile]

    yield start
    for client in opened.values():
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def client(serve: Serve) -> TestClient:
    """A client of the pages, everything open."""
    return serve("open")


@pytest.fixture(scope="session")
def incident(client: TestClient) -> str:
    """The incident that most reports tell of."""
    return str(client.get("/api/v1/incidents").json()["items"][0]["id"])


@contextmanager
def running(app: FastAPI, **options: Any) -> Iterator[str]:
    """Give the address of a server that runs an application, once its incidents are worked out."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", **options))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    wait_until_worked_out(app)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def site(address: str) -> Iterator[str]:
    """The address of a running server, without its token."""
    with running(create_app(address, profile=load_profile("open"), token=TOKEN)) as started:
        yield started


@dataclass(frozen=True)
class Reader:
    """Somebody at a browser: opens pages, and has seen what went wrong on them."""

    page: Any
    site: str
    faults: list[str]

    def open(self, path: str) -> Any:
        self.page.goto(f"{self.site}{path}")
        if "/incidents" in self.page.url:
            self.page.wait_for_load_state("networkidle")  # the map comes after the page
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, or the one that KHABAR_BROWSER names."""
    path = os.environ.get("KHABAR_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: `make browser` installs it")
        pytest.skip("no Chromium on this machine: `make browser` installs it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def reader(browser: Any, site: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Somebody who has opened the address with its token; parametrise indirectly with context options."""
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **getattr(request, "param", {})}
    context = browser.new_context(**options)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: faults.append(str(problem)))
    page.on("request", lambda asked: None if asked.url.startswith(site) else faults.append(f"asked {asked.url}"))
    page.goto(f"{site}/?token={TOKEN}")
    yield Reader(page, site, faults)
    context.close()
    assert faults == []
