"""Connections that go to the checked address and end at the deadline, whatever the other side does."""

from __future__ import annotations

import functools
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from khabar.errors import FetchProblem, TooLarge
from khabar.pages.fetch.guard import Policy, Resolve, choose_addresses

Clock = Callable[[], float]


class Deadline:
    """The moment at which a fetch ends, redirects and all."""

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self.seconds = seconds

    def extend(self, seconds: float) -> Deadline:
        """Move it by the seconds that politeness cost."""
        self._end += seconds
        return self

    def left(self) -> float:
        """Return the seconds left; raises `FetchProblem` when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise FetchProblem(f"it took longer than the {self.seconds:g} seconds that one address may take")
        return left


class GuardedStream(httpcore.NetworkStream):
    """A connection of which every read and write ends by the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def _limit(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        return self._inner.read(max_bytes, self._limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of `buffer`."""
        self._inner.write(buffer, self._limit(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go over to TLS under the name of the host, not of its address."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._limit(timeout))
        return GuardedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows under a name."""
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host once, checks every address, and connects to a checked one: nothing looks it up again."""

    def __init__(self, policy: Policy, resolve: Resolve, deadline: Deadline) -> None:
        self._policy = policy
        self._resolve = resolve
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers."""
        problem: Exception | None = None
        addresses = choose_addresses(host, port, self._policy, self._resolve, seconds=self._deadline.left())
        for address in addresses:
            seconds = min(timeout or self._policy.idle_seconds, self._deadline.left())
            try:
                return GuardedStream(self._inner.connect_tcp(address, port, seconds), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise FetchProblem(f"{host} does not answer: {problem or 'no connection in time'}")


@contextmanager
def open_reply(
    url: httpx.URL, headers: list[tuple[str, str]], *, policy: Policy, resolve: Resolve, deadline: Deadline
) -> Iterator[httpcore.Response]:
    """Give the answer of an address, its body not read yet; raises `FetchProblem` for none."""
    idle = policy.idle_seconds
    backend = GuardedBackend(policy, resolve, deadline)
    try:
        with (
            httpcore.ConnectionPool(_tls(), max_connections=1, network_backend=backend) as pool,
            pool.stream(
                "GET",
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=[("Host", url.netloc.decode("ascii")), *headers],
                extensions={"timeout": {"connect": idle, "read": idle, "write": idle, "pool": idle}},
            ) as reply,
        ):
            yield reply
    except httpcore.TimeoutException:
        deadline.left()
        raise FetchProblem(f"{url.host} said nothing for {idle:g} seconds") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as problem:
        raise FetchProblem(f"{url.host}: {problem or type(problem).__name__}") from None


def read_chunks(reply: httpcore.Response, *, most: int, deadline: Deadline) -> Iterator[bytes]:
    """Yield the body as it comes; raises `TooLarge` above `most` bytes."""
    received = 0
    for chunk in reply.iter_stream():
        received += len(chunk)
        if received > most:
            raise TooLarge(f"its body is more than the {most} bytes that may be received")
        deadline.left()
        yield chunk


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()
