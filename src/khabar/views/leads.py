"""How what was cited led to what is there now, and what changed pages told before, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from khabar.incidents.model import Toll
from khabar.store.incidents.changes import Changed
from khabar.store.incidents.leading import Lead
from khabar.views.visible import on_one_line


def tell_lead(lead: Lead) -> str | None:
    """Return what became of what was asked for, None where it is what was asked for."""
    if lead.how == "is":
        return None
    if lead.how == "joined":
        return f"«{lead.named}» is part of {lead.incident} now"
    if lead.how == "read_anew":
        return f"«{lead.named}» is {lead.incident} now: {lead.before} was read or judged anew"
    if lead.named == lead.before:
        return (
            f"«{lead.before}» was replaced by {lead.now}, a newer version of that page, which tells of {lead.incident}"
        )
    return (
        f"«{lead.named}» is {lead.incident} now: {lead.before} was replaced by {lead.now}, a newer version of that page"
    )


def print_earlier(console: Console, changes: Sequence[Changed]) -> None:
    """Print which reports replaced others, and the numbers that those had."""
    if not changes:
        return
    console.print(Rule(Text("Changed pages", style="bold"), align="left", style="dim"))
    for line in map(tell_change, changes):
        console.print(Padding(Text(on_one_line(line)), (0, 0, 0, 4)))


def tell_change(changed: Changed) -> str:
    """Return which report replaced which, when that was seen, and what the earlier one told."""
    by = f" ({changed.publisher})" if changed.publisher else ""
    return f"{changed.now}{by} replaced {changed.before}, seen {changed.at[:10]}; {', '.join(_tell_numbers(changed))}"


def _tell_numbers(changed: Changed) -> Iterator[str]:
    told = False
    for slot, before, now in (
        ("killed", changed.killed, changed.killed_now),
        ("wounded", changed.wounded, changed.wounded_now),
    ):
        if before is None and now is None:
            continue
        told = True
        yield f"{slot} {_say(before)} before, {_say(now)} now" if before != now else f"{slot} {_say(now)} as before"
    if not told:
        yield "no numbers before or now"


def _say(toll: Toll | None) -> str:
    if toll is None:
        return "none told"
    least, most = toll
    return f"{least}+" if most is None else f"{least}" if least == most else f"{least}–{most}"
