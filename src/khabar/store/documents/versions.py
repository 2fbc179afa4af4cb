"""The versions of a page that was changed: each a document of its own, with what people decided about it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from khabar.model import Value
from khabar.reviews.model import State
from khabar.store.inserting import in_parts
from khabar.store.schema import documents, reviewed


class Version(Value, frozen=True, kw_only=True):
    """One version of a page: `taken_in` is an ISO time, `state` how far people judged its reading."""

    id: str
    taken_in: str
    current: bool
    state: State = "unreviewed"


def list_versions(connection: Connection, document: str) -> tuple[Version, ...]:
    """Return all versions of the page that a document is one of, the oldest first; only itself where it has no address."""
    asked = connection.execute(select(documents.c.address).where(documents.c.id == document)).first()
    if asked is None:
        return ()
    this = documents.c.id == document if asked.address is None else documents.c.address == asked.address
    question = (
        select(documents.c.id, documents.c.taken_in, documents.c.current, reviewed.c.state)
        .outerjoin(reviewed, reviewed.c.document == documents.c.number)
        .where(this)
        .order_by(documents.c.version)
    )
    return tuple(
        Version(id=row.id, taken_in=row.taken_in, current=row.current, state=row.state or "unreviewed")
        for row in connection.execute(question)
    )


def find_newer(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the newest versions of those documents that were replaced, by the ids of these."""
    newest = documents.alias("newest")
    question = (
        select(documents.c.id, newest.c.id)
        .join(newest, newest.c.address == documents.c.address)
        .where(documents.c.current.is_(False), newest.c.current)
    )
    return {
        row[0]: row[1]
        for part in in_parts(set(ids))
        for row in connection.execute(question.where(documents.c.id.in_(part)))
    }
