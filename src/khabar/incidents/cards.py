"""Making the cards of a report: one for each of its events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from zlib import crc32

from khabar.incidents.days import WEEK, is_misdated, read_day
from khabar.incidents.model import Card, Toll
from khabar.incidents.places import FINE, tell_precision
from khabar.incidents.prominence import Standing, rank_events
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.record import Telling
from khabar.incidents.tallies import is_background, is_sum, is_tally
from khabar.incidents.words import Sentences, pack, sign_wording, sign_words
from khabar.language import load_lexicon
from khabar.language.spelling import fold
from khabar.model import Count, Event, Party, Report, Time

UNKNOWN = "unknown"
_MOST_VILLAGES = 16
_WEEKDAY = "weekday"
_DATED = ("date", "weekday")  # names of rules that read a day which does not hang on the publication


def make_cards(document_id: str, report: Report, *, meant: Collection[str] = ()) -> tuple[Card, ...]:
    """Return the cards of a report's events, in the order of the report; tallies and its background are none.

    The ids in `meant` are of events that have a card whatever they look like.
    """
    text = report.document.text
    sentences = Sentences(text)
    events = [e for e in report.events if e.id in meant or not _is_beside(e, report)]
    standings = rank_events(report, events)
    return tuple(_make_card(document_id, report, event, standings[event.id], sentences) for event in events)


def _is_beside(event: Event, report: Report) -> bool:
    """Tell whether an event is no happening that the report tells, but a tally or its background."""
    return is_tally(event) or is_sum(event, report.document.text) or is_background(event, report)


def make_tellings(cards: Iterable[Card]) -> tuple[Telling, ...]:
    """Return what of each report these cards are made of, by document."""
    told: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        told[card.document].append(card.event)
    return tuple(Telling(document=document, events=tuple(told[document])) for document in sorted(told))


def _make_card(document_id: str, report: Report, event: Event, standing: Standing, sentences: Sentences) -> Card:
    place, document = event.place, report.document
    time = event.time
    ahead = WEEK if time is not None and is_misdated(time, document.published) else 0
    numbers = sentences.numbers(span.start for span in (event.mentions or (event.trigger,)))
    told = [sentences.forms(n) for n in numbers]
    lead = [sentences.forms(n) for n in sentences.lead if n not in numbers] if standing.rank == 0 else []
    return Card(
        key=f"{document_id}/{event.id}",
        type=event.type,
        mode=event.mode,
        status=event.status,
        prominence=standing.weight,
        order=standing.rank,
        place=place.id if place else None,
        name=fold(place.name or place.text) if place else None,
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=tell_precision(place) if place else None,
        first_day=_add(read_day(time.start), ahead) if time else None,
        last_day=_add(read_day(time.end or time.start), ahead) if time else None,
        time_precision=time.precision if time is not None and time.start else None,
        dated=time is not None and _is_dated(time),
        published=read_day(document.published),
        publisher=document.publisher,
        weapon=event.weapon,
        killed=_read_toll(event.killed),
        wounded=_read_toll(event.wounded),
        actor=_name(event.actor),
        target=_name(event.target),
        words=sign_words([*told, *lead]),
        wording=sign_wording(told),
        villages=_sign_villages(report.events if standing.rank == 0 else (event,)),
    )


def _is_dated(time: Time) -> bool:
    """Tell whether a time is told by a date or a weekday, «أمس السبت» too: it holds whenever the report was published."""
    look = load_lexicon(LANGUAGE).look
    return any(told in time.rule for told in _DATED) or any(
        entry.fields.get("role") == _WEEKDAY for word in time.text.split() for _, entry in look(word).entries("times")
    )


def _sign_villages(events: Iterable[Event]) -> bytes:
    """Return the signature of the exact places of events."""
    told = (e.place for e in events if e.place is not None)
    names = {place.id or fold(place.name or place.text) for place in told if tell_precision(place) in FINE}
    return pack(sorted(crc32(name.encode()) for name in names)[:_MOST_VILLAGES])


def _add(day: int | None, days: int) -> int | None:
    return None if day is None else day + days


def _read_toll(count: Count | None) -> Toll | None:
    return (count.min, count.max) if count else None


def _name(party: Party | None) -> str | None:
    """Return the folded name of a party; one that the report calls unknown has none."""
    if party is None or (party.name or "").lower() == UNKNOWN:
        return None
    return fold(party.name or party.text)
