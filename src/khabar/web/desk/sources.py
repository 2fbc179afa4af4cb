"""Who publishes, who passes on, who speaks: how often, on whose word, how often copied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from functools import cache
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection, and_, func, select

from khabar.export.withheld import is_unlisted
from khabar.language import load_lexicon
from khabar.language.spelling import fold
from khabar.model import PartyKind, Value
from khabar.reading import LANGUAGE
from khabar.store.finding.conditions import without
from khabar.store.schema import claims, documents
from khabar.web.desk.desk import Desk

Shape = Literal["outlet", "agency", "speaker"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
_MOST = 2_000
_MOST_BESIDE = 3


class Source(Value, frozen=True, kw_only=True):
    """One source. `reports` are those it publishes, passes on or speaks in; `others` whom it rests on or who carry it.

    `copies` are its reports that are copies of others', `copied` the copies that others made of its reports.
    """

    name: str
    kind: PartyKind | None = None
    country: str | None = None
    reports: int
    claims: int = 0
    unnamed: int = 0
    denials: int = 0
    copies: int = 0
    copied: int = 0
    first: str | None = None
    last: str | None = None
    others: tuple[tuple[str, int], ...] = ()


def list_sources(desk: Desk, shape: Shape, *, containing: str = "") -> list[Source]:
    """Return the sources of one shape, the most frequent first; persons and unnamed ones only where they may be shown."""
    asked = fold(containing).lower()
    found = desk.keep(("sources", shape), lambda: _list_shown(desk, shape))
    return [one for one in found if asked in fold(one.name).lower()][:_MOST]


def _list_shown(desk: Desk, shape: Shape) -> list[Source]:
    with desk.store.reading() as connection:
        if shape == "outlet":
            found = _list_outlets(connection, desk.hidden, private=not desk.profile.covers)
        else:
            found = _list_speakers(
                connection, desk.hidden, passing_on=shape == "agency", private=not desk.profile.covers
            )
    withheld = [fold(name).lower() for name in desk.profile.items.names]
    kept = [one for one in found if not any(word in fold(one.name).lower() for word in withheld)]
    if desk.profile.days != "exact":
        kept = [msgspec.structs.replace(one, first=None, last=None) for one in kept]
    return sorted(kept, key=lambda one: (-one.reports, one.name))


def _list_outlets(connection: Connection, hidden: Collection[str], *, private: bool) -> list[Source]:
    """Return those who publish; `private` names those without a record among whom they rest on."""
    shown = (documents.c.current, *without(hidden))
    original = documents.alias("original")
    from_seen = and_(original.c.id == documents.c.copy_of, *without(hidden, of=original.c.id))
    told = (
        select(
            documents.c.publisher,
            func.count(),
            func.count(original.c.id),
            func.min(documents.c.day),
            func.max(documents.c.day),
        )
        .select_from(documents.outerjoin(original, from_seen))
        .where(*shown, documents.c.publisher.is_not(None))
        .group_by(documents.c.publisher)
    )
    copied: dict[str, int] = {
        row[0]: row[1]
        for row in connection.execute(
            select(original.c.publisher, func.count())
            .select_from(documents.join(original, from_seen))
            .where(*shown)
            .group_by(original.c.publisher)
        )
    }
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rests: defaultdict[str, Counter[str]] = defaultdict(Counter)
    question = (
        select(
            documents.c.publisher,
            claims.c.speaker,
            claims.c.speaker_id,
            claims.c.anonymous,
            claims.c.force,
            func.count(),
        )
        .join(documents, documents.c.number == claims.c.document)
        .where(*shown, documents.c.publisher.is_not(None))
        .group_by(documents.c.publisher, claims.c.speaker, claims.c.speaker_id, claims.c.anonymous, claims.c.force)
    )
    for publisher, speaker, identity, anonymous, force, number in connection.execute(question):
        said[publisher].update(
            claims=number, unnamed=number if anonymous else 0, denials=number if force == "deny" else 0
        )
        if speaker and not anonymous and (private or not is_unlisted(identity)):
            rests[publisher][speaker] += number
    return [
        Source(
            name=name,
            reports=number,
            copies=copies,
            copied=copied.get(name, 0),
            first=first,
            last=last,
            claims=said[name]["claims"],
            unnamed=said[name]["unnamed"],
            denials=said[name]["denials"],
            others=tuple(rests[name].most_common(_MOST_BESIDE)),
        )
        for name, number, copies, first, last in connection.execute(told)
    ]


def _list_speakers(connection: Connection, hidden: Collection[str], *, passing_on: bool, private: bool) -> list[Source]:
    """Return speakers, or with `passing_on` those through whom others speak; `private` shows those without a record."""
    question = (
        select(
            claims.c.speaker,
            claims.c.speaker_id,
            claims.c.speaker_kind,
            claims.c.speaker_country,
            claims.c.anonymous,
            claims.c.chain,
            claims.c.force,
            claims.c.document,
            documents.c.publisher,
            documents.c.day,
        )
        .join(documents, documents.c.number == claims.c.document)
        .where(documents.c.current, *without(hidden), claims.c.speaker.is_not(None))
    )
    gathered: dict[str, _Gathered] = {}
    for row in connection.execute(question):
        if not private and (row.anonymous or is_unlisted(row.speaker_id)):
            continue
        if passing_on:
            for carrier in filter(None, row.chain.split(" < ")[:-1]):
                if not private and carrier not in _recorded_names():
                    continue
                gathered.setdefault(carrier, _Gathered(None, None)).add(row, None if row.anonymous else row.speaker)
        elif not row.anonymous:
            gathered.setdefault(row.speaker, _Gathered(row.speaker_kind, row.speaker_country)).add(row, row.publisher)
    return [one.finish(name) for name, one in gathered.items()]


@cache
def _recorded_names() -> frozenset[str]:
    return frozenset(actor.name for actor in load_lexicon(LANGUAGE).names.actors)


class _Gathered:
    """What has been counted of one source so far."""

    def __init__(self, kind: PartyKind | None, country: str | None) -> None:
        self._kind, self._country = kind, country
        self._documents: set[int] = set()
        self._days: set[str] = set()
        self._others: Counter[str] = Counter()
        self._claims = self._unnamed = self._denials = 0

    def add(self, row: Any, other: str | None) -> None:
        """Count one claim."""
        self._claims += 1
        self._unnamed += bool(row.anonymous)
        self._denials += row.force == "deny"
        self._documents.add(row.document)
        if row.day:
            self._days.add(row.day)
        if other:
            self._others[other] += 1

    def finish(self, name: str) -> Source:
        """Return what was counted."""
        return Source(
            name=name,
            kind=self._kind,
            country=self._country,
            reports=len(self._documents),
            claims=self._claims,
            unnamed=self._unnamed,
            denials=self._denials,
            first=min(self._days, default=None),
            last=max(self._days, default=None),
            others=tuple(self._others.most_common(_MOST_BESIDE)),
        )
