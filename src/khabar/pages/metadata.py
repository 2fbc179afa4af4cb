"""One answer out of what the parts of a page declare: the JSON-LD before the header, the particular before the general."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from khabar.model import Credit
from khabar.pages.dates import choose_date
from khabar.pages.declared import Declared
from khabar.pages.header import read_header
from khabar.pages.linked_data import read_linked_data
from khabar.pages.titles import trim_title
from khabar.pages.wording import clean_marks


def read_metadata(tree: Any, address: str | None) -> Declared:
    """Return what a page declares; `address` is where it was read, which goes before a canonical one elsewhere.

    A canonical address on another site is kept as a credit: the page says that its report stood there first.
    """
    linked, header = read_linked_data(tree), read_header(tree, address)
    publisher = header.publisher or linked.publisher
    title = _choose_title(linked.title, header.title)
    canonical = header.url or linked.url
    moved = canonical if _is_elsewhere(canonical, address) else None
    credits = [*linked.credits, *header.credits]
    if moved:
        credits.append(Credit(text=(urlsplit(moved).hostname or moved).removeprefix("www."), kind="page", url=moved))
    return Declared(
        title=clean_marks(trim_title(title, publisher, header.publisher, linked.publisher)),
        byline=clean_marks(_other_than(publisher, linked.byline, header.byline)),
        publisher=clean_marks(publisher),
        published=choose_date(date for date in (linked.published, header.published) if date),
        url=(address if moved else canonical) or address,
        credits=tuple(_unlike(credits, publisher)),
        body=linked.body,
        live=linked.live,
    )


def _choose_title(linked: str | None, header: str | None) -> str:
    """Return the header's title where it is the longer form of the other, else that of the JSON-LD."""
    if linked and header and (header.startswith(linked.rstrip("….")) or linked.startswith(header)):
        return header
    return linked or header or ""


def _other_than(publisher: str | None, *names: str | None) -> str | None:
    return next((name for name in names if name and name != publisher), None)


def _unlike(credits: list[Credit], publisher: str | None) -> list[Credit]:
    """Return the credits without repetitions and without the publisher itself."""
    out: dict[str, Credit] = {}
    for credit in credits:
        if credit.text != publisher:
            out.setdefault(credit.text, credit)
    return list(out.values())


def _is_elsewhere(canonical: str | None, address: str | None) -> bool:
    """Say whether two addresses stand on different sites."""
    if not canonical or not address:
        return False
    sites = [_site(urlsplit(url).hostname or "") for url in (canonical, address)]
    return all(sites) and sites[0] != sites[1]


def _site(host: str) -> list[str]:
    """Return the labels of a host that name its owner: the last two, or three where a country has its own «com»."""
    labels = host.lower().split(".")
    own_com = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return labels[-3:] if own_com else labels[-2:]
