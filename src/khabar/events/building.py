"""One event out of all tellings of a happening: the best value of each slot, and the reasons for it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.events.agreement import is_long
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.lasting import until_its_end
from khabar.events.means import finer
from khabar.events.numbers import numbers_of, tell_number
from khabar.events.parties import Found
from khabar.events.settled import Settled
from khabar.events.status import UNREAL
from khabar.language import Text
from khabar.mentions.model import CountMention, Mention, PlaceMention, TimeMention
from khabar.model import Count, Event, Evidence, Party, Place, Span, Status, Time

_LASTING = ("clash", "siege")
_BESIDE = 4
_DEGREES = ("none", "minor", "material", "major")


def build_event(ground: Ground, happening: Happening, settled: Settled) -> list[Event]:
    """Return the event of a happening; one for each place where one trigger names several."""
    drafts, placed, text = settled.drafts, settled.placed, ground.text
    best = _best(happening.drafts)
    time = _when(drafts, best)
    if time is not None and best.trigger.mode == "ceasefire":
        time = until_its_end(ground, time)
    killed = wounded = None
    status = _status(best, drafts)
    if status not in UNREAL:
        killed = tell_number(numbers_of(ground, happening.drafts, "killed", placed, time))
        wounded = tell_number(numbers_of(ground, happening.drafts, "wounded", placed, time))
    armed = _armed(best, drafts)
    damages = [d.damage for d in happening.drafts if d.damage is not None]
    damage = max(damages, key=lambda m: _DEGREES.index(m.damage)) if damages else None
    event = Event(
        id="",
        type=best.trigger.type,
        mode=best.trigger.mode or next((d.trigger.mode for d in happening.drafts if d.trigger.mode), None),
        status=status,
        trigger=best.trigger.span,
        mentions=_sentences(ground, drafts),
        time=_time(time) if time else None,
        actor=_party(text, settled.actor),
        target=_party(text, settled.target),
        weapon=None if armed is None else finer(armed.trigger.weapon, armed.weapon),
        killed=_said(text, killed),
        wounded=_said(text, wounded),
        damage=damage.damage if damage else None,
        evidence=(
            *_of_tellings(happening),
            *_of_party(ground, "actor", settled.actor),
            *_of_party(ground, "target", settled.target),
            *settled.evidence,
            *_reasons("time", time),
            *_reasons("killed", killed),
            *_reasons("wounded", wounded),
            *_reasons("damage", damage),
            *_reasons("weapon", armed.weapon if armed else None),
        ),
    )
    return [
        msgspec.structs.replace(event, place=_place(p), evidence=(*event.evidence, *_reasons("place", p)))
        for p in placed
    ] or [event]


def _best(drafts: Sequence[Draft]) -> Draft:
    """Return the telling that says what it was: an act before victims, the body before a headline, else the surest."""
    if len(drafts) == 1:
        return drafts[0]
    return min(drafts, key=lambda d: (d.casualty, d.headline, -d.judgement.score if d.headline else 0))


def _status(best: Draft, drafts: Sequence[Draft]) -> Status:
    """Return the state of a happening: fighting that one telling says goes on goes on; where people died, it happened."""
    status = best.judgement.status
    if status in UNREAL and any(_tells_of_harm(d) for d in drafts):
        return "happened"
    lasts = best.trigger.mode in _LASTING and any(d.judgement.status == "ongoing" for d in drafts)
    return "ongoing" if lasts and status == "happened" else status


def _tells_of_harm(draft: Draft) -> bool:
    """Tell whether a telling says that people were killed or hurt: «قُتل رجل بقصف استهدفه»."""
    hurt = any(c.max != 0 for c in (*draft.killed, *draft.wounded))
    return draft.casualty and draft.judgement.status == "happened" and hurt


def _when(drafts: Sequence[Draft], best: Draft) -> TimeMention | None:
    """Return the first time told whose days are known; a month or more only where the best telling says it, for else it is that of a total."""
    times = [d.time for d in drafts if d.time is not None and (d.sentence == best.sentence or not is_long(d.time))]
    short = [t for t in times if not is_long(t)] or times
    found = next((t for t in short if t.start), short[0] if short else None)
    return next((t for t in short if found is not None and _is_finer(t, found)), found)


def _is_finer(time: TimeMention, than: TimeMention) -> bool:
    """Tell whether a time is a day within a longer stretch: «8 تموز» in «مطلع تموز»."""
    if time.start is None or time.start != time.end or not (than.start and than.end) or than.start == than.end:
        return False
    return than.start <= time.start <= than.end


def _armed(best: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the telling that says with what it was done."""
    if best.trigger.mode == "clash":  # the sides use many; only what is told of the fighting itself counts
        weapon = best.weapon
        beside = weapon is not None and 0 <= weapon.first - best.trigger.last <= _BESIDE
        return best if weapon is not None and beside and weapon.weapon == "small_arms" else None
    return next((d for d in drafts if d.trigger.weapon), None) or next(
        (d for d in drafts if d.weapon is not None and d.trigger.mode != "clash"), None
    )


def _sentences(ground: Ground, drafts: Sequence[Draft]) -> tuple[Span, ...]:
    """Return the sentences that tell of it."""
    sentences = ground.text.sentences
    told = sorted({d.sentence for d in drafts})
    return tuple([ground.span(sentences[n].first, sentences[n].last) for n in told])


def _of_tellings(happening: Happening) -> list[Evidence]:
    """Return why each telling counts, and why they are one."""
    evidence = [e for d in happening.drafts for e in d.evidence]
    merged = zip(happening.drafts, happening.reasons, strict=True)
    return evidence + [Evidence(slot="merge", rule=r, span=d.trigger.span) for d, r in merged if r]


def _of_party(ground: Ground, slot: str, found: Found | None) -> list[Evidence]:
    if found is None:
        return []
    span = ground.span(found.first, found.last)
    entries = found.mention.entries if found.mention else ()
    return [Evidence(slot=slot, rule=found.rule, span=span), *[Evidence(slot=slot, rule=e) for e in entries]]


def _reasons(slot: str, mention: Mention | None) -> list[Evidence]:
    if mention is None:
        return []
    return [Evidence(slot=slot, rule=e, span=mention.span) for e in mention.entries] or [
        Evidence(slot=slot, rule="events.nearest", span=mention.span)
    ]


def _said(text: Text, count: CountMention | None) -> Count | None:
    if count is None:
        return None
    return Count(min=count.min, max=count.max, text=text.raw[count.span.start : count.span.end], span=count.span)


def _party(text: Text, found: Found | None) -> Party | None:
    return found.party(text) if found is not None else None


def _place(p: PlaceMention) -> Place:
    return Place(
        text=p.text, span=p.span, name=p.name, country=p.country, lat=p.lat, lon=p.lon, id=p.id, precision=p.precision
    )


def _time(t: TimeMention) -> Time:
    return Time(text=t.text, span=t.span, start=t.start, end=t.end, precision=t.precision, rule=t.rule)
