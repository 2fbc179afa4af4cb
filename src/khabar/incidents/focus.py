"""What the incident is, as most of its tellings have it, and which sentences of a report are about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, Protocol

from khabar.incidents.passages import Page, Passage
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.record import Telling
from khabar.language import fold, load_lexicon
from khabar.language.geography import kilometres
from khabar.mentions.model import TimeMention
from khabar.model import Event, PlacePrecision, Span

Where = Literal["here", "elsewhere", "around", "unsaid"]
When = Literal["then", "another", "unsaid"]
PRECISE: frozenset[PlacePrecision] = frozenset({"site", "town"})
_NEAR_KM = 2.0
_FAR_KM = 3.0
_REGION_KM = 120.0
_SLACK = timedelta(days=1)
_WIDE: frozenset[PlacePrecision] = frozenset({"country", "region"})
_LISTED = 3  # more places than this in one sentence are a list
_ENOUGH = 0.5  # of the votes of the best place of all that a precise one needs
_NEARLY = 0.7  # of the votes of the best that another place of the incident has
_MISDATED = 8  # days: a weekday counted from a wrong day of publication
_PERIOD = 4  # days: a longer time is a period, told as background


class Located(Protocol):
    """Anything with the place fields of an event or a mention."""

    @property
    def span(self) -> Span: ...  # noqa: D102
    @property
    def country(self) -> str | None: ...  # noqa: D102
    @property
    def id(self) -> str | None: ...  # noqa: D102
    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102
    @property
    def precision(self) -> PlacePrecision: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Focus:
    """Where and when the incident was: its places, the best held first, and its days."""

    places: tuple[Located, ...] = ()
    first: date | None = None
    last: date | None = None


def find_focus(pages: Sequence[Page], tellings: Sequence[Telling]) -> Focus:
    """Return where and when the incident was, by the sentences that tell of it, each document with one vote."""
    chosen = {t.document: frozenset(t.events) for t in tellings}
    days: dict[tuple[date, date], set[str]] = defaultdict(set)
    published: list[date] = []
    for page in pages:
        if (day := read_days(page.report.document.published, None)) is not None:
            published.append(day[0])
        for event in page.report.events:
            span = read_days(event.time.start, event.time.end) if event.time is not None else None
            if span is not None and event.id in chosen.get(page.id, ()):
                days[span].add(page.id)
    first, last = _vote_days(days, sorted(published))
    when = Focus((), first, last)
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    places: dict[str, Located] = {}
    for page in pages:
        for place, weight in _told_places(page, chosen.get(page.id, frozenset()), when):
            key = name_place(place)
            places.setdefault(key, place)
            votes[key][page.id] = max(weight, votes[key].get(page.id, 0.0))
    return Focus(_vote_places(places, votes), first, last)


def _told_places(page: Page, events: frozenset[str], when: Focus) -> Iterator[tuple[Located, float]]:
    """Yield the places that a report tells of with the incident: beside its dead and hurt most, then as an event's own."""
    for event in page.report.events:
        if event.id in events and event.place is not None and event.place.precision not in _WIDE:
            yield event.place, 0.5
    for passage in page.passages:
        time = when_of(passage.times, when)
        tied = any(e.id in events for e in passage.events)
        if time == "another" or not (tied or (time == "then" and passage.events)):
            continue
        told = [p for p in passage.places if p.precision not in _WIDE and not p.dateline]
        counted = any(c.slot in ("killed", "wounded") and not c.part for c in passage.counts)
        for place in told:
            yield place, 0.25 if len(told) > _LISTED else 1.0 if counted and tied else 0.75 if counted else 0.4


def _vote_places(places: dict[str, Located], votes: dict[str, dict[str, float]]) -> tuple[Located, ...]:
    """Return the places that most documents tell of, precise ones before wider ones, with those held nearly as well."""
    held: dict[str, float] = {}
    for key, place in places.items():
        together: dict[str, float] = {}
        for other, by_document in votes.items():
            if is_same_place(place, places[other]):
                for document, weight in by_document.items():
                    together[document] = max(weight, together.get(document, 0.0))
        held[key] = sum(together.values())
    precise = {k for k, p in places.items() if (p.precision in PRECISE and not _is_capital(p)) or p.id is None}
    for pool in (precise, set(places)):
        most = max((held[k] for k in pool), default=0.0)
        if most >= _ENOUGH * max(held.values(), default=0.0):
            kept = sorted((k for k in pool if held[k] >= _NEARLY * most), key=lambda k: (-held[k], k))
            return tuple(places[k] for k in kept)
    return ()


def _vote_days(days: dict[tuple[date, date], set[str]], published: Sequence[date]) -> tuple[date | None, date | None]:
    """Return the day that most documents agree on, of equals the one nearest to their publication."""
    narrow = {span: held for span, held in days.items() if (span[1] - span[0]).days < _PERIOD}
    if not narrow:
        return None, None
    votes: dict[date, set[str]] = defaultdict(set)
    for (first, last), held in narrow.items():
        for n in range((last - first).days + 1):
            votes[first + timedelta(days=n)] |= held
    middle = published[len(published) // 2] if published else min(votes)
    best = min(votes, key=lambda day: (-len(votes[day]), abs((day - middle).days), day))
    return best, best


def name_place(place: Located) -> str:
    """Return the key under which two places are the same: the id, else the folded name."""
    return place.id or fold(place.name or place.text)


def is_same_place(a: Located, b: Located) -> bool:
    """Tell whether two places are one: one key, one name, or two precise points close together."""
    if name_place(a) == name_place(b) or fold(a.name or a.text) == fold(b.name or b.text):
        return True
    if not {a.precision, b.precision} <= PRECISE:
        return False
    apart = distance(a, b)
    return apart is not None and apart <= _NEAR_KM


def distance(a: Located, b: Located) -> float | None:
    """Return the kilometres between two places, None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return kilometres(a.lat, a.lon, b.lat, b.lon)


def read_days(start: str | None, end: str | None) -> tuple[date, date] | None:
    """Return two ISO dates as days, None where there is no start."""
    if not start:
        return None
    first = date.fromisoformat(start[:10])
    return first, max(first, date.fromisoformat((end or start)[:10]))


def find_about(page: Page, telling: Telling, focus: Focus) -> list[Passage]:
    """Return the sentences of a report that tell of the incident, in its order."""
    events = {e.id: e for e in page.report.events if e.id in telling.events}
    out = list(_about(page, events, focus))
    if out:
        return out
    if not events:  # a report that only speaks of it, without telling it: a denial, a comment
        return [p for p in page.passages if p.claims and where_of(p, focus) != "elsewhere"]
    return [p for p in page.passages if any(e.id in events for e in p.events) and _when(p, events, focus) != "another"]


def _about(page: Page, events: Mapping[str, Event], focus: Focus) -> Iterator[Passage]:
    near = {k: e for k, e in events.items() if e.place is None or _where((e.place,), focus) != "elsewhere"}
    going = False  # whether the sentence before told of it
    past = False  # whether the sentences before told of another time
    stray = False  # whether the last sentence about the place told of a happening of another kind
    told: set[tuple[str, int, int | None]] = set()
    for passage in page.passages:
        tied = any(e.id in near for e in passage.events)
        where = where_of(passage, focus)
        when = _when(passage, events, focus)
        opened = any(passage.holds(e.trigger) for e in events.values())
        if when == "another":
            going, past = False, True
        elif where == "here" and not (past and when == "unsaid" and not opened):
            past = False
            stray = not _kindred(passage, events, strictly=stray)
            going = bool(passage.counts or passage.events or passage.claims) and not stray
        elif where == "elsewhere" and going and told & _toll(passage):
            pass  # «مصدر القصف …»: where the fire came from, and the toll of the sentence before
        elif where in ("here", "elsewhere"):
            going = False
        else:
            follows = going and (where == "unsaid" or when == "then")
            going = (tied and not past) or (follows and bool(passage.claims or (passage.counts and not passage.events)))
        if going and (passage.claims or passage.counts or passage.events):
            told |= _toll(passage)
            yield passage


def _toll(passage: Passage) -> set[tuple[str, int, int | None]]:
    """Return the exact numbers of dead and hurt in a sentence."""
    return {(c.slot, c.min, c.max) for c in passage.counts if c.min and c.max == c.min}


def _kindred(passage: Passage, events: Mapping[str, Event], *, strictly: bool) -> bool:
    """Tell whether some event of a sentence is of the incident, or of a kind with it, or it tells of none.

    `strictly`: an event of no known kind is none of the incident's, since the sentence before told of another one.
    """
    if not passage.events or not events:
        return not strictly
    kinds = {(e.type, e.mode) for e in events.values()}
    types = {e.type for e in events.values()}
    return any(
        e.id in events or (e.type, e.mode) in kinds or (not strictly and e.mode is None and e.type in types)
        for e in passage.events
    )


def _when(passage: Passage, events: Mapping[str, Event], focus: Focus) -> When:
    """Tell whether a sentence speaks of the incident's days, or of those that the report itself gives its events."""
    found = when_of(passage.times, focus)
    if found == "unsaid" and focus.first is not None and any(t.start is None for t in passage.times):
        return "another"  # «قبل أيام», «في الأيام الماضية»
    if found == "another" and focus.first is not None:
        own = {e.time.start for e in events.values() if e.time is not None and e.time.start}
        for time in passage.times:
            days = read_days(time.start, time.end)
            if time.start in own and days is not None and abs((days[0] - focus.first).days) <= _MISDATED:
                return "then"
    return found


def where_of(passage: Passage, focus: Focus) -> Where:
    """Tell whether a sentence speaks of the incident's place, of another, or of what lies around it."""
    return _where([p for p in passage.places if not p.dateline], focus)


def _where(places: Iterable[Located], focus: Focus) -> Where:
    around = False
    elsewhere = False
    for place in places:
        if any(is_same_place(place, known) for known in focus.places):
            return "here"
        if place.precision in PRECISE and not _is_capital(place):
            apart = [d for known in focus.places if (d := distance(place, known)) is not None]
            elsewhere = elsewhere or bool(apart and min(apart) > _FAR_KM)
        elif place.precision != "country":
            apart = [d for known in focus.places if (d := distance(place, known)) is not None]
            around = around or not apart or min(apart) <= _REGION_KM
            elsewhere = elsewhere or bool(apart and min(apart) > _REGION_KM)
    return "elsewhere" if elsewhere else "around" if around else "unsaid"


def when_of(times: Iterable[TimeMention], focus: Focus) -> When:
    """Tell whether a sentence speaks of the incident's days or only of other ones."""
    if focus.first is None or focus.last is None:
        return "unsaid"
    found: When = "unsaid"
    for time in times:
        days = read_days(time.start, time.end)
        if days is None:
            continue
        if is_then(days, focus):
            return "then"
        found = "another"
    return found


def is_then(days: tuple[date, date], focus: Focus) -> bool:
    """Tell whether a time of a few days meets the incident's, give or take one; any does where nobody knows its day."""
    if (days[1] - days[0]).days >= _PERIOD:
        return False
    if focus.first is None or focus.last is None:
        return True
    return days[0] <= focus.last + _SLACK and days[1] >= focus.first - _SLACK


def _is_capital(place: Located) -> bool:
    """Tell whether a town gives its name to its governorate: «إدلب» is said of both."""
    return (place.name or "") in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(
        place.name.removesuffix(" Governorate").removesuffix(" Province")
        for place in load_lexicon(LANGUAGE).names.places
        if place.precision == "governorate"
    )
