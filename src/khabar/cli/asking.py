"""Asking a store: search, claims, events."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli.options import Form, InForm, Limit, Place, Publisher, Since, StoreAddress, Type, Until, check_words
from khabar.model import Force, Status

if TYPE_CHECKING:
    from rich.console import Console
    from sqlalchemy import Connection

    from khabar.language import Lexicon

Row = dict[str, Any]
_UNREAD = ("needs_ocr", "unreadable", "other_language")


class ReportState(StrEnum):
    """What can be asked of whether reports are read."""

    any = "any"
    ready = "ready"
    unread = "unread"
    needs_ocr = "needs_ocr"
    unreadable = "unreadable"
    other_language = "other_language"


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORD", callback=check_words, help="Words that must all be in it, in any form."),
    ],
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    limit: Limit = 20,
    format: InForm = Form.text,
    store: StoreAddress = None,
) -> None:
    """Find reports by their words, whatever their marks, hamza, «ال», clitics and digits.

    Examples:

    - `khabar search القصف مستشفى --since 2023-01-01`
    - `khabar search "3 قتلى" --publisher 'Al-Mina' --format csv`
    """
    import msgspec

    from khabar.store.finding import searching
    from khabar.views.answers import print_found

    with open_asked(store) as (connection, lexicon):
        sought = searching.Sought(words=" ".join(words), since=since, until=until, publisher=publisher)
        found = searching.search(connection, sought, lexicon=lexicon, limit=limit)
    answer([msgspec.structs.asdict(one) for one in found], format, print_found)


def claims(
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", callback=check_words, help="Who says it, or passes it on.")
    ] = None,
    force: Annotated[Force | None, typer.Option(metavar="FORCE", help="How: deny, confirm, accuse …")] = None,
    about: Annotated[
        str | None, typer.Option(metavar="WORDS", callback=check_words, help="Words that are in what is claimed.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="PLACE", callback=check_words, help="Where that was which it is about.")
    ] = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    limit: Limit = 100,
    format: InForm = Form.text,
    store: StoreAddress = None,
) -> None:
    """Find claims by who makes them, how, about what, where and when they were published.

    Examples:

    - `khabar claims --force deny --since 2023-01-01`
    - `khabar claims --speaker 'وزارة الدفاع' --about قصف --place دمشق --format jsonl`
    """
    from khabar.store.finding.asking import find_claims
    from khabar.views.answers import print_claims

    with open_asked(store) as (connection, lexicon):
        found = find_claims(
            connection,
            lexicon=lexicon,
            speaker=speaker,
            force=force,
            about=about,
            place=place,
            since=since,
            until=until,
            publisher=publisher,
            limit=limit,
        )
    answer(found, format, print_claims)


def events(
    type: Type = None,
    status: Annotated[
        Status | None, typer.Option(metavar="STATUS", help="How real: happened, foiled, denied …")
    ] = None,
    party: Annotated[
        str | None, typer.Option(metavar="NAME", callback=check_words, help="Who did it, or whom it befell.")
    ] = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    limit: Limit = 100,
    format: InForm = Form.text,
    store: StoreAddress = None,
) -> None:
    """Find events by what happened, to whom, where, and when it was; without a time they have no day.

    Examples:

    - `khabar events --type ASSAULT --place إدلب --since 2022-07-22 --until 2022-07-24`
    - `khabar events --status foiled --format csv > foiled.csv`
    """
    from khabar.store.finding.asking import find_events
    from khabar.views.answers import print_events

    with open_asked(store) as (connection, lexicon):
        found = find_events(
            connection,
            lexicon=lexicon,
            type=type,
            status=status,
            party=party,
            place=place,
            since=since,
            until=until,
            publisher=publisher,
            limit=limit,
        )
    answer(found, format, print_events)


def reports(
    state: Annotated[
        ReportState,
        typer.Option(metavar="STATE", help="any, ready, or what is kept and not read: unread, needs_ocr, unreadable …"),
    ] = ReportState.any,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    limit: Limit = 50,
    format: InForm = Form.text,
    store: StoreAddress = None,
) -> None:
    """List the reports of a store, the latest taken in first: where each came from, and why it is not read if it is not.

    Examples:

    - `khabar reports --state unread`
    - `khabar reports --since 2023-01-01 --publisher 'Al-Mina' --format csv`
    """
    from khabar.store.finding.asking import find_reports
    from khabar.views.answers import print_reports

    states = {ReportState.any: (), ReportState.unread: _UNREAD}.get(state, (state.value,))
    with open_reading(store) as connection:
        found = find_reports(connection, states=states, since=since, until=until, publisher=publisher, limit=limit)
    answer(found, format, print_reports)


@contextmanager
def open_reading(store: str | None) -> Iterator[Connection]:
    """Give a connection to a store that is there."""
    from khabar.store import open_store

    with open_store(store, create=False) as opened, opened.reading() as connection:
        yield connection


@contextmanager
def open_asked(store: str | None) -> Iterator[tuple[Connection, Lexicon]]:
    """Give a connection to a store that is there, and the language in which it is asked."""
    from khabar.language import load_lexicon
    from khabar.reading import LANGUAGE

    with open_reading(store) as connection:
        yield connection, load_lexicon(LANGUAGE)


def answer(rows: Sequence[Row], form: Form, show: Callable[[Console, Sequence[Row]], None]) -> None:
    """Write rows for people or for programs; that there are none is said on stderr."""
    from khabar.run import complain
    from khabar.views.output import show_on
    from khabar.views.rows import ROW_WRITERS

    if form is Form.text:
        show_on(sys.stdout, lambda console: show(console, rows))
    else:
        ROW_WRITERS[form.value](rows, sys.stdout)
    if not rows:
        complain("nothing fits")
