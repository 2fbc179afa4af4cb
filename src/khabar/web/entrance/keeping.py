"""What the form shows by which one item is kept to groups."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import Request

from khabar.store.people.accounts import list_groups
from khabar.store.people.restricting import Kind, list_restrictions
from khabar.web.entrance.people import Person
from khabar.web.entrance.reception import reception_of


class Keeping(NamedTuple):
    """To which groups an item is kept, and those that it could be kept to by who asks."""

    kind: Kind
    item: str
    kept: tuple[str, ...]
    offered: tuple[str, ...]


def find_keeping(request: Request, kind: Kind, item: str) -> Keeping | None:
    """Return what the form of an item's page shows; None for who may not use it, or where there are no groups."""
    person: Person | None = request.state.person
    reception = reception_of(request)
    if not reception.team or person is None or not person.may("reviewer"):
        return None
    with reception.store.reading() as connection:
        offered = list_groups(connection) if person.may("administrator") else person.groups
        kept = next((r.groups for r in list_restrictions(connection) if (r.kind, r.item) == (kind, item)), ())
    offered = tuple(sorted({*offered, *kept}))
    return Keeping(kind, item, kept, offered) if offered else None
