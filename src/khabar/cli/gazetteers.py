"""Places from the tables of others: places import, places list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.asking import open_reading
from khabar.cli.options import Form, InForm, StoreAddress
from khabar.cli.storing import stamps_of

places = typer.Typer(no_args_is_help=True, help="Places from the tables of others, beside those that khabar knows.")


@places.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="GeoNames, Who's On First, or OCHA's COD-AB.")],
    store: StoreAddress = None,
) -> None:
    """Take in a gazetteer; reading uses its places from then on, where khabar knows none of that name there.

    Examples:

    - `khabar places import SY.txt`
    - `khabar places import syr_admin.csv --store reports.db`
    """
    from khabar.reading import LANGUAGE
    from khabar.store import open_store
    from khabar.store.gazetteers import import_places
    from khabar.store.gazetteers.formats import read_file

    with open_store(store) as opened:
        for file in files:
            stamp = stamps_of(opened)()
            done = import_places(opened, read_file(file), str(file), language=LANGUAGE, stamp=stamp)
            came = "known already" if done.known else _count(done.rows, "row")
            known = _count(done.places, "place")
            typer.echo(f"{done.name}: {done.format}, {came}, {known} that reading knows from now on")


@places.command("list")
def list_(format: InForm = Form.text, store: StoreAddress = None) -> None:
    """Show which gazetteers were imported.

    Example: `khabar places list`
    """
    from khabar.store.gazetteers import list_gazetteers
    from khabar.views.rows import ROW_WRITERS

    with open_reading(store) as connection:
        found = list_gazetteers(connection)
    if format is not Form.text:
        ROW_WRITERS[format.value](found, sys.stdout)
        return
    for row in found:
        typer.echo(f"{row['imported']}  {row['places']:>8,}  {row['format']}  {row['name']}  {row['sha256'][:16]}")


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
