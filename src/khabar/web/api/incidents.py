"""Incidents: the list, and one of them whole."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import Response

from khabar.incidents.record import GradeName
from khabar.model import EventType
from khabar.web.api.answers import PROBLEM, answer_json, answer_page
from khabar.web.api.asked import Day, Limit, Number, Offset, Words, catalogue_of, desk_of
from khabar.web.question import Order, Question

router = APIRouter()


@router.get("/incidents", summary="Incidents that fit, a page at a time", responses=PROBLEM)
def incidents(
    request: Request,
    since: Day = None,
    until: Day = None,
    place: Words = None,
    party: Words = None,
    type: EventType | None = None,
    grade: GradeName | None = None,
    killed: Number = None,
    origins: Number = None,
    disagreement: bool = False,
    order: Order = "reports",
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Return incidents; `origins`, `disputed` and `grade` are null until they have been worked out."""
    question = Question(
        since=since,
        until=until,
        place=place,
        party=party,
        type=type,
        grade=grade,
        killed=killed,
        origins=origins,
        clash=disagreement,
        order=order,
    )
    catalogue = catalogue_of(request)
    found = question.pick(catalogue.entries())
    rows = []
    for entry in found[offset : offset + limit]:
        row = msgspec.to_builtins(entry)
        del row["names"], row["parties"], row["happening"]
        rows.append(row)
    return answer_page(request, rows, offset, limit, len(found), waiting=catalogue.waiting)


@router.get("/incidents/{named:path}", summary="One incident's whole record", responses=PROBLEM)
def incident(request: Request, named: str) -> Response:
    """Return an incident by its id, an id that it bore before, or one of its events."""
    return answer_json(request, desk_of(request).case(named).record)
