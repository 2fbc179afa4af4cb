"""Explanations as text in a terminal."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khabar.explain import Explanation
from khabar.model import Claim, Report
from khabar.views.visible import isolate, on_one_line
from khabar.views.wording import FORCE_WORDS, describe_manner, name_event

_INDENT = (0, 0, 0, 4)
_LONGEST_RULE = 46


def print_explanation(console: Console, report: Report, explanation: Explanation) -> None:
    """Print a claim or an event, then a line for each entry or rule that made it."""
    result = explanation.result
    if isinstance(result, Claim):
        head, span = f"{FORCE_WORDS[result.force]} · {describe_manner(result)}", result.span
    else:
        head, span = f"{name_event(result)} · {result.status}", result.trigger

    def quote(text: str) -> str:
        return isolate(on_one_line(text)) if console.is_terminal else on_one_line(text)

    console.print(Text.assemble((f"{result.id}  ", "bold cyan"), (head, "bold")))
    console.print(Padding(Text(f"{quote(report.words(span))}  [{span.start}–{span.end}]"), _INDENT))
    reasons = _lay_out(explanation, quote) if explanation.reasons else Text("no evidence recorded", style="dim")
    console.print(Padding(reasons, _INDENT))
    console.print()


def _lay_out(explanation: Explanation, quote: Callable[[str], str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("slot")
    table.add_column("entry or rule", overflow="ellipsis", no_wrap=True, max_width=_LONGEST_RULE)
    for title in ("words", "at", "weight"):
        table.add_column(title, overflow="fold")
    for reason in dict.fromkeys(explanation.reasons):  # several mentions of an event may have a reason in common
        at = f"{reason.span.start}–{reason.span.end}" if reason.span else ""
        weight = f"{reason.weight:+.2f}" if reason.weight is not None else ""
        table.add_row(Text(reason.slot), Text(quote(reason.rule)), Text(quote(reason.words)), Text(at), Text(weight))
    return table
