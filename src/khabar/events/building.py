"""One event out of all tellings of a happening: the best value of each slot, and the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import msgspec

from khabar.events.agreement import places_agree
from khabar.events.happenings import Happening
from khabar.events.parties import Found
from khabar.events.retelling import amid
from khabar.events.roles import Draft
from khabar.events.scope import of_speaking, opening
from khabar.language import Text
from khabar.mentions.model import CountMention, Mention, Mentions, PlaceMention, TimeMention, within
from khabar.mentions.phrases import np_end
from khabar.model import Count, Event, Evidence, Party, Place, Time

P = TypeVar("P", PlaceMention, TimeMention)
_FINE = ("site", "town", "district", "governorate", "region", "country")
_WEAK = ("counts.named", "counts.pronoun", "counts.agreement")
_GROUND = ("seize", "siege")
_BESIDE = 4
_UNREAL = ("planned", "threatened", "hypothetical")  # nobody has been hurt yet
_DATED = ("ASSAULT", "COERCE", "PROTEST")
_DAYS_BACK = 4  # happenings before one that may lend it their day
_COARSE = 3  # of _FINE, from here on places are wide
_CARRY = 1  # sentences over which a day holds
_DEGREES = ("none", "minor", "material", "major")


def build_event(text: Text, mentions: Mentions, happening: Happening) -> list[Event]:
    """Return the event of a happening; one for each place where one trigger names several."""
    drafts = happening.drafts
    best = min(drafts, key=lambda d: (d.casualty, d.headline, -d.judgement.score if d.headline else 0))
    placed = _placed(drafts)
    timed = next((d for d in _ordered(drafts) if d.time is not None), None)
    actor, target = _actor(drafts), _target(text, mentions, drafts)
    killed, wounded = (
        _count(text, [c for d in drafts for c in d.killed]),
        _count(text, [c for d in drafts for c in d.wounded]),
    )
    if best.judgement.status in _UNREAL:
        killed = wounded = None
    armed = next((d for d in _ordered(drafts) if d.trigger.weapon), None) or next(
        (d for d in _ordered(drafts) if d.weapon is not None and d.trigger.mode != "clash"), None
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


def fill_from_context(text: Text, mentions: Mentions, happenings: Sequence[Happening]) -> None:
    """Give an attack without a place or a time the one that its sentence tells before it, unless a new matter begins between."""
    for happening in happenings:
        if happening.type not in ("ASSAULT", "COERCE", "PROTEST"):
            continue
        for draft in happening.some if not happening.places else ():
            place = _told_before(text, mentions.places, draft, ("town", "site", "district", "governorate"))
            if place is not None:
                draft.places = [place]
                draft.evidence.append(Evidence(slot="place", rule="events.same_sentence", span=place.span))
        for draft in happening.some if not happening.times else ():
            time = _told_before(text, mentions.times, draft, ("hour", "day"))
            if time is not None:
                draft.time = time
                draft.evidence.append(Evidence(slot="time", rule="events.same_sentence", span=time.span))
    _carry_days(text, happenings)
    _carry_places(text, happenings)


def _carry_days(text: Text, happenings: Sequence[Happening]) -> None:
    """Give a happening without a time the day of the one told before it at the same place right before, or amid which it was."""
    told = sorted(happenings, key=lambda h: h.drafts[0].trigger.first)
    for n, happening in enumerate(told):
        draft = happening.act
        if (
            happening.times
            or happening.type not in _DATED
            or draft.judgement.status in _UNREAL
            or _pluperfect(text, draft)
        ):
            continue
        for before in reversed(told[max(0, n - _DAYS_BACK) : n]):
            day = next((t for t in before.times if t.start and t.precision in ("hour", "day") and not t.scope), None)
            near = 0 <= draft.sentence - before.last_sentence <= _CARRY
            if (
                day is None
                or not near
                or before.act.judgement.status in _UNREAL
                or before.type not in _DATED
                or _pluperfect(text, before.act)
            ):
                continue
            same = happening.places and before.places and places_agree(happening.places, before.places)
            if same or (draft.sentence == before.last_sentence and amid(text, draft)):
                draft.time = day
                draft.evidence.append(Evidence(slot="time", rule="events.same_scene", span=day.span))
            break


def _carry_places(text: Text, happenings: Sequence[Happening]) -> None:
    """Give a happening without a place that of the one right before it by the same doer, or in the same sentence."""
    told = sorted(happenings, key=lambda h: h.drafts[0].trigger.first)
    for before, happening in pairwise(told):
        draft = happening.act
        if happening.places or not _goes_on(text, before, happening):
            continue
        placed = (d.places[0] for d in _ordered(before.drafts) if d.places)
        place = next((p for p in placed if _FINE.index(p.precision) < _COARSE), None)
        if place is not None:
            draft.places = [place]
            draft.evidence.append(Evidence(slot="place", rule="events.same_scene", span=place.span))


def _goes_on(text: Text, before: Happening, happening: Happening) -> bool:
    """Tell whether a happening goes on from the one told before it: what one doer did, or one sentence tells."""
    one, other = before.act, happening.act
    if any(_pluperfect(text, d) or d.judgement.status in _UNREAL or d.trigger.type not in _DATED for d in (one, other)):
        return False
    gap = other.sentence - before.last_sentence
    names = {d.actor.mention.name if d.actor and d.actor.mention else None for d in (one, other)}
    shared = other.actor is not None and (other.actor.rule == "events.same_subject" or len(names) == 1)
    return 0 <= gap <= _CARRY and ((shared and names != {None}) or (gap == 0 and (len(names) == 1 or None in names)))


def _pluperfect(text: Text, draft: Draft) -> bool:
    """Tell whether «كان/كانت» stands before the trigger: what was before."""
    first = max(text.sentences[draft.sentence].first, draft.trigger.first - 8)
    return any("auxiliary" in w.look.tags for w in text.words[first : draft.trigger.first])


def _told_before(text: Text, mentions: Sequence[P], draft: Draft, precisions: tuple[str, ...]) -> P | None:
    """Return the last place or time before a trigger in its sentence, if no conjunction begins a new matter between."""
    start = max(opening(text, draft.sentence, draft.trigger.first), draft.trigger.first - 40)
    near = [m for m in within(mentions, start, draft.trigger.first) if m.precision in precisions]
    if not near:
        return None
    if isinstance(near[-1], TimeMention) and of_speaking(text, near[-1].first, draft.trigger.first):
        return None
    between = text.words[near[-1].last : draft.trigger.first]
    return None if any({"conjunction", "semicolon", "stop", "contrast"} & w.look.tags for w in between) else near[-1]


def _ordered(drafts: Iterable[Draft]) -> list[Draft]:
    """Return tellings by how much they are to be trusted: body before headline, acts before victims."""
    return sorted(drafts, key=lambda d: (d.headline, d.casualty, d.sentence))


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
    found = [d.actor for d in _ordered(drafts) if d.actor is not None]
    return next((f for f in found if f.mention and f.mention.name), found[0] if found else None)


def _target(text: Text, mentions: Mentions, drafts: Sequence[Draft]) -> Found | None:
    """Return what the acts were aimed at; else the victims; else, of ground taken, the ground."""
    found = [d.target for d in _ordered(drafts) if d.target is not None and not d.casualty]
    if found:
        return found[0]
    victims = _victims(text, mentions, drafts) or next(
        (d.target for d in _ordered(drafts) if d.target is not None), None
    )
    placed = _placed(drafts)
    taken = drafts[0].trigger.type == "COERCE" and any(d.trigger.mode in _GROUND for d in drafts)
    if victims is None and placed and (taken or drafts[0].trigger.type == "AID"):
        return Found(placed[0].first, placed[0].last, "events.ground", None, placed[0].country)
    return victims


def _victims(text: Text, mentions: Mentions, drafts: Sequence[Draft]) -> Found | None:
    """Return the victims as whom it was done to, where nothing else is told."""
    counts = [c for d in _ordered(drafts) for c in (*d.killed, *d.wounded)]
    for count in sorted(counts, key=lambda c: (c.slot != "killed", -(c.max or c.min)))[:8]:
        mention = next((m for m in within(mentions.actors, count.first, count.last)), None)
        if count.min > 0 and mention is not None:
            first = max(count.first, min(mention.first, count.last - 1))
            start = next(
                (
                    i
                    for i in range(count.first, first + 1)
                    if "number" in text.words[i].look.tags or "number_word" in text.words[i].look.tags
                ),
                first,
            )
            end = max(count.last, mention.last, np_end(text, mentions, mention.first, mention.first + 8))
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
