"""A report with what people decided about it in the place of what the machine read."""

from __future__ import annotations

import msgspec

from khabar.model import Claim, Event, Report
from khabar.reviews.anchoring import share
from khabar.reviews.model import Item, span_of
from khabar.reviews.standing import Standing


def correct_report(report: Report, standing: Standing) -> Report:
    """Return a report in which verdicts hold: rejected ones gone, corrected ones corrected, brought ones there.

    What nobody judged, and what people still disagree on, stays as the machine read it. Claims are tied to the events
    that they were tied to, and those that a person brought to the events whose words lie in them.
    """
    kept = [(item.id, value) for item in standing.items if (value := item.value) is not None]
    ours = {item.id for item in standing.items if item.machine is not None}
    named = sorted((_rename(value, id) for id, value in kept), key=lambda item: (span_of(item), len(item.id), item.id))
    events = tuple(item for item in named if isinstance(item, Event))
    claims = tuple(_tie(item, events, ours) for item in named if isinstance(item, Claim))
    return msgspec.structs.replace(report, claims=claims, events=events)


def _rename(item: Item, id: str) -> Item:
    return item if item.id == id else msgspec.structs.replace(item, id=id)


def _tie(claim: Claim, events: tuple[Event, ...], ours: set[str]) -> Claim:
    """Return a claim tied to events that are there; the machine's ties hold between what the machine reads."""
    old = claim.id in ours
    tied = [
        event.id
        for event in events
        if (event.id in claim.events if old and event.id in ours else share(claim.content, event.trigger) == 1)
    ]
    return msgspec.structs.replace(claim, events=tuple(tied))
