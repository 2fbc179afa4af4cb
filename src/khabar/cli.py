"""The command line: arguments in, text out. What is slow to import is imported by the command that needs it."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar import __version__
from khabar.errors import DateProblem, KhabarError
from khabar.model import iso_date
from khabar.run import (
    ERROR,
    STOPPED,
    WRONG_USAGE,
    Tally,
    WrongUsage,
    complain,
    complain_of_usage,
    show_progress,
    write_to,
)

if TYPE_CHECKING:
    from khabar.batch import Outcome


app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read Arabic news reports: who said what, through whom, how surely, and what happened.",
    epilog="Exit codes: 0 done, 1 error, 2 wrong usage, 3 some inputs could not be read (the others were).",
)


class Format(StrEnum):
    """The formats of `khabar read`."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Text, HTML, JSON, JSON lines or YAML; - is standard input.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day of publication, YYYY-MM-DD; relative times count from it.")
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet that published it.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where it was read.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes that read at once.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khabar {__version__}")
        raise typer.Exit


@app.callback()
def _set_up(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log more to stderr.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    logging.basicConfig(
        stream=sys.stderr, level=logging.DEBUG if verbose else logging.ERROR, format="khabar: %(message)s"
    )
    for noisy in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)


@app.command()
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


@app.command()
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


@app.command("eval")
def evaluate(
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="Gold files in the codebook's JSON.")] = None,
    details: Annotated[bool, typer.Option("--details", help="List each error beside its sentence.")] = False,
    gsr: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Judged sentences: id,event_type,accept,total,label,date,text."),
    ] = None,
) -> None:
    """Measure the engine against gold annotations.

    Examples:

    - `khabar eval gold/`
    - `khabar eval gold/ --details`
    - `khabar eval --gsr sentences.csv`
    """
    if folder is None and gsr is None:
        raise typer.BadParameter("give a folder of gold files, or --gsr FILE.csv")
    from khabar.evaluation import evaluate_folder, evaluate_sentences

    if folder:
        figures, errors = evaluate_folder(folder)
        typer.echo("\n".join([*(errors if details else ()), *figures]))
    if gsr:
        figures, errors = evaluate_sentences(gsr)
        typer.echo("\n".join([*(errors if details else ()), *figures]))


@app.command()
def check(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="The language whose data to check.")] = "ar",
) -> None:
    """Check the language data: its form, and every example through its own entry.

    Example: `khabar check ar`
    """
    try:
        from khabar.check import check_language
    except ModuleNotFoundError as missing:
        raise KhabarError(f"this needs «{missing.name}»: pip install 'khabar[compile]'") from None

    problems = check_language(language)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise KhabarError(
            f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'} in the data of «{language}»"
        )
    typer.echo(f"the data of «{language}» holds together")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a report.

    Example: `khabar schema > report.schema.json`
    """
    import msgspec

    from khabar.model import Report

    typer.echo(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Report)), indent=2).decode())


@app.command()
def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the page.")] = Path(
        "khabar-demo.html"
    ),
) -> None:
    """Read the reports that ship with khabar, print them, and write them as one page.

    Example: `khabar demo --output khabar-demo.html`
    """
    from khabar.views.output import WRITERS, make_console
    from khabar.views.terminal import summarise

    folder = Path(__file__).parent / "data" / "demo"
    tally = Tally()
    found = list(tally.keep_reports(_read_inputs([str(p) for p in sorted(folder.glob("*.yaml"))], None, None, None, 1)))
    named = [(Path(name).stem, report) for name, report in found]
    WRITERS["text"](named, sys.stdout)
    with write_to(output) as stream:
        WRITERS["html"](named, stream)
    console = make_console(sys.stdout)
    console.print(summarise([report for _, report in named]))
    console.print(f"The same as a page: {output}")
    tally.leave()


def _read_inputs(
    files: list[str], published: str | None, publisher: str | None, url: str | None, jobs: int
) -> Iterator[Outcome]:
    from khabar.batch import read_many
    from khabar.pages import Known

    try:
        iso_date(published)
    except DateProblem as problem:
        raise typer.BadParameter(str(problem), param_hint="--published") from None
    return read_many(files, Known(published, publisher, url), jobs=jobs)


def main() -> None:
    """Run the command line; whatever goes wrong ends as one line on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(app(prog_name="khabar", standalone_mode=False) or 0)
    except WrongUsage as problem:
        complain_of_usage(problem)
        sys.exit(WRONG_USAGE)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(STOPPED)
    except KhabarError as problem:
        complain(str(problem))
        sys.exit(ERROR)
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ERROR)
    except MemoryError:
        complain("not enough memory; give fewer inputs at once, or fewer --jobs")
        sys.exit(ERROR)
    except Exception as problem:
        logging.getLogger(__name__).debug("failed", exc_info=True)
        complain(f"something went wrong inside khabar ({type(problem).__name__}: {problem}); please report this")
        sys.exit(ERROR)


if __name__ == "__main__":
    main()
