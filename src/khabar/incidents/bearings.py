"""Where and when: whether places are one, and whether a sentence speaks of the incident's place and days or of others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from khabar.incidents.passages import Passage
from khabar.incidents.places import PRECISE, is_capital_name
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.record import HeldValue
from khabar.language import fold, load_lexicon
from khabar.language.geography import kilometres
from khabar.mentions.model import PlaceMention, TimeMention
from khabar.model import Event, EventType, Place

Where = Literal["here", "elsewhere", "around", "unsaid"]
When = Literal["then", "another", "unsaid"]
PERIOD = 4
"""Days: a longer time is a period, told as background."""

_WORD = re.compile(r"\w+")
_NEAR_KM = 2.0
_FAR_KM = 3.0
_REGION_KM = 120.0
_STRAY_KM = 20.0
_HOSPITAL = "hospital"  # as the nouns of places call it
_SLACK = timedelta(days=1)


Located: TypeAlias = Place | PlaceMention


@dataclass(frozen=True, slots=True)
class Focus:
    """Where and when the incident was, its places the best held first, and of which kind most reports tell it."""

    places: tuple[Located, ...] = ()
    first: date | None = None
    last: date | None = None
    type: EventType | None = None
    mode: str | None = None


def name_place(place: Located) -> str:
    """Return the key under which two places are the same: the id, else the folded name."""
    return place.id or fold(place.name or place.text)


def is_same_place(a: Located, b: Located) -> bool:
    """Tell whether two places are one: one key, one name, or two precise points close together."""
    if name_place(a) == name_place(b) or fold(a.name or a.text) == fold(b.name or b.text):
        return True
    if (a.id is None) != (b.id is None) and _is_in_text(*((a, b) if a.id is None else (b, a))):
        return True
    if not {a.precision, b.precision} <= PRECISE:
        return False
    apart = distance(a, b)
    return apart is not None and apart <= _NEAR_KM


def _is_in_text(unknown: Located, known: Located) -> bool:
    """Tell whether a place that no gazetteer knows is told by words of another one: «الشيخ بحر», «بلدة الشيخ بحر»."""
    words = _WORD.findall(fold(unknown.name or unknown.text))
    return len(words) > 1 and f" {' '.join(words)} " in f" {' '.join(_WORD.findall(fold(known.text)))} "


def distance(a: Located | HeldValue, b: Located | HeldValue) -> float | None:
    """Return the kilometres between two places, None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return kilometres(a.lat, a.lon, b.lat, b.lon)


def read_days(start: str | None, end: str | None) -> tuple[date, date] | None:
    """Return two ISO dates or date-times as days, None where there is no start."""
    if not start:
        return None
    first, last = (datetime.fromisoformat(iso).date() for iso in (start, end or start))
    return first, max(first, last)


def where_of(passage: Passage, focus: Focus) -> Where:
    """Tell whether a sentence speaks of the incident's place, of another, or of what lies around it."""
    return where_lie([p for p in passage.places if is_scene(p)], focus)


def is_scene(place: PlaceMention) -> bool:
    """Tell whether a place may be where something happened: not where it was written, nor whence it came."""
    return not (place.dateline or place.whence or _is_hospital(place))


def _is_hospital(place: PlaceMention) -> bool:
    """Tell whether a place is where the hurt were brought, «مستشفى الرحمة», and none that is on the map itself."""
    if place.id is not None and place.precision == "site":
        return False
    nouns = load_lexicon(LANGUAGE).look(place.text.split(maxsplit=1)[0]).entries("places")
    return any(_HOSPITAL in entry.fields.get("kinds", ()) for _, entry in nouns)


def where_lie(places: Iterable[Located], focus: Focus) -> Where:
    """Tell whether some place is the incident's, another one, or what lies around it."""
    around = False
    elsewhere = False
    for place in places:
        if any(is_same_place(place, known) for known in focus.places):
            return "here"
        nearest = min((d for known in focus.places if (d := distance(place, known)) is not None), default=None)
        if place.precision in PRECISE and not is_capital(place):
            elsewhere = elsewhere or (nearest is not None and nearest > _FAR_KM)
        elif place.precision != "country":
            far = nearest is not None and nearest > _REGION_KM
            around, elsewhere = around or not far, elsewhere or far
    return "elsewhere" if elsewhere else "around" if around else "unsaid"


def lies_elsewhere(event: Event, focus: Focus) -> bool:
    """Tell whether an event has a place and that is another one than the incident's."""
    return event.place is not None and where_lie((event.place,), focus) == "elsewhere"


def is_apart(event: Event, focus: Focus) -> bool:
    """Tell whether an event is elsewhere than the incident or on another day."""
    if lies_elsewhere(event, focus):
        return True
    days = read_days(event.time.start, event.time.end) if event.time is not None else None
    return days is not None and not is_then(days, focus)


def is_nowhere(event: Event) -> bool:
    """Tell whether an event is told without a place, or with one no closer than a country: it may be the incident itself."""
    return event.place is None or event.place.precision in ("country", "region")


def is_far(place: Located, focus: Focus) -> bool:
    """Tell whether a place lies farther from all of the incident's than reports of one strike put it."""
    apart = [d for known in focus.places if known.precision in PRECISE and (d := distance(place, known)) is not None]
    return bool(apart) and min(apart) > _STRAY_KM


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


def is_then(days: tuple[date, date], focus: Focus, *, slack: bool = True) -> bool:
    """Tell whether a time of a few days meets the incident's; any does where nobody knows its day.

    `slack`: give or take a day.
    """
    if (days[1] - days[0]).days >= PERIOD:
        return False
    if focus.first is None or focus.last is None:
        return True
    near = _SLACK if slack else timedelta()
    return days[0] <= focus.last + near and days[1] >= focus.first - near


def is_capital(place: Located) -> bool:
    """Tell whether a town gives its name to its governorate: «إدلب» is said of both."""
    return is_capital_name(place.name or "")
