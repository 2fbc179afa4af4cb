"""The door of the pages: who may ask, under which name of the host, how much and how often, and what a browser may do
with the answer."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection
from typing import Any

import anyio.to_thread
from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.model import Value
from khabar.web.entrance.doors import Door, Refusal
from khabar.web.entrance.forgery import bears_key, comes_from_here
from khabar.web.entrance.pace import Pace, Paces
from khabar.web.entrance.visit import DIRECT, Application, Asked, Behind, Receive, Scope, Send, Visit, read_head

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none at all, browsers would not say from where a form was sent
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_HTTPS = {"strict-transport-security": "max-age=31536000"}
_UPLOADS = re.compile(r"/(?:(?:ar|en)/add|api/v1/files)/?")
_NAT = 5  # so many people may ask from one address
Answer = Callable[[Request, Exception], Response]


class Terms(Value, frozen=True, kw_only=True):
    """What the guard lets through: bytes of a body, and how fast things are changed and the API is asked, if it counts."""

    most_bytes: int = 2 * 2**20
    most_uploaded: int = 512 * 2**20
    changes: Pace | None = None
    questions: Pace | None = None


FOR_ONE = Terms()
FOR_TEAMS = Terms(changes=Pace(120, 3.0), questions=Pace(300, 10.0))


class Guard:
    """Lets through who names a known host and is let in by the door, as far as the terms allow.

    `answer` makes a page or a problem of what is refused. The files that every copy of khabar has are for everybody.
    """

    def __init__(
        self,
        app: Application,
        *,
        hosts: Collection[str],
        door: Door,
        answer: Answer,
        terms: Terms = FOR_ONE,
        behind: Behind = DIRECT,
    ) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._door, self._answer, self._terms = door, answer, terms
        self._behind = behind
        self._paces = Paces()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        asked = read_head(scope, self._behind)
        send = _with_headers(send, HEADERS | (_HTTPS if asked.secure else {}))
        if not self._knows_host(asked.headers.get("host", "")):
            await _refuse(send, 421, "This address is not one that khabar serve answers to.")
        elif asked.path.startswith("/static/"):
            await self._app(scope, receive, send)
        else:
            await self._ask(asked, scope, receive, send)

    async def _ask(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        if asked.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            scope = _uncompressed(scope)
        try:
            visit = await anyio.to_thread.run_sync(self._door.let_in, asked)
        except Refusal as refusal:
            await self._turn_away(refusal, asked, scope, receive, send)
            return
        scope.setdefault("state", {}).update(visit=visit, person=visit.person)
        try:
            self._keep_pace(visit)
            receive = self._limit(asked, receive)
            if not asked.safe and visit.by != "token":
                receive = await _check_origin(visit, receive)
        except HTTPException as problem:
            await self._answer(Request(scope), problem)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _turn_away(self, refusal: Refusal, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        if refusal.to is None:
            if asked.api:
                problem = HTTPException(401, str(refusal), headers={"www-authenticate": "Bearer"})
                await self._answer(Request(scope), problem)(scope, receive, send)
            else:
                await _refuse(send, 401, str(refusal))
            return
        led: Response = RedirectResponse(refusal.to, 303)
        if asked.headers.get("hx-request") == "true":  # a piece of a page cannot be led elsewhere by itself
            led = Response(status_code=401, headers={"hx-redirect": refusal.to})
        led.headers["cache-control"] = "no-store"
        if refusal.cookie:
            led.headers["set-cookie"] = refusal.cookie
        await led(scope, receive, send)

    def _knows_host(self, given: str) -> bool:
        name, bracket, port = given.lower().rpartition("]")
        host = f"{name}{bracket}" if bracket else port.partition(":")[0]
        return host in self._hosts

    def _keep_pace(self, visit: Visit) -> None:
        """Raise 429 where something is asked for too often: by one person, or from one address."""
        pace = self._terms.questions if visit.asked.api else None if visit.asked.safe else self._terms.changes
        if pace is None:
            return
        kind = "api" if visit.asked.api else "changes"
        person = visit.person.name if visit.person else ""
        wide = Pace(pace.reserve * _NAT, pace.a_second * _NAT)
        for key, allowed in (
            (f"{kind} p {person}", pace if person else wide),
            (f"{kind} a {visit.asked.address}", wide),
        ):
            if wait := self._paces.take(key, allowed):
                raise too_often(wait)

    def _limit(self, asked: Asked, receive: Receive) -> Receive:
        """Return what is to be received, up to what this address may be sent. Raises 413 where more is announced."""
        most = self._terms.most_uploaded if _UPLOADS.fullmatch(asked.path) else self._terms.most_bytes
        announced = asked.headers.get("content-length", "")
        if announced.isdigit() and int(announced) > most:
            raise too_large(most)
        left = most

        async def receiving() -> Any:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise too_large(most)
            return message

        return receiving


def _uncompressed(scope: Scope) -> Scope:
    """Return a request whose answer is not compressed: by its size, who made the browser ask could guess at its secrets."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}


def too_large(most: int) -> HTTPException:
    """Return the problem of a body that is too large."""
    return HTTPException(413, f"that is more than the {most} bytes that may be sent here")


def too_often(wait: float) -> HTTPException:
    """Return the problem of who has to wait, in seconds."""
    seconds = max(1, math.ceil(wait))
    return HTTPException(429, f"that was too often: wait {seconds} s", headers={"retry-after": str(seconds)})


async def _check_origin(visit: Visit, receive: Receive) -> Receive:
    """Return what is to be received. Raises 403 where a page of another site may have sent the request."""
    if not comes_from_here(visit.asked):
        raise HTTPException(403, "another site sent this: it was not done")
    borne, receive = await bears_key(visit, receive)
    if not borne:
        raise HTTPException(403, "this form is not of your session: open its page again, and send it once more")
    return receive


def _with_headers(send: Send, headers: dict[str, str]) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            added = [(n.encode(), v.encode()) for n, v in headers.items() if n.encode() not in given]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{words}\n".encode()})
