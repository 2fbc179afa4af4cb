"""Incidents without documents that are withheld: told anew by what is left, as if these were not there."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import msgspec

from khabar.export.case import Case
from khabar.incidents.describing import describe
from khabar.incidents.model import split_key
from khabar.incidents.overruling import Overruled
from khabar.incidents.rating import carry
from khabar.incidents.record import Telling
from khabar.incidents.reviewed import find_all_overruled
from khabar.model import Report
from khabar.reviews.model import join_states


def leave_out(case: Case, withheld: frozenset[str], *, read: Case | None = None) -> Case | None:
    """Return the case without some documents, described anew where it has any of them; None for nothing.

    `read` is the case as its reports are read, where it is one as people corrected it.
    """
    if withheld.isdisjoint({*(t.document for t in case.tellings), *case.by_document}):
        return case
    tellings = tuple(t for t in case.tellings if t.document not in withheld)
    corrected = leave_out(case.corrected, withheld, read=case) if case.corrected else None
    if not tellings:
        return _leave_to_people(case, corrected) if corrected is not None and corrected.added else None
    documents = case.by_document.keys() - withheld
    reports = tuple((d, r) for d, r in case.reports if d in documents)
    ties = tuple(t for t in case.ties if {split_key(t.a)[0], split_key(t.b)[0]} <= documents)
    reviews = tuple(one for one in case.reviews if one.document in documents)
    overruled = _find_overruled(case, tellings, read)
    return Case(
        record=carry(case.record, describe(case.record.id, tellings, dict(reports), overruled=overruled)),
        tellings=tellings,
        reports=reports,
        ties=ties,
        review=join_states({one.document: one.state for one in reviews}, documents),
        reviews=reviews,
        corrected=corrected,
        rejected=case.rejected or (case.corrected is not None and corrected is None),
        brought=tuple(key for key in case.brought if split_key(key)[0] in documents),
    )


def _find_overruled(case: Case, tellings: Sequence[Telling], read: Case | None) -> tuple[Overruled, ...]:
    """Return the values of a case that are people's."""
    machine: Mapping[str, Report] = (read or case).by_document
    if read is None:
        machine = {d: _without_brought(d, report, case.brought) for d, report in case.reports}
    judged = frozenset(one.document for one in (read or case).reviews)
    return find_all_overruled(tellings, machine, case.by_document, judged)


def _without_brought(document: str, report: Report, brought: Sequence[str]) -> Report:
    events = tuple(event for event in report.events if f"{document}/{event.id}" not in brought)
    return report if len(events) == len(report.events) else msgspec.structs.replace(report, events=events)


def _leave_to_people(case: Case, corrected: Case) -> Case:
    """Return what is left of a case where nothing of it is read in the documents that are left: what people tell of it."""
    reviews = tuple(one for one in case.reviews if one.document in corrected.by_document)
    states = {one.document: one.state for one in reviews}
    return dataclasses.replace(corrected, review=join_states(states, corrected.by_document), reviews=reviews)
