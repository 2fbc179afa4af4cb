"""Doers who claim an act: the speaker of «أعلن التنظيم مسؤوليته عن الهجوم», where no telling names another."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.model import Claim, Event, Evidence, Link, Party

_HARM = ("ASSAULT", "COERCE")


def name_claimants(events: Sequence[Event], claims: Sequence[Claim]) -> list[Event]:
    """Return the events, each act of harm whose doer nobody names with whoever claims it in a claim tied to it."""
    claimed: dict[str, Link] = {}
    for claim in claims:
        if (
            claim.force == "claim_responsibility"
            and not claim.negated
            and claim.chain
            and not claim.chain[-1].anonymous
        ):
            for event in claim.events:
                claimed.setdefault(event, claim.chain[-1])
    return [_claimed(e, claimed[e.id]) if e.id in claimed and _open(e) else e for e in events]


def _open(event: Event) -> bool:
    """Tell whether the doer of an act of harm is told by nobody, or told to be unknown."""
    return event.type in _HARM and (event.actor is None or event.actor.name == "unknown")


def _claimed(event: Event, link: Link) -> Event:
    party = Party(text=link.text, span=link.span, name=link.name, kind=link.kind, country=link.country, id=link.id)
    kept = tuple(e for e in event.evidence if e.slot != "actor")
    evidence = Evidence(slot="actor", rule="events.claimed", span=link.span)
    return msgspec.structs.replace(event, actor=party, evidence=(*kept, evidence))
