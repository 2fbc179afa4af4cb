"""What earlier versions of an incident's reports told of it: a page that was changed took its figures with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from khabar.incidents.model import Card, Toll
from khabar.model import Value
from khabar.store.incidents.former import find_heir
from khabar.store.inserting import in_parts
from khabar.store.schema import documents, former


class Changed(Value, frozen=True, kw_only=True):
    """An event as a report told it before it was replaced, and as the newest version tells it.

    `before` and `now` are ids of documents, `at` is when the newest was taken in. Numbers are (least, most).
    """

    before: str
    now: str
    at: str
    publisher: str | None = None
    url: str | None = None
    killed: Toll | None = None
    killed_now: Toll | None = None
    wounded: Toll | None = None
    wounded_now: Toll | None = None


def find_changes(connection: Connection, cards: Sequence[Card]) -> tuple[Changed, ...]:
    """Return what earlier versions of the reports of these events told of the same, in the order of the events."""
    told = {card.key: card for card in cards}
    changes = [found for part in in_parts({card.document for card in cards}) for found in _find(connection, part, told)]
    return tuple(sorted(changes, key=lambda found: (found.now, found.before)))


def _find(connection: Connection, ids: Sequence[str], told: dict[str, Card]) -> Iterator[Changed]:
    old, new = documents.alias("old"), documents.alias("new")
    columns = (old.c.id.label("before"), old.c.number, new.c.id, new.c.taken_in, new.c.publisher, new.c.url)
    replaced = (
        select(*columns, former.c.body)
        .join(new, (new.c.address == old.c.address) & (new.c.version > old.c.version))
        .join(former, former.c.document == old.c.number)
        .where(new.c.id.in_(ids), new.c.version > 1)
        .order_by(old.c.number, former.c.key)
    )
    for row in connection.execute(replaced):
        gone = msgspec.msgpack.decode(row.body, type=Card)
        heir = find_heir(connection, row.number, gone)
        if heir is None or heir.key not in told:
            continue
        yield Changed(
            before=row.before,
            now=row.id,
            at=row.taken_in,
            publisher=row.publisher,
            url=row.url,
            killed=gone.killed,
            killed_now=heir.killed,
            wounded=gone.wounded,
            wounded_now=heir.wounded,
        )
