"""One answer out of what the parts of a page declare: the JSON-LD before the header, the particular before the general."""

from __future__ import annotations

from typing import Any

from khabar.model import Credit
from khabar.pages.addresses import host_of, is_same_site
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
    publisher = header.publisher or linked.publisher or linked.maker
    title = _choose_title(linked.title, header.title)
    canonical = header.url or linked.url
    moved = canonical if canonical and address and not is_same_site(canonical, address) else None
    credits = [*linked.credits, *header.credits]
    if moved:
        credits.append(Credit(text=host_of(moved), kind="page", url=moved))
    return Declared(
        title=clean_marks(trim_title(title, publisher, header.publisher, linked.publisher)),
        byline=clean_marks(_other_than(publisher, linked.byline, header.byline)),
        publisher=clean_marks(publisher),
        published=choose_date((linked.published, header.published)),
        url=(address if moved else canonical) or address,
        credits=tuple(_unlike(credits, publisher, canonical if moved is None else address)),
        body=linked.body,
        article=linked.article or header.article,
        live=linked.live,
    )


def _choose_title(linked: str | None, header: str | None) -> str:
    """Return the header's title where it is the longer form of the other, else that of the JSON-LD."""
    if linked and header and (header.startswith(linked.rstrip("….")) or linked.startswith(header)):
        return header
    return linked or header or ""


def _other_than(publisher: str | None, *names: str | None) -> str | None:
    return next((name for name in names if name and name != publisher), None)


def _unlike(credits: list[Credit], publisher: str | None, address: str | None) -> list[Credit]:
    """Return the credits without repetitions and without the publisher itself, by its name or by its site."""
    out: dict[str, Credit] = {}
    for credit in credits:
        own_site = credit.url is not None and address is not None and is_same_site(credit.url, address)
        if credit.text != publisher and not own_site:
            out.setdefault(credit.text, credit)
    return list(out.values())
