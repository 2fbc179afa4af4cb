"""The command line: arguments in, text out. What is slow to import is imported by the command that needs it."""

from __future__ import annotations

import atexit
import io
import logging
import os
import sys
from typing import Annotated, NoReturn

import typer

from khabar import __version__
from khabar.cli import (
    accounts,
    answering,
    asking,
    comparing,
    exporting,
    gazetteers,
    incidents,
    mcp,
    measuring,
    rating,
    reading,
    reviewing,
    serving,
    storing,
)
from khabar.cli.leaving import Leaving
from khabar.errors import KhabarError
from khabar.run import ERROR, STOPPED, WRONG_USAGE, WrongUsage, complain, complain_of_usage

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read Arabic news reports: who said what, through whom, how surely, and what happened.",
    epilog=(
        "Exit codes: 0 done, 1 error, 2 wrong usage, 3 some inputs could not be read (the others were), "
        "4 `khabar verify` found what does not agree."
    ),
)


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
    logging.getLogger("khabar.upgrading").setLevel(logging.INFO)  # it takes minutes, and nothing else shows until then
    for chatty in ("alembic", "httpcore", "httpx", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


for _command in (
    reading.read,
    reading.explain,
    storing.add,
    storing.watch,
    asking.search,
    asking.claims,
    asking.events,
    asking.reports,
    comparing.compare,
    incidents.incidents,
    incidents.incident,
    incidents.merge,
    incidents.split,
    incidents.pin,
    incidents.undo,
    incidents.decisions,
    reviewing.review,
    reviewing.reviews,
    rating.rate,
    rating.ratings,
    serving.serve,
    mcp.mcp,
    accounts.restrict,
    accounts.restricted,
    accounts.audit,
    exporting.export,
    answering.reread,
    answering.verify,
    answering.backup,
    measuring.check,
    measuring.schema,
    reading.demo,
):
    app.command()(_command)
app.command("eval")(measuring.evaluate)
app.add_typer(accounts.accounts, name="accounts")
app.add_typer(gazetteers.places, name="places")


def run() -> int:
    """Run the command line and return its exit code; whatever goes wrong becomes one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return app(prog_name="khabar", standalone_mode=False) or 0
    except WrongUsage as problem:
        complain_of_usage(problem)
        return WRONG_USAGE
    except (typer.Abort, KeyboardInterrupt):
        return STOPPED
    except KhabarError as problem:
        complain(str(problem))
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except MemoryError:
        complain("not enough memory; give fewer inputs at once, or fewer --jobs")
    except Exception as problem:
        logging.getLogger(__name__).debug("failed", exc_info=True)
        complain(f"something went wrong inside khabar ({type(problem).__name__}: {problem}); please report this")
    return ERROR


def main() -> NoReturn:
    """Run the command line as a process of its own."""
    leaving = Leaving()
    atexit.register(leaving.at_once)
    leaving.code = run()
    sys.exit(leaving.code)
