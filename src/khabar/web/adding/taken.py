"""What became of everything in a job, as its page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from khabar.intake.jobs import Job
from khabar.intake.taking import Taken
from khabar.model import Report, Value
from khabar.views.wording import find_headline
from khabar.web.desk.catalogue import Listing
from khabar.web.desk.desk import Desk
from khabar.web.desk.entry import Entry

FATES = ("new", "version", "copy", "known", "failed")
_SHOWN = 100  # of one fate
_LATEST = 8


class Kept(Value, frozen=True, kw_only=True):
    """A document of a job, `shown` where its report may be: `incidents` are those it tells of, with their ids.

    `original` is the report that it replaces or is a copy of, where that may be shown.
    """

    taken: Taken
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    shown: bool = False
    original: str | None = None
    incidents: tuple[tuple[str, Entry | None], ...] = ()


class Summary(Value, frozen=True, kw_only=True):
    """Counts by fate, the documents of each fate as far as they are listed, and how many of each are not."""

    counts: Mapping[str, int]
    listed: Mapping[str, tuple[Kept, ...]]
    latest: tuple[Taken, ...]

    @property
    def total(self) -> int:
        """How many documents came of it, and inputs that gave none."""
        return sum(self.counts.values())

    def rest(self, fate: str) -> int:
        """Return how many of a fate are not listed."""
        return self.counts.get(fate, 0) - len(self.listed.get(fate, ()))


def sum_up(job: Job, desk: Desk, catalogue: Listing) -> Summary:
    """Return what became of everything; reports and incidents are told once the job is over."""
    counts = Counter[str](taken.fate for taken in job.taken)
    if not job.over:
        return Summary(counts=counts, listed={}, latest=job.taken[: -_LATEST - 1 : -1])
    parts = {fate: [one for one in job.taken if one.fate == fate][:_SHOWN] for fate in FATES}
    ids = [one.id for part in parts.values() for one in part if one.id]
    originals = [one.of for part in parts.values() for one in part if one.of]
    reports = desk.shown_reports([*ids, *originals])
    incidents = {id: tuple(dict.fromkeys(desk.incidents_of(id).values())) for id in dict.fromkeys(ids)}
    wanted = {incident for found in incidents.values() for incident in found}
    entries = {entry.id: entry for entry in catalogue.entries() if entry.id in wanted} if wanted else {}
    listed = {fate: _list(part, reports, incidents, entries) for fate, part in parts.items() if part}
    return Summary(counts=counts, listed=listed, latest=())


def _list(
    part: Sequence[Taken],
    reports: Mapping[str, Report],
    incidents: Mapping[str, tuple[str, ...]],
    entries: Mapping[str, Entry],
) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            taken=one,
            title=find_headline(report) if report else None,
            publisher=report.document.publisher if report else None,
            published=report.document.published if report else None,
            shown=report is not None,
            original=one.of if one.of in reports else None,
            incidents=tuple((id, entries.get(id)) for id in incidents.get(one.id or "", ())),
        )
        for one in part
        for report in [reports.get(one.id or "")]
    )
