"""What pages and answers are made of: incidents and reports of a store, as the publish profile lets them go.

Nothing is read from the store by another way and shown: every word has been through `khabar.export.publishing`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, select

from khabar.errors import StoreProblem
from khabar.export.profile import Profile
from khabar.export.publishing import publish
from khabar.incidents.case import Case
from khabar.incidents.model import Card, split_key
from khabar.incidents.record import IncidentRecord, Telling
from khabar.model import Report
from khabar.store.documents.reports import load_reports
from khabar.store.documents.versions import Version, list_versions
from khabar.store.incidents.cases import load_case
from khabar.store.incidents.changes import Changed, find_changes
from khabar.store.incidents.leading import Lead, find_lead
from khabar.store.opening import Store
from khabar.store.people.auditing import QUIET
from khabar.store.schema import cards, documents, log, members

T = TypeVar("T")
_MOST_KEPT = 200


class Desk:
    """One store, seen through one publish profile. Documents that this withholds by item are as if they were not there."""

    def __init__(self, store: Store, profile: Profile, *, profile_name: str = "open") -> None:
        self.store = store
        self.profile = profile
        self.profile_name = profile_name
        self.hidden = profile.items.hidden
        self._known = (0, 0)  # the newest entry of the log, and the newest that may change what is shown
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[int, object]] = OrderedDict()

    @property
    def shows_reports(self) -> bool:
        """Tell whether single reports can be looked at: not where their words or their ids are withheld."""
        return self.profile.words == "kept" and self.profile.addresses == "kept"

    @property
    def version(self) -> int:
        """The number of the newest entry in the store's log that may change what is shown."""
        newest, version = self._known
        latest = select(log.c.number).order_by(log.c.number.desc()).limit(1)
        with self.store.reading() as connection:
            last = int(connection.execute(latest).scalar() or 0)
            if last != newest:  # only what came since is looked through: signing in makes long runs of quiet entries
                loud = latest.where(log.c.kind.not_in(QUIET), log.c.number > newest)
                version = int(connection.execute(loud).scalar() or version)
                self._known = (last, version)
        return version

    def keep(self, what: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` does, kept until the store tells something else: a value that nobody changes."""
        version = self.version
        with self._lock:
            held = self._kept.get(what)
        if held is not None and held[0] == version:
            return held[1]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[what] = (version, made)
            self._kept.move_to_end(what)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def case(self, named: str, *, corrected: bool = False) -> Case:
        """Return an incident with all it stands on, and with `corrected` also as people corrected it.

        Raises `StoreProblem` where there is none to be shown.
        """
        with self.store.reading() as connection:
            return self.case_in(connection, named, corrected=corrected)

    def case_in(self, connection: Connection, named: str, *, corrected: bool = False) -> Case:
        """Return an incident as `case` does, as it is in a transaction."""
        with self._naming(named):
            return self._publish(load_case(connection, named, corrected=corrected), named)

    def lead(self, named: str) -> Lead:
        """Return how a name leads to an incident. Raises `StoreProblem` where it leads to none."""
        with self._naming(named), self.store.reading() as connection:
            found = find_lead(connection, named)
            if self.hidden & {found.before, found.now}:
                raise StoreProblem(named)
            return found

    def changes(self, case: Case) -> tuple[Changed, ...]:
        """Return what earlier versions of a case's reports told otherwise, where single reports can be looked at."""
        if not self.shows_reports:
            return ()
        with self.store.reading() as connection:
            held = select(cards.c.body).join(members, members.c.card == cards.c.key)
            bodies = connection.execute(held.where(members.c.incident == case.record.id)).scalars()
            found = find_changes(connection, [msgspec.msgpack.decode(body, type=Card) for body in bodies])
        return tuple(one for one in found if one.now in case.by_document and one.before not in self.hidden)

    def report(self, document: str) -> Report:
        """Return one report. Raises `StoreProblem` where there is none to be shown."""
        if not self.shows_reports:
            raise StoreProblem("the publish profile withholds single reports")
        with self.store.reading() as connection:
            found = load_reports(connection, [document])
        if document not in found or document in self.hidden:
            raise StoreProblem(f"the store has no report «{document}»")
        return self._open(document, found[document])

    def versions(self, document: str) -> tuple[Version, ...]:
        """Return the versions of the page that a document is one of, those that can be looked at, the oldest first."""
        if not self.shows_reports:
            return ()
        with self.store.reading() as connection:
            found = list_versions(connection, document)
        return tuple(one for one in found if one.id not in self.hidden)

    def shown_reports(self, wanted: Iterable[str]) -> dict[str, Report]:
        """Return those of the reports that can be shown, by the ids of their documents."""
        if not self.shows_reports:
            return {}
        with self.store.reading() as connection:
            found = load_reports(connection, set(wanted) - self.hidden)
        out = {}
        for document, report in found.items():
            try:
                out[document] = self._open(document, report)
            except StoreProblem:
                continue
        return out

    def incidents_of(self, document: str) -> dict[str, str]:
        """Return the incident of each event of a report, by the event's id."""
        with self.store.reading() as connection:
            rows = connection.execute(
                select(cards.c.event, members.c.incident)
                .join(members, members.c.card == cards.c.key)
                .join(documents, documents.c.number == cards.c.document)
                .where(documents.c.id == document)
            )
            hidden = document in self.hidden
            kept = self.profile.items.incidents
            return {} if hidden else {event: incident for event, incident in rows if incident not in kept}

    @contextmanager
    def _naming(self, named: str) -> Iterator[None]:
        """Let whatever is wrong with a name be one problem where documents are hidden: it tells nothing of them."""
        absent = StoreProblem(f"the store has no incident «{named}»")
        if self.hidden & {named, split_key(named)[0]}:
            raise absent
        try:
            yield
        except StoreProblem:
            if self.hidden:
                raise absent from None
            raise

    def _open(self, document: str, report: Report) -> Report:
        if not self.profile.covers:
            return report
        alone = Case(
            record=IncidentRecord(id="", documents=(document,)),
            tellings=(Telling(document=document),),
            reports=((document, report),),
        )
        return self._publish(alone, document).reports[0][1]

    def _publish(self, case: Case, named: str) -> Case:
        published = next(publish([case], self.profile), None)
        if published is None:
            raise StoreProblem(f"the publish profile withholds «{named}»")
        return published
