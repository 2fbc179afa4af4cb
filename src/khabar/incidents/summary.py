"""An incident in one line, from its cards alone: the day, the place and the numbers that most of its reports give.

Who says so on whose word is another matter (`khabar.incidents.describing`); this is for lists of many incidents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from khabar.incidents.days import FEW_DAYS
from khabar.incidents.model import Card, Toll
from khabar.incidents.places import FINE
from khabar.model import EventType, PlacePrecision, Value

# What speaks for a day: a date or weekday, «today» and «yesterday», that the report was published on it.
_DATED, _RELATIVE, _PUBLISHED = 2.0, 1.0, 0.8
_ASIDE = 0.7  # how much of that counts where it is told of an event that the report is not about

_Told = TypeVar("_Told", bound=Hashable)


class Summary(Value, frozen=True, kw_only=True):
    """What most reports of an incident say of it.

    `first_day` and `last_day` are proleptic ordinals; without `day_told` no report gives that day, but most were
    published on it.
    """

    reports: int
    type: EventType
    mode: str | None = None
    first_day: int | None = None
    last_day: int | None = None
    day_told: bool = False
    place: str | None = None
    precision: PlacePrecision | None = None
    lat: float | None = None
    lon: float | None = None
    killed: Toll | None = None
    wounded: Toll | None = None


def summarise(cards: Iterable[Card]) -> Summary:
    """Return what most reports of an incident say of it. Every report has one vote, that of its most prominent event."""
    ranked = sorted(cards, key=lambda card: (card.order, -card.prominence, card.key))
    day = _vote_day(ranked)
    place = _vote(ranked, _tell_place) or _vote(ranked, _tell_wide_place)
    return Summary(
        reports=len({card.document for card in ranked}),
        type=ranked[0].type,
        mode=ranked[0].mode,
        first_day=day[0] if day else None,
        last_day=day[1] if day else None,
        day_told=day is not None and any(_tell_day(card) == day for card in ranked),
        place=place[0] if place else None,
        precision=place[1] if place else None,
        lat=place[2] if place else None,
        lon=place[3] if place else None,
        killed=_vote_toll(ranked, lambda card: card.killed),
        wounded=_vote_toll(ranked, lambda card: card.wounded),
    )


def _vote(ranked: Sequence[Card], tell: Callable[[Card], _Told | None]) -> _Told | None:
    """Return the value that most reports give; of equals that of the more prominent event."""
    given: dict[str, _Told] = {}
    for card in ranked:
        value = tell(card)
        if value is not None:
            given.setdefault(card.document, value)
    votes = Counter(given.values())
    return max(votes, key=lambda value: votes[value], default=None)


def _vote_day(ranked: Sequence[Card]) -> tuple[int, int] | None:
    """Return the days for which most speaks: what each report tells, and when it was published."""
    told: dict[str, Card] = {}
    for card in ranked:
        if _tell_day(card) is not None:
            told.setdefault(card.document, card)
    votes: dict[tuple[int, int], float] = {}
    for card in told.values():
        if (day := _tell_day(card)) is not None:
            votes[day] = votes.get(day, 0.0) + (_DATED if card.dated else _RELATIVE) * (
                1.0 if card.order == 0 else _ASIDE
            )
    tells = {card.document for card in ranked if _is_dated_aside(card)}
    for document, published in {card.document: card.published for card in ranked}.items():
        if published is not None and document not in tells:
            for day in [day for day in votes if day[0] <= published <= day[1]] or [(published, published)]:
                votes[day] = votes.get(day, 0.0) + _PUBLISHED
    return max(votes, key=lambda day: (votes[day], -day[0], -day[1]), default=None)


def _is_dated_aside(card: Card) -> bool:
    """Tell whether a report says when it was and was written for another matter or later: its own day says nothing."""
    return card.first_day is not None and (card.order > 0 or _tell_day(card) is None)


def _tell_day(card: Card) -> tuple[int, int] | None:
    if card.first_day is None or card.last_day is None or card.last_day - card.first_day >= FEW_DAYS:
        return None
    return card.first_day, card.last_day


_Where = tuple[str | None, PlacePrecision, float | None, float | None]


def _tell_place(card: Card) -> _Where | None:
    return _tell_wide_place(card) if card.precision in FINE and card.lat is not None else None


def _tell_wide_place(card: Card) -> _Where | None:
    return (card.name, card.precision, card.lat, card.lon) if card.precision is not None else None


def _vote_toll(ranked: Sequence[Card], tell: Callable[[Card], Toll | None]) -> Toll | None:
    """Return the number that most reports give, an exact one before one that is open."""
    exact = _vote(ranked, lambda card: toll if (toll := tell(card)) and toll[1] is not None else None)
    return exact or _vote(ranked, tell)
