"""Holding who may do and see what against what the log says of it: nobody is let in by a hand in the database."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from khabar.store.custody.logged import Disagreement, Logged, LoggedAccount, LoggedToken
from khabar.store.people.accounts import list_accounts, seal
from khabar.store.people.entering import list_tokens
from khabar.store.people.restricting import list_restrictions
from khabar.store.schema import sessions


def verify_people(connection: Connection, logged: Logged) -> Iterator[Disagreement]:
    """Yield the accounts, tokens and restricted items that are not as the log has them last."""
    accounts = {
        one.name: LoggedAccount(one.name, one.role, one.groups, one.active, seal(one))
        for one in list_accounts(connection)
    }
    for name in sorted(accounts.keys() | logged.accounts.keys()):
        if accounts.get(name) != logged.accounts.get(name):
            yield Disagreement(f"account {name}", "is not what the log has of it")
    for hash in connection.execute(select(sessions.c.hash)).scalars():
        if hash not in logged.sessions:
            yield Disagreement(f"session {hash[:16]}", "was begun by nobody who signed in")
    tokens = {
        one.id: LoggedToken(one.id, one.name, "revoked" if one.revoked else "made", one.scopes, one.expires)
        for one in list_tokens(connection)
    }
    for id in sorted(tokens.keys() | logged.tokens.keys()):
        if tokens.get(id) != logged.tokens.get(id):
            yield Disagreement(f"token {id}", "is not what the log has of it")
    kept: dict[tuple[str, str], object] = {
        (one.kind, one.item): (one.groups, one.cards) for one in list_restrictions(connection)
    }
    said = {key: (one.groups, one.cards) for key, one in logged.restrictions.items() if one.groups}
    for key in sorted(kept.keys() | said.keys()):
        if kept.get(key) != said.get(key):
            yield Disagreement(" ".join(key), "is not kept to the groups that the log names")
