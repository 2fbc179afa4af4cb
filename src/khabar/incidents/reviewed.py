"""An incident as people corrected it: described anew from its reports with their verdicts in force."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import msgspec

from khabar.incidents.case import Case
from khabar.incidents.describing import describe
from khabar.incidents.overruling import find_overruled
from khabar.incidents.rating import rate
from khabar.incidents.record import Ratings, Telling
from khabar.model import Report
from khabar.reviews.correcting import correct_report
from khabar.reviews.model import join_states
from khabar.reviews.standing import Standing
from khabar.reviews.telling import changes_anything, tell_review


def add_reviews(case: Case, standings: Mapping[str, Standing], ratings: Ratings, *, describing: bool = True) -> Case:
    """Return a case with what people decided about its reports, and the ratings that they gave, beside the machine's.

    `standings` are those of its reports on which anybody decided anything. The incident as corrected takes as long as
    describing it: with `describing` False it is left out.
    """
    ours = {document: standings[document] for document, _ in case.reports if document in standings}
    states = {document: standing.state for document, standing in ours.items()}
    rated = dataclasses.replace(case, record=rate(case.record, ratings))
    if not ours:
        return rated
    told = {t.document for t in case.tellings}
    reviews = tuple(tell_review(ours[document]) for document in sorted(ours))
    review = join_states(states, sorted(told))
    if not any(changes_anything(standing) for standing in ours.values()):
        return dataclasses.replace(rated, review=review, reviews=reviews)
    reports, tellings = _put_right(rated, ours)
    corrected = _correct(rated, reports, tellings, ratings, judged=frozenset(ours)) if tellings and describing else None
    return dataclasses.replace(rated, review=review, reviews=reviews, corrected=corrected, rejected=not tellings)


def _put_right(case: Case, standings: Mapping[str, Standing]) -> tuple[dict[str, Report], tuple[Telling, ...]]:
    """Return the reports as corrected, and which of their events are left of the incident's."""
    reports = {
        document: correct_report(report, standings[document]) if document in standings else report
        for document, report in case.reports
    }
    left = {document: {event.id for event in report.events} for document, report in reports.items()}
    tellings = tuple(
        msgspec.structs.replace(telling, events=events)
        for telling in case.tellings
        if (events := tuple(id for id in telling.events if id in left[telling.document]))
    )
    return reports, tellings


def _correct(
    case: Case, reports: Mapping[str, Report], tellings: Sequence[Telling], ratings: Ratings, *, judged: frozenset[str]
) -> Case:
    """Return the incident as its corrected reports tell it."""
    overruled = [
        change
        for telling in tellings
        for change in find_overruled(
            telling.document, case.by_document[telling.document], reports[telling.document], telling.events, judged
        )
    ]
    held = {f"{telling.document}/{event}" for telling in tellings for event in telling.events}
    return Case(
        record=rate(describe(case.record.id, tellings, reports, overruled=overruled), ratings),
        tellings=tuple(tellings),
        reports=tuple((d, reports[d]) for d in sorted({t.document for t in tellings})),
        ties=tuple(tie for tie in case.ties if {tie.a, tie.b} <= held),
        review=case.review,
    )
