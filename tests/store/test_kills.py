"""kill -9 at random moments: what was acknowledged is there, once, and the store agrees with its log."""

import datetime
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace
from sqlalchemy import func, select

from khabar import Document, Report
from khabar.pages import Capture, Intake
from khabar.store import open_store
from khabar.store.custody.verifying import verify
from khabar.store.documents.adding import Received, add_document
from khabar.store.documents.preparing import Prepared, prepare
from khabar.store.documents.readings import Stamp
from khabar.store.schema import documents, readings

KILLS = 60  # for each database
LONGEST = 0.2  # seconds from the first new acknowledgement to the kill: up to ten documents
AGAIN = 3  # documents that each run adds once more
STAMP = Stamp("0.0", "data", "2024-03-05T10:00:00+00:00")


def make_report(sample: Report, number: int) -> Prepared:
    """Return a report of its own: its text ends in words of its own, its event has a day of its own."""
    document = Document(
        text=sample.document.text + "\n" + " ".join(f"كلمة{number}و{n}" for n in range(60)),
        published=sample.document.published,
        url=f"https://example.org/{number}",
    )
    day = (datetime.date(2020, 1, 1) + datetime.timedelta(days=5 * number)).isoformat()
    (event,) = sample.events
    assert event.time
    event = replace(event, time=replace(event.time, start=day, end=day))
    return prepare(document, replace(sample, document=document, events=(event,)))


@contextmanager
def killed_writer(address: str, work: list[Prepared], moment: random.Random) -> Iterator[list[str]]:
    """Let a process add documents, acknowledging each on a pipe, and kill it; gives what it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _write_all(address, work, writer)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as acknowledged:
        early = moment.random() < 0.2
        first = b"" if early else b"".join(acknowledged.readline() for _ in range(AGAIN + 1))
        time.sleep(moment.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (first + acknowledged.read()).split(b"\n")
    yield [line.decode() for line in lines[:-1]]


def _write_all(address: str, work: list[Prepared], writer: int) -> None:
    with open_store(address) as store:
        for prepared in work:
            capture = Capture(data=prepared.document.text.encode(), name="report", url=prepared.document.url)
            intake = Intake(document=prepared.document, capture=capture)
            added = add_document(store, Received.take(capture), intake, prepared, STAMP)
            os.write(writer, f"{added.id}\n".encode())


def test_nothing_acknowledged_is_lost_and_nothing_doubled(address: str, sample: Report) -> None:
    moment = random.Random(address.endswith(".db"))
    work = [make_report(sample, number) for number in range(600)]
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        start = max(0, len(acknowledged) - AGAIN)
        with killed_writer(address, work[start:], moment) as ids:
            acknowledged |= set(ids)
    assert len(acknowledged) > KILLS // 4, "kills came before there was anything to lose"
    with open_store(address) as store:
        with store.reading() as connection:
            kept = connection.execute(select(documents.c.id)).scalars().all()
            addresses = connection.execute(select(func.count(documents.c.address.distinct()))).scalar()
            read = connection.execute(select(func.count()).select_from(readings)).scalar()
        assert acknowledged <= set(kept)
        assert len(kept) <= len(acknowledged) + KILLS, "at most the one on its way at each kill"
        assert len(kept) == addresses == read
        assert verify(store).disagreements == ()


def test_two_writers_at_once_double_nothing(address: str, sample: Report) -> None:
    work = [make_report(sample, number) for number in range(40)]
    children = []
    for part in (work[:30], work[10:]):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _write_all(address, part, os.open(os.devnull, os.O_WRONLY))
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    with open_store(address) as store:
        with store.reading() as connection:
            kept = connection.execute(select(documents.c.address)).scalars().all()
        assert sorted(kept) == sorted(f"example.org/{number}" for number in range(40))
        assert verify(store).disagreements == ()
