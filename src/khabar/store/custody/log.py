"""The log: what was done to the store, entry after entry, each hash covering the one before."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, insert, select

from khabar.store.packing import canonical, digest_record
from khabar.store.schema import log

Deed = Literal[
    "added",
    "read",
    "imported",
    "decided",
    "undone",
    "reviewed",
    "rated",
    "account",
    "session",
    "token",
    "restricted",
    "exported",
]
START = "0" * 64


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log. `detail` names what was touched, and its hashes."""

    number: int
    at: str
    kind: str
    detail: dict[str, Any]
    previous: str

    @property
    def hash(self) -> str:
        """Return the hash of all that the entry says, the hash of the one before included."""
        return digest_record(msgspec.structs.asdict(self))


def append_entry(connection: Connection, kind: Deed, at: str, detail: dict[str, Any]) -> Entry:
    """Add an entry to the log, in the caller's transaction, and return it."""
    last = connection.execute(select(log.c.number, log.c.hash).order_by(log.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, START)
    entry = Entry(number=number, at=at, kind=kind, detail=detail, previous=previous)
    connection.execute(
        insert(log).values(
            number=number, at=at, kind=kind, detail=canonical(detail), previous=previous, hash=entry.hash
        )
    )
    return entry
