"""Putting the pages and the API together into one application."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from khabar import __version__
from khabar.errors import AccountProblem, KhabarError, MissingTool
from khabar.export.profile import Profile
from khabar.intake.jobs import Jobs
from khabar.pages.fetch import Policy
from khabar.store import Store, open_store
from khabar.store.people.accounts import has_accounts
from khabar.web import accounts, adding, api, comparing, exporting, looking, pictures, reviewing
from khabar.web.api.describing import describe_api
from khabar.web.api.failing import answer_api_problem
from khabar.web.desk.catalogue import Catalogue
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import Desks
from khabar.web.entrance.doors import Door, OwnersDoor, TeamsDoor
from khabar.web.entrance.guard import FOR_ONE, FOR_TEAMS, Guard, Terms
from khabar.web.entrance.people import Person
from khabar.web.entrance.reception import Reception
from khabar.web.entrance.visit import DIRECT, Behind
from khabar.web.exporting.jobs import Exports
from khabar.web.looking.tiles import Tiles
from khabar.web.problems import answer_problem
from khabar.web.rendering import HERE

_PAGES = (accounts, adding, exporting, comparing, reviewing, pictures, looking)  # looking takes what is left
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    address: str | None,
    *,
    profile: Profile,
    profile_name: str = "open",
    token: str | None = None,
    hosts: Collection[str] = LOOPBACK,
    owner: str = "owner",
    accounts: bool | None = None,
    behind: Behind = DIRECT,
    notes_addresses: bool = False,
    terms: Terms | None = None,
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    policy: Policy | None = None,
    tiles: Tiles | None = None,
) -> FastAPI:
    """Return the application that shows a store (see `open_store` for its address) through a publish profile.

    `hosts` are the names by which it may be asked. A store without accounts is one person's: `token` is what who asks
    must know, None lets everybody ask; `owner` is the name under which is kept what they decide. A store that has
    accounts is a team's, which signs in; `accounts` True insists on that. `behind` says what stands before this server,
    `notes_addresses` whether the log tells from where somebody signed in. `policy` says what may be fetched from
    addresses that are added; `tiles` lie behind the borders of the map.
    Raises `StoreProblem` where there is no store or no account, `MissingTool` where khabar was built without its pages'
    files.
    """
    if not (HERE / "static" / "vendor").is_dir():
        raise MissingTool("this khabar was built without the files of its pages: install npm and run `make assets`")
    store = open_store(address, create=False)
    door = _choose_door(store, Person(name=owner, role="administrator"), token, accounts, now)
    desk = Desk(store, profile, profile_name=profile_name)
    catalogue = Catalogue(desk)
    jobs, exports = Jobs(store.address, policy=policy), Exports(store.address)

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()
        exports.close()
        catalogue.close()
        store.close()

    app = FastAPI(
        title="khabar",
        version=__version__,
        summary="Who said what about which incident, through whom, and how many independent origins stand behind it",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # it would load its scripts from elsewhere
        redoc_url=None,
        lifespan=live,
    )
    app.state.tiles = tiles
    app.state.desk, app.state.catalogue, app.state.jobs, app.state.exports = desk, catalogue, jobs, exports
    app.state.desks = Desks(desk, catalogue, restricting=door.team)
    app.state.reception = Reception(store, now=now, notes_addresses=notes_addresses, team=door.team)
    app.mount("/static", _Static(directory=HERE / "static"), name="static")
    app.include_router(api.router, prefix=api.PREFIX)
    app.openapi = lambda: describe_api(app)  # type: ignore[method-assign]
    for part in _PAGES:
        app.include_router(part.router)
    for kind in (KhabarError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _answer)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(
        Guard,
        hosts=hosts,
        door=door,
        answer=_answer,
        terms=terms or (FOR_TEAMS if door.team else FOR_ONE),
        behind=behind,
    )
    return app


def _choose_door(
    store: Store, owner: Person, token: str | None, accounts: bool | None, now: Callable[[], datetime.datetime]
) -> Door:
    with store.reading() as connection:
        team = has_accounts(connection)
    if accounts and not team:
        store.close()
        raise AccountProblem(
            "nobody", f"{store.name} has no accounts: make one with `khabar accounts add NAME --role administrator`"
        )
    return TeamsDoor(store, now) if team else OwnersDoor(owner, token)


def _answer(request: Request, problem: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return answer_api_problem(request, problem)
    return answer_problem(request, problem)


class _Static(StaticFiles):
    """Files that a browser may keep for ever where their address names their version."""

    def file_response(self, full_path: Any, stat_result: Any, scope: Any, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        named = b"v=" in scope["query_string"]
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if named else "no-cache"
        return response
