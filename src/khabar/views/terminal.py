"""Reports as text in a terminal: who says what, and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from khabar.model import Claim, Event, Report, Span
from khabar.views.days import name_moment
from khabar.views.visible import isolate, on_one_line
from khabar.views.wording import (
    FORCE_WORDS,
    describe_count,
    describe_link,
    describe_manner,
    describe_party,
    describe_place,
    describe_time,
    find_headline,
    name_event,
    say_nothing_found,
    trim_edges,
)

_FORCE_STYLES = {"deny": "bold red", "accuse": "bold yellow", "suspect": "bold yellow", "threaten": "bold magenta"}
_STATUS_STYLES = {"happened": "green", "ongoing": "green", "denied": "red"}
_LABEL_WIDTH = 9


def print_report(console: Console, report: Report, name: str) -> None:
    """Print one report under its name."""
    console.print(_show_report(report, name, isolated=console.is_terminal), soft_wrap=False)


def _show_report(report: Report, name: str, *, isolated: bool) -> RenderableType:
    show = _Words(report, isolated)
    parts: list[RenderableType] = [Rule(Text(on_one_line(name), style="bold"), align="left", style="dim")]
    address = unquote(report.document.url) if report.document.url else None
    credited = report.document.credited_source
    known = (
        report.document.publisher,
        name_moment(report.document.published) if report.document.published else "no date of publication",
        f"credits {credited}" if credited else None,
        address,
    )
    parts.append(Text(show.quote(find_headline(report))))
    parts.append(Text(" · ".join(on_one_line(part) for part in known if part), style="dim"))
    if not report.claims and not report.events:
        parts.append(Text(say_nothing_found(report), style="italic"))
    for claim in report.claims:
        parts.append(Padding(_show_claim(claim, show), (1, 0, 0, 0)))
    for event in report.events:
        parts.append(Padding(_show_event(event, show), (1, 0, 0, 0)))
    parts.append(Text())
    return Group(*parts)


class _Words:
    """Gives the words of one report, each piece of Arabic kept apart from the English around it."""

    def __init__(self, report: Report, isolated: bool) -> None:
        self._report = report
        self.document = report.document
        self._isolated = isolated

    def of(self, span: Span) -> str:
        return self.quote(trim_edges(self._report.words(span)))

    def quote(self, text: str) -> str:
        words = on_one_line(text)
        return isolate(words) if self._isolated else words


def _show_claim(claim: Claim, show: _Words) -> RenderableType:
    head = Text.assemble(
        (f"{claim.id:<4}", "bold cyan"),
        (FORCE_WORDS[claim.force], _FORCE_STYLES.get(claim.force, "bold")),
        (f"  {describe_manner(claim)}", "dim"),
    )
    rows: list[tuple[str, str]] = []
    for position, link in enumerate(reversed(claim.chain)):
        rows.append(("who" if position == 0 else "via", f"{show.quote(link.text)}  ({describe_link(link)})"))
    if not claim.chain:
        rows.append(("who", "not said"))
    if claim.channel:
        rows.append(("in", show.quote(claim.channel.text)))
    rows.append(("what", show.of(claim.content)))
    rows.append(("cue", show.of(claim.cue)))
    if claim.events:
        rows.append(("about", ", ".join(claim.events)))
    return Group(head, _lay_out(rows))


def _show_event(event: Event, show: _Words) -> RenderableType:
    head = Text.assemble(
        (f"{event.id:<4}", "bold cyan"),
        (name_event(event), "bold"),
        ("  "),
        (event.status, _STATUS_STYLES.get(event.status, "yellow")),
    )
    return Group(head, _lay_out(_event_rows(event, show)))


def _event_rows(event: Event, show: _Words) -> list[tuple[str, str]]:
    rows = [("trigger", show.of(event.trigger))]
    if event.place:
        rows.append(("where", f"{show.quote(event.place.text)}  ({describe_place(event.place)})"))
    if event.time:
        rows.append(("when", f"{show.quote(event.time.text)}  ({describe_time(event.time, show.document)})"))
    for label, party in (("actor", event.actor), ("target", event.target)):
        if party:
            known = describe_party(party)
            rows.append((label, show.quote(party.text) + (f"  ({known})" if known else "")))
    for label, count in (("killed", event.killed), ("wounded", event.wounded)):
        if count:
            rows.append((label, f"{describe_count(count)}  {show.quote(count.text)}"))
    for label, value in (("weapon", event.weapon), ("damage", event.damage)):
        if value:
            rows.append((label, value.replace("_", " ")))
    return rows


def _lay_out(rows: Iterable[tuple[str, str]]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_LABEL_WIDTH, style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(label, Text(value))
    return Padding(grid, (0, 0, 0, 4))


def summarise(reports: Sequence[Report]) -> str:
    """Return one line that counts reports, claims and events."""
    claims, events = sum(len(r.claims) for r in reports), sum(len(r.events) for r in reports)
    counts = ((len(reports), "report"), (claims, "claim"), (events, "event"))
    return ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for n, name in counts)
