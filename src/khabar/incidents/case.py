"""One incident with everything it stands on: what every export, page and answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from khabar.incidents.happening import Happening, sum_up
from khabar.incidents.model import Tie, split_key
from khabar.incidents.record import IncidentRecord, Telling
from khabar.model import Event, Report
from khabar.reviews.model import State
from khabar.reviews.telling import ReviewedReport


@dataclass(frozen=True, kw_only=True)
class Case:
    """An incident's record, the reports that tell of it, which of their events are its own, and what ties them.

    `review` is how far people have judged its reports, `reviews` what they decided about each. Nothing of that is in
    the record: `corrected` is the incident as their verdicts have it, where they change anything and it was asked for,
    and `rejected` says that by these it has no event left. `brought` are the keys ("document/event") of the events that
    only people tell of: `tellings` holds none of them, unless there are no others.
    """

    record: IncidentRecord
    tellings: tuple[Telling, ...]
    reports: tuple[tuple[str, Report], ...]
    ties: tuple[Tie, ...] = ()
    review: State = "unreviewed"
    reviews: tuple[ReviewedReport, ...] = ()
    corrected: Case | None = None
    rejected: bool = False
    brought: tuple[str, ...] = ()

    @cached_property
    def by_document(self) -> dict[str, Report]:
        """The reports by their document ids."""
        return dict(self.reports)

    @property
    def is_corrected(self) -> bool:
        """Tell whether people say otherwise of anything in its reports than the machine."""
        return any(item.came not in ("accepted", "open") for review in self.reviews for item in review.items)

    @property
    def added(self) -> bool:
        """Tell whether nobody but people tells of it: no event of it is read anywhere, and all of it is as they have it."""
        told = {f"{t.document}/{event}" for t in self.tellings for event in t.events}
        return bool(told) and told <= set(self.brought)

    @cached_property
    def events(self) -> tuple[tuple[str, Event], ...]:
        """The incident's own events, each with the id of its document."""
        own = {t.document: set(t.events) for t in self.tellings}
        return tuple((d, e) for d, r in self.reports for e in r.events if e.id in own.get(d, ()))

    @cached_property
    def brought_by(self) -> Mapping[str, tuple[str, ...]]:
        """Who stands for the events that only people tell of, by "document/event"; nobody where names are withheld."""
        judged = {f"{review.document}/{item.item}": item.by for review in self.reviews for item in review.items}
        return {key: judged.get(key, ()) for key in self.brought}

    @cached_property
    def bringers(self) -> Mapping[str, tuple[str, ...]]:
        """Who stands for what people brought of a report, each once, by the documents of which they brought anything."""
        told: dict[str, tuple[str, ...]] = {}
        for key, names in self.brought_by.items():
            document, _ = split_key(key)
            told[document] = tuple(dict.fromkeys((*told.get(document, ()), *names)))
        return told

    @cached_property
    def happening(self) -> Happening:
        """The incident as one row."""
        return sum_up(self.record, {t.document: t.events for t in self.tellings}, self.by_document)
