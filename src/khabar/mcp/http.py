"""The server over HTTP: on this machine only, to whoever bears the token."""

from __future__ import annotations

import hmac
from typing import Any

from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings

HOST = "127.0.0.1"
_REFUSAL = b'{"error": "give the token that `khabar mcp` printed, as Authorization: Bearer TOKEN"}'


class Door:
    """Lets through who bears the token."""

    def __init__(self, app: Any, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Hand a request on, or answer that the token is missing."""
        if scope["type"] == "http" and not self._is_known(scope["headers"]):
            headers = [(b"content-type", b"application/json"), (b"www-authenticate", b"Bearer")]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            await send({"type": "http.response.body", "body": _REFUSAL})
            return
        await self._app(scope, receive, send)

    def _is_known(self, headers: list[tuple[bytes, bytes]]) -> bool:
        given = next((value for name, value in headers if name.lower() == b"authorization"), b"")
        scheme, _, token = given.partition(b" ")
        return scheme.lower() == b"bearer" and hmac.compare_digest(token, self._token)


def make_http(server: MCPServer, token: str) -> Door:
    """Return the application that serves at `/mcp` of the loopback address; other names of hosts are refused."""
    security = TransportSecuritySettings(allowed_hosts=[f"{HOST}:*", "localhost:*"], allowed_origins=[])
    return Door(server.streamable_http_app(host=HOST, transport_security=security), token)
