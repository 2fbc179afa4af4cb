"""What a new reading changed, for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.text import Text

from khabar.model import Claim, Event
from khabar.store.documents.comparing import Change
from khabar.views.visible import isolate, on_one_line
from khabar.views.wording import FORCE_WORDS, describe_count, describe_link, describe_place, name_event

_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_LONGEST = 160


def print_changes(console: Console, id: str, changes: Sequence[Change]) -> None:
    """Print what changed in one document: + what came, - what went, ~ what is read otherwise, and how."""
    console.print(Text(id, style="bold"))
    for change in changes:
        sign, style = _SIGNS[change.kind]
        words = on_one_line(change.words)[:_LONGEST]
        thing = change.after or change.before
        name = _name(thing) if thing else ""
        console.print(Text(f"  {sign} {name}  {isolate(words) if console.is_terminal else words}", style=style))
        for field in change.fields:
            before, after = (_value(thing, field) for thing in (change.before, change.after))
            console.print(Text(f"      {field}: {before} → {after}"))


def to_rows(id: str, changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Return the changes of one document for programs."""
    return [{"document": id} | msgspec.to_builtins(change) for change in changes]


def _name(thing: Claim | Event) -> str:
    return FORCE_WORDS[thing.force] if isinstance(thing, Claim) else name_event(thing)


def _value(thing: Claim | Event | None, field: str) -> str:
    """Return a field as one line: links, places and counts as the other views say them."""
    value = getattr(thing, field)
    if value is None or value == ():
        return "none"
    match field:
        case "chain":
            return " < ".join(f"{on_one_line(link.text)} ({describe_link(link)})" for link in value)
        case "place":
            return f"{on_one_line(value.text)} ({describe_place(value)})"
        case "time":
            return f"{on_one_line(value.text)} ({value.start or '?'} to {value.end or '?'})"
        case "killed" | "wounded":
            return describe_count(value)
        case "actor" | "target" | "channel":
            return on_one_line(value.text)
        case "mentions":
            return f"{len(value)}"
        case "span" | "cue" | "content" | "trigger":
            return f"{value.start}–{value.end}"
        case _:
            return str(value)
