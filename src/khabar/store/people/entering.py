"""Sessions and tokens: what shows that somebody has been let in. Only hashes are kept; what is shown is shown once."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from khabar.errors import AccountProblem
from khabar.model import Value
from khabar.store.custody.log import append_entry
from khabar.store.people.accounts import Account, get_account
from khabar.store.schema import accounts, sessions, tokens

PREFIX = "khabar_"  # so that who finds a token in a file knows what it is
_LONGEST_LABEL = 100
_Time = datetime.datetime


class Limits(NamedTuple):
    """How long a session lasts without a question, and in all."""

    idle: datetime.timedelta = datetime.timedelta(hours=12)
    whole: datetime.timedelta = datetime.timedelta(days=7)
    noted: datetime.timedelta = datetime.timedelta(minutes=5)  # how exactly it is kept when it was used last


LIMITS = Limits()


class Session(Value, frozen=True, kw_only=True):
    """One browser that somebody signed in with."""

    hash: str
    account: int
    name: str
    made: str
    seen: str


class Token(Value, frozen=True, kw_only=True):
    """What a program shows to use the API in somebody's name. Times are ISO; `expires` None for never."""

    id: str
    account: int
    name: str
    label: str
    scopes: tuple[str, ...]
    made: str
    expires: str | None = None
    revoked: str | None = None

    def counts(self, now: _Time) -> bool:
        """Tell whether it opens anything."""
        return self.revoked is None and (self.expires is None or now < _Time.fromisoformat(self.expires))


def start_session(
    connection: Connection, account: Account, *, now: _Time, before: str | None = None, address: str | None = None
) -> str:
    """Return the secret of a new session; the one that the browser had `before` ends, and all that have expired.

    The log has it, with the `address` from where, if that is given.
    """
    secret = secrets.token_urlsafe(32)
    if before:
        connection.execute(delete(sessions).where(sessions.c.hash == hash_secret(before)))
    oldest = (now - LIMITS.whole).isoformat()
    connection.execute(delete(sessions).where(sessions.c.made < oldest))
    at = now.isoformat()
    connection.execute(insert(sessions).values(hash=hash_secret(secret), account=account.number, made=at, seen=at))
    detail = {"act": "signed_in", "session": hash_secret(secret), "by": account.name}
    append_entry(connection, "session", at, detail | ({"address": address} if address else {}))
    return secret


def find_session(
    connection: Connection, secret: str, *, now: _Time, limits: Limits = LIMITS
) -> tuple[Session, Account] | None:
    """Return the session of a secret and whose it is; None where it has ended or the account lets nobody in."""
    joined = select(sessions, accounts.c.name).join(accounts, accounts.c.number == sessions.c.account)
    row = connection.execute(joined.where(sessions.c.hash == hash_secret(secret), accounts.c.active)).first()
    if row is None:
        return None
    session = _load_session(row)
    made, seen = _Time.fromisoformat(session.made), _Time.fromisoformat(session.seen)
    if now - made > limits.whole or now - seen > limits.idle:
        return None
    return session, get_account(connection, session.name)


def is_to_be_noted(session: Session, *, now: _Time, limits: Limits = LIMITS) -> bool:
    """Tell whether it has been so long since a session was noted as used that it should be again."""
    return now - _Time.fromisoformat(session.seen) > limits.noted


def note_session(connection: Connection, session: Session, *, now: _Time) -> None:
    """Keep that a session was used just now."""
    connection.execute(update(sessions).where(sessions.c.hash == session.hash).values(seen=now.isoformat()))


def list_sessions(connection: Connection, account: Account) -> list[Session]:
    """Return the sessions of an account, the latest used first."""
    joined = select(sessions, accounts.c.name).join(accounts, accounts.c.number == sessions.c.account)
    rows = connection.execute(joined.where(sessions.c.account == account.number).order_by(sessions.c.seen.desc()))
    return [_load_session(row) for row in rows]


def end_session(connection: Connection, secret: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.hash == hash_secret(secret)))


def end_sessions(connection: Connection, account: Account) -> None:
    """End all sessions of an account."""
    connection.execute(delete(sessions).where(sessions.c.account == account.number))


def make_token(
    connection: Connection,
    account: Account,
    *,
    label: str,
    scopes: Sequence[str],
    expires: _Time | None,
    by: str,
    now: _Time,
) -> tuple[str, Token]:
    """Return a token's secret, which nobody will see again, and what is kept of it."""
    if not scopes:
        raise AccountProblem("no_scope", "a token needs at least one scope")
    secret = PREFIX + secrets.token_urlsafe(32)
    made = Token(
        id="t" + secrets.token_hex(4),
        account=account.number,
        name=account.name,
        label=" ".join(label.split())[:_LONGEST_LABEL] or "token",
        scopes=tuple(scopes),
        made=now.isoformat(),
        expires=expires.isoformat() if expires else None,
    )
    kept = {name: getattr(made, name) for name in ("id", "account", "label", "made", "expires")}
    held = msgspec.json.encode(made.scopes).decode()
    connection.execute(insert(tokens).values(hash=hash_secret(secret), scopes=held, **kept))
    _log(connection, made, "made", by, now.isoformat())
    return secret, made


def find_token(connection: Connection, secret: str, *, now: _Time) -> tuple[Token, Account] | None:
    """Return the token of a secret and whose it is; None where it opens nothing."""
    found = _select(connection, tokens.c.hash == hash_secret(secret), accounts.c.active)
    if not found or not found[0].counts(now):
        return None
    return found[0], get_account(connection, found[0].name)


def list_tokens(connection: Connection, account: Account | None = None) -> list[Token]:
    """Return the tokens of an account, or of all, the newest first; those that open nothing any more too."""
    return _select(connection, *([tokens.c.account == account.number] if account else []))


def revoke_token(connection: Connection, id: str, *, of: Account | None, by: str, at: str) -> Token:
    """Let a token open nothing any more; `of` whom it must be. Raises `AccountProblem` where there is none."""
    found = _select(connection, tokens.c.id == id, *([tokens.c.account == of.number] if of else []))
    if not found:
        raise AccountProblem("no_token", f"there is no token «{id}»")
    if found[0].revoked:
        return found[0]
    gone = msgspec.structs.replace(found[0], revoked=at)
    connection.execute(update(tokens).where(tokens.c.id == id).values(revoked=at))
    _log(connection, gone, "revoked", by, at)
    return gone


def hash_secret(secret: str) -> str:
    """Return what is kept of a secret: it is random and long, so that one quick hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _select(connection: Connection, *where: Any) -> list[Token]:
    joined = select(tokens, accounts.c.name).join(accounts, accounts.c.number == tokens.c.account)
    rows: Iterable[Any] = connection.execute(joined.where(*where).order_by(tokens.c.made.desc(), tokens.c.id))
    return [_load_token(row) for row in rows]


def _load_session(row: Any) -> Session:
    return Session(**{name: getattr(row, name) for name in Session.__struct_fields__})


def _load_token(row: Any) -> Token:
    kept = {name: getattr(row, name) for name in Token.__struct_fields__}
    return Token(**kept | {"scopes": tuple(msgspec.json.decode(row.scopes))})


def _log(connection: Connection, token: Token, act: str, by: str, at: str) -> None:
    detail = {
        "token": token.id,
        "account": token.name,
        "act": act,
        "scopes": list(token.scopes),
        "expires": token.expires,
        "by": by,
    }
    append_entry(connection, "token", at, detail)
