"""What may be asked: the schemes, ports and network addresses that fetching may touch."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence

import httpx

from khabar.errors import FetchProblem, FetchRefused
from khabar.model import Value

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""From a host and a port to the addresses behind it; raises `OSError` for an unknown host."""

_EMBEDDING = (  # IPv6 ranges that carry an IPv4 address, and how far it is from the right
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
_NEVER_PUBLIC = tuple(
    ipaddress.ip_network(block)
    for block in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "2001::/23")
)


class Policy(Value, frozen=True, kw_only=True):
    """What fetching may do. `networks` are ranges (`10.0.0.0/8`) allowed although they are not public.

    Sizes are bytes, times are seconds; `ports` None allows every port.
    """

    networks: tuple[str, ...] = ()
    ports: tuple[int, ...] | None = (80, 443, 8080, 8443)
    most_received: int = 20 * 2**20
    most_unpacked: int = 50 * 2**20
    most_ratio: int = 200
    most_redirects: int = 5
    seconds: float = 60.0
    idle_seconds: float = 20.0
    delay: float = 1.0
    longest_delay: float = 30.0
    robots: bool = True
    user_agent: str | None = None

    def __post_init__(self) -> None:
        """Refuse ranges that are none."""
        for block in self.networks:
            try:
                ipaddress.ip_network(block)
            except ValueError:
                raise FetchRefused(f"«{block}» is not a range of addresses: give it as 10.0.0.0/8") from None


def check_url(address: str, policy: Policy) -> httpx.URL:
    """Return the address without its fragment; raises `FetchRefused` for one that must not be asked."""
    try:
        url = httpx.URL(address.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as problem:
        raise FetchRefused(f"«{address[:200]}» is not an address: {problem}") from None
    if url.scheme not in ("http", "https"):
        raise FetchRefused(f"«{address[:200]}»: only http and https are fetched")
    if not url.host:
        raise FetchRefused(f"«{address[:200]}» names no host")
    if url.userinfo:
        raise FetchRefused(f"the address of {url.host} holds a name or password; khabar sends none")
    port = url.port or (443 if url.scheme == "https" else 80)
    if policy.ports is not None and port not in policy.ports:
        allowed = ", ".join(map(str, policy.ports)) or "none"
        raise FetchRefused(f"{url.host}: port {port} is not asked, only {allowed}; --allow-port {port} allows it")
    return url


def choose_addresses(host: str, port: int, policy: Policy, resolve: Resolve, *, seconds: float) -> list[str]:
    """Return the addresses of a host, every one of them allowed; raises `FetchRefused` where one is not."""
    found = _resolve_in_time(host, port, resolve, seconds)
    if not found:
        raise FetchProblem(f"{host} has no address")
    for address in found:
        if not _is_allowed(address, policy):
            raise FetchRefused(
                f"{host} leads to {address}, which is not a public address; --allow-network {address} allows it, "
                "if that is meant"
            )
    return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Say whether an IP address, and any IPv4 address inside it, belongs to the public network."""
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    return all(_is_public(one) for one in _unfold(parsed))


def resolve_host(host: str, port: int) -> list[str]:
    """Return the addresses that the system knows for a host."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _is_allowed(address: str, policy: Policy) -> bool:
    if is_public(address):
        return True
    try:
        unfolded = _unfold(ipaddress.ip_address(address.split("%")[0]))
    except ValueError:
        return False
    allowed = [ipaddress.ip_network(block) for block in policy.networks]
    return any(unfolded[-1] in block for block in allowed)


def _unfold(address: Address) -> tuple[Address, ...]:
    """Return the address and, last, the IPv4 address that it carries, if any."""
    if isinstance(address, ipaddress.IPv6Address):
        for block, shift in _EMBEDDING:
            if address in block:
                return address, ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
    return (address,)


def _is_public(address: Address) -> bool:
    if any(address in block for block, _ in _EMBEDDING):
        return True  # the address inside decides
    if any(address in block for block in _NEVER_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _resolve_in_time(host: str, port: int, resolve: Resolve, seconds: float) -> list[str]:
    """Resolve beside the caller: the system's resolver takes no limit of time."""
    result: list[str] = []
    problem: list[Exception] = []

    def work() -> None:
        try:
            result.extend(resolve(host, port))
        except (OSError, UnicodeError) as error:
            problem.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if thread.is_alive():
        raise FetchProblem(f"{host} could not be looked up in time")
    if problem:
        raise FetchProblem(f"{host} is not known: {problem[0]}")
    return list(result)
