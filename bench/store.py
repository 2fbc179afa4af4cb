"""`python -m bench.store [CORPUS]`: a corpus taken into an SQLite store, and one more report into one of 100,000 events.

The large store is made by perturbing the events that were read (see `bench.linking`); the report that comes last is one of
the corpus, in the place and on the day of one of its copies.
"""

from __future__ import annotations

import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select, update

from bench.corpus import copy_corpus
from bench.linking import perturb
from bench.process import run_khabar
from khabar.incidents import Card
from khabar.incidents.model import name_group
from khabar.store import Store, open_store
from khabar.store.incidents.grouping import keep_cards, regroup_all
from khabar.store.schema import cards, documents, readings

EVENTS = 100_000
_ADDED = 40
_SEED = 7


def show_store(corpus: Path, folder: Path, *, count: int = EVENTS) -> None:
    """Print how long the corpus takes to be read, stored and linked, and one report in a store of so many events."""
    path = folder / "bench.db"
    run = run_khabar("add", str(corpus), "--store", str(path))
    print(f"read, stored, linked {run.seconds:.1f} s, {run.busy:.1f} s of the processor in all processes", flush=True)
    run = run_khabar("incidents", "--store", str(path), "--format", "csv")
    print(f"first list           {run.seconds:.2f} s, whole process, what it shows described", flush=True)
    run = run_khabar("incidents", "--store", str(path), "--format", "csv", "--limit", "1000000")
    print(f"all described        {run.seconds:.1f} s, {run.busy:.1f} s of the processor", flush=True)
    run = run_khabar("incidents", "--store", str(path), "--format", "csv")
    print(f"list                 {run.seconds:.2f} s, whole process", flush=True)
    with open_store(path) as store:
        _fill(store, count)
        spent = sorted(_add_some(store))
    print(
        f"one report more      {spent[len(spent) // 2]:.3f} s, {spent[-1]:.3f} s at most of {len(spent)}, linking alone"
    )


def _fill(store: Store, count: int) -> None:
    """Add perturbed copies of the events that are there, each copy with documents of its own."""
    with store.writing() as connection:
        held = [msgspec.msgpack.decode(body, type=Card) for body in connection.execute(select(cards.c.body)).scalars()]
        made = list(itertools.islice(perturb(held), count))
        numbers = _add_documents(connection, sorted({card.document for card in made}))
        for card in made:
            values = {"key": card.key, "document": numbers[card.document], "event": card.event}
            body = msgspec.msgpack.encode(card)
            connection.execute(insert(cards).values(**values, name=name_group([card.key]), body=body))
        regroup_all(connection)


def _add_documents(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Add documents with readings like the first of the store, under other ids."""
    document = dict(connection.execute(select(documents).limit(1)).mappings().one())
    reading = dict(connection.execute(select(readings).limit(1)).mappings().one())
    out = {}
    for id in ids:
        like = document | {"id": id, "address": None, "text_sha256": id}
        made = connection.execute(insert(documents).values(**_without_number(like))).inserted_primary_key
        out[id] = number = made[0] if made else 0
        own = _without_number(reading) | {"document": number}
        key = connection.execute(insert(readings).values(**own)).inserted_primary_key
        connection.execute(update(documents).where(documents.c.number == number).values(reading=key and key[0]))
    return out


def _without_number(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "number"}


def _add_some(store: Store) -> Iterator[float]:
    """Yield the seconds of the processor in which a copy of a stored report is linked, each in a transaction of its own."""
    with store.reading() as connection:
        ids = list(connection.execute(select(documents.c.id, documents.c.number)))
    for id, number in random.Random(_SEED).sample(ids, _ADDED):
        with store.writing() as connection:
            bodies = connection.execute(select(cards.c.body).where(cards.c.document == number)).scalars()
            told = [msgspec.msgpack.decode(body, type=Card) for body in bodies]
            copy = _add_documents(connection, [f"new-{id}"])[f"new-{id}"]
            fresh = [msgspec.structs.replace(card, key=f"new-{id}/{card.event}") for card in told]
            started = time.process_time()
            keep_cards(connection, copy, fresh)
            spent = time.process_time() - started
        yield spent


def main() -> None:
    """Print every figure, one a line."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        copy_corpus(sys.argv[1] if len(sys.argv) > 1 else None, corpus)
        count = int(sys.argv[2]) if len(sys.argv) > 2 else EVENTS
        show_store(corpus, Path(folder), count=count)


if __name__ == "__main__":
    main()
