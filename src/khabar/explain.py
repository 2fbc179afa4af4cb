"""Any result of a report → the entries, rules and spans that made it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khabar.errors import KhabarError
from khabar.model import Claim, Event, Report, Span


class Reason(NamedTuple):
    """One reason for a result: the slot it fills, the entry or rule, the words and what they weighed."""

    slot: str
    rule: str
    words: str
    span: Span | None
    weight: float | None


class Explanation(NamedTuple):
    """A claim or an event and its reasons, in the order in which they were found."""

    result: Claim | Event
    reasons: tuple[Reason, ...]


def explain_report(report: Report, *, ids: tuple[str, ...] = ()) -> Iterator[Explanation]:
    """Yield the explanation of every claim and event of a report, or of those named in `ids`.

    Raises `KhabarError` for an id that the report does not have.
    """
    results: dict[str, Claim | Event] = {c.id: c for c in report.claims}
    results |= {e.id: e for e in report.events}
    for wanted in ids or results:
        if wanted not in results:
            has = ", ".join(results) or "none"
            raise KhabarError(f"this report has no «{wanted}»; its claims and events are: {has}")
        yield explain_result(report, results[wanted])


def explain_result(report: Report, result: Claim | Event) -> Explanation:
    """Return the reasons for one claim or event of `report`."""
    return Explanation(
        result,
        tuple(
            Reason(e.slot, e.rule, report.words(e.span) if e.span else "", e.span, e.weight) for e in result.evidence
        ),
    )
