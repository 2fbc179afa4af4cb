"""Many inputs into one store: opened, read by several processes, stored one after the other in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from msgspec.structs import replace

from khabar.intake.reading import ELSEWHERE, Read, Task, read_tasks, unpack_read
from khabar.pages import Capture, Intake, Known, Refused
from khabar.pages.intake import Skipped, State
from khabar.pages.open import open_capture, tell_format
from khabar.store.documents.adding import Fate, Received, add_document, find_taken, is_known
from khabar.store.documents.readings import Stamp
from khabar.store.documents.recognition import text_digest
from khabar.store.gazetteers import load_body, use_places
from khabar.store.opening import Store
from khabar.workers import work_in_chunks

_ALONE = frozenset({"khabar.pages.html:read_page", "khabar.pages.plain:read_plain", "khabar.pages.pdf:read_pdf"})
Open = Callable[[Capture, Known], Iterable[Intake | Refused]]


class Taken(NamedTuple):
    """What became of one document, or of an input that gave none: `reason` says why it failed or was only kept.

    "skipped" are `parts` of an input that hold no report, such as the pictures of a web archive.
    """

    name: str
    fate: Fate | Literal["failed", "skipped"]
    id: str | None = None
    of: str | None = None
    state: State | None = None
    reason: str | None = None
    parts: int = 1


class _Sent(NamedTuple):
    """A task on its way: the capture that it came from, or its end where there was nothing to do."""

    task: Task
    received: Received | None = None
    taken: Taken | None = None


def take_in(
    store: Store,
    captures: Iterable[Capture | Refused],
    known: Known,
    *,
    stamp: Callable[[], Stamp],
    jobs: int = 1,
    open_many: Open = open_capture,
) -> Iterator[Taken]:
    """Yield what became of every document in the captures, in their order, each stored before it is yielded.

    `stamp` tells versions and time; `open_many` opens captures that hold many documents.
    """
    return _work(store, _find_tasks(store, captures, known, open_many), stamp, jobs)


def take_intakes(
    store: Store, found: Iterable[Intake | Refused], *, stamp: Callable[[], Stamp], jobs: int = 1
) -> Iterator[Taken]:
    """Yield what became of documents that were found already, such as the new entries of a feed."""
    return _work(store, _send_members(store, found), stamp, jobs)


def _work(store: Store, found: Iterable[_Sent], stamp: Callable[[], Stamp], jobs: int) -> Iterator[Taken]:
    sent: deque[_Sent] = deque()

    def send() -> Iterator[Task]:
        for one in found:
            sent.append(one)
            yield one.task

    with store.reading() as connection:
        places = load_body(connection)
    for packed in work_in_chunks(read_tasks, send(), jobs=jobs, prepare=partial(use_places, places)):
        for reads in unpack_read(packed):
            one = sent.popleft()
            if one.taken is not None:
                yield one.taken
            for read in reads:
                yield _store(store, one.received, read, stamp())


def _find_tasks(store: Store, captures: Iterable[Capture | Refused], known: Known, open_many: Open) -> Iterator[_Sent]:
    for capture in captures:
        if isinstance(capture, Refused):
            yield _refuse(capture)
        elif tell_format(capture).reader in _ALONE:
            yield _send_alone(store, capture, known)
        else:
            yield from _send_members(store, open_many(capture, known))


def _send_alone(store: Store, capture: Capture, known: Known) -> _Sent:
    """Send a capture that holds one document to be opened where it is read, unless these bytes were taken in before."""
    received = Received.take(capture)
    if not any(known):
        with store.reading() as connection:
            taken = find_taken(connection, received, capture.url)
        if taken:
            return _Sent(Task(), taken=Taken(capture.name, "known", taken))
    return _Sent(Task(capture=capture, known=known), received)


def _send_members(store: Store, found: Iterable[Intake | Refused]) -> Iterator[_Sent]:
    received: Received | None = None
    for intake in found:
        if isinstance(intake, Refused):
            yield _refuse(intake)
            continue
        if received is None or intake.capture is not received.capture:
            received = Received.take(intake.capture)
        with store.reading() as connection:
            taken = is_known(connection, intake, text_digest(intake.document))
        if taken:
            yield _Sent(Task(), taken=Taken(_call(intake.capture, intake.member), "known", taken))
        else:
            yield _Sent(Task(intake=replace(intake, capture=ELSEWHERE)), received)


def _refuse(refused: Refused) -> _Sent:
    if isinstance(refused, Skipped):
        return _Sent(Task(), taken=Taken(refused.name, "skipped", reason=refused.reason, parts=refused.count))
    return _Sent(Task(), taken=Taken(refused.name, "failed", reason=refused.reason))


def _store(store: Store, received: Received | None, read: Read, stamp: Stamp) -> Taken:
    intake, prepared = read.intake, read.prepared
    if intake is None or prepared is None or received is None:
        return Taken(read.name, "failed", reason=read.refused)
    if intake.capture != ELSEWHERE:
        received = Received.take(intake.capture)
    added = add_document(store, received, intake, prepared, stamp)
    fate = "failed" if read.fault else added.fate
    name = _call(received.capture, intake.member)
    return Taken(name, fate, added.id, added.of, intake.state, read.fault or intake.note)


def _call(capture: Capture, member: str | None) -> str:
    """Return what a document is called to the user: by its capture, and by its name in that."""
    return ", ".join(filter(None, (capture.name, member)))
