"""Reading reports, without keeping anything: read, explain, demo."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import khabar
from khabar.cli.options import Files, Jobs, Published, Publisher, Url
from khabar.run import Tally, show_progress, write_to

if TYPE_CHECKING:
    from khabar.batch import Outcome


class Format(StrEnum):
    """The formats of `khabar read`."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def read(
    files: Files,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the reports.")] = Format.text,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to the terminal.")
    ] = None,
    jobs: Jobs = 1,
) -> None:
    """Read reports and write their claims and events.

    Examples:

    - `khabar read report.txt --published 2021-07-12`
    - `khabar read page.html --format html --output page-read.html`
    - `khabar read articles.jsonl --format jsonl --jobs 4 > read.jsonl`
    - `curl -s ADDRESS | khabar read - --format json`
    """
    from khabar.views.output import WRITERS

    tally = Tally()
    outcomes = _read_inputs(files, published, publisher, url, jobs)
    with write_to(output) as stream, show_progress(files, stream) as tick:
        WRITERS[format.value](tally.keep_reports(outcomes, tick), stream)
    tally.leave()


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report; - is standard input.")],
    claim: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this claim, such as c3; can be repeated.")
    ] = None,
    event: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this event, such as e1; can be repeated.")
    ] = None,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
) -> None:
    """Show the entries, rules and words behind every claim and event.

    Examples:

    - `khabar explain report.txt --published 2021-07-12`
    - `khabar explain report.txt --claim c3`
    """
    from khabar.explain import explain_report
    from khabar.views.explanation import print_explanation
    from khabar.views.output import show_on

    tally = Tally()
    for _, report in tally.keep_reports(_read_inputs([file], published, publisher, url, 1)):
        for explanation in explain_report(report, ids=(*(claim or ()), *(event or ()))):
            show_on(sys.stdout, partial(print_explanation, report=report, explanation=explanation))
    tally.leave()


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the page.")] = Path(
        "khabar-demo.html"
    ),
) -> None:
    """Read the reports that ship with khabar, print them, write them as one page, and lay one incident open.

    Example: `khabar demo --output khabar-demo.html`
    """
    from khabar.incidents.happening import list_events, sum_up
    from khabar.incidents.linking import link
    from khabar.views.incident import print_incident
    from khabar.views.output import WRITERS, make_console
    from khabar.views.terminal import summarise

    folder = Path(khabar.__file__).parent / "data" / "demo"
    tally = Tally()
    found = list(tally.keep_reports(_read_inputs([str(p) for p in sorted(folder.glob("*.yaml"))], None, None, None, 1)))
    named = [(Path(name).stem, report) for name, report in found]
    WRITERS["text"](named, sys.stdout)
    with write_to(output) as stream:
        WRITERS["html"](named, stream)
    console = make_console(sys.stdout)
    reports = [report for _, report in named]
    console.print(summarise(reports))
    console.print(f"The same as a page: {output}")
    console.print("\nThe incident that most of these reports tell of:\n")
    record = link(reports)[0]
    held = {report.document.id or "": report for report in reports}
    print_incident(console, record, happening=sum_up(record, list_events(record), held))
    tally.leave()


def _read_inputs(
    files: list[str], published: str | None, publisher: str | None, url: str | None, jobs: int
) -> Iterator[Outcome]:
    from khabar.batch import read_many
    from khabar.pages import Known

    return read_many(files, Known(published, publisher, url), jobs=jobs)
