"""The whole API asked with data that fits its description and data that does not, by schemathesis."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis import Case, GenerationMode
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.config._auth import AuthConfig
from schemathesis.config._checks import POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES

from khabar.beside import Queue
from khabar.export.profile import load_profile
from khabar.web import api, create_app
from khabar.web.api.describing import describe_api

from ..conftest import TOKEN, wait_until_worked_out

_EXAMPLES = 5
_HOSTS = ("testserver", "localhost", "127.0.0.1")


class _Served:
    """The API: what describes itself alone while tests are gathered, and what stands on a store while they run."""

    def __init__(self) -> None:
        bare = FastAPI(title="khabar", version="0")
        bare.include_router(api.router, prefix="/api/v1")
        bare.openapi = lambda: describe_api(bare)  # type: ignore[method-assign]
        bare.openapi_url = "/api/v1/openapi.json"
        bare.setup()
        self.app: Any = bare

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":  # the store stays open from one request to the next
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
        else:
            await self.app(scope, receive, send)


class _Idle(Queue[Any]):
    """Jobs that are over at once: what is made up here is fetched from nowhere and written to nowhere."""

    def _do(self, task: Any) -> None:
        with self._lock:
            self._end(task, "done")


_served = _Served()


def _describe() -> Any:
    generation = GenerationConfig(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE], deterministic=True)
    auth = AuthConfig(openapi={"token": {"bearer": TOKEN}})
    accepted = [*POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES, "412"]  # what made up ETags name is no incident's state
    checks = ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=accepted))
    project = ProjectConfig(generation=generation, auth=auth, checks=checks)
    config = SchemathesisConfig(projects=ProjectsConfig(default=project))
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", _served, config=config)


schema = _describe()


@pytest.fixture(scope="module", autouse=True)
def _store(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the API stand on a store of its own: it is written to."""
    path = tmp_path_factory.mktemp("schema") / "khabar.db"
    with sqlite3.connect(address) as held, sqlite3.connect(path) as own:
        held.backup(own)
    app = create_app(str(path), profile=load_profile("open"), token=TOKEN, hosts=_HOSTS)
    wait_until_worked_out(app)
    jobs, exports = app.state.jobs, app.state.exports
    jobs._queue, exports._queue = _Idle(), _Idle()
    _served.app = app
    yield
    jobs.close()
    exports.close()
    app.state.catalogue.close()
    app.state.desk.store.close()


@schema.parametrize()
@settings(max_examples=_EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_is_described(case: Case) -> None:
    case.call_and_validate()
