"""Which sentences of a report are about the incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from msgspec.structs import replace

from khabar.incidents.bearings import (
    Focus,
    When,
    is_apart,
    is_far,
    is_nowhere,
    is_then,
    lies_elsewhere,
    read_days,
    when_of,
    where_lie,
    where_of,
)
from khabar.incidents.passages import Page, Passage
from khabar.incidents.places import PRECISE
from khabar.incidents.press import says_other, split_words
from khabar.incidents.prominence import rank_events
from khabar.incidents.record import Telling
from khabar.incidents.tallies import opens_period
from khabar.incidents.tolls import is_period_before
from khabar.mentions.model import TimeMention
from khabar.model import Event, Force, PartyKind, Place, Time

_WEEK = 7
_WEEKDAY = "times.weekday"
REPROACH: frozenset[Force] = frozenset({"deny", "accuse", "condemn", "claim_responsibility"})
"""What is said of the happening told before, though it names it anew."""

_FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons"})  # reports of one strike mix these up
_SIDES: frozenset[PartyKind] = frozenset({"military", "government"})
_OPENING = 3  # words
_MISDATED = 8  # days: a weekday counted from a wrong day of publication


def find_about(page: Page, telling: Telling, focus: Focus) -> list[Passage]:
    """Return the sentences of a report that tell of the incident, in its order."""
    events = {e.id: e for e in page.report.events if e.id in telling.events}
    out = list(_about(page, events, focus))
    if out:
        return _since_turn(page, out, focus)
    if not events:  # a report that only speaks of it, without telling it: a denial, a comment
        return [p for p in page.passages if p.claims and where_of(p, focus) != "elsewhere"]
    own = {k: e for k, e in events.items() if not _is_another(page, e, focus)}
    told = [p for p in page.passages if any(e.id in own for e in p.events)]
    return [p for p in told if _when(page, p, own, focus) != "another"] or [p for p in told if not p.headline]


def _since_turn(page: Page, about: list[Passage], focus: Focus) -> list[Passage]:
    """Leave out what names no place of the incident before the sentence that turns to it: «من جانب آخر، قتلت …»."""
    turn = next((p.number for p in about if where_of(p, focus) == "here" and _turns(page, p)), None)
    if turn is None:
        return about
    return [p for p in about if p.headline or p.number >= turn or where_of(p, focus) == "here"]


def _turns(page: Page, passage: Passage) -> bool:
    """Tell whether a sentence opens with three words for another matter: «من جهة أخرى», «على صعيد آخر»."""
    words = split_words(page.words(passage.span))[:_OPENING]
    return len(words) == _OPENING and says_other(words[-1])


def keep_here(page: Page, telling: Telling, focus: Focus) -> Telling:
    """Return a telling without the events that its report tells of other villages, where it tells of the incident's too."""
    chosen = [e for e in page.report.events if e.id in telling.events]
    here = [e for e in chosen if e.place is not None and where_lie((e.place,), focus) == "here"]
    if not here:
        return telling
    means = {e.mode for e in here}
    away = {e.id for e in chosen if e.place is not None and (_is_away(e.place, focus) or _is_by_others(e, here, means))}
    return replace(telling, events=tuple(id for id in telling.events if id not in away))


def _is_by_others(event: Event, here: Sequence[Event], means: AbstractSet[str | None]) -> bool:
    """Tell whether a strike all over a province is by other means than those on the incident's place."""
    return event not in here and event.type == "ASSAULT" and None not in means and event.mode not in {None, *means}


def _is_away(place: Place, focus: Focus) -> bool:
    """Tell whether a place is another village than the incident's; one that no gazetteer knows is told by its name."""
    where = where_lie((place,), focus)
    return where == "elsewhere" or (where != "here" and place.id is None and place.name is not None)


def _is_another(page: Page, event: Event, focus: Focus) -> bool:
    """Tell whether an event is a happening of its own: far off, or elsewhere on another day or by other means."""
    if event.place is None or not lies_elsewhere(event, focus):
        return False
    if event.place.precision in PRECISE and is_far(event.place, focus):
        return True
    published = read_days(page.report.document.published, None)
    days = read_days(event.time.start, event.time.end) if event.time is not None else None
    if published is not None and event.time is not None and _may_be_today(event.time, published[0]):
        days = None
    means = {event.mode, focus.mode}
    return (days is not None and not is_then(days, focus, slack=False)) or (None not in means and len(means) > 1)


def _about(page: Page, events: Mapping[str, Event], focus: Focus) -> Iterator[Passage]:
    near = {k: e for k, e in events.items() if not lies_elsewhere(e, focus)}
    aside = _is_aside(page, events, focus)
    going = False  # whether the sentence before told of it
    past = False  # whether the sentences before told of another time
    stray = False  # whether the last sentence about the place told of a happening of another kind
    told: set[tuple[str, int, int | None]] = set()
    for passage in page.passages:
        tied = any(e.id in near for e in passage.events) or any(
            not near.keys().isdisjoint(c.events) for c in passage.claims
        )
        where = where_of(passage, focus)
        when = _when(page, passage, events, focus)
        opened = any(passage.holds(e.trigger) for e in events.values())
        past = past and when != "then"
        if when == "another":
            going, past = False, past or _goes_back(page, passage, focus)
        elif passage.headline and passage.events and not any(e.id in events for e in passage.events):
            going = False  # it heads another happening of the report
        elif aside and when == "unsaid" and (passage.headline or passage.lead):
            going = False  # as does what is written above a report that is about another one
        elif where == "here" and not (past and when == "unsaid" and not opened) and not (aside and not tied):
            past = False
            stray = not _kindred(passage, events, focus, strictly=stray)
            going = bool(passage.counts or passage.events or passage.claims) and not stray
        elif where == "elsewhere" and going and _is_whence(passage, events, focus, told, near):
            pass  # «مصدر القصف …»: where the fire came from, told of the same happening
        elif where in ("here", "elsewhere"):
            going = False
        else:
            follows = going and (where == "unsaid" or when == "then")
            adds = bool(passage.claims or passage.counts) and all(_may_be_it(e, events) for e in passage.events)
            answers = bool(told) and where == "around" and _is_of_side(passage, events, focus)
            going = (tied and not past) or (follows and (adds or _reproaches(passage))) or answers
        if going and (passage.claims or passage.counts or passage.events):
            told |= _toll(passage)
            yield passage


def _is_aside(page: Page, events: Mapping[str, Event], focus: Focus) -> bool:
    """Tell whether a report is about another happening, elsewhere or of another day, and tells of the incident only beside it."""
    told = [e for e in page.report.events if e.status in ("happened", "ongoing")]
    main = next((id for id, standing in rank_events(page.report, told).items() if standing.rank == 0), None)
    if main is None or main in events:
        return False
    return is_apart(next(e for e in told if e.id == main), focus)


def _may_be_it(event: Event, events: Mapping[str, Event]) -> bool:
    """Tell whether an event may be one of these told again: of a type with them, without a place closer than a country."""
    return is_nowhere(event) and event.type in {e.type for e in events.values()}


def _is_of_side(passage: Passage, events: Mapping[str, Event], focus: Focus) -> bool:
    """Tell whether a side that fights tells what it struck around there, as its version of what was told before."""
    if not any(_is_kin(e, events, focus) for e in passage.events):
        return False
    return any(c.chain and c.chain[-1].kind in _SIDES and not c.chain[-1].anonymous for c in passage.claims)


def _is_kin(event: Event, events: Mapping[str, Event], focus: Focus) -> bool:
    """Tell whether an event is of the incident or a strike of its kind."""
    return event.id in events or (event.type, event.mode) == (focus.type, focus.mode)


def _goes_back(page: Page, passage: Passage, focus: Focus) -> bool:
    """Tell whether a sentence goes back to an earlier time, not over a long one: «منذ الأربعاء», «هذا العام»."""
    for time in passage.times:
        days = read_days(time.start, time.end)
        holds = days is not None and focus.first is not None and days[0] <= focus.first <= days[1]
        over = days is not None and opens_period(page.report.document.text, time.span)
        if (not holds and not over) or is_period_before(time, page, focus):
            return True
    return False


def _reproaches(passage: Passage) -> bool:
    """Tell whether somebody lays something on somebody, or denies it, in a sentence."""
    return any(c.force in REPROACH for c in passage.claims)


def _is_whence(
    passage: Passage,
    events: Mapping[str, Event],
    focus: Focus,
    told: AbstractSet[tuple[str, int, int | None]],
    near: Mapping[str, Event],
) -> bool:
    """Tell whether a sentence names another place of the same happening, told with its toll or with its events alone."""
    apart = any(e.id not in events and lies_elsewhere(e, focus) for e in passage.events)
    return bool(told & _toll(passage) and not apart) or _only(passage, near)


def _only(passage: Passage, events: Mapping[str, Event]) -> bool:
    """Tell whether somebody speaks in a sentence of the incident's events and of no others."""
    return bool(passage.claims and passage.events) and all(e.id in events for e in passage.events)


def _toll(passage: Passage) -> set[tuple[str, int, int | None]]:
    """Return the exact numbers of dead and hurt in a sentence."""
    return {(c.slot, c.min, c.max) for c in passage.counts if c.min and c.max == c.min}


def _kindred(passage: Passage, events: Mapping[str, Event], focus: Focus, *, strictly: bool) -> bool:
    """Tell whether some event of a sentence is of the incident, or of a kind with it, or it tells of none.

    `strictly`: an event of no known kind is none of the incident's, since the sentence before told of another one.
    """
    if not passage.events or not events:
        return not strictly
    kinds = {(focus.type, focus.mode), *((e.type, e.mode) for e in events.values())}
    types = {e.type for e in events.values()}
    strikes = any(e.mode in _FROM_AFAR for e in events.values())
    return any(
        e.id in events
        or (e.type, e.mode) in kinds
        or (strikes and e.mode in _FROM_AFAR)
        or (not strictly and e.mode is None and e.type in types)
        for e in passage.events
    )


def _when(page: Page, passage: Passage, events: Mapping[str, Event], focus: Focus) -> When:
    """Tell whether a sentence speaks of the incident's days, or of those that the report itself gives its events."""
    published = read_days(page.report.document.published, None)
    times = [t for t in passage.times if not (published and _may_be_today(t, published[0]))]
    found = when_of(times, focus)
    if found == "unsaid" and focus.first is not None and any(t.start is None for t in times):
        return "another"  # «قبل أيام», «في الأيام الماضية»
    if found == "another" and focus.first is not None:
        own = {e.time.start for e in events.values() if e.time is not None and e.time.start}
        for time in times:
            days = read_days(time.start, time.end)
            if time.start in own and days is not None and abs((days[0] - focus.first).days) <= _MISDATED:
                return "then"
    return found


def _may_be_today(time: TimeMention | Time, published: date) -> bool:
    """Tell whether a bare weekday may be the day after a publication that was dated a day early: no witness of a past."""
    days = read_days(time.start, time.end)
    return time.rule == _WEEKDAY and days is not None and (published - days[0]).days == _WEEK - 1
