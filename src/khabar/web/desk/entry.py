"""An incident as one line of the list, one circle of the map and one bar's part in the timeline."""

from __future__ import annotations

import msgspec

from khabar.incidents.case import Case
from khabar.incidents.happening import RADIUS, Happening, Spot, Toll
from khabar.incidents.record import GradeName
from khabar.language.spelling import fold
from khabar.model import EventType, PlacePrecision, Value
from khabar.reviews.model import State
from khabar.store.incidents.descriptions import is_disputed
from khabar.store.incidents.listing import Listed
from khabar.views.names import find_arabic, find_arabic_place
from khabar.views.wording import find_headline


class Entry(Value, frozen=True, kw_only=True):
    """What lists know of an incident. Days are ISO dates; `lat`/`lon` degrees; `radius` metres.

    Until its reports have been laid side by side `happening`, `origins`, `disputed` and `grade` are None, and the
    others say what most of its reports do. `names` and `parties` are folded, for finding them.

    One that people corrected is told as they have it, and `machine` as its reports are read; `rejected` where nothing is
    left of it by what they say, `added` where nobody but people tells of it, `brought` how many of its events they brought.
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
    disputed: bool | None = None
    grade: GradeName | None = None
    title: str | None = None
    review: State = "unreviewed"
    happening: Happening | None = None
    names: str = ""
    parties: str = ""
    machine: Entry | None = None
    rejected: bool = False
    added: bool = False
    brought: int = 0

    @property
    def as_read(self) -> Entry:
        """The same as the machine reads its reports."""
        return self.machine or self

    def name_place(self, language: str) -> str | None:
        """Return what its place is called: the Arabic name or words on an Arabic page, where there are any."""
        return (self.place_words if language == "ar" else None) or self.place

    @property
    def counted(self) -> bool:
        """Tell whether its reports have been laid side by side."""
        return self.happening is not None

    @property
    def mapped(self) -> bool:
        """Tell whether it is drawn on the map: not where only its country is known."""
        return self.lat is not None and self.precision not in ("country", "region")


def enter(listed: Listed, review: State = "unreviewed") -> Entry:
    """Return the entry of an incident as the store lists it, and how far people have judged its reports."""
    summary, happening = listed.summary, listed.happening
    told = happening.place if happening else None
    name = summary.place.title() if summary.place and told is None else told.label if told else None
    return Entry(
        id=listed.id,
        type=summary.type,
        mode=summary.mode,
        start=listed.day,
        end=(happening.end if happening else None) or listed.day,
        day_told=summary.day_told,
        place=name,
        place_words=find_arabic(told.id) or told.text
        if told
        else find_arabic_place(summary.place, summary.lat, summary.lon),
        precision=summary.precision,
        lat=summary.lat,
        lon=summary.lon,
        radius=RADIUS[summary.precision] if summary.precision else None,
        killed=happening.killed if happening else _make_toll(summary.killed),
        wounded=happening.wounded if happening else _make_toll(summary.wounded),
        reports=summary.reports,
        publishers=listed.publishers,
        origins=listed.origins,
        disputed=listed.disputed,
        grade=listed.grade,
        title=listed.title,
        review=review,
        happening=happening,
        names=_fold_names(told) or fold(name or "").lower(),
        parties=_fold_parties(happening) if happening else "",
    )


def describe_entry(case: Case) -> Entry:
    """Return the entry of an incident of which only a published case is known, where people corrected it as they did."""
    read = msgspec.structs.replace(
        _describe_case(case), rejected=case.rejected, added=case.added, brought=len(case.brought)
    )
    if case.corrected is None:
        return read
    people = _describe_case(case.corrected)
    return msgspec.structs.replace(people, machine=read, review=case.review, brought=len(case.brought))


def _describe_case(case: Case) -> Entry:
    record, happening = case.record, case.happening
    spot = happening.place
    reports, publishers, origins = record.backing.counts
    lead = next((d for d in record.documents if d in case.by_document), None)
    return Entry(
        id=record.id,
        type=happening.type,
        mode=happening.mode,
        start=happening.start or record.day,
        end=happening.end or record.day,
        day_told=happening.start is not None,
        place=spot.label if spot else None,
        place_words=find_arabic(spot.id) or spot.text if spot else None,
        precision=spot.precision if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius=spot.radius_m if spot else None,
        killed=happening.killed,
        wounded=happening.wounded,
        reports=reports or len(case.reports),
        publishers=publishers,
        origins=origins,
        disputed=is_disputed(record),
        grade=record.grade.name if record.grade else None,
        title=find_headline(case.by_document[lead]) if lead else None,
        review=case.review,
        happening=happening,
        names=_fold_names(spot),
        parties=_fold_parties(happening),
    )


def _fold_names(spot: Spot | None) -> str:
    return fold(" ".join(filter(None, (spot.name, spot.text) if spot else ()))).lower()


def _fold_parties(happening: Happening) -> str:
    someones = [one for one in (happening.actor, happening.target) if one]
    return fold(" ".join(name for one in someones for name in (one.name, one.text) if name)).lower()


def _make_toll(told: tuple[int, int | None] | None) -> Toll | None:
    return None if told is None else Toll(low=told[0], best=told[0], high=told[1])
