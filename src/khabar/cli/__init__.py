"""The command line: arguments in, text out. What is slow to import is imported by the command that needs it."""

from __future__ import annotations

import atexit
import gc
import io
import logging
import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer

from khabar import __version__
from khabar.cli.leaving import Leaving
from khabar.errors import KhabarError
from khabar.run import ERROR, STOPPED, WRONG_USAGE, WrongUsage, complain, complain_of_usage

COMMANDS = {
    "read": "reading:read",
    "explain": "reading:explain",
    "add": "storing:add",
    "watch": "storing:watch",
    "search": "asking:search",
    "claims": "asking:claims",
    "events": "asking:events",
    "reports": "asking:reports",
    "compare": "comparing:compare",
    "incidents": "incidents:incidents",
    "incident": "incidents:incident",
    "merge": "incidents:merge",
    "split": "incidents:split",
    "pin": "incidents:pin",
    "undo": "incidents:undo",
    "decisions": "incidents:decisions",
    "review": "reviewing:review",
    "reviews": "reviewing:reviews",
    "rate": "rating:rate",
    "ratings": "rating:ratings",
    "serve": "serving:serve",
    "mcp": "mcp:mcp",
    "restrict": "accounts:restrict",
    "restricted": "accounts:restricted",
    "audit": "accounts:audit",
    "export": "exporting:export",
    "reread": "answering:reread",
    "verify": "answering:verify",
    "backup": "answering:backup",
    "check": "measuring:check",
    "schema": "measuring:schema",
    "demo": "reading:demo",
    "eval": "measuring:evaluate",
    "accounts": "accounts:accounts",
    "places": "gazetteers:places",
}
"""Where each command is, or each group of them, in the order of the help; imported when it is asked for."""


def make_app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with some of its commands; without names with all."""
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
    app.callback()(_set_up)
    for name in names:
        module, _, command = COMMANDS[name].partition(":")
        found = getattr(import_module(f"khabar.cli.{module}"), command)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khabar {__version__}")
        raise typer.Exit


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


def run() -> int:
    """Run the command line and return its exit code; whatever goes wrong becomes one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _load_command()(prog_name="khabar", standalone_mode=False) or 0
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


def _load_command() -> Callable[..., Any]:
    """Return the command line, made of the one command that is asked for where it is named first.

    What is imported and made for it stays: no garbage is looked for meanwhile, nor among it later.
    """
    gc.disable()
    try:
        named = sys.argv[1:2]
        return typer.main.get_command(make_app(named) if named and named[0] in COMMANDS else make_app())
    finally:
        gc.freeze()
        gc.enable()


def main() -> NoReturn:
    """Run the command line as a process of its own."""
    leaving = Leaving()
    atexit.register(leaving.at_once)
    leaving.code = run()
    sys.exit(leaving.code)
