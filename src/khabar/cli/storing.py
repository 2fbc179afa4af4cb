"""Filling a store: add."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from khabar import __version__
from khabar.cli.options import Published, Publisher, StoreAddress, Url, check_date
from khabar.errors import InputError, KhabarError
from khabar.run import TakingTally, show_taking

if TYPE_CHECKING:
    from khabar.intake.finding import Fetch
    from khabar.intake.taking import Open
    from khabar.pages.fetch import Fetcher
    from khabar.store.readings import Stamp

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="A file, a folder, an http(s) address, or - for standard input.")
]
Include = Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Of folders, only these: *.html.")]
Exclude = Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Of folders, not these.")]
Columns = Annotated[
    str | None, typer.Option(metavar="MAP", help="Which column of a table holds what: text=body,published=date.")
]
Allowed = Annotated[
    list[str] | None, typer.Option(metavar="RANGE", help="A private network that may be asked: 10.0.0.0/8.")
]
AllJobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes that read; else one a core.")
]


def add(
    inputs: Inputs,
    store: StoreAddress = None,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    include: Include = None,
    exclude: Exclude = None,
    columns: Columns = None,
    allow_network: Allowed = None,
    ignore_robots: Annotated[
        bool, typer.Option("--ignore-robots", help="Ask addresses that robots.txt excludes.")
    ] = False,
    jobs: AllJobs = None,
) -> None:
    """Take reports into a store: keep what was received, read it, and link it with what is there.

    Examples:

    - `khabar add articles.jsonl`
    - `khabar add pages/ --include '*.html' --publisher 'Al-Mina'`
    - `khabar add https://example.org/news/17.html`
    - `khabar add table.csv --columns text=body,published=day --store postgresql://user@host/reports`
    """
    from khabar.intake import count_inputs, find_captures, take_in
    from khabar.pages import Known
    from khabar.store import open_store

    check_date(published, "--published")
    captures = find_captures(
        inputs, fetch=_fetcher(allow_network, ignore_robots), include=include or (), exclude=exclude or ()
    )
    tally = TakingTally()
    total = count_inputs(inputs, include=include or (), exclude=exclude or ())
    with open_store(store) as opened, show_taking(total) as (watched, tick):
        taken = take_in(
            opened,
            watched(captures),
            Known(published, publisher, url),
            stamp=stamp_now,
            jobs=jobs or len(os.sched_getaffinity(0)),
            open_many=_opener(columns),
        )
        tally.count(taken, tick)
    tally.leave()


def _fetcher(networks: list[str] | None, ignore_robots: bool) -> Fetch:
    """Return what asks an address; the client is made with the first one that is asked."""

    @cache
    def make() -> Fetcher:
        from khabar.pages.fetch import Fetcher, Policy

        return Fetcher(Policy(networks=tuple(networks or ()), robots=not ignore_robots))

    return lambda address: make().fetch(address)


def _opener(columns: str | None) -> Open:
    """Return what opens captures of many documents; with columns named they are tables."""
    from khabar.pages import Capture, Known, Refused, open_capture
    from khabar.pages.intake import Intake

    if columns is None:
        return open_capture
    from khabar.pages.table import read_columns, read_table

    try:
        chosen = read_columns(columns)
    except InputError as problem:
        raise typer.BadParameter(str(problem), param_hint="--columns") from None

    def open_table(capture: Capture, known: Known) -> Iterator[Intake | Refused]:
        try:
            yield from read_table(capture, known, columns=chosen)
        except KhabarError as problem:
            yield Refused.because(capture.name, problem)

    return open_table


def stamp_now() -> Stamp:
    """Return what a change of the store is marked with: these versions, and now."""
    from khabar.language.artefact import data_version
    from khabar.reading import LANGUAGE
    from khabar.store.readings import Stamp

    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return Stamp(__version__, data_version(LANGUAGE), now)
