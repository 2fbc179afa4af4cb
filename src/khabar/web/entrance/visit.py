"""What is known of a request before anything is answered: its head, who asks, and by what they are known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any, Literal

from fastapi import Request
from starlette.requests import cookie_parser

from khabar.model import Value
from khabar.web.entrance.people import Person

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Network = IPv4Network | IPv6Network
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class Behind(Value, frozen=True, kw_only=True):
    """What stands before this server: a proxy that speaks `https` for it, `proxies` whose word on addresses counts."""

    https: bool = False
    proxies: tuple[Network, ...] = ()


DIRECT = Behind()


@dataclass(frozen=True)
class Asked:
    """The head of a request. `address` is whose it is: the last one that no trusted proxy has."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    address: str
    secure: bool

    @property
    def safe(self) -> bool:
        """Tell whether the method changes nothing."""
        return self.method in SAFE

    @property
    def api(self) -> bool:
        """Tell whether a program asks, not a browser."""
        return self.path.startswith("/api/")

    @property
    def bearer(self) -> str | None:
        """The token of the Authorization header, if there is one."""
        scheme, _, secret = self.headers.get("authorization", "").partition(" ")
        return secret.strip() if scheme.lower() == "bearer" else None

    def cookie(self, name: str) -> str | None:
        """Return what a cookie holds; those that others set beside it may be as odd as they like."""
        return cookie_parser(self.headers.get("cookie", "")).get(name) or None


@dataclass(frozen=True)
class Visit:
    """Who asks, known by what. `secret` is what binds the key of forms to their browser; tokens have none."""

    person: Person | None
    by: Literal["start", "session", "token", "nobody"]
    asked: Asked
    secret: str | None = None
    session: str | None = None  # its hash


def visit_of(request: Request) -> Visit:
    """Return what the guard found of a request."""
    visit: Visit = request.state.visit
    return visit


def read_head(scope: Scope, behind: Behind = DIRECT) -> Asked:
    """Return the head of a request that came through what stands before this server."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    peer = (scope.get("client") or ("",))[0]
    return Asked(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        address=_find_address(peer, headers.get("x-forwarded-for", ""), behind.proxies),
        secure=behind.https or scope.get("scheme") == "https",
    )


def _find_address(peer: str, forwarded: str, proxies: Collection[Network]) -> str:
    """Return the first address, from here outwards, that is no trusted proxy's."""
    found = peer
    for named in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not _is_within(found, proxies) or not _is_address(named):
            break
        found = named
    return found


def _is_within(address: str, networks: Collection[Network]) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
