"""Filling a store: add, watch."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.options import Published, Publisher, StoreAddress, Url
from khabar.errors import InputError, KhabarError
from khabar.run import TakingTally, show_taking
from khabar.views.visible import on_one_line

if TYPE_CHECKING:
    from khabar.intake.finding import Fetch
    from khabar.intake.taking import Open
    from khabar.pages.fetch import Fetcher
    from khabar.store import Store
    from khabar.store.documents.readings import Stamp

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="A file, a folder, an http(s) address, or - for standard input.")
]
Include = Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Of folders, only these: *.html.")]
Exclude = Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="Of folders, not these.")]
Columns = Annotated[
    str | None, typer.Option(metavar="MAP", help="Which column of a table holds what: text=body,published=date.")
]
Allowed = Annotated[
    list[str] | None,
    typer.Option(metavar="RANGE", help="A private network that may be asked, on any port: 10.0.0.0/8."),
]
AllowedPorts = Annotated[
    list[int] | None,
    typer.Option("--allow-port", min=1, max=65535, metavar="PORT", help="A port that may be asked besides the usual."),
]
IgnoreRobots = Annotated[bool, typer.Option("--ignore-robots", help="Ask addresses that robots.txt excludes.")]
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
    allow_port: AllowedPorts = None,
    ignore_robots: IgnoreRobots = False,
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

    chosen = {"include": include or (), "exclude": exclude or ()}
    tally = TakingTally()
    with open_store(store) as opened:
        captures = find_captures(
            inputs, fetch=_fetcher(allow_network, allow_port, ignore_robots), own=opened.files, **chosen
        )
        with show_taking(lambda: count_inputs(inputs, own=opened.files, **chosen)) as (watched, tick):
            taken = take_in(
                opened,
                watched(captures),
                Known(published, publisher, url),
                stamp=stamps_of(opened),
                jobs=jobs or count_cores(),
                open_many=_opener(columns),
            )
            tally.count(taken, tick)
    tally.leave()


def watch(
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="FEED", help="Addresses of feeds; without any, those watched before.")
    ] = None,
    rounds: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Stop after so many rounds; else go on until Ctrl-C.")
    ] = None,
    at_once: Annotated[
        bool, typer.Option("--now", help="Ask at once, also feeds that are not due or were gone when asked last.")
    ] = False,
    allow_network: Allowed = None,
    allow_port: AllowedPorts = None,
    ignore_robots: IgnoreRobots = False,
    store: StoreAddress = None,
) -> None:
    """Ask feeds again and again, politely, and take in what is new in them. Which are not due is said.

    Examples:

    - `khabar watch https://example.org/rss https://example.net/feed.json`
    - `khabar watch --rounds 1`
    - `khabar watch --rounds 1 --now`
    """
    from khabar.intake.watching import watch_feeds
    from khabar.store import open_store
    from khabar.views.summary import tell_resting

    def now() -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC)

    tally, asked = TakingTally(), 0
    with open_store(store) as opened:
        found = watch_feeds(
            opened,
            feeds or (),
            fetcher=_make_fetcher(allow_network, allow_port, ignore_robots),
            stamp=stamps_of(opened),
            now=now,
            sleep=time.sleep,
            rounds=rounds,
            at_once=at_once,
        )
        for one in found:
            if one.resting:
                typer.echo(on_one_line(f"{one.url}: {tell_resting(one.resting, now())}"))
                continue
            asked += 1
            if one.problem:
                tally.fail(one.url, one.problem)
                continue
            tally.count(one.taken, lambda fate: None)
            new = sum(taken.fate not in ("known", "failed") for taken in one.taken)
            typer.echo(on_one_line(f"{one.url}: {new} new of {len(one.taken)}"))
    tally.leave(nothing="nothing new" if asked else "no feed was asked: none is due")


def _fetcher(networks: list[str] | None, ports: list[int] | None, ignore_robots: bool) -> Fetch:
    """Return what asks an address; the client is made with the first one that is asked."""
    make = cache(partial(_make_fetcher, networks, ports, ignore_robots))
    return lambda address: make().fetch(address)


def _make_fetcher(networks: list[str] | None, ports: list[int] | None, ignore_robots: bool) -> Fetcher:
    from msgspec.structs import replace

    from khabar.pages.fetch import Fetcher, Policy

    policy = Policy(networks=tuple(networks or ()), robots=not ignore_robots)
    if networks:  # what is allowed by name is one's own: its servers listen where they like
        policy = replace(policy, ports=None)
    elif ports:
        policy = replace(policy, ports=(*(policy.ports or ()), *ports))
    return Fetcher(policy)


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


def count_cores() -> int:
    """Return how many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def stamps_of(store: Store) -> Callable[[], Stamp]:
    """Return what tells, each time, what a change of a store is marked with."""
    from khabar.store.custody.stamping import stamps_of

    return stamps_of(store)
