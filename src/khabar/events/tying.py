"""Claims tied to the events that they are about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from khabar.events.pointing import find_pointed
from khabar.language import Text
from khabar.mentions.model import Mentions
from khabar.model import Claim, Event


def tie_claims(text: Text, mentions: Mentions, events: Sequence[Event], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with the ids of the events that some trigger in their content, or else in their span, names.

    One in which no trigger stands is tied to the event that a noun in it points to: «نفى مسؤوليته عن الهجوم».
    """
    told = sorted(
        (e.span.start, n)
        for n, event in enumerate(events)
        for e in event.evidence
        if e.slot == "trigger" and e.span is not None
    )
    starts = [start for start, _ in told]

    def inside(start: int, end: int) -> list[int]:
        return sorted({n for _, n in told[bisect_left(starts, start) : bisect_left(starts, end)]})

    out = []
    for claim in claims:
        found = inside(*claim.content) or inside(*claim.span)
        if not found and told:
            found = find_pointed(text, mentions, events, told, claim)
        out.append(msgspec.structs.replace(claim, events=tuple(events[n].id for n in found)))
    return out
