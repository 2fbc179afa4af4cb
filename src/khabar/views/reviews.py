"""What people decided about readings and sources, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khabar.views.visible import on_one_line, shorten

Row = Mapping[str, Any]
_LONGEST = 200


def print_reviewed(console: Console, rows: Iterable[Row]) -> None:
    """Print reports that people judged: how far they are, and who did it."""
    for row in rows:
        state = row["state"].replace("_", " ")
        console.print(Text.assemble((row["document"], "bold cyan"), f"  {state}  ", (_say(row["title"]), "bold")))
        counts = [f"{row['judged']} of {row['items']} judged", f"{row['corrected']} otherwise than read"]
        counts += [f"{row['open']} to settle"] if row["open"] else []
        console.print(_inside(" · ".join([*counts, _say(row["reviewers"])])))


def print_decided(console: Console, rows: Iterable[Row]) -> None:
    """Print verdicts: on what, by whom and when, and what is otherwise."""
    for row in rows:
        settled = "settled: " if row["settles"] else ""
        gone = "  no longer read" if row["gone"] else ""
        head = f"  {settled}{row['verdict']}  {_say(row['by'])}  {row['at']}{gone}"
        console.print(Text.assemble((f"{row['document']}/{row['item']}", "bold cyan"), head))
        for told in (row["values"], row["note"], row["disagree"] and f"disagree: {row['disagree']}"):
            if told:
                console.print(_inside(_say(str(told))))


def print_agreement(console: Console, rows: Iterable[Row]) -> None:
    """Print how far people agree on each field."""
    table = Table("field", "judged by two", "equal", "Cohen's kappa", "Krippendorff's alpha", box=None, pad_edge=False)
    for row in rows:
        table.add_row(
            row["field"], str(row["items"]), f"{row['equal']:.0%}", _number(row["kappa"]), _number(row["alpha"])
        )
    console.print(table)


def print_ratings(console: Console, rows: Iterable[Row]) -> None:
    """Print ratings: of what, by whom, when and why."""
    for row in rows:
        console.print(Text.assemble((row["id"], "bold cyan"), f"  {row['rating']}  ", (_say(row["of"]), "bold")))
        console.print(_inside(f"{_say(row['by'])} · {row['at']} · {_say(row['why'])}"))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _say(words: str) -> str:
    return shorten(on_one_line(words), _LONGEST)


def _inside(words: str) -> Padding:
    return Padding(Text(words, style="dim"), (0, 0, 0, 4))
