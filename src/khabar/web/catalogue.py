"""All incidents of a store as entries, kept in memory and followed as the store grows.

The list is there at once; origins, disagreements and grades are worked out beside it by one other process, incidents of
the most reports first, so that pages never wait for it.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from khabar.errors import StoreProblem
from khabar.export.profile import Profile
from khabar.language import load_lexicon
from khabar.reading import LANGUAGE
from khabar.store import open_store
from khabar.store.incidents import add_titles, list_incidents
from khabar.web.desk import Desk
from khabar.web.entry import Entry, describe_entry, sketch

_AT_ONCE = 20
_log = logging.getLogger(__name__)


class Catalogue:
    """The entries of a store's incidents, those of the most reports first."""

    def __init__(self, desk: Desk, address: str) -> None:
        self._desk = desk
        self._address = address
        self._lock = threading.Lock()
        self._version = -1
        self._entries: dict[str, Entry] = {}
        self._marks: dict[str, tuple[int, str]] = {}
        self._failed: set[str] = set()
        self._pool: ProcessPoolExecutor | None = None

    def entries(self) -> list[Entry]:
        """Return the entries as they are known now."""
        with self._lock:
            if self._desk.version != self._version:
                self._follow()
            shown = self._entries.values()
            return [entry for entry in shown if entry.counted or self._desk.profile.is_open]

    @property
    def waiting(self) -> int:
        """How many incidents have not been worked out yet."""
        with self._lock:
            return sum(1 for id, entry in self._entries.items() if not entry.counted and id not in self._failed)

    def close(self) -> None:
        """Stop the process that works beside."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _follow(self) -> None:
        """List the store anew; what has changed is sketched and worked out again."""
        version = self._desk.version
        withheld = self._desk.profile.items.incidents
        with self._desk.store.reading() as connection:
            listed = [
                one
                for one in list_incidents(connection, lexicon=load_lexicon(LANGUAGE))
                if one.id not in withheld
            ]  # fmt: skip
            listed = add_titles(connection, listed)
        marks = {one.id: (one.summary.reports, repr(one.summary)) for one in listed}
        changed = [one for one in listed if self._marks.get(one.id) != marks[one.id]]
        fresh = {one.id: sketch(one) for one in changed}
        self._entries = {one.id: fresh.get(one.id) or self._entries[one.id] for one in listed}
        self._marks, self._version = marks, version
        self._failed -= set(fresh)
        self._work_out([one.id for one in changed])

    def _work_out(self, ids: Sequence[str]) -> None:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        for at in range(0, len(ids), _AT_ONCE):
            part = list(ids[at : at + _AT_ONCE])
            done = self._pool.submit(_describe_some, self._address, self._desk.profile, part)
            done.add_done_callback(self._take)

    def _take(self, done: Future[dict[str, Entry | None]]) -> None:
        if done.cancelled() or isinstance(done.exception(), BrokenProcessPool):
            return
        with self._lock:
            for id, entry in done.result().items():
                if entry is None:
                    self._failed.add(id)
                elif id in self._entries:
                    self._entries[id] = entry


def _describe_some(address: str, profile: Profile, ids: Sequence[str]) -> dict[str, Entry | None]:
    """Return the entries of some incidents; one that is gone or cannot be described has none."""
    out: dict[str, Entry | None] = {}
    with open_store(address, create=False) as store:
        desk = Desk(store, profile)
        for id in ids:
            try:
                out[id] = describe_entry(desk.case(id))
            except StoreProblem:
                out[id] = None
            except Exception:  # one incident that cannot be described hides no other
                _log.exception("incident %s could not be worked out", id)
                out[id] = None
    return out
