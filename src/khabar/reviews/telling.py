"""What people decided about a report, as it is given away with an incident: beside what the machine read, never in it."""

from __future__ import annotations

from typing import Literal

from khabar.model import Claim, Event, Value
from khabar.reviews.model import Review, State, Values, decide
from khabar.reviews.standing import Judged, Standing

Came = Literal["accepted", "corrected", "rejected", "added", "open"]


class Ruled(Value, frozen=True, kw_only=True):
    """What became of one claim or event: "open" where people disagree, and `values` that hold in place of the machine's.

    `item` is its id in the report; where the machine does not read it (any more), the claim or event itself stands
    here. `by` are those who judged it, `at` when the latest of them did.
    """

    item: str
    came: Came
    fields: tuple[str, ...] = ()
    values: Values = Values()
    claim: Claim | None = None
    event: Event | None = None
    by: tuple[str, ...] = ()
    at: str | None = None
    notes: tuple[str, ...] = ()
    gone: bool = False


class ReviewedReport(Value, frozen=True, kw_only=True):
    """A report's review: its state, who began, who judged all of it, and what became of what they judged."""

    document: str
    state: State
    reviewers: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    items: tuple[Ruled, ...] = ()


def tell_review(standing: Standing) -> ReviewedReport:
    """Return a report's review as it is given away."""
    judged = (item for item in standing.items if item.verdicts or item.settled)
    return ReviewedReport(
        document=standing.document,
        state=standing.state,
        reviewers=standing.reviewers,
        done=standing.done,
        items=tuple(_rule(item) for item in judged),
    )


def _rule(item: Judged) -> Ruled:
    every = (*item.verdicts, *((item.settled,) if item.settled else ()))
    ruling = item.ruling
    value = decide(ruling) if ruling and item.machine is None else None
    values = ruling.values if ruling and ruling.verdict != "reject" else Values()
    return Ruled(
        item=item.id,
        came=_name(item, ruling),
        fields=item.disagreements if ruling is None else tuple(values.given()),
        values=values,
        claim=value if isinstance(value, Claim) else None,
        event=value if isinstance(value, Event) else None,
        by=tuple(dict.fromkeys(one.by for one in every)),
        at=max(one.at for one in every),
        notes=tuple(one.note for one in every if one.note),
        gone=item.gone,
    )


def _name(item: Judged, ruling: Review | None) -> Came:
    if ruling is None:
        return "open"
    if ruling.verdict == "reject":
        return "rejected"
    if item.machine is None and not item.gone:
        return "added"
    return "corrected" if ruling.values.given() else "accepted"


def changes_anything(standing: Standing) -> bool:
    """Tell whether what holds of a report is otherwise than the machine reads it."""
    return any(item.value is None or item.machine is None or item.corrected for item in standing.items)
