"""The door of the pages: who may ask, under which name of the host, and what a browser may do with the answer."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Collection
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from khabar.web.people import Person

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "khabar"
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets through who names a known host and bears the token: in the address once, then in a cookie, or as a bearer.

    Without a token everybody on these hosts may ask. The files that every copy of khabar has need no token.
    """

    def __init__(self, app: Application, *, hosts: Collection[str], token: str | None, owner: Person) -> None:
        self._app = app
        self._owner = owner
        self._hosts = frozenset(host.lower() for host in hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not self._knows_host(headers.get("host", "")):
            await _refuse(send, 421, "This address is not one that khabar serve answers to.")
        elif self._token is None or scope["path"].startswith("/static/") or self._bears_token(headers):
            scope.setdefault("state", {})["person"] = self._owner
            await self._app(scope, receive, _with_headers(send))
        elif self._names_token(scope["query_string"]):
            await self._welcome(scope, send)
        else:
            await _refuse(send, 401, "Open khabar by the whole address that `khabar serve` printed, token included.")

    def _knows_host(self, given: str) -> bool:
        name, bracket, port = given.lower().rpartition("]")
        host = f"{name}{bracket}" if bracket else port.partition(":")[0]
        return host in self._hosts

    def _bears_token(self, headers: dict[str, str]) -> bool:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        return (scheme.lower() == "bearer" and self._is_token(bearer)) or self._is_token(
            _read_cookie(headers.get("cookie", ""))
        )

    def _names_token(self, query: bytes) -> bool:
        return any(key == "token" and self._is_token(value) for key, value in parse_qsl(query.decode("latin-1")))

    def _is_token(self, given: str) -> bool:
        return self._token is not None and hmac.compare_digest(given.encode(), self._token.encode())

    async def _welcome(self, scope: Scope, send: Send) -> None:
        """Turn the token of the address into a cookie, so that it stays in no history and no log."""
        rest = [(key, value) for key, value in parse_qsl(scope["query_string"].decode("latin-1")) if key != "token"]
        path = quote("/" + scope["path"].lstrip("/\\"))
        where = path + (f"?{urlencode(rest)}" if rest else "")
        cookie = f"{COOKIE}={self._token}; Path=/; HttpOnly; SameSite=Strict"
        headers = [(b"location", where.encode()), (b"set-cookie", cookie.encode()), (b"cache-control", b"no-store")]
        await _with_headers(send)({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _read_cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            added = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in given]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await _with_headers(send)({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{words}\n".encode()})
