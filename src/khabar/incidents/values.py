"""What each origin says of each slot of an incident: the dead, the hurt, where, when, by whom, with what, whether at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from typing import Literal

from khabar.incidents.agreeing import says_less
from khabar.incidents.bearings import PERIOD, Focus, Located, is_same_place, is_scene, is_then, read_days, when_of
from khabar.incidents.blame import find_blamed
from khabar.incidents.denials import read_denial
from khabar.incidents.holding import hold_place, hold_time, hold_toll
from khabar.incidents.means import find_weapons
from khabar.incidents.passages import overlap
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.record import HeldValue, SlotName
from khabar.incidents.tellers import Told
from khabar.incidents.tolls import is_of_another, is_of_period
from khabar.language import load_lexicon
from khabar.mentions.model import CountMention
from khabar.model import Claim, Event, Span

_PART = 2  # words: «أحد الجرحى»
_TOLLS = frozenset({"killed", "wounded"})
SLOTS: tuple[SlotName, ...] = ("killed", "wounded", "place", "time", "blamed", "weapon", "happened")
_TAIL = 25  # characters behind «وفق ما أعلنت الوزارة» in which the day of saying stands
_NOT_FOR_OTHERS: frozenset[SlotName] = frozenset({"happened", "blamed"})


def find_values(told: Told, focus: Focus, events: frozenset[str]) -> list[HeldValue]:
    """Return what one teller says of each slot, each value once, in the order of the report.

    A value that only says less than another one of the same teller is left out. A slot of which he says nothing
    takes what the lead that sums him up says, but for who did it: nobody is blamed in another's name.
    """
    own = _find(told, focus, events)
    if told.summed is None:
        return own
    above = [v for v in _find(told.summed, focus, events) if v.slot not in _NOT_FOR_OTHERS]
    vague = [v for v in own if v.slot in _TOLLS and any(v.slot == a.slot and says_less(v, a) for a in above)]
    own = [v for v in own if v not in vague]  # «قتلوا» below a lead that counts them
    said = {v.slot for v in own}
    return own + [v for v in above if v.slot not in said]


def find_lead_reproach(told: Told, focus: Focus, events: frozenset[str]) -> list[HeldValue]:
    """Return whom the lead or headline above a teller's words blames: it is said on nobody's word but the page's."""
    return find_blamed(told.summed, focus, events) if told.summed is not None else []


def _find(told: Told, focus: Focus, events: frozenset[str]) -> list[HeldValue]:
    return [
        *_counts(told, "killed", focus, events),
        *_counts(told, "wounded", focus, events),
        *_places(told, focus, events),
        *(list(_times(told, focus)) or _event_times(told, focus, events)),
        *find_blamed(told, focus, events),
        *find_weapons(told, events),
        *_happened(told, events),
    ]


def _counts(
    told: Told, slot: Literal["killed", "wounded"], focus: Focus, events: frozenset[str]
) -> Iterator[HeldValue]:
    """Yield the toll that a teller gives: of his exact numbers the highest, since the others are parts of it or older."""
    own = [
        c
        for c in told.counts(slot)
        if not is_of_another(c, told.page, focus, events)
        and not is_of_period(c, told.page, focus)
        and not _is_denied(c, told)
    ]
    told_in = [(told.page.passage_at(c.span.start), c) for c in own]
    body = [c for passage, c in told_in if passage is not None and not passage.headline]
    mentions = body or [c for _, c in told_in]  # a headline rounds: «شهداء» over one dead
    mentions = [c for c in mentions if not _is_of_both(c, told) and not _is_none_beside_some(c, told)]
    mentions = [c for c in mentions if not _is_one_of_them(c, told)]
    said = [c for c in mentions if not any(_is_vaguer(c, other) for other in mentions)]
    exact = [c for c in said if c.min == c.max]
    top = max(exact, key=lambda c: c.min, default=None)
    seen: set[tuple[int, int | None]] = set()
    for count in said:
        denial = count.max == 0 and any(_within(count.span, c) for c in told.claims if c.force == "deny")
        part = top is not None and count.min == count.max and count.min < top.min and not denial
        if part or (count.min, count.max) in seen:
            continue
        seen.add((count.min, count.max))
        yield hold_toll(slot, count.min, count.max, (told.page.quote(count.span),), denial=denial)


def _is_denied(count: CountMention, told: Told) -> bool:
    """Tell whether a number stands in what the teller says is not so: «ما ورد عن مقتل مئة شخص أكاذيب»."""
    return count.max != 0 and any(
        c.force == "deny" and c.content.start <= count.span.start < c.content.end for c in told.claims
    )


def _is_one_of_them(count: CountMention, told: Told) -> bool:
    """Tell whether somebody is told as one of those who were hurt before: «أحد الجرحى توفي»."""
    words = told.page.words(count.span).split()
    if count.slot != "wounded" or count.max != 1 or len(words) != _PART:
        return False
    look = load_lexicon(LANGUAGE).look
    whole = look(words[1]).readings
    return bool(look(words[0]).entries("numbers")) and bool(whole) and all(r.definite for r in whole)


def _is_none_beside_some(count: CountMention, told: Told) -> bool:
    """Tell whether nobody is said to be hurt in a part of what the report has dead or hurt of elsewhere."""
    if count.max != 0 or any(c.force == "deny" and _within(count.span, c) for c in told.claims):
        return False
    of = [c.slot for passage in told.about for c in passage.counts if c.span == count.span and c.max == 0]
    some = [c for passage in told.about for c in passage.counts if c.slot in of and c.min > 0 and not c.part]
    return any(not _is_anothers(c, told) for c in some)


def _is_anothers(count: CountMention, told: Told) -> bool:
    """Tell whether a number is told by another speaker of the report, who may contradict this one."""
    spoken = [c for c in told.page.report.claims if c.chain and _within(count.span, c)]
    return bool(spoken) and not any(c in told.claims for c in spoken)


def _is_of_both(count: CountMention, told: Told) -> bool:
    """Tell whether a number is of the dead and the hurt together, and so of neither: «12 قتيلا وجريحا».

    What stands over such a number is one as well: «راح ضحيتها 13 بين قتيل وجريح».
    """
    near = [c for passage in told.passages for c in passage.counts if overlap(c.span, count.span)]
    return any(
        one.slot in _TOLLS
        and one.slot != other.slot
        and (one.min, one.max) == (other.min, other.max)
        and one.min != one.max
        and overlap(one.span, other.span)
        for one, other in permutations(near, 2)
    )


def _is_vaguer(count: CountMention, other: CountMention) -> bool:
    """Tell whether a number says less than another and does not contradict it."""
    if (count.min, count.max) == (other.min, other.max):
        return False
    return count.min <= other.min and (count.max is None or (other.max is not None and other.max <= count.max))


def _places(told: Told, focus: Focus, events: frozenset[str]) -> Iterator[HeldValue]:
    """Yield the incident's place as it is told; a wider one only where nothing closer is said."""
    mentions = [p for passage in told.passages for p in passage.places if told.holds(p.span) and is_scene(p)]
    here = [p for p in mentions if any(is_same_place(p, known) for known in focus.places)]
    own = [
        e.place
        for e in told.events_of(events)
        if e.place is not None and told.holds(e.place.span) and e.place.precision not in ("country",)
    ]
    wide = [p for p in mentions if p.precision in ("district", "governorate")]
    chosen: Sequence[Located] = here or own[:1] or wide[:1]
    seen: set[str] = set()
    for place in chosen:
        value = hold_place(place, (told.page.quote(place.span),))
        if value.text not in seen:
            seen.add(value.text)
            yield value


def _times(told: Told, focus: Focus) -> Iterator[HeldValue]:
    seen: set[tuple[date, date]] = set()
    for passage in told.passages:
        for time in passage.times:
            days = read_days(time.start, time.end)
            if days is None or not told.holds(time.span) or when_of([time], focus) == "another":
                continue
            if (days[1] - days[0]).days >= PERIOD:
                continue
            if _is_of_the_saying(time.span, told):
                continue
            if days not in seen:
                seen.add(days)
                yield _time_value(told, days, time.span)


def _is_of_the_saying(span: Span, told: Told) -> bool:
    """Tell whether words stand beside a cue and not in what is said: «أعلن، الجمعة، مقتل …» was said on Friday."""
    return any(
        claim.span.start <= span.start < claim.content.start
        or (claim.content.end <= claim.cue.start < span.start <= claim.span.end + _TAIL)
        for claim in told.claims
    )


def _event_times(told: Told, focus: Focus, events: frozenset[str]) -> Iterator[HeldValue]:
    """Yield the time that the report gives elsewhere to the events of which the teller speaks."""
    for event in told.events_of(events):
        time = event.time
        days = read_days(time.start, time.end) if time else None
        if time is not None and days is not None and is_then(days, focus):
            yield _time_value(told, days, time.span)
            return


def _time_value(told: Told, days: tuple[date, date], span: Span) -> HeldValue:
    return hold_time(days[0].isoformat(), days[1].isoformat(), (told.page.quote(span),))


def _happened(told: Told, events: frozenset[str]) -> Iterator[HeldValue]:
    """Yield whether the teller says that it happened; a denial of blame or of losses is no denial of the happening."""
    denials = [c for c in told.claims if read_denial(c, told, events) == "happening"]
    narrated = any(told.holds(e.trigger) and not any(_within(e.trigger, c) for c in told.claims) for e in _real(told))
    excused = [c for c in told.claims if c not in denials]
    for claim in denials[:1]:
        yield HeldValue(slot="happened", text="no", happened=False, quotes=(told.page.quote(claim.content),))
    if narrated or excused or not told.claims:
        yield HeldValue(slot="happened", text="yes", happened=True, quotes=told.quotes()[:1])


def _within(span: Span, claim: Claim) -> bool:
    return claim.span.start <= span.start < claim.span.end


def _real(told: Told) -> Iterator[Event]:
    for passage in told.passages:
        yield from (e for e in passage.events if e.status != "denied")
