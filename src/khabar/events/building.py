"""One event out of all tellings of a happening: the best value of each slot, and the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening, ordered
from khabar.events.marks import FINITE, mask
from khabar.events.parties import Found
from khabar.language import Text
from khabar.mentions.model import CountMention, Mention, PlaceMention, TimeMention
from khabar.mentions.phrases import np_end
from khabar.model import Count, Event, Evidence, Party, Place, Time

_NUMBER = mask("number", "number_word")
_FINE = ("site", "town", "district", "governorate", "region", "country")
_WEAK = ("counts.named", "counts.pronoun", "counts.agreement")
_GROUND = ("seize", "siege")
_BESIDE = 4
_UNREAL = ("planned", "threatened", "hypothetical")  # nobody has been hurt yet
_DEGREES = ("none", "minor", "material", "major")


def build_event(ground: Ground, happening: Happening) -> list[Event]:
    """Return the event of a happening; one for each place where one trigger names several."""
    drafts, text = happening.drafts, ground.text
    best = min(drafts, key=lambda d: (d.casualty, d.headline, -d.judgement.score if d.headline else 0))
    placed = _placed(drafts)
    timed = next((d for d in ordered(drafts) if d.time is not None), None)
    actor, target = _actor(drafts), _target(ground, drafts)
    killed, wounded = (
        _count(text, [c for d in drafts for c in d.killed]),
        _count(text, [c for d in drafts for c in d.wounded]),
    )
    if best.judgement.status in _UNREAL:
        killed = wounded = None
    armed = next((d for d in ordered(drafts) if d.trigger.weapon), None) or next(
        (d for d in ordered(drafts) if d.weapon is not None and d.trigger.mode != "clash"), None
    )
    if best.trigger.mode == "clash":  # the sides use many; only what is told of the fighting itself counts
        armed = (
            best
            if best.weapon is not None
            and best.weapon.weapon == "small_arms"
            and 0 <= best.weapon.first - best.trigger.last <= _BESIDE
            else None
        )
    weapon = None if armed is None else armed.trigger.weapon or (armed.weapon.weapon if armed.weapon else None)
    damage = max(
        (d.damage for d in drafts if d.damage is not None), key=lambda m: _DEGREES.index(m.damage), default=None
    )
    mode = best.trigger.mode or next((d.trigger.mode for d in drafts if d.trigger.mode), None)
    evidence = [e for d in drafts for e in d.evidence]
    evidence += [
        Evidence(slot="merge", rule=r, span=d.trigger.span) for d, r in zip(drafts, happening.reasons, strict=True) if r
    ]
    for slot, found in (("actor", actor), ("target", target)):
        if found is not None:
            evidence.append(Evidence(slot=slot, rule=found.rule, span=text.span(found.first, found.last)))
            evidence += [Evidence(slot=slot, rule=e) for e in (found.mention.entries if found.mention else ())]
    for slot, mention in (
        ("time", timed.time if timed else None),
        ("killed", killed),
        ("wounded", wounded),
        ("damage", damage),
        ("weapon", armed.weapon if armed else None),
    ):
        evidence += _reasons(slot, mention)
    sentences = dict.fromkeys(d.sentence for d in drafts)
    event = Event(
        id="",
        type=best.trigger.type,
        mode=mode,
        status=best.judgement.status,
        trigger=best.trigger.span,
        mentions=tuple(text.span(text.sentences[n].first, text.sentences[n].last) for n in sorted(sentences)),
        time=_time(timed.time) if timed and timed.time else None,
        actor=_party(text, actor),
        target=_party(text, target),
        weapon=weapon,
        killed=_said(text, killed),
        wounded=_said(text, wounded),
        damage=damage.damage if damage else None,
        evidence=tuple(evidence),
    )
    return [
        msgspec.structs.replace(event, place=_place(p), evidence=(*event.evidence, *_reasons("place", p)))
        for p in placed
    ] or [event]


def _placed(drafts: Sequence[Draft]) -> list[PlaceMention]:
    with_place = [d for d in drafts if d.places]
    if not with_place:
        return []
    return min(
        with_place,
        key=lambda d: (
            _FINE.index(d.places[0].precision) > 3,
            d.headline,
            _FINE.index(d.places[0].precision),
            d.places[0].lat is None,
            d.casualty,
            d.sentence,
        ),
    ).places


def _actor(drafts: Sequence[Draft]) -> Found | None:
    found = [d.actor for d in ordered(drafts) if d.actor is not None]
    return next((f for f in found if f.mention and f.mention.name), found[0] if found else None)


def _target(ground: Ground, drafts: Sequence[Draft]) -> Found | None:
    """Return what the acts were aimed at; else the victims; else, of ground taken, the ground."""
    found = [d.target for d in ordered(drafts) if d.target is not None and not d.casualty]
    if found:
        return found[0]
    victims = _victims(ground, drafts) or next((d.target for d in ordered(drafts) if d.target is not None), None)
    placed = _placed(drafts)
    taken = drafts[0].trigger.type == "COERCE" and any(d.trigger.mode in _GROUND for d in drafts)
    if victims is None and placed and (taken or drafts[0].trigger.type == "AID"):
        return Found(placed[0].first, placed[0].last, "events.ground", None, placed[0].country)
    return victims


def _victims(ground: Ground, drafts: Sequence[Draft]) -> Found | None:
    """Return the victims as whom it was done to, where nothing else is told."""
    counts = [c for d in ordered(drafts) for c in (*d.killed, *d.wounded)]
    for count in sorted(counts, key=lambda c: (c.slot != "killed", -(c.max or c.min)))[:8]:
        mention = next((m for m in ground.actors.within(count.first, count.last)), None)
        if count.min > 0 and mention is not None:
            first = max(count.first, min(mention.first, count.last - 1))
            start = next(
                (i for i in range(count.first, first + 1) if ground.marks[i] & _NUMBER),
                first,
            )
            end = max(count.last, mention.last, np_end(ground.text, ground.mentions, mention.first, mention.first + 8))
            while end - 1 > mention.first and ground.marks[end - 1] & FINITE:
                end -= 1  # «عنصران قُتلا»: the people without their fate
            return Found(start, end, "events.victims", mention)
    return None


def _count(text: Text, counts: Sequence[CountMention]) -> CountMention | None:
    """Return what all numbers together say: the most exact where they agree, from the least to the most where not."""
    tolls = [c for c in counts if "counts.toll" in c.entries]
    if tolls:
        return tolls[-1]
    some = [c for c in counts if c.max != 0] or list(counts)
    some = [c for c in some if not set(_WEAK) & set(c.entries)] or some
    exact = [c for c in some if c.max is not None] or some
    if not exact:
        return None
    low, high = max(c.min for c in some), _least(c.max for c in some)
    if high is None or low <= high:
        chosen = next((c for c in some if (c.min, c.max) == (low, high)), None)
        return chosen or _with(exact[0], low, high)
    if len({(c.min, c.max) for c in exact}) == 1:
        return exact[0]
    tops = [c.max for c in exact if c.max is not None]
    return _with(exact[0], min(c.min for c in exact), max(tops) if len(tops) == len(exact) else None)


def _least(tops: Iterable[int | None]) -> int | None:
    known = [t for t in tops if t is not None]
    return min(known) if known else None


def _with(count: CountMention, low: int, high: int | None) -> CountMention:
    return replace(count, min=low, max=high, entries=(*count.entries, "events.span_of_numbers"))


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
