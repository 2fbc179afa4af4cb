"""Incidents: listed, told with all that stands behind them, and decided on by people."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from khabar.cli.asking import answer, open_reading
from khabar.cli.options import Form, InForm, Killed, Limit, MinOrigins, Place, Since, StoreAddress, Type, Until
from khabar.cli.storing import AllJobs, count_cores, stamps_of

if TYPE_CHECKING:
    from khabar.incidents.decisions import Decision
    from khabar.incidents.record import GradeName
    from khabar.store import Store
    from khabar.store.documents.readings import Stamp
    from khabar.store.incidents.listing import Listed
    from khabar.store.incidents.wanted import Wanted

Named = Annotated[
    str,
    typer.Argument(metavar="INCIDENT", help="Its id, one that it had before, or that of a document or event in it."),
]
Order = Literal["reports", "newest"]
_ALL = 2**31 - 1
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; else the user's name.")]
Why = Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for those who ask later.")]


def incidents(
    since: Since = None,
    until: Until = None,
    place: Place = None,
    type: Type = None,
    killed: Killed = None,
    min_reports: Annotated[int, typer.Option(min=1, metavar="N", help="Told by at least so many reports.")] = 1,
    min_origins: MinOrigins = 0,
    disagree: Annotated[bool, typer.Option("--disagree", help="Only those on which origins disagree.")] = False,
    grade: Annotated[
        str | None, typer.Option(metavar="GRADE", help="Of this suggested grade: confirmed, fair, weak …")
    ] = None,
    order: Annotated[
        Order, typer.Option(metavar="ORDER", help="reports: the most reports first; newest: the last day first.")
    ] = "reports",
    limit: Limit = 50,
    format: InForm = Form.text,
    jobs: AllJobs = None,
    store: StoreAddress = None,
) -> None:
    """List incidents: what happened, and how many reports, publishers and independent origins tell it.

    What the list needs and has changed since the last time is described first, and kept.

    Examples:

    - `khabar incidents --since 2021-12-01 --until 2021-12-31 --place اليعقوبية`
    - `khabar incidents --type ASSAULT --killed 5 --min-origins 3 --format csv`
    - `khabar incidents --disagree --order newest --limit 10`
    """
    from khabar.language import load_lexicon
    from khabar.reading import LANGUAGE
    from khabar.run import complain, show_counting
    from khabar.store import open_store
    from khabar.store.incidents.needed import list_described
    from khabar.store.incidents.wanted import Wanted
    from khabar.views.answers import print_incidents

    wanted = Wanted(
        since=since,
        until=until,
        place=place,
        type=type,
        grade=_check_grade(grade),
        killed=killed,
        origins=min_origins,
        reports=min_reports,
        disputed=True if disagree else None,
    )
    with open_store(store, create=False) as opened, show_counting("describing") as (ahead, tick):
        found, failed = list_described(
            opened,
            wanted,
            lexicon=load_lexicon(LANGUAGE),
            order=order,
            limit=limit,
            jobs=jobs or count_cores(),
            ahead=ahead,
            tick=tick,
        )
    for one in failed:
        complain(f"incident {one.id}: {one.error}")
    answer([_row(listed) for listed in found], format, print_incidents)


def _check_grade(given: str | None) -> GradeName | None:
    """Return the grade that is meant; wrong usage where there is none of this name."""
    from khabar.incidents.record import GradeName

    known: tuple[GradeName, ...] = get_args(GradeName)
    if given is None or given in known:
        return next((grade for grade in known if grade == given), None)
    raise typer.BadParameter(f"«{given}» is none of {', '.join(known)}", param_hint="--grade")


def describe_wanted(store: str | None, wanted: Wanted, *, named: Sequence[str] = ()) -> None:
    """Describe what may be wanted and has changed since it was described; which fail is told on stderr.

    Of those `named` nothing else is asked. Raises `StoreProblem` where one is not there.
    """
    from khabar.language import load_lexicon
    from khabar.reading import LANGUAGE
    from khabar.run import complain, show_counting
    from khabar.store import open_store
    from khabar.store.incidents.describing import describe_these
    from khabar.store.incidents.loading import find_incident
    from khabar.store.incidents.needed import list_described

    with open_store(store, create=False) as opened, show_counting("describing") as (ahead, tick):
        if named:
            with opened.reading() as connection:
                ids = list(dict.fromkeys(find_incident(connection, one) for one in named))
            failed = describe_these(opened, ids, jobs=count_cores(), tick=tick)
        else:
            _, failed = list_described(
                opened,
                wanted,
                lexicon=load_lexicon(LANGUAGE),
                limit=_ALL,
                jobs=count_cores(),
                ahead=ahead,
                tick=tick,
            )
    for one in failed:
        complain(f"incident {one.id}: {one.error}")


def incident(
    named: Named,
    format: Annotated[Form, typer.Option("--format", "-f", help="text, or the record as json or jsonl.")] = Form.text,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="As people corrected what was read.")] = False,
    store: StoreAddress = None,
) -> None:
    """Tell an incident: who says what on whose word, where they differ, what became of the words, and a grade.

    Examples:

    - `khabar incident i4b1c22d9`
    - `khabar incident i4b1c22d9 --format json`
    - `khabar incident i4b1c22d9 --reviewed`
    """
    from khabar.run import complain
    from khabar.store.incidents.cases import make_case
    from khabar.store.incidents.loading import load_incident
    from khabar.views.incident import print_incident
    from khabar.views.leads import print_earlier, tell_lead
    from khabar.views.output import show_on

    if format is Form.csv:
        raise typer.BadParameter("an incident is no table: text, json or jsonl", param_hint="--format")
    with open_reading(store) as connection:
        found = load_incident(connection, named)
        case = make_case(connection, found, corrected=reviewed)
    shown = case.corrected or case
    if case.added:
        complain("nobody but people tells of it: no event of it is read in any report")
    elif case.rejected:
        complain("people say that none of its events is one: this is how it was read")
    elif case.is_corrected and not reviewed:
        complain("people corrected what was read in its reports: --reviewed shows it so")
    for document, names in case.bringers.items():
        complain(f"{document}: brought by {', '.join(names) or 'people'}")
    if led := tell_lead(found.lead):
        complain(led)
    if format is Form.text:
        show_on(sys.stdout, lambda console: print_incident(console, shown.record, found.ties, shown.happening))
        show_on(sys.stdout, lambda console: print_earlier(console, found.earlier))
    else:
        typer.echo(shown.record.to_json(indent=2 if format is Form.json else None))


def merge(
    named: Annotated[list[str], typer.Argument(metavar="INCIDENT", help="Two or more that are one.")],
    by: By = None,
    why: Why = None,
    store: StoreAddress = None,
) -> None:
    """Let incidents be one. It outranks the machine, is logged, and `khabar undo` takes it back.

    Example: `khabar merge i4b1c22d9 i00c1f3aa --why "the same strike, two villages"`
    """
    from khabar.store.incidents import deciding

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
    from khabar.store.incidents import deciding

    _decide(store, by, lambda opened, who, stamp: deciding.split(opened, named, apart, by=who, why=why, stamp=stamp))


def pin(named: Named, by: By = None, why: Why = None, store: StoreAddress = None) -> None:
    """Let an incident be just what it is now: the machine adds nothing to it any more.

    Example: `khabar pin i4b1c22d9 --by 'R. Haddad'`
    """
    from khabar.store.incidents import deciding

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
    from khabar.store.incidents import deciding

    _decide(store, by, lambda opened, who, stamp: deciding.undo(opened, decision, by=who, why=why, stamp=stamp))


def decisions(format: InForm = Form.text, store: StoreAddress = None) -> None:
    """List what people decided, in its order.

    Example: `khabar decisions --format csv`
    """
    import msgspec

    from khabar.store.incidents.grouping import load_decisions
    from khabar.views.answers import print_decisions

    with open_reading(store) as connection:
        made = load_decisions(connection)
    answer([msgspec.structs.asdict(one) for one in made], format, print_decisions)


def _decide(store: str | None, by: str | None, decide: Callable[[Store, str, Stamp], Decision]) -> None:
    from khabar.store import open_store

    with open_store(store, create=False) as opened:
        made = decide(opened, by or getpass.getuser(), stamps_of(opened)())
    typer.echo(f"{made.id}: {made.kind}, logged; `khabar undo {made.id}` takes it back")


def _row(listed: Listed) -> dict[str, Any]:
    from khabar.store.incidents.descriptions import lay_out_toll
    from khabar.views.labels import load_labels
    from khabar.views.sentence import tell

    summary, happening = listed.summary, listed.happening
    return {
        "id": listed.id,
        "sentence": tell(happening, load_labels("en")) if happening else None,
        "day": listed.day,
        "day_told": summary.day_told,
        "type": summary.type,
        "mode": summary.mode,
        "status": happening.status if happening else None,
        "place": summary.place,
        "precision": summary.precision,
        "lat": summary.lat,
        "lon": summary.lon,
        **lay_out_toll("killed", happening.killed if happening else None),
        **lay_out_toll("wounded", happening.wounded if happening else None),
        "reports": summary.reports,
        "publishers": listed.publishers,
        "origins": listed.origins,
        "disagree": listed.disputed,
        "grade": listed.grade,
        "document": listed.document,
        "title": listed.title,
    }
