"""Answers that are rows, for people: what was found, who says it, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from khabar.model import Span
from khabar.views.days import name_moment
from khabar.views.summary import STATES
from khabar.views.visible import isolate, on_one_line, shorten
from khabar.views.wording import FORCE_WORDS

Row = Mapping[str, Any]
_LONGEST = 300


def print_found(console: Console, rows: Iterable[Row]) -> None:
    """Print documents that were found: each with its snippet, the words in question marked."""
    for row in rows:
        console.print(_head(row, on_one_line(row["title"] or "")))
        console.print(_inside(_mark(row["snippet"], row["hits"], console.is_terminal)))
        console.print(_inside(Text(_of(row), style="dim")))


def print_claims(console: Console, rows: Iterable[Row]) -> None:
    """Print claims: who says what, through whom, in which report."""
    for row in rows:
        manner = [row["certainty"]] if row["certainty"] != "certain" else []
        manner += ["negated"] if row["negated"] else []
        via = row["chain"].rpartition(" < ")[0]
        said = Text.assemble(
            (_words(row["speaker"] or "somebody", console), "bold"),
            (f" {FORCE_WORDS[row['force']]}", "bold cyan"),
            (f" ({', '.join(manner)})" if manner else "", "dim"),
            (f"  via {_words(via, console)}" if via else "", "dim"),
        )
        console.print(said)
        console.print(_inside(Text(_words(row["content"], console))))
        console.print(_inside(Text(_of(row), style="dim")))


def print_events(console: Console, rows: Iterable[Row]) -> None:
    """Print events: what happened, where and when, to whom, in which report."""
    for row in rows:
        mode = f" · {row['mode']}" if row["mode"] else ""
        console.print(Text.assemble((f"{row['type']}{mode}", "bold"), f"  {row['status']}  ", _when(row)))
        known = [
            ("where", _place(row, console)),
            ("actor", row["actor"] and _words(row["actor"], console)),
            ("target", row["target"] and _words(row["target"], console)),
            ("killed", _range(row["killed_min"], row["killed_max"])),
            ("wounded", _range(row["wounded_min"], row["wounded_max"])),
            ("weapon", row["weapon"]),
            ("damage", row["damage"]),
            ("told", _words(row["words"], console)),
        ]
        console.print(_inside(Text(" · ".join(f"{name} {value}" for name, value in known if value))))
        console.print(_inside(Text(_of(row), style="dim")))


def print_reports(console: Console, rows: Iterable[Row]) -> None:
    """Print reports: what each is called, where it came from, and why it is not read."""
    for row in rows:
        came = ", ".join(on_one_line(part) for part in (row["name"], row["member"]) if part)
        console.print(_head(row, on_one_line(row["title"] or came)))
        if row["state"] != "ready":
            language = f" ({row['language']})" if row["language"] else ""
            why = f": {on_one_line(row['note'])}" if row["note"] else ""
            console.print(_inside(Text(f"{STATES[row['state']]}{language}{why}", style="yellow")))
        elif row["note"]:
            console.print(_inside(Text(on_one_line(row["note"]), style="dim")))
        console.print(_inside(Text(f"{_of(row)} · {came} · taken in {row['taken_in'][:10]}", style="dim")))


def print_incidents(console: Console, rows: Iterable[Row]) -> None:
    """Print incidents, each as a sentence of what most origins hold, how many say it, and a headline that tells of it."""
    for row in rows:
        told = _words(row["sentence"] or f"{row['type']}, not described.", console)
        named = ("report", "publisher", "origin")
        counts = [f"{n} {name}{'' if n == 1 else 's'}" for name in named if (n := row[f"{name}s"]) is not None]
        counts += ["origins disagree"] if row["disagree"] else []
        counts += [f"suggested grade: {row['grade']}"] if row["grade"] else []
        if not row["day_told"]:
            counts.append(f"first reported {row['day']}" if row["day"] else "no day")
        console.print(Text.assemble((row["id"], "bold cyan"), "  ", (told, "bold")))
        console.print(_inside(Text(" · ".join(counts), style="cyan")))
        if row["title"]:
            console.print(_inside(Text(_words(row["title"], console), style="dim")))


def print_decisions(console: Console, rows: Iterable[Row]) -> None:
    """Print decisions: what was decided, by whom, when and why, and what about."""
    for row in rows:
        why = f": {on_one_line(row['why'])}" if row["why"] else ""
        what = f" {row['undoes']}" if row["undoes"] else ""
        console.print(Text.assemble((row["id"], "bold cyan"), f"  {row['kind']}{what}  {row['at']}  {row['by']}{why}"))
        for sign, cards in (("", row["cards"]), ("not with ", row["others"])):
            if cards:
                console.print(_inside(Text(sign + ", ".join(map(on_one_line, cards)), style="dim")))


def _head(row: Row, title: str) -> Text:
    copy = f"  (copy of {row['copy_of']})" if row["copy_of"] else ""
    return Text.assemble((title[:_LONGEST], "bold"), (copy, "dim"))


def _inside(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 4))


def _of(row: Row) -> str:
    parts = (
        name_moment(row["published"]) if row["published"] else "no date",
        row["publisher"],
        row["document"] + (f" {row['id']}" if "id" in row else ""),
    )
    return " · ".join(on_one_line(str(part)) for part in parts if part)


def _mark(snippet: str, hits: Sequence[Sequence[int]], terminal: bool) -> Text:
    """Return a snippet with the words that were found set off: by colour on a terminal, else by stars."""
    out, at = Text(), 0
    for start, end in (Span(*hit) for hit in hits):
        out.append(on_one_line(f"|{snippet[at:start]}|")[1:-1])
        word = on_one_line(snippet[start:end])
        out.append(word if terminal else f"*{word}*", style="bold yellow")
        at = end
    return out.append(on_one_line(f"|{snippet[at:]}|")[1:-1])


def _words(text: str, console: Console) -> str:
    words = shorten(on_one_line(text), _LONGEST)
    return isolate(words) if console.is_terminal else words


def _when(row: Row) -> str:
    start, end = row["day_start"], row["day_end"]
    return "no time" if start is None else start if start == end else f"{start} to {end}"


def _place(row: Row, console: Console) -> str | None:
    if row["place"] is None:
        return None
    where = f" {row['lat']:.3f},{row['lon']:.3f}" if row["lat"] is not None and row["lon"] is not None else ""
    return f"{_words(row['place'], console)} ({row['country'] or '?'}, {row['precision']}{where})"


def _range(least: int | None, most: int | None) -> str | None:
    if least is None:
        return None
    return f"{least}+" if most is None else str(least) if least == most else f"{least}–{most}"
