"""Incidents: listed, told with all that stands behind them, and decided on by people."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli.asking import answer, open_asked
from khabar.cli.options import Form, InForm, Limit, Since, StoreAddress, Until
from khabar.cli.storing import stamps_of
from khabar.model import EventType

if TYPE_CHECKING:
    from khabar.incidents.decisions import Decision
    from khabar.incidents.record import IncidentRecord
    from khabar.store import Store
    from khabar.store.incidents import Listed
    from khabar.store.readings import Stamp

Named = Annotated[str, typer.Argument(metavar="INCIDENT", help="Its id, or the id of a document or event in it.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; else the user's name.")]
Why = Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for those who ask later.")]


def incidents(
    since: Since = None,
    until: Until = None,
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Where, in Arabic or English.")] = None,
    type: Annotated[EventType | None, typer.Option(metavar="TYPE", help="What: ASSAULT, PROTEST …")] = None,
    killed: Annotated[int | None, typer.Option(min=0, metavar="N", help="With at least so many killed.")] = None,
    min_reports: Annotated[int, typer.Option(min=1, metavar="N", help="Told by at least so many reports.")] = 1,
    min_origins: Annotated[
        int, typer.Option(min=0, metavar="N", help="With at least so many independent origins.")
    ] = 0,
    limit: Limit = 50,
    format: InForm = Form.text,
    store: StoreAddress = None,
) -> None:
    """List incidents: what happened, and how many reports, publishers and independent origins tell it.

    Examples:

    - `khabar incidents --since 2021-12-01 --until 2021-12-31 --place اليعقوبية`
    - `khabar incidents --type ASSAULT --killed 5 --min-origins 3 --format csv`
    """
    from khabar.store.incidents import add_titles, list_incidents, load_incident
    from khabar.views.answers import print_incidents

    with open_asked(store, since, until) as (connection, lexicon):
        found = list_incidents(
            connection,
            lexicon=lexicon,
            since=since,
            until=until,
            place=place,
            type=type,
            killed=killed,
            reports=max(min_reports, min_origins),
        )
        rows: list[dict[str, Any]] = []
        for listed in found:
            record = load_incident(connection, listed.id).describe()
            if len(record.origins) >= min_origins:
                (titled,) = add_titles(connection, [listed])
                rows.append(_row(titled, record))
            if len(rows) == limit:
                break
    answer(rows, format, print_incidents)


def incident(
    named: Named,
    format: Annotated[Form, typer.Option("--format", "-f", help="text, or the record as json or jsonl.")] = Form.text,
    store: StoreAddress = None,
) -> None:
    """Tell an incident: who says what on whose word, where they differ, what became of the words, and a grade.

    Examples:

    - `khabar incident i4b1c22d9`
    - `khabar incident i4b1c22d9 --format json`
    """
    from khabar.store.incidents import find_incident, load_incident
    from khabar.views.incident import print_incident
    from khabar.views.output import show_on

    if format is Form.csv:
        raise typer.BadParameter("an incident is no table: text, json or jsonl", param_hint="--format")
    with open_asked(store) as (connection, _):
        record = load_incident(connection, find_incident(connection, named)).describe()
    if format is Form.text:
        show_on(sys.stdout, lambda console: print_incident(console, record))
    else:
        typer.echo(record.to_json(indent=2 if format is Form.json else None))


def merge(
    named: Annotated[list[str], typer.Argument(metavar="INCIDENT", help="Two or more that are one.")],
    by: By = None,
    why: Why = None,
    store: StoreAddress = None,
) -> None:
    """Let incidents be one. It outranks the machine, is logged, and `khabar undo` takes it back.

    Example: `khabar merge i4b1c22d9 i00c1f3aa --why "the same strike, two villages"`
    """
    from khabar.store import deciding

    if len(named) < 2:
        raise typer.BadParameter("name two incidents or more")
    _decide(store, by, lambda opened, who, stamp: deciding.merge(opened, named, by=who, why=why, stamp=stamp))


def split(
    named: Named,
    apart: Annotated[
        list[str], typer.Argument(metavar="PART", help="What is not of it: ids of documents, or events as document/e1.")
    ],
    by: By = None,
    why: Why = None,
    store: StoreAddress = None,
) -> None:
    """Take documents or single events out of an incident. It outranks the machine, and can be undone.

    Example: `khabar split i4b1c22d9 9f86d081884c7d65 --why "another day"`
    """
    from khabar.store import deciding

    _decide(store, by, lambda opened, who, stamp: deciding.split(opened, named, apart, by=who, why=why, stamp=stamp))


def pin(named: Named, by: By = None, why: Why = None, store: StoreAddress = None) -> None:
    """Let an incident be just what it is now: the machine adds nothing to it any more.

    Example: `khabar pin i4b1c22d9 --by 'R. Haddad'`
    """
    from khabar.store import deciding

    _decide(store, by, lambda opened, who, stamp: deciding.pin(opened, named, by=who, why=why, stamp=stamp))


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id, as `khabar decisions` shows it.")],
    by: By = None,
    why: Why = None,
    store: StoreAddress = None,
) -> None:
    """Take a decision back; it stays in the log. Taking back an undoing lets the decision hold again.

    Example: `khabar undo d3`
    """
    from khabar.store import deciding

    _decide(store, by, lambda opened, who, stamp: deciding.undo(opened, decision, by=who, why=why, stamp=stamp))


def decisions(format: InForm = Form.text, store: StoreAddress = None) -> None:
    """List what people decided, in its order.

    Example: `khabar decisions --format csv`
    """
    import msgspec

    from khabar.store.grouping import load_decisions
    from khabar.views.answers import print_decisions

    with open_asked(store) as (connection, _):
        made = load_decisions(connection)
    answer([msgspec.structs.asdict(one) for one in made], format, print_decisions)


def _decide(store: str | None, by: str | None, decide: Callable[[Store, str, Stamp], Decision]) -> None:
    from khabar.store import open_store

    with open_store(store, create=False) as opened:
        made = decide(opened, by or getpass.getuser(), stamps_of(opened)())
    typer.echo(f"{made.id}: {made.kind}, logged; `khabar undo {made.id}` takes it back")


def _row(listed: Listed, record: IncidentRecord) -> dict[str, Any]:
    summary, place = listed.summary, record.held("place")
    return {
        "id": listed.id,
        "day": listed.day,
        "day_told": summary.day_told,
        "type": summary.type,
        "mode": summary.mode,
        "place": (place.name or place.text) if place else summary.place,
        "precision": summary.precision,
        "lat": summary.lat,
        "lon": summary.lon,
        "killed_min": summary.killed and summary.killed[0],
        "killed_max": summary.killed and summary.killed[1],
        "wounded_min": summary.wounded and summary.wounded[0],
        "wounded_max": summary.wounded and summary.wounded[1],
        "reports": summary.reports,
        "publishers": listed.publishers,
        "origins": len(record.origins),
        "document": listed.document,
        "title": listed.title,
    }
