"""`python -m bench.web [CORPUS] [COUNT]`: how fast the pages of a store of 100,000 events are, with one core to serve them.

The store is made by copying what was read of the corpus (see `bench.large_store`), in minutes; with KHABAR_BENCH_STORE it
is kept at that path and used again, brought up to this khabar where another one made it. Times are those that a reader waits, and those of the server's processor.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import httpx
from sqlalchemy import select

from bench.corpus import copy_corpus, read_corpus
from bench.large_store import make_store, take_up
from bench.painting import weigh_first_paint
from khabar.model import Document
from khabar.pages import Capture, Intake
from khabar.reading import read
from khabar.store import Store, open_store
from khabar.store.custody.stamping import stamps_of
from khabar.store.documents.adding import Received, add_document
from khabar.store.documents.preparing import prepare
from khabar.store.schema import documents, incidents

EVENTS = 100_000
_SEED, _ASKED, _READERS, _SECONDS = 7, 120, 20, 30.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PLACES = ("حلب", "إدلب", "دمشق", "Aleppo", "Idlib")


class Served(NamedTuple):
    """A running server: its address without a token, a client that bears the token, and its process."""

    address: str
    token: str
    pid: int

    def client(self) -> httpx.Client:
        """Return somebody who may ask."""
        headers = {"authorization": f"Bearer {self.token}", "accept-encoding": "gzip"}
        return httpx.Client(base_url=self.address, headers=headers, timeout=60)

    def busy(self) -> float:
        """Return the seconds of the processor that the server has used, what works beside it left out."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """Return the largest resident set of the server in MiB."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def show_web(store: Path) -> None:
    """Print every figure, one a line."""
    with open_store(store, create=False) as opened, opened.reading() as connection:
        ids = list(connection.execute(select(documents.c.id)).scalars())
        found = list(connection.execute(select(incidents.c.id).order_by(incidents.c.reports.desc())).scalars())
    chance = random.Random(_SEED)
    with serve(store) as served:
        started = time.perf_counter()
        with served.client() as client:
            client.get("/en/incidents").raise_for_status()
        print(f"first page           {time.perf_counter() - started:.2f} s, {served.memory():.0f} MiB", flush=True)
        shown = [f"/{chance.choice(('ar', 'en'))}/report/{id}" for id in chance.sample(ids, _ASKED)]
        told = [
            f"/{chance.choice(('ar', 'en'))}/incident/{id}" for id in chance.sample(found[: len(found) // 10], _ASKED)
        ]
        for name, paths in (
            ("incidents, filtered", list(_questions(chance, _ASKED))),
            ("map, filtered", [p.replace("/incidents", "/map.json") for p in _questions(chance, _ASKED)]),
            ("one report", shown),
            ("one incident", told),
        ):
            print(f"{name:20} {_measure(served, paths)}", flush=True)
        print(f"first paint          {weigh_first_paint(served.address, served.token)}", flush=True)
        paths = [*_questions(chance, _ASKED), *shown, *told]
        print(f"{_READERS} readers, 1 writer  {_crowd(served, store, paths)}", flush=True)
        print(f"memory               {served.memory():.0f} MiB at most in the server")


def _questions(chance: random.Random, count: int) -> Iterator[str]:
    """Yield addresses of the list of incidents, each narrowed down in one or two ways."""
    ways: Sequence[Callable[[], dict[str, object]]] = (
        lambda: {"place": chance.choice(_PLACES)},
        lambda: {"type": chance.choice(("ASSAULT", "COERCE", "PROTEST"))},
        lambda: {"since": f"20{chance.randint(18, 30)}-01-01", "until": f"20{chance.randint(30, 34)}-12-31"},
        lambda: {"killed": chance.randint(1, 20), "order": "killed"},
        lambda: {"origins": chance.randint(2, 4), "order": "origins"},
        lambda: {"clash": 1, "order": "newest"},
        lambda: {"grade": "contested"},
        lambda: {"party": "النظام"},
    )
    for _ in range(count):
        asked = chance.choice(ways)() | chance.choice(ways)()
        yield f"/{chance.choice(('ar', 'en'))}/incidents?{urlencode(asked)}"


def _measure(served: Served, paths: Sequence[str]) -> str:
    """Return what the answers took, one asked after the other."""
    waited, worked, sizes = [], [], []
    with served.client() as client:
        for path in paths:
            busy, started = served.busy(), time.perf_counter()
            with client.stream("GET", path) as answer:
                size = sum(len(part) for part in answer.iter_raw())
            waited.append(time.perf_counter() - started)
            worked.append(served.busy() - busy)
            sizes.append(size)
            answer.raise_for_status()
    return (
        f"p50 {_at(waited, 0.5):.0f} ms, p95 {_at(waited, 0.95):.0f} ms, at most {_at(waited, 1):.0f} ms; "
        f"of the processor p95 {_at(worked, 0.95):.0f} ms; {max(sizes) / 1000:.0f} kB at most"
    )


def _crowd(served: Served, store: Path, paths: Sequence[str]) -> str:
    """Return how many readers at once are answered while somebody adds reports, and what went wrong."""
    waited: list[float] = []
    faults: list[str] = []
    until = time.monotonic() + _SECONDS

    def read(seed: int) -> None:
        chance = random.Random(seed)
        with served.client() as client:
            while time.monotonic() < until:
                started = time.perf_counter()
                try:
                    client.get(chance.choice(paths)).raise_for_status()
                except httpx.HTTPError as problem:
                    faults.append(repr(problem))
                waited.append(time.perf_counter() - started)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(_READERS)]
    for thread in threads:
        thread.start()
    written = 0
    with open_store(store, create=False) as opened:
        while time.monotonic() < until:
            try:
                _add_one(opened, written)
            except Exception as problem:
                faults.append(f"writer: {problem!r}")
            written += 1
            time.sleep(1)
    for thread in threads:
        thread.join()
    return (
        f"{len(waited)} pages in {_SECONDS:.0f} s, p50 {_at(waited, 0.5):.0f} ms, p95 {_at(waited, 0.95):.0f} ms; "
        f"{written} reports added; {len(faults)} errors {faults[:3] or ''}"
    )


def _add_one(store: Store, number: int) -> None:
    """Add a report that nobody has told before, as `khabar add` does."""
    record = read_corpus(None)[number % 5]
    document = Document(
        text=f"{record['text']}\n{time.time_ns()}", published="2022-03-05", publisher=f"writer {number}"
    )
    capture = Capture(data=document.text.encode(), name="written.txt")
    intake = Intake(document=document, capture=capture)
    add_document(store, Received.take(capture), intake, prepare(document, read(document)), stamps_of(store)())


def _at(seconds: Sequence[float], share: float) -> float:
    """Return the milliseconds below which so large a share lies."""
    return 1000 * sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


@contextmanager
def serve(store: Path) -> Iterator[Served]:
    """Serve a store with one core, as `khabar serve` does."""
    command = [sys.executable, "-m", "khabar.cli", "serve", "--store", str(store), "--port", "0"]
    core = {max(os.sched_getaffinity(0))}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, preexec_fn=lambda: os.sched_setaffinity(0, core)
    )
    try:
        assert process.stdout is not None
        address, _, token = process.stdout.readline().strip().partition("/?token=")
        yield Served(address, token, process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def main() -> None:
    """Make the store, where it is not kept, and print every figure."""
    kept = os.environ.get("KHABAR_BENCH_STORE")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else EVENTS
    with tempfile.TemporaryDirectory() as folder:
        store = Path(kept) if kept else Path(folder) / "large.db"
        if not store.exists():
            corpus = Path(folder) / "corpus.jsonl"
            copy_corpus(sys.argv[1] if len(sys.argv) > 1 else None, corpus)
            started = time.perf_counter()
            make_store(corpus, store, count=count)
            print(f"made a store of {count} events in {time.perf_counter() - started:.0f} s", flush=True)
        else:
            started, described = time.perf_counter(), take_up(store)
            print(
                f"took up {store} in {time.perf_counter() - started:.0f} s, {described} incidents described", flush=True
            )
        show_web(store)


if __name__ == "__main__":
    main()
