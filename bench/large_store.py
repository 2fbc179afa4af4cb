"""A store of many events: a corpus read once, and copies of what was read on other days and in other places."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy import text as sql

from bench.linking import DAYS, EAST, NORTH, SEED
from bench.process import run_khabar
from khabar.cli.storing import count_cores
from khabar.incidents import Card, blocking_keys, group
from khabar.incidents.model import name_group
from khabar.incidents.words import pack as pack_words
from khabar.incidents.words import unpack as unpack_words
from khabar.model import Event, Report
from khabar.store import open_store
from khabar.store.documents.preparing import Prepared, find_forms, prepare
from khabar.store.incidents.describing import describe_incidents, describe_these, find_waiting
from khabar.store.incidents.descriptions import describer
from khabar.store.incidents.sketching import sketch_all
from khabar.store.inserting import insert_rows
from khabar.store.packing import pack, unpack
from khabar.store.schema import blocks, cards, claims, documents, events, incidents, members, readings, ties

_replace = msgspec.structs.replace


class _Copy:
    """One copy of all reports: how many days later, how far away, and what its words are masked with."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self._number = number
        self._days = chance.randrange(DAYS)
        self._north, self._east = chance.uniform(0, NORTH), chance.uniform(0, EAST)
        self._mask = chance.getrandbits(28) << 4

    def make(self, report: Report) -> Report:
        """Return a report of the same words, published on another day and about events elsewhere."""
        told = report.document
        published = told.published and self._move_day(told.published)
        url = told.url and f"{told.url}#{self._number}"
        document = _replace(told, id=f"{self._number}-{told.id}", published=published, url=url)
        return _replace(report, document=document, events=tuple(self._move(event) for event in report.events))

    def mask(self, card: Card) -> Card:
        """Return a card whose uncommon words are those of this copy alone."""
        words, wording = (
            pack_words(sorted(w ^ self._mask for w in unpack_words(b))) for b in (card.words, card.wording)
        )
        return _replace(card, words=words, wording=wording)

    def _move(self, event: Event) -> Event:
        place, time = event.place, event.time
        if place is not None:
            place = _replace(
                place,
                name=f"{place.name or place.text} {self._number}",
                id=place.id and f"{place.id}-{self._number}",
                lat=None if place.lat is None else round(place.lat + self._north, 4),
                lon=None if place.lon is None else round(place.lon + self._east, 4),
            )
        if time is not None and time.start:
            time = _replace(time, start=self._move_day(time.start), end=time.end and self._move_day(time.end))
        return _replace(event, place=place, time=time)

    def _move_day(self, iso: str) -> str:
        return (date.fromisoformat(iso[:10]) + timedelta(days=self._days)).isoformat() + iso[10:]


def make_store(corpus: Path, path: Path, *, count: int) -> None:
    """Make a store of so many events out of a corpus, every incident of it described."""
    run_khabar("add", str(corpus), "--store", str(path))
    with open_store(path) as store:
        with store.writing() as connection:
            _fill(connection, count)
        describe_incidents(store, jobs=count_cores())


def take_up(path: Path) -> int:
    """Bring a store that was kept up to this khabar, and return how many of its incidents were described for that.

    What another version described counts as described, unless it is grouped otherwise now: pages are measured, not what
    they say.
    """
    with open_store(path, create=False) as store:
        with store.writing() as connection:
            told = incidents.c.described.is_not(None)
            connection.execute(update(incidents).where(told).values(describer=describer()))
        with store.reading() as connection:
            waiting = find_waiting(connection)
        describe_these(store, waiting, jobs=count_cores())
    return len(waiting)


def _fill(connection: Connection, count: int) -> None:
    held = [msgspec.msgpack.decode(body, type=Card) for body in connection.execute(select(cards.c.body)).scalars()]
    rows = connection.execute(
        select(documents, readings.c.body.label("report")).join(readings, readings.c.number == documents.c.reading)
    ).mappings()
    base = [(row, unpack(row["report"], Report)) for row in rows]
    made = [*held, *_add_copies(connection, base, count - len(held))]
    groups = group(made)
    for table in (ties, members):
        connection.execute(table.delete())
    belonging = [{"card": key, "incident": g.id, "component": g.component} for g in groups for key in g.members]
    insert_rows(connection, members, belonging)
    insert_rows(
        connection, ties, [{"a": t.a, "b": t.b, "body": msgspec.msgpack.encode(t)} for g in groups for t in g.ties]
    )
    sketch_all(connection)


def _add_copies(connection: Connection, base: Sequence[tuple[Any, Report]], wanted: int) -> Iterator[Card]:
    """Add copies until they tell of as many events as are wanted, and yield the cards of those."""
    prepared = [prepare(report.document, None) for _, report in base]
    document = connection.execute(select(func.max(documents.c.number))).scalar() or 0
    reading = connection.execute(select(func.max(readings.c.number))).scalar() or 0
    card = connection.execute(select(func.max(cards.c.number))).scalar() or 0
    chance = random.Random(SEED)
    for number in itertools.count(1):
        copy = _Copy(number, chance)
        gathered = _Rows()
        for (row, report), ready in zip(base, prepared, strict=True):
            if wanted <= 0:
                break
            document, reading = document + 1, reading + 1
            made = gathered.take(copy, row, report, ready, (document, reading, card))
            card, wanted = card + len(made), wanted - len(made)
            yield from made
        gathered.insert(connection)
        if wanted <= 0:
            return


class _Rows:
    """The rows of one copy, gathered to be inserted at once."""

    def __init__(self) -> None:
        self._of: dict[Any, list[dict[str, Any]]] = {
            t: [] for t in (documents, readings, claims, events, cards, blocks)
        }
        self._words: list[dict[str, Any]] = []

    def take(
        self, copy: _Copy, row: Any, report: Report, ready: Prepared, numbers: tuple[int, int, int]
    ) -> tuple[Card, ...]:
        """Lay out a copy of one report, and return its cards."""
        document, reading, card = numbers
        moved = copy.make(report)
        told, id = moved.document, str(moved.document.id)
        forms, packed = find_forms(id, moved), pack(told)
        values = {name: value for name, value in row.items() if name != "report"}
        values |= {"number": document, "id": id, "address": None, "text_sha256": id, "published": told.published}
        values |= {"day": told.published and told.published[:10], "url": told.url, "reading": reading, "copy_of": None}
        self._of[documents].append(values | {"body": packed.body, "sha256": packed.sha256})
        stamp = {"tool": "bench", "data": "bench", "made": row["taken_in"]}
        body = {"body": forms.report.body, "sha256": forms.report.sha256}
        self._of[readings].append({"number": reading, "document": document} | stamp | body)
        self._of[claims] += [{"document": document} | one for one in forms.claims]
        self._of[events] += [{"document": document} | one for one in forms.events]
        self._words.append({"number": document, "words": " ".join(ready.stems)})
        masked = tuple(copy.mask(one) for one in forms.cards)
        self._lay_out_cards(document, card, masked)
        return masked

    def _lay_out_cards(self, document: int, last: int, made: Iterable[Card]) -> None:
        for number, card in enumerate(made, start=last + 1):
            self._of[cards].append(
                {
                    "number": number,
                    "key": card.key,
                    "document": document,
                    "event": card.event,
                    "name": name_group([card.key]),
                    "body": msgspec.msgpack.encode(card),
                }
            )
            self._of[blocks] += [{"block": block, "card": number} for block in blocking_keys(card)]

    def insert(self, connection: Connection) -> None:
        """Write all that was gathered."""
        for table, rows in self._of.items():
            if rows:
                connection.execute(insert(table), rows)
        if self._words:
            connection.execute(sql("INSERT INTO document_words (rowid, words) VALUES (:number, :words)"), self._words)
