"""An incident as one line of the list, one circle of the map and one bar's part in the timeline."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from khabar.export.case import Case
from khabar.incidents.happening import RADIUS, Toll
from khabar.incidents.record import GradeName
from khabar.language.spelling import fold
from khabar.model import EventType, PlacePrecision, Value
from khabar.store.incidents import Listed
from khabar.views.labels import LANGUAGES, load_labels
from khabar.views.sentence import tell
from khabar.views.wording import find_headline

_CLASHES = ("disagreement", "denied")


class Entry(Value, frozen=True, kw_only=True):
    """What lists know of an incident. Days are ISO dates; `lat`/`lon` degrees; `radius` metres.

    `counted` tells whether its origins have been worked out: until then `origins`, `clashes` and `grade` are None.
    `names` and `parties` are folded, for finding them.
    """

    id: str
    type: EventType
    mode: str | None = None
    start: str | None = None
    end: str | None = None
    day_told: bool = True
    place: str | None = None
    place_words: str | None = None
    precision: PlacePrecision | None = None
    lat: float | None = None
    lon: float | None = None
    radius: int | None = None
    killed: Toll | None = None
    wounded: Toll | None = None
    reports: int
    publishers: int
    origins: int | None = None
    clashes: int | None = None
    grade: GradeName | None = None
    title: str | None = None
    sentences: Mapping[str, str] = msgspec.field(default_factory=dict)
    names: str = ""
    parties: str = ""

    @property
    def counted(self) -> bool:
        """Tell whether its origins have been worked out."""
        return self.origins is not None


def sketch(listed: Listed) -> Entry:
    """Return what is known of an incident before its reports have been laid side by side."""
    summary = listed.summary
    return Entry(
        id=listed.id,
        type=summary.type,
        mode=summary.mode,
        start=listed.day,
        end=listed.day,
        day_told=summary.day_told,
        place=summary.place,
        precision=summary.precision,
        lat=summary.lat,
        lon=summary.lon,
        radius=RADIUS[summary.precision] if summary.precision else None,
        killed=_toll(summary.killed),
        wounded=_toll(summary.wounded),
        reports=summary.reports,
        publishers=listed.publishers,
        title=listed.title,
        names=fold(summary.place or "").lower(),
    )


def describe_entry(case: Case) -> Entry:
    """Return what a published case says of an incident."""
    record, happening = case.record, case.happening
    spot = happening.place
    reports, publishers, origins = record.backing.counts
    contested = {
        (s.slot, frozenset((d.first, d.second))) for s in record.slots for d in s.differences if d.kind in _CLASHES
    }
    lead = next((d for d in record.documents if d in case.by_document), None)
    return Entry(
        id=record.id,
        type=happening.type,
        mode=happening.mode,
        start=happening.start or record.day,
        end=happening.end or record.day,
        day_told=happening.start is not None,
        place=spot.label if spot else None,
        place_words=spot.text if spot else None,
        precision=spot.precision if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius=spot.radius_m if spot else None,
        killed=happening.killed,
        wounded=happening.wounded,
        reports=reports or len(case.reports),
        publishers=publishers,
        origins=origins,
        clashes=len(contested),
        grade=record.grade.name if record.grade else None,
        title=find_headline(case.by_document[lead]) if lead else None,
        sentences={language: tell(happening, load_labels(language)) for language in LANGUAGES},
        names=fold(" ".join(filter(None, (spot.name, spot.text) if spot else ()))).lower(),
        parties=fold(" ".join(_parties(case))).lower(),
    )


def _parties(case: Case) -> list[str]:
    happening = case.happening
    named = [(one.name, one.text) for one in (happening.actor, happening.target) if one]
    blamed = [(one.name, one.text) for one in case.record.slot("blamed").values]
    return [name for both in (*named, *blamed) for name in both if name]


def _toll(told: tuple[int, int | None] | None) -> Toll | None:
    return None if told is None else Toll(low=told[0], best=told[0], high=told[1])
