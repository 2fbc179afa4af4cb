"""Addresses as pages and feeds write them, which may be no addresses at all."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def is_web_address(given: str | None) -> bool:
    """Tell whether something that was given as an address leads to the web, and not to a file or a program."""
    return bool(given) and str(given).startswith(("http://", "https://"))


def host_of(address: str | None) -> str:
    """Return the host of an address without «www.», "" where it has none."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(address: str) -> str:
    """Return the path of an address, or the address itself where it is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def join_address(base: str | None, link: str | None) -> str | None:
    """Return the whole address of a link that stands at `base`; None where it does not lead to the web."""
    if not link or not link.strip():
        return None
    try:
        whole = urljoin(base or "", link.strip())
    except ValueError:
        return None
    return whole if is_web_address(whole) and host_of(whole) else None


def is_same_site(a: str, b: str) -> bool:
    """Say whether two addresses belong to one site, whatever the names before its own."""
    return _owner(host_of(a)) == _owner(host_of(b))


def _owner(host: str) -> list[str]:
    """Return the labels of a host that name its owner: the last two, or three where a country has its own «com»."""
    labels = host.lower().split(".")
    own_com = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return labels[-3:] if own_com else labels[-2:]
