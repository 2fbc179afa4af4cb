"""One incident with everything it stands on: what every export, page and answer is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from khabar.incidents.happening import Happening, sum_up
from khabar.incidents.model import Tie
from khabar.incidents.record import IncidentRecord, Telling
from khabar.model import Event, Report
from khabar.reviews.model import State
from khabar.reviews.telling import ReviewedReport


@dataclass(frozen=True, kw_only=True)
class Case:
    """An incident's record, the reports that tell of it, which of their events are its own, and what ties them.

    `review` is how far people have judged its reports, `reviews` what they decided about each. Nothing of that is in
    the record: `corrected` is the incident as their verdicts have it, where they change anything and it was asked for,
    and `rejected` says that by these it has no event left.
    """

    record: IncidentRecord
    tellings: tuple[Telling, ...]
    reports: tuple[tuple[str, Report], ...]
    ties: tuple[Tie, ...] = ()
    review: State = "unreviewed"
    reviews: tuple[ReviewedReport, ...] = ()
    corrected: Case | None = None
    rejected: bool = False

    @cached_property
    def by_document(self) -> dict[str, Report]:
        """The reports by their document ids."""
        return dict(self.reports)

    @property
    def is_corrected(self) -> bool:
        """Tell whether people say otherwise of anything in its reports than the machine."""
        return any(item.came not in ("accepted", "open") for review in self.reviews for item in review.items)

    @cached_property
    def events(self) -> tuple[tuple[str, Event], ...]:
        """The incident's own events, each with the id of its document."""
        own = {t.document: set(t.events) for t in self.tellings}
        return tuple((d, e) for d, r in self.reports for e in r.events if e.id in own.get(d, ()))

    @cached_property
    def happening(self) -> Happening:
        """The incident as one row."""
        return sum_up(self.record, {t.document: t.events for t in self.tellings}, self.by_document)
