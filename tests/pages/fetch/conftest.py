"""A real server on the loopback that answers as each test has it, and time that passes only when told."""

from __future__ import annotations

import contextlib
import datetime
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from khabar.pages.fetch import Fetcher, Policy

Route = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """The server: `routes` by path, `asked` in order; every other path gives 404."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                route = site.routes.get(self.path)
                with contextlib.suppress(OSError):  # the client goes away, as it should from some of these
                    route(self) if route else self.send_error(404)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def give(self, path: str, body: bytes, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> None:
        def route(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers:
                handler.send_header(name, value)
            if status != 304:
                handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.routes[path] = route

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self.give(path, b"", status, [("Location", target)])

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Clock:
    """Time that stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []
        self.start = datetime.datetime(2024, 5, 1, 8, 0, tzinfo=datetime.UTC)

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime.datetime:
        return self.start + datetime.timedelta(seconds=self.seconds)


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_fetcher() -> Callable[..., Fetcher]:
    """Make a fetcher that may ask the loopback and does not wait between requests."""

    def make(**changes: object) -> Fetcher:
        resolve = {"resolve": changes.pop("resolve")} if "resolve" in changes else {}
        given = {"networks": ("127.0.0.0/8",), "ports": None, "delay": 0.0, "robots": False, **changes}
        return Fetcher(Policy(**given), **resolve)  # type: ignore[arg-type]

    return make
