"""Accounts: who is let into a store, in which role and which groups. Every change is an entry of the log.

What proves that somebody is who they say is none of this module's business: it keeps the hash that it is given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from khabar.errors import AccountProblem
from khabar.model import Value
from khabar.store.custody.log import append_entry
from khabar.store.inserting import insert_one
from khabar.store.packing import digest
from khabar.store.schema import accounts, sessions

Role = Literal["viewer", "analyst", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
_LONGEST = 64
_BESIDE_LETTERS = frozenset(" ._-@'+")


class Account(Value, frozen=True, kw_only=True):
    """Somebody who may sign in, where `active`. `number` is the store's own key, `password` a hash with its salt."""

    number: int
    name: str
    role: Role
    groups: tuple[str, ...] = ()
    active: bool = True
    password: str
    made: str


def add_account(
    connection: Connection, name: str, *, role: Role, password: str, groups: Iterable[str] = (), by: str, at: str
) -> Account:
    """Make an account. Raises `AccountProblem` where the name is taken or none, or the first is no administrator's."""
    called = check_name(name)
    if find_account(connection, called) is not None:
        raise AccountProblem("taken", f"there is an account «{called}» already: choose another name")
    if role != "administrator" and not _count_administrators(connection):
        raise AccountProblem("first", "the first account must be an administrator's: --role administrator")
    held = _check_groups(groups)
    number = insert_one(
        connection,
        insert(accounts).values(
            name=called,
            folded=_fold(called),
            role=role,
            groups=_list(held),
            active=True,
            password=password,
            made=at,
        ),
    )
    made = Account(number=number, name=called, role=role, groups=held, password=password, made=at)
    _log(connection, made, "made", by, at)
    return made


def list_accounts(connection: Connection) -> list[Account]:
    """Return all accounts by their names."""
    return [_load(row) for row in connection.execute(select(accounts).order_by(accounts.c.folded))]


def find_account(connection: Connection, name: str) -> Account | None:
    """Return the account of a name, however it is written; None where there is none."""
    row = connection.execute(select(accounts).where(accounts.c.folded == _fold(name))).first()
    return _load(row) if row else None


def get_account(connection: Connection, name: str) -> Account:
    """Return the account of a name. Raises `AccountProblem` where there is none."""
    found = find_account(connection, name)
    if found is None:
        raise AccountProblem("nobody", f"there is no account «{name}»: `khabar accounts list` shows them")
    return found


def has_accounts(connection: Connection) -> bool:
    """Tell whether anybody has an account: then the store is a team's."""
    return connection.execute(select(accounts.c.number).limit(1)).first() is not None


def change_role(connection: Connection, name: str, role: Role, *, by: str, at: str) -> Account:
    """Give somebody another role. Raises `AccountProblem` where nobody would be left to keep the accounts."""
    held = get_account(connection, name)
    if role != "administrator":
        _leave_an_administrator(connection, held)
    return _change(connection, held, "role", by, at, role=role)


def change_groups(connection: Connection, name: str, groups: Iterable[str], *, by: str, at: str) -> Account:
    """Let somebody be in these groups and no others."""
    held = get_account(connection, name)
    return _change(connection, held, "groups", by, at, groups=_check_groups(groups))


def change_active(connection: Connection, name: str, active: bool, *, by: str, at: str) -> Account:
    """Let somebody in again, or no more: their sessions end. Raises `AccountProblem` for the last administrator."""
    held = get_account(connection, name)
    if not active:
        _leave_an_administrator(connection, held)
        connection.execute(delete(sessions).where(sessions.c.account == held.number))
    return _change(connection, held, "activated" if active else "deactivated", by, at, active=active)


def change_password(connection: Connection, name: str, password: str, *, by: str, at: str) -> Account:
    """Keep another password's hash; all sessions of the account end."""
    held = get_account(connection, name)
    connection.execute(delete(sessions).where(sessions.c.account == held.number))
    return _change(connection, held, "password", by, at, password=password)


def keep_hash(connection: Connection, account: Account, password: str, *, at: str) -> None:
    """Keep a stronger hash of the same password, unless the password was changed in the meantime."""
    same = (accounts.c.number == account.number, accounts.c.password == account.password)
    if connection.execute(update(accounts).where(*same).values(password=password)).rowcount:
        _log(connection, msgspec.structs.replace(account, password=password), "hashed_anew", account.name, at)


def seal(account: Account) -> str:
    """Return what the log holds of a password: a hash of its hash, of which the salt is not in the log."""
    return digest(account.password.encode())


def list_groups(connection: Connection) -> dict[str, list[str]]:
    """Return the groups that somebody is in, with the names of who is."""
    found: dict[str, list[str]] = {}
    for account in list_accounts(connection):
        for group in account.groups:
            found.setdefault(group, []).append(account.name)
    return dict(sorted(found.items()))


def check_name(given: str) -> str:
    """Return a name of an account or a group as it is kept. Raises `AccountProblem` where it is none."""
    name = " ".join(unicodedata.normalize("NFKC", given).split())
    if not name or len(name) > _LONGEST:
        raise AccountProblem("name_problem", f"a name has 1 to {_LONGEST} letters")
    if wrong := sorted({letter for letter in name if not (letter.isalnum() or letter in _BESIDE_LETTERS)}):
        raise AccountProblem(
            "name_problem",
            f"a name has letters, digits, spaces and . _ - @ ' + only, not {' '.join(map(ascii, wrong))}",
        )
    return name


def _check_groups(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({check_name(group) for group in given}))


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _count_administrators(connection: Connection, *, beside: int = 0) -> int:
    held = (accounts.c.role == "administrator", accounts.c.active, accounts.c.number != beside)
    return connection.execute(select(func.count()).where(*held)).scalar() or 0


def _leave_an_administrator(connection: Connection, held: Account) -> None:
    if held.role == "administrator" and held.active and not _count_administrators(connection, beside=held.number):
        raise AccountProblem("last", f"«{held.name}» is the last administrator: make another one first")


def _change(connection: Connection, held: Account, act: str, by: str, at: str, **values: Any) -> Account:
    changed = msgspec.structs.replace(held, **values)
    if changed == held:
        return held
    kept = {name: _list(value) if name == "groups" else value for name, value in values.items()}
    connection.execute(update(accounts).where(accounts.c.number == held.number).values(**kept))
    _log(connection, changed, act, by, at)
    return changed


def _log(connection: Connection, account: Account, act: str, by: str, at: str) -> None:
    detail = {
        "account": account.name,
        "act": act,
        "role": account.role,
        "groups": list(account.groups),
        "active": account.active,
        "seal": seal(account),
        "by": by,
    }
    append_entry(connection, "account", at, detail)


def _list(groups: Iterable[str]) -> str:
    return msgspec.json.encode(list(groups)).decode()


def _load(row: Any) -> Account:
    kept = {name: getattr(row, name) for name in Account.__struct_fields__}
    return Account(**kept | {"groups": tuple(msgspec.json.decode(row.groups))})
