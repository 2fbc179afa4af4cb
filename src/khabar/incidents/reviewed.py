"""An incident as people corrected it: described anew from its reports with their verdicts in force."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from khabar.incidents.case import Case
from khabar.incidents.describing import describe
from khabar.incidents.model import Tie
from khabar.incidents.overruling import Overruled, find_overruled
from khabar.incidents.rating import rate
from khabar.incidents.record import Ratings, Telling
from khabar.model import Report
from khabar.reviews.correcting import correct_report
from khabar.reviews.model import join_states
from khabar.reviews.standing import Standing
from khabar.reviews.telling import changes_anything, tell_review


def add_reviews(
    case: Case,
    standings: Mapping[str, Standing],
    ratings: Ratings,
    *,
    held: Sequence[Telling] | None = None,
    describing: bool = True,
) -> Case:
    """Return a case with what people decided about its reports, and the ratings that they gave, beside the machine's.

    `standings` are those of its reports on which anybody decided anything, `held` its events as people have them: None
    for those of the case that they left. The incident as corrected takes as long as describing it: with `describing`
    False it is left out.
    """
    ours = {document: standings[document] for document, _ in case.reports if document in standings}
    states = {document: standing.state for document, standing in ours.items()}
    whole = dataclasses.replace(case, record=rate(case.record, ratings))
    rated = dataclasses.replace(whole, ties=tuple(tie for tie in case.ties if case.added or not _is_brought(case, tie)))
    if not ours:
        return rated
    told = {t.document for t in (*case.tellings, *(held or ()))}
    reviews = tuple(tell_review(ours[document]) for document in sorted(ours))
    review = join_states(states, sorted(told))
    if case.added or not any(changes_anything(standing) for standing in ours.values()):
        return dataclasses.replace(rated, review=review, reviews=reviews)
    decided = put_right(case.by_document, ours, case.tellings if held is None else held)
    corrected = _correct(whole, decided, ratings) if decided.tellings and describing else None
    return dataclasses.replace(
        rated, review=review, reviews=reviews, corrected=corrected, rejected=not decided.tellings
    )


def _is_brought(case: Case, tie: Tie) -> bool:
    return tie.a in case.brought or tie.b in case.brought


class Decided(NamedTuple):
    """Reports as people have them, which of their events belong to an incident, and which values of it are theirs."""

    reports: Mapping[str, Report]
    tellings: tuple[Telling, ...]
    overruled: tuple[Overruled, ...]


def put_right(reports: Mapping[str, Report], standings: Mapping[str, Standing], held: Sequence[Telling]) -> Decided:
    """Return reports with the verdicts on them in force; of the events held, those that are left."""
    people = {
        document: correct_report(report, standings[document]) if document in standings else report
        for document, report in reports.items()
    }
    left = {document: {event.id for event in report.events} for document, report in people.items()}
    tellings = tuple(
        msgspec.structs.replace(telling, events=events)
        for telling in held
        if (events := tuple(id for id in telling.events if id in left[telling.document]))
    )
    return Decided(people, tellings, find_all_overruled(tellings, reports, people, frozenset(standings)))


def find_all_overruled(
    tellings: Iterable[Telling], machine: Mapping[str, Report], people: Mapping[str, Report], judged: frozenset[str]
) -> tuple[Overruled, ...]:
    """Return what people say of the events of an incident otherwise than the machine."""
    return tuple(
        change
        for one in tellings
        for change in find_overruled(one.document, machine[one.document], people[one.document], one.events, judged)
    )


def _correct(case: Case, decided: Decided, ratings: Ratings) -> Case:
    """Return the incident as its corrected reports tell it."""
    reports, tellings, overruled = decided
    kept = {f"{telling.document}/{event}" for telling in tellings for event in telling.events}
    return Case(
        record=rate(describe(case.record.id, tellings, reports, overruled=overruled), ratings),
        tellings=tellings,
        reports=tuple((d, reports[d]) for d in sorted({t.document for t in tellings})),
        ties=tuple(tie for tie in case.ties if {tie.a, tie.b} <= kept),
        review=case.review,
        brought=tuple(key for key in case.brought if key in kept),
    )
