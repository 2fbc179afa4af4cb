"""All incidents of a store as entries, kept in memory and followed as the store grows.

The list is there at once. What takes longer is done beside it by one other process, so that pages never wait for it:
laying reports side by side, where the store has not done so yet; and publishing, where the profile covers anything.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, Protocol

from khabar.errors import StoreProblem
from khabar.export.profile import Profile
from khabar.reviews.model import State
from khabar.store import open_store
from khabar.store.incidents.describing import describe_incidents
from khabar.store.incidents.listing import Listed, add_titles, find_marks, list_these
from khabar.store.reviews.reviewed import find_incident_states, find_last_reviews
from khabar.web.desk.desk import Desk
from khabar.web.desk.entry import Entry, describe_entry, enter

_AT_ONCE = 20
_LONG = 0.1  # seconds of the processor: asking a store that takes longer is not done for every answer
_SHARE = 10  # but after so many times as long
_AGAIN = 3.0  # seconds until the store is asked again for what is being described
_log = logging.getLogger(__name__)
Covered = dict[str, Entry | None]
Mark = tuple[str, bool, State, int]
"""What an entry cannot change without: what its incident is made of, whether that is described, how it was reviewed, and
the number of the last review of one of its reports."""


class Listing(Protocol):
    """A list of incidents as somebody may see it."""

    def entries(self) -> list[Entry]:
        """Return the entries as they are known now, those of the most reports first."""
        ...

    @property
    def waiting(self) -> int:
        """How many incidents have not been worked out yet."""
        ...


class Catalogue:
    """The entries of a store's incidents, those of the most reports first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.RLock()
        self._following = threading.Lock()
        self._version = -1
        self._asked = self._took = 0.0  # when the store was asked last, and how long that took of the processor
        self._entries: dict[str, Entry] = {}
        self._marks: dict[str, Mark] = {}
        self._counted: tuple[list[Entry], int] | None = None  # what is shown, and how many are waited for
        self._failed: set[str] = set()
        self._describing: Future[Any] | None = None
        self._pool: ProcessPoolExecutor | None = None

    def entries(self) -> list[Entry]:
        """Return the entries as they are known now; of a covered store only those that have been covered.

        What has just been written is among them, unless it takes long to find that out or somebody else is at it.
        """
        first = self._version < 0
        if (first or self._is_due()) and self._following.acquire(blocking=first):
            try:
                if self._is_behind():
                    self._follow()
            finally:
                self._following.release()
        with self._lock:
            return self._count()[0]

    @property
    def waiting(self) -> int:
        """How many incidents have not been worked out yet."""
        with self._lock:
            return self._count()[1]

    def _count(self) -> tuple[list[Entry], int]:
        if self._counted is None:
            shown = [one for one in self._entries.values() if one.counted or self._desk.profile.is_open]
            waiting = sum(1 for id, one in self._entries.items() if not one.counted and id not in self._failed)
            self._counted = (shown, waiting)
        return self._counted

    def cover(self, profile: Profile, ids: Sequence[str], take: Callable[[Future[Covered]], None]) -> None:
        """Have incidents published through a profile, beside; `take` is given their entries, some at a time."""
        for at in range(0, len(ids), _AT_ONCE):
            part = list(ids[at : at + _AT_ONCE])
            self._submit(_cover_some, self._desk.store.address, profile, part).add_done_callback(take)

    def close(self) -> None:
        """Stop the process that works beside."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _is_due(self) -> bool:
        """Tell whether the store may be asked again: of a large one, that must not be all that this program does."""
        return self._took < _LONG or time.monotonic() - self._asked > _SHARE * self._took

    def _is_behind(self) -> bool:
        if self._desk.version != self._version:
            return True
        return self._describing is not None and time.monotonic() - self._asked > _AGAIN

    def _follow(self) -> None:
        """Take in what has changed in the store."""
        started = time.thread_time()
        version = self._desk.version
        done = self._describing is not None and self._describing.done()
        with self._desk.store.reading() as connection:
            states, last = find_incident_states(connection), find_last_reviews(connection)
            marks: dict[str, Mark] = {
                id: (*mark, states.get(id, "unreviewed"), last.get(id, 0))
                for id, mark in find_marks(connection).items()
            }
            changed = [id for id, mark in marks.items() if self._marks.get(id) != mark]
            listed = list_these(connection, changed)
            if self._desk.profile.is_open:
                listed = add_titles(connection, listed)
        with self._lock:
            if self._desk.profile.is_open:
                self._replace(marks, {one.id: enter(one, marks[one.id][2]) for one in listed})
                self._describe([id for id, (_, fresh, *_) in marks.items() if not fresh], done=done)
                self.cover(self._desk.profile, [id for id in changed if id in last], self._take)
            else:
                self._cover(marks, listed)
            if self._version >= 0:  # the first time everything is new: that tells nothing of the others
                self._took = time.thread_time() - started
            self._version, self._asked = version, time.monotonic()

    def _replace(self, marks: Mapping[str, Mark], fresh: Mapping[str, Entry]) -> None:
        """Let the entries be those of the marks, in their order: the fresh ones, and of the others those that are known."""
        self._entries = {id: fresh.get(id) or self._entries[id] for id in marks}
        self._marks = dict(marks)
        self._counted = None

    def _describe(self, ids: Sequence[str], *, done: bool) -> None:
        """Let the store describe what it has not; what it could not describe is not waited for."""
        if done:
            self._describing = None
            self._failed = set(ids)
        if set(ids) - self._failed and self._describing is None:
            self._describing = self._submit(_describe_store, self._desk.store.address)

    def _cover(self, marks: Mapping[str, Mark], listed: Sequence[Listed]) -> None:
        """Publish what has changed; until that is done it is not shown at all."""
        withheld = self._desk.profile.items.incidents
        fresh = {one.id: _hold_back(one) for one in listed if one.id not in withheld}
        self._replace({id: mark for id, mark in marks.items() if id not in withheld}, fresh)
        self._failed -= set(fresh)
        self.cover(self._desk.profile, [id for id in marks if id in fresh], self._take)

    def _submit(self, work: Callable[..., Any], *given: Any) -> Future[Any]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        return self._pool.submit(work, *given)

    def _take(self, done: Future[Covered]) -> None:
        if done.cancelled() or done.exception() is not None:
            return
        with self._lock:
            self._counted = None
            for id, entry in done.result().items():
                if entry is None:
                    self._failed |= set() if self._desk.profile.is_open else {id}
                elif id in self._entries:
                    self._entries[id] = entry


def _hold_back(listed: Listed) -> Entry:
    """Return an entry that says only that there is such an incident; it is never shown."""
    return Entry(id=listed.id, type=listed.summary.type, reports=0, publishers=0)


def _describe_store(address: str) -> None:
    with open_store(address, create=False) as store:
        describe_incidents(store)


def _cover_some(address: str, profile: Profile, ids: Sequence[str]) -> Covered:
    """Return the entries of some incidents as published; one that is gone or cannot be described has none."""
    out: Covered = {}
    with open_store(address, create=False) as store:
        desk = Desk(store, profile)
        for id in ids:
            try:
                out[id] = describe_entry(desk.case(id, corrected=True))
            except StoreProblem:
                out[id] = None
            except Exception:  # one incident that cannot be described hides no other
                _log.exception("incident %s could not be worked out", id)
                out[id] = None
    return out
