"""The list of incidents for who must not see some of the documents: as if these were not there."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from sqlalchemy import select

from khabar.store.inserting import in_parts
from khabar.store.people.restricting import find_touched
from khabar.store.reviews.reviewed import find_last_reviews
from khabar.store.schema import incidents
from khabar.web.desk.catalogue import Catalogue, Covered
from khabar.web.desk.desk import Desk
from khabar.web.desk.entry import Entry

Mark = tuple[str, int]
"""What an incident is made of, and the number of the last review of one of its reports."""


class SeenCatalogue:
    """A catalogue's entries, those of incidents of which hidden documents tell made anew of the others.

    Until that is done, which is done beside, they are not in it at all.
    """

    def __init__(self, whole: Catalogue, desk: Desk) -> None:
        self._whole, self._desk = whole, desk
        self._lock = threading.RLock()
        self._version = -1
        self._touched: dict[str, Mark | None] = {}  # what each is made of; None where nothing of it may be seen
        self._made: dict[str, tuple[Mark, Entry | None]] = {}  # of what

    def entries(self) -> list[Entry]:
        """Return the entries as they are known now, those of the most reports first."""
        with self._lock:
            self._follow()
            whole = self._whole.entries()
            shown = [self._made[one.id][1] if one.id in self._touched else one for one in whole if self._is_shown(one)]
        found = [one for one in shown if one is not None]
        return sorted(found, key=lambda one: -one.reports) if self._touched else found

    @property
    def waiting(self) -> int:
        """How many incidents have not been worked out yet."""
        with self._lock:
            return self._whole.waiting + sum(
                1 for id, state in self._touched.items() if state is not None and not self._is_made(id, state)
            )

    def _is_shown(self, entry: Entry) -> bool:
        if entry.id not in self._touched:
            return True
        state = self._touched[entry.id]
        return state is not None and self._is_made(entry.id, state)

    def _is_made(self, id: str, state: Mark) -> bool:
        return id in self._made and self._made[id][0] == state

    def _follow(self) -> None:
        """Find what hidden documents tell of now, and have made anew what is of another state than it was."""
        version = self._desk.version
        if version == self._version:
            return
        with self._desk.store.reading() as connection:
            touched = find_touched(connection, self._desk.hidden)
            states: dict[str, Mark] = {}
            last = find_last_reviews(connection)
            for part in in_parts(touched):
                rows = connection.execute(select(incidents.c.id, incidents.c.state).where(incidents.c.id.in_(part)))
                states.update((row.id, (row.state, last.get(row.id, 0))) for row in rows)
        self._touched = {id: states.get(id) if left else None for id, left in touched.items()}
        due = {id: state for id, state in self._touched.items() if state and not self._is_made(id, state)}
        if due:
            self._whole.cover(self._desk.profile, list(due), lambda done: self._take(done, due))
        self._version = version

    def _take(self, done: Future[Covered], due: dict[str, Mark]) -> None:
        if done.cancelled() or done.exception() is not None:
            return
        with self._lock:
            self._made.update((id, (due[id], entry)) for id, entry in done.result().items())
