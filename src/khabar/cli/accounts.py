"""Who is let into a store: accounts, tokens for programs, what is kept to groups, and who did what."""

from __future__ import annotations

import datetime
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

import typer

from khabar.cli.asking import open_reading
from khabar.cli.options import Form, InForm, Limit, Since, StoreAddress, Until

if TYPE_CHECKING:
    from sqlalchemy import Connection

accounts = typer.Typer(no_args_is_help=True, help="Who may sign in to `khabar serve`, in which role and which groups.")
RoleName = Literal["viewer", "analyst", "reviewer", "administrator"]


class Marks(TypedDict):
    """What a change is marked with."""

    by: str
    at: str


class ScopeName(StrEnum):
    """What a token may be for."""

    read = "read"
    export = "export"
    add = "add"
    review = "review"
    admin = "admin"


Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that they sign in with.")]
Groups = Annotated[list[str] | None, typer.Option("--group", metavar="GROUP", help="A group that they are in.")]


@accounts.command("add")
def add(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="What they may do.")] = "viewer",
    group: Groups = None,
    store: StoreAddress = None,
) -> None:
    """Make an account. The password is asked for, or is the first line of standard input.

    The first account must be an administrator's; from then on `khabar serve` lets in who signs in.

    Examples:

    - `khabar accounts add zeina --role administrator`
    - `khabar accounts add nader --role analyst --group field < password.txt`
    """
    from khabar.store.people import accounts as kept

    password = _ask_password(name)
    with _changing(store, create=True) as (connection, marks):
        made = kept.add_account(connection, name, role=role, password=password, groups=group or (), **marks)
    typer.echo(f"{made.name}: {made.role}")


@accounts.command("list")
def list_(format: InForm = Form.text, store: StoreAddress = None) -> None:
    """List the accounts.

    Example: `khabar accounts list --format json`
    """
    from khabar.store.people.accounts import list_accounts

    with open_reading(store) as connection:
        rows = [
            {"name": one.name, "role": one.role, "groups": list(one.groups), "active": one.active, "made": one.made}
            for one in list_accounts(connection)
        ]
    _write(rows, format, lambda row: _join(row["name"], row["role"], *row["groups"], "" if row["active"] else "(out)"))


@accounts.command("role")
def role(
    name: Name,
    role: Annotated[RoleName, typer.Argument(help="viewer, analyst, reviewer or administrator.")],
    store: StoreAddress = None,
) -> None:
    """Give somebody another role. One administrator always stays.

    Example: `khabar accounts role nader reviewer`
    """
    from khabar.store.people.accounts import change_role

    with _changing(store) as (connection, marks):
        changed = change_role(connection, name, role, **marks)
    typer.echo(f"{changed.name}: {changed.role}")


@accounts.command("password")
def password(name: Name, store: StoreAddress = None) -> None:
    """Give somebody another password, asked for or on standard input; all their sessions end.

    Example: `khabar accounts password nader`
    """
    from khabar.store.people.accounts import change_password, get_account

    with open_reading(store) as connection:
        named = get_account(connection, name).name
    kept = _ask_password(named)
    with _changing(store) as (connection, marks):
        change_password(connection, named, kept, **marks)
    typer.echo(f"{named}: has a new password, and is signed out everywhere")


@accounts.command("deactivate")
def deactivate(name: Name, store: StoreAddress = None) -> None:
    """Let somebody in no more: their sessions end, their tokens open nothing. What they did stays.

    Example: `khabar accounts deactivate nader`
    """
    _set_active(name, False, store)


@accounts.command("activate")
def activate(name: Name, store: StoreAddress = None) -> None:
    """Let somebody in again.

    Example: `khabar accounts activate nader`
    """
    _set_active(name, True, store)


@accounts.command("groups")
def groups(
    name: Name,
    groups: Annotated[
        list[str] | None, typer.Argument(metavar="GROUP", help="The groups that they are in now.")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="They are in no group any more.")] = False,
    store: StoreAddress = None,
) -> None:
    """Put somebody into groups, and out of all others.

    Examples:

    - `khabar accounts groups nader field north`
    - `khabar accounts groups nader --none`
    """
    from khabar.store.people.accounts import change_groups

    if bool(groups) == none:
        raise typer.BadParameter("name the groups, or give --none", param_hint="GROUP")
    with _changing(store) as (connection, marks):
        changed = change_groups(connection, name, groups or (), **marks)
    typer.echo(f"{changed.name}: {', '.join(changed.groups) or 'in no group'}")


@accounts.command("token")
def token(
    name: Name,
    scope: Annotated[list[ScopeName], typer.Option(help="What it is for; give it once for each.")],
    days: Annotated[int, typer.Option(min=1, max=3650, metavar="N", help="For so long it opens anything.")] = 30,
    label: Annotated[str, typer.Option(metavar="WORDS", help="What it is made for.")] = "",
    store: StoreAddress = None,
) -> None:
    """Make a token with which a program uses the HTTP API in somebody's name. It is shown this once.

    Example: `khabar accounts token nader --scope read --scope add --days 90 --label nightly`
    """
    from khabar.store.people.accounts import get_account
    from khabar.store.people.entering import make_token

    now = datetime.datetime.now(datetime.UTC)
    with _changing(store) as (connection, marks):
        secret, _ = make_token(
            connection,
            get_account(connection, name),
            label=label,
            scopes=list(dict.fromkeys(one.value for one in scope)),
            expires=now + datetime.timedelta(days=days),
            by=marks["by"],
            now=now,
        )
    typer.echo(secret)


@accounts.command("tokens")
def tokens(format: InForm = Form.text, store: StoreAddress = None) -> None:
    """List the tokens of all accounts, those that open nothing any more too.

    Example: `khabar accounts tokens`
    """
    import msgspec

    from khabar.store.people.entering import list_tokens

    with open_reading(store) as connection:
        rows = [msgspec.to_builtins(one) for one in list_tokens(connection)]
    rows = [{key: value for key, value in row.items() if key != "account"} for row in rows]

    def tell(row: dict[str, Any]) -> str:
        end = f"revoked {row['revoked'][:16]}" if row.get("revoked") else f"until {(row.get('expires') or 'ever')[:16]}"
        return _join(row["id"], row["name"], "+".join(row["scopes"]), end, row["label"])

    _write(rows, format, tell)


@accounts.command("revoke")
def revoke(
    token: Annotated[str, typer.Argument(metavar="TOKEN", help="Its id, as `khabar accounts tokens` lists it.")],
    store: StoreAddress = None,
) -> None:
    """Let a token open nothing any more.

    Example: `khabar accounts revoke t1f0c9ab2`
    """
    from khabar.store.people.entering import revoke_token

    with _changing(store) as (connection, marks):
        gone = revoke_token(connection, token, of=None, **marks)
    typer.echo(f"{gone.id}: revoked")


def restrict(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The id of a report or an incident.")],
    groups: Annotated[list[str] | None, typer.Argument(metavar="GROUP", help="Who sees it.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let everybody see it again.")] = False,
    store: StoreAddress = None,
) -> None:
    """Keep a report or an incident to groups: nobody else sees it in `khabar serve`, nor anything that rests on it.

    A report takes its other versions along; an incident every report that tells of it, also those that come later.

    Examples:

    - `khabar restrict i4b1c22d9 field`
    - `khabar restrict i4b1c22d9 --undo`
    """
    from khabar.store.people import restricting

    if bool(groups) == undo:
        raise typer.BadParameter("name the groups, or give --undo", param_hint="GROUP")
    with _changing(store) as (connection, marks):
        if undo:
            freed = restricting.release(connection, item, **marks)
            typer.echo(f"{freed.kind} {freed.item}: seen by everybody")
        else:
            made = restricting.restrict(connection, item, groups or (), **marks)
            typer.echo(f"{made.kind} {made.item}: seen by {', '.join(made.groups)} only")


def restricted(format: InForm = Form.text, store: StoreAddress = None) -> None:
    """List what is kept to groups.

    Example: `khabar restricted`
    """
    from khabar.store.people.restricting import list_restrictions

    with open_reading(store) as connection:
        rows = [
            {"kind": one.kind, "item": one.item, "groups": list(one.groups)} for one in list_restrictions(connection)
        ]
    _write(rows, format, lambda row: _join(row["kind"], row["item"], *row["groups"]))


def audit(
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="added, decided, session, account, token, restricted, exported …")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who did it, or to whose account.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    format: InForm = Form.text,
    store: StoreAddress = None,
) -> None:
    """Show who did what, the latest first, as the store's log has it.

    Examples:

    - `khabar audit --kind session --since 2026-01-01`
    - `khabar audit --by nader --format csv`
    """
    from khabar.store.people.auditing import list_acts

    with open_reading(store) as connection:
        found = list_acts(connection, kind=kind, by=by, since=since, until=until, limit=limit)
    rows = [{"number": a.number, "at": a.at, "kind": a.kind, "by": a.by, "detail": a.detail} for a in found]

    def tell(row: dict[str, Any]) -> str:
        told = (f"{key}={_plain(value)}" for key, value in row["detail"].items() if key not in _FOR_MACHINES and value)
        return _join(row["at"][:19], row["by"] or "-", row["kind"], *told)

    _write(rows, format, tell)


_FOR_MACHINES = frozenset({"sha256", "record", "capture", "reading", "tool", "data", "cards", "seal", "session"})


def _plain(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _join(*parts: str) -> str:
    from khabar.views.visible import on_one_line

    return on_one_line("  ".join(part for part in parts if part))


def _write(rows: list[dict[str, Any]], format: Form, tell: Any) -> None:
    from khabar.views.rows import ROW_WRITERS

    if format is not Form.text:
        ROW_WRITERS[format.value](rows, sys.stdout)
        return
    for row in rows:
        typer.echo(tell(row))


def _set_active(name: str, active: bool, store: str | None) -> None:
    from khabar.store.people.accounts import change_active

    with _changing(store) as (connection, marks):
        changed = change_active(connection, name, active, **marks)
    typer.echo(f"{changed.name}: {'may sign in' if changed.active else 'may not sign in any more'}")


def _ask_password(name: str) -> str:
    """Return the hash of a password that is asked for twice, or is the first line of what is piped in."""
    from khabar.web.entrance.passwords import check_password, hash_password

    if sys.stdin.isatty():
        given = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    check_password(given, name)
    return hash_password(given)


@contextmanager
def _changing(store: str | None, *, create: bool = False) -> Iterator[tuple[Connection, Marks]]:
    """Give a connection that writes, and what a change is marked with: the user's name, and now."""
    from khabar.store import open_store

    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with open_store(store, create=create) as opened, opened.writing() as connection:
        yield connection, {"by": getpass.getuser(), "at": now}
