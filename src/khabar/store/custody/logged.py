"""What the log says: each entry held against its own hash and the one before, and noted by what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from khabar.store.custody.log import START, Entry


class Disagreement(NamedTuple):
    """Something in the store that is not as the log, or another part of the store, says."""

    where: str
    what: str


class LoggedDocument(msgspec.Struct, frozen=True):
    """What was logged of a document: the hashes of its text, its row, its capture and what was read in it."""

    document: str
    sha256: str
    record: str
    capture: str
    replaces: str | None = None
    reading: str | None = None


class _LoggedReading(msgspec.Struct, frozen=True):
    document: str
    reading: str


class _LoggedDecision(msgspec.Struct, frozen=True):
    decision: str
    sha256: str


class _LoggedReview(msgspec.Struct, frozen=True):
    review: str
    sha256: str


class _LoggedRating(msgspec.Struct, frozen=True):
    rating: str
    sha256: str


class LoggedAccount(msgspec.Struct, frozen=True):
    """What was logged last of an account."""

    account: str
    role: str
    groups: tuple[str, ...]
    active: bool
    seal: str


class LoggedToken(msgspec.Struct, frozen=True):
    """What was logged last of a token."""

    token: str
    account: str
    act: str
    scopes: tuple[str, ...]
    expires: str | None = None


class LoggedRestriction(msgspec.Struct, frozen=True):
    """What was logged last of an item that is kept to groups; without any it is so no more."""

    kind: str
    item: str
    groups: tuple[str, ...]
    cards: tuple[str, ...]


class Logged:
    """All that a log says, gathered entry by entry; `head` is the hash of the last.

    `readings` are the hashes of each document's, in their order, `decisions`, `reviews` and `ratings` the hash of each by its id.
    """

    def __init__(self) -> None:
        self.head = START
        self.documents: dict[str, LoggedDocument] = {}
        self.captures: set[str] = set()
        self.replaced: set[str] = set()
        self.readings: dict[str, list[str]] = {}
        self.decisions: dict[str, str] = {}
        self.reviews: dict[str, str] = {}
        self.ratings: dict[str, str] = {}
        self.accounts: dict[str, LoggedAccount] = {}
        self.sessions: set[str] = set()
        self.tokens: dict[str, LoggedToken] = {}
        self.restrictions: dict[tuple[str, str], LoggedRestriction] = {}

    def gather(self, rows: Iterable[Any], head: str | None) -> Iterator[Disagreement]:
        """Take in the rows of the log in their order, and yield what does not agree; `head` must be a hash of one."""
        seen_head, due = head is None, 1
        for row in rows:
            where = f"log entry {row.number}"
            if row.number != due:
                yield Disagreement(where, f"entry {due} is missing before it")
            due = row.number + 1
            try:
                detail = msgspec.json.decode(row.detail)
            except msgspec.DecodeError:
                yield Disagreement(where, "is not JSON")
                continue
            if row.previous != self.head:
                yield Disagreement(where, "does not follow from the entry before it")
            self.head = row.hash
            seen_head = seen_head or row.hash == head
            try:
                told = {name: getattr(row, name) for name in Entry.__struct_fields__}
                entry = msgspec.convert(told | {"detail": detail}, Entry)
                if entry.hash != row.hash:
                    yield Disagreement(where, "is not what its hash was taken of")
                self._note(entry)
            except msgspec.ValidationError:
                yield Disagreement(where, "is none that khabar writes")
        if not seen_head:
            yield Disagreement("log", f"no entry has the hash {head}: the log was cut short or is another")

    def _note(self, entry: Entry) -> None:
        if entry.kind == "added":
            added = msgspec.convert(entry.detail, LoggedDocument)
            self.documents[added.document] = added
            self.captures.add(added.capture)
            if added.replaces is not None:
                self.replaced.add(added.replaces)
            if added.reading is not None:
                self.readings.setdefault(added.document, []).append(added.reading)
        elif entry.kind == "read":
            read = msgspec.convert(entry.detail, _LoggedReading)
            self.readings.setdefault(read.document, []).append(read.reading)
        elif entry.kind in ("decided", "undone"):
            decided = msgspec.convert(entry.detail, _LoggedDecision)
            self.decisions[decided.decision] = decided.sha256
        elif entry.kind == "reviewed":
            reviewed = msgspec.convert(entry.detail, _LoggedReview)
            self.reviews[reviewed.review] = reviewed.sha256
        elif entry.kind == "rated":
            rated = msgspec.convert(entry.detail, _LoggedRating)
            self.ratings[rated.rating] = rated.sha256
        elif entry.kind == "account":
            account = msgspec.convert(entry.detail, LoggedAccount)
            self.accounts[account.account] = account
        elif entry.kind == "session" and "session" in entry.detail:
            self.sessions.add(entry.detail["session"])
        elif entry.kind == "token":
            token = msgspec.convert(entry.detail, LoggedToken)
            self.tokens[token.token] = token
        elif entry.kind == "restricted":
            kept = msgspec.convert(entry.detail, LoggedRestriction)
            self.restrictions[kept.kind, kept.item] = kept
