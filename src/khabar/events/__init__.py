"""Events: triggers judged, their roles read, tellings of one happening merged."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.events.building import build_event
from khabar.events.casting import cast
from khabar.events.claimants import name_claimants
from khabar.events.context import fill_from_context
from khabar.events.drafts import Draft
from khabar.events.features import set_scene
from khabar.events.ground import Ground
from khabar.events.happenings import Happening, is_particular
from khabar.events.merging import merge
from khabar.events.reality import judge
from khabar.events.roles import RoleReader
from khabar.events.settled import settle
from khabar.events.sharing import share_subjects
from khabar.events.strangers import name_strangers
from khabar.events.tallies import give_counts, leave_headlines
from khabar.events.triggers import find_triggers
from khabar.events.tying import tie_claims
from khabar.events.vouching import vouch
from khabar.language import Text
from khabar.mentions.model import Mentions
from khabar.model import Claim, Event, Span

__all__ = ["find_events", "name_claimants", "tie_claims"]


def find_events(text: Text, mentions: Mentions, claims: Sequence[Claim]) -> list[Event]:
    """Return the happenings that a text tells of, in the order of their triggers."""
    ground = Ground(text, mentions)
    told = find_happenings(ground, claims)
    settled = [settle(ground, happening) for happening in told]
    cast(ground, told, settled, claims)
    some = zip(told, settled, strict=True)
    events = [event for happening, said in some for event in build_event(ground, happening, said)]
    events.sort(key=lambda e: (e.trigger.start, e.place.span.start if e.place else 0))
    return [_numbered(event, n) for n, event in enumerate(events, 1)]


def find_happenings(ground: Ground, claims: Sequence[Claim]) -> list[Happening]:
    """Return the happenings that a text tells of, each with all its tellings."""
    happenings = merge(ground, find_tellings(ground, claims))
    leave_headlines(happenings)
    fill_from_context(ground, happenings)
    name_strangers(ground, happenings)
    return [happening for happening in happenings if is_particular(happening)]


def find_tellings(ground: Ground, claims: Sequence[Claim]) -> list[Draft]:
    """Return what each trigger of a text tells, before tellings of one happening are brought together."""
    triggers = sorted(find_triggers(ground), key=lambda t: (t.first, t.last))
    scene = set_scene(ground)
    judged = vouch(ground, [(t, judge(ground, t, scene)) for t in triggers])
    kept = [(t, j) for t, j in judged if j.is_event]
    reader = RoleReader(ground, _sayings(claims))
    names = [t for t, _ in kept]
    drafts = [reader.read(names, n, judgement) for n, (_, judgement) in enumerate(kept)]
    share_subjects(ground, drafts)
    give_counts(ground, drafts)
    return drafts


def _sayings(claims: Sequence[Claim]) -> list[Span]:
    """Return the characters of claims outside what was said: times there are times of speaking."""
    out: list[Span] = []
    for claim in claims:
        if claim.content.start > claim.span.start:
            out.append(Span(claim.span.start, claim.content.start))
        if claim.content.end < claim.span.end:
            out.append(Span(claim.content.end, claim.span.end))
    return out


def _numbered(event: Event, n: int) -> Event:
    return msgspec.structs.replace(event, id=f"e{n}")
