"""Two reports side by side, of files or of a store, without keeping anything."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import Form, StoreAddress
from khabar.errors import InputError

if TYPE_CHECKING:
    from khabar.model import Report

Which = typer.Argument(help="A file, or the id of a report in the store.")


def compare(
    first: Annotated[str, Which],
    second: Annotated[str, Which],
    format: Annotated[Form, typer.Option("--format", "-f", help="text, or the comparison as json.")] = Form.text,
    store: StoreAddress = None,
) -> None:
    """Lay two reports side by side: one incident or two, who speaks in both, what is copied, where they differ.

    Examples:

    - `khabar compare first.html second.html`
    - `khabar compare 9f86d081884c7d65 second.txt --format json`
    """
    import msgspec

    from khabar.incidents.comparing import compare_reports
    from khabar.views.comparison import print_comparison
    from khabar.views.output import show_on

    if format in (Form.csv, Form.jsonl):
        raise typer.BadParameter("a comparison is no table: text or json", param_hint="--format")
    reports = (_open(first, store), _open(second, store))
    found = compare_reports(*reports)
    if format is Form.json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        show_on(sys.stdout, lambda console: print_comparison(console, found, reports))


def _open(named: str, store: str | None) -> Report:
    """Return the report in a file, or the one that a store holds under an id."""
    from khabar.errors import KhabarError
    from khabar.pages import Known
    from khabar.pages.source import find_pieces, read_piece
    from khabar.reading import read

    if not Path(named).exists():
        return _load(named, store)
    documents = [found for piece in find_pieces(named) for found in read_piece(piece, Known())]
    if len(documents) != 1:
        raise InputError(f"{named} holds {len(documents)} reports: give a file with one, or add it and give an id")
    if isinstance(documents[0], KhabarError):
        raise InputError(f"{named}: {documents[0]}")
    return read(documents[0])


def _load(id: str, store: str | None) -> Report:
    from khabar.cli.asking import open_reading
    from khabar.errors import StoreProblem
    from khabar.store.documents.reports import load_reports

    with open_reading(store) as connection:
        found = load_reports(connection, [id])
    if id not in found:
        raise StoreProblem(f"«{id}» is no file, and no report of the store")
    return found[id]
