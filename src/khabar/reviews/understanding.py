"""What the words that a person chose in a text say: a place, a time, a party, a number, as khabar understands them.

A value needs its words: who corrects shows where it stands, and khabar looks up what it means. What khabar cannot
know, or gets wrong, the person says beside the words: a number, a day, a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, get_args

import msgspec

from khabar.errors import ReviewProblem
from khabar.language import Lexicon, Text, read_text
from khabar.mentions import Mentions, describe_party, find_mentions
from khabar.model import (
    Certainty,
    Count,
    Damage,
    Document,
    EventType,
    Force,
    Link,
    Party,
    PartyKind,
    Place,
    PlacePrecision,
    Span,
    Status,
    Time,
    Value,
    Weapon,
    iso_date,
)
from khabar.reviews.lookup import find_actor, find_nearest, find_place
from khabar.reviews.model import SPANNED, Values

FIXED: Mapping[str, tuple[Any, ...]] = {
    "force": get_args(Force),
    "certainty": get_args(Certainty),
    "negated": (True, False),
    "type": get_args(EventType),
    "status": get_args(Status),
    "weapon": (None, *get_args(Weapon)),
    "damage": (None, *get_args(Damage)),
}
"""The values from which a person chooses; a mode is any that is known for the type, or None."""


class Chosen(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that a person chose for a value, by their characters, and what the person says of them.

    `min` and `max` are a number of people, `max` None with `open` where the text leaves it open; `start` and `end` ISO
    days; `name`, `kind`, `country` and `precision` whom or what the words name, `anonymous` that a speaker has no name.
    """

    span: Span
    min: int | None = None
    max: int | None = None
    open: bool = False
    start: str | None = None
    end: str | None = None
    name: str | None = None
    kind: PartyKind | None = None
    country: str | None = None
    precision: PlacePrecision | None = None
    anonymous: bool | None = None


class Reader:
    """Understands words of one document."""

    def __init__(self, document: Document, language: Lexicon) -> None:
        self._document = document
        self._language = language

    @cached_property
    def _text(self) -> Text:
        return read_text(self._document.text, self._language)

    @cached_property
    def _mentions(self) -> Mentions:
        return find_mentions(self._text, self._document)

    def understand(self, given: Mapping[str, Any]) -> Values:
        """Return values that a person gives, by their fields: of a fixed list, `Chosen` words (or as a mapping), or None.

        Raises `ReviewProblem` where a field is none, or a value is not one for it.
        """
        found: dict[str, Any] = {}
        for field, value in given.items():
            if field not in Values.__struct_fields__:
                raise ReviewProblem(f"«{field}» is no field that can be corrected")
            found[field] = self._in_text(field, value) if field in SPANNED else _in_list(field, value)
        try:
            return Values(**found)
        except TypeError as problem:
            raise ReviewProblem(f"not a correction: {problem}") from None

    def number(self, span: Span) -> Count | None:
        """Return the number of people that the words of a stretch tell by themselves, None where they tell none."""
        found = find_nearest(self._mentions.counts, span)
        return Count(min=found.min, max=found.max, text=self.words(span), span=span) if found else None

    def _in_text(self, field: str, value: Any) -> Any:
        if value is None:
            return None
        try:
            chosen = value if isinstance(value, Chosen) else msgspec.convert(value, Chosen)
        except msgspec.ValidationError as problem:
            raise ReviewProblem(f"{field}: not words of the text ({problem}): give span: [start, end]") from None
        words = self.words(chosen.span)
        return _MAKERS[field](self, chosen, words)

    def words(self, span: Span) -> str:
        """Return the words of a stretch. Raises `ReviewProblem` where the text has no such stretch, or nothing is in it."""
        text = self._document.text
        if not (0 <= span.start < span.end <= len(text)) or not text[span.start : span.end].strip():
            raise ReviewProblem(f"the text has no words from {span.start} to {span.end}: no words, no value")
        return text[span.start : span.end]

    def _place(self, chosen: Chosen, words: str) -> Place:
        found = find_nearest(self._mentions.places, chosen.span)
        country = chosen.country or (found.country if found else None)
        record = find_place(self._language, chosen.name, country) if chosen.name else None
        if record is not None:
            return Place(
                text=words,
                span=chosen.span,
                name=record.name,
                country=record.country or None,
                lat=record.lat,
                lon=record.lon,
                id=record.id,
                precision=chosen.precision or msgspec.convert(record.precision, PlacePrecision),
            )
        if chosen.name or found is None:
            return Place(
                text=words,
                span=chosen.span,
                name=chosen.name,
                country=country,
                precision=chosen.precision or (found.precision if found else "town"),
            )
        return Place(
            text=words,
            span=chosen.span,
            name=found.name,
            country=country,
            lat=found.lat,
            lon=found.lon,
            id=found.id,
            precision=chosen.precision or found.precision,
        )

    def _time(self, chosen: Chosen, words: str) -> Time:
        found = find_nearest(self._mentions.times, chosen.span)
        if chosen.start:
            start, end = _day(chosen.start), _day(chosen.end or chosen.start)
            if end < start:
                raise ReviewProblem(f"time: it ends on {end}, before it begins on {start}")
            return Time(text=words, span=chosen.span, start=start, end=end, rule="review")
        if found is None:
            return Time(text=words, span=chosen.span, rule="review")
        return Time(
            text=words, span=chosen.span, start=found.start, end=found.end, precision=found.precision, rule=found.rule
        )

    def _count(self, chosen: Chosen, words: str) -> Count:
        low, high = chosen.min, None if chosen.open else chosen.max
        if low is None:
            found = find_nearest(self._mentions.counts, chosen.span)
            if found is None:
                raise ReviewProblem(f"khabar reads no number in «{words}»: say which (min, and max)")
            low, high = found.min, found.max
        elif high is None and not chosen.open:
            high = low
        if low < 0 or (high is not None and high < low):
            raise ReviewProblem(f"{low} to {high} is no number of people")
        return Count(min=low, max=high, text=words, span=chosen.span)

    def _party(self, chosen: Chosen, words: str) -> Party:
        known = self._who(chosen, words)
        return Party(text=words, span=chosen.span, name=known.name, kind=known.kind, country=known.country, id=known.id)

    def _link(self, chosen: Chosen, words: str) -> Link:
        known = self._who(chosen, words)
        anonymous = known.anonymous if chosen.anonymous is None else chosen.anonymous
        return Link(
            text=words,
            span=chosen.span,
            name=None if anonymous else known.name,
            kind=known.kind,
            country=known.country,
            id=None if anonymous else known.id,
            anonymous=anonymous,
        )

    def _who(self, chosen: Chosen, words: str) -> Link:
        """Return who is named by words, as a link of a chain holds it."""
        record = find_actor(self._language, chosen.name) if chosen.name else None
        if record is not None:
            return Link(
                text=words,
                span=chosen.span,
                name=record.name,
                kind=chosen.kind or msgspec.convert(record.kind, PartyKind),
                country=chosen.country or record.country or None,
                id=record.id,
            )
        at = [n for n, w in enumerate(self._text.words) if w.end > chosen.span.start and w.start < chosen.span.end]
        found = None if chosen.name or not at else describe_party(self._text, self._mentions, at[0], at[-1] + 1)
        return Link(
            text=words,
            span=chosen.span,
            name=chosen.name or (found.name if found else None),
            kind=chosen.kind or (found.kind if found else "other"),
            country=chosen.country or (found.country if found else None),
            id=found.id if found else None,
            anonymous=bool(found and found.anonymous),
        )


_MAKERS: Mapping[str, Callable[[Reader, Chosen, str], Any]] = {
    "place": Reader._place,
    "time": Reader._time,
    "killed": Reader._count,
    "wounded": Reader._count,
    "actor": Reader._party,
    "target": Reader._party,
    "speaker": Reader._link,
}


def _in_list(field: str, value: Any) -> Any:
    if field == "mode":
        if value is not None and not isinstance(value, str):
            raise ReviewProblem("mode: give a word of the codebook, or nothing")
        return value or None
    if value not in FIXED[field] or (field == "negated") != isinstance(value, bool):
        known = ", ".join(str(one) for one in FIXED[field] if one is not None)
        raise ReviewProblem(f"{field}: «{value}» is none of {known}")
    return value


def _day(given: str) -> str:
    found = iso_date(given)
    assert found is not None
    return found[:10]
