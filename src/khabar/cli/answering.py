"""Answering for a store: reread, verify, backup."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated, Any

import typer

from khabar.cli.options import Form, InForm, StoreAddress
from khabar.cli.storing import AllJobs, count_cores, stamps_of
from khabar.run import DISAGREES, ERROR, SOME_FAILED, complain, show_counting
from khabar.views.visible import on_one_line

_TABLES = {"log": ("log entry", "log entries"), "blobs": ("file as received", "files as received")}


def reread(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="DOCUMENT", help="Ids of documents; without any, all that need it.")
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what is read otherwise now, document by document.")
    ] = False,
    format: InForm = Form.text,
    jobs: AllJobs = None,
    store: StoreAddress = None,
) -> None:
    """Read stored reports again with the present language data; what was read before is kept.

    Examples:

    - `khabar reread --diff`
    - `khabar reread --diff --format jsonl > changes.jsonl`
    """
    from khabar.store import open_store
    from khabar.store.documents.rereading import reread
    from khabar.views.changes import print_changes, to_rows
    from khabar.views.output import show_on
    from khabar.views.rows import ROW_WRITERS

    read = failed = changed = 0
    rows: list[dict[str, Any]] = []
    with open_store(store, create=False) as opened, show_counting("reading again") as (ahead, tick):
        for one in reread(
            opened, stamp=stamps_of(opened), ids=documents or (), jobs=jobs or count_cores(), ahead=ahead
        ):
            tick()
            if one.error:
                failed += 1
                complain(f"{one.id}: {one.error}")
                continue
            read += 1
            changed += bool(one.changes)
            if diff and one.changes and format is Form.text:
                show_on(sys.stdout, partial(print_changes, id=one.id, changes=one.changes))
            elif diff:
                rows += to_rows(one.id, one.changes)
    if format is Form.text:
        typer.echo(f"{read:,} read again, {changed:,} of them otherwise" if read or failed else "nothing to read again")
    else:
        ROW_WRITERS[format.value](rows, sys.stdout)
    if failed:
        raise typer.Exit(SOME_FAILED if read else ERROR)


def verify(
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="The hash of a log entry that somebody noted: it must be there.")
    ] = None,
    store: StoreAddress = None,
) -> None:
    """Hold a store against its log: take every hash anew and name what does not agree (exit code 4).

    Examples:

    - `khabar verify`
    - `khabar verify --head 5f0c…e1 --store reports.db`
    """
    _verify(store, head)


def backup(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A file, or an empty database (postgresql://…), for the copy.")
    ],
    verified: Annotated[
        bool, typer.Option("--verify/--no-verify", help="Take every hash of the copy anew, as `khabar verify` does.")
    ] = True,
    store: StoreAddress = None,
) -> None:
    """Copy a whole store as it is now, while it is in use, and verify the copy (exit code 4 where it does not agree).

    The copy is a store: to go back to it, name it with --store, or copy it to where the store was. So a file becomes
    a database of a server, and the other way round.

    Examples:

    - `khabar backup /backups/khabar-2024-03-05.db`
    - `khabar backup postgresql://user@host/reports --store khabar.db`
    """
    from khabar.store import open_store
    from khabar.store.custody.copying import copy_store

    with open_store(store, create=False) as opened, show_counting("copying") as (_, tick):
        copy_store(opened, target, tick=tick)
        typer.echo(f"{opened.name} was copied")
    if verified:
        _verify(target, None)


def _verify(store: str | None, head: str | None) -> None:
    from khabar.store import open_store
    from khabar.store.custody.verifying import verify

    with open_store(store, create=False) as opened, show_counting("verifying") as (_, tick):
        found = verify(opened, head=head, tick=tick)
    for where, what in found.disagreements:
        typer.echo(on_one_line(f"{where}: {what}"))
    typer.echo(", ".join(_count(count, name) for name, count in found.counts.items()))
    typer.echo(f"last log entry: {found.head}")
    if found.disagreements:
        agree = "thing does" if len(found.disagreements) == 1 else "things do"
        complain(f"{len(found.disagreements):,} {agree} not agree")
        raise typer.Exit(DISAGREES)


def _count(number: int, table: str) -> str:
    one, many = _TABLES.get(table, (table.removesuffix("s"), table))
    return f"{number:,} {one if number == 1 else many}"
