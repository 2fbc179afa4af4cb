"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from khabar.errors import DateProblem
from khabar.model import EventType, iso_date


class Form(StrEnum):
    """The formats of answers that are rows."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def _check_date(param: typer.CallbackParam, given: str | None) -> str | None:
    """Return the date that an option was given; wrong usage where it is none."""
    try:
        return iso_date(given)
    except DateProblem as problem:
        raise typer.BadParameter(str(problem), param_hint=param.opts[0]) from None


def check_words(param: typer.CallbackParam, given: Any) -> Any:
    """Return the words that an option or argument was given; wrong usage where there is no letter or figure in them."""
    told = " ".join(given) if isinstance(given, list) else given
    if told is not None and not any(map(str.isalnum, told)):
        raise typer.BadParameter(f"«{told}» holds no word to look for", param_hint=param.opts[0])
    return given


Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Text, HTML, JSON, JSON lines or YAML; - is standard input.")
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", callback=_check_date, help="Day of publication, YYYY-MM-DD; relative times count from it."
    ),
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet that published it.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where it was read.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes that read at once.")]
StoreAddress = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="The store: a file, or postgresql://…; else KHABAR_STORE, else khabar.db.",
    ),
]
Since = Annotated[str | None, typer.Option(metavar="DATE", callback=_check_date, help="From this day on, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", callback=_check_date, help="Up to this day, YYYY-MM-DD.")]
Place = Annotated[
    str | None,
    typer.Option(
        metavar="PLACE",
        callback=check_words,
        help="Where, in Arabic or English: a place, or a governorate or country with all in it.",
    ),
]
Type = Annotated[EventType | None, typer.Option(metavar="TYPE", help="What: ASSAULT, PROTEST …")]
Killed = Annotated[int | None, typer.Option(min=0, metavar="N", help="With at least so many killed.")]
MinOrigins = Annotated[int, typer.Option(min=0, metavar="N", help="With at least so many independent origins.")]
InForm = Annotated[Form, typer.Option("--format", "-f", help="How to write the answer.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many.")]
