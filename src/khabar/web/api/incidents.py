"""Incidents: the list, one of them whole, its origins, and what they disagree on."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated
from urllib.parse import quote, urlencode

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from khabar.errors import StoreProblem
from khabar.incidents.record import IncidentRecord
from khabar.store.incidents.leading import Lead
from khabar.web.api.answers import answer_json, answer_page
from khabar.web.api.asked import Asked, IncidentName, Limit, Offset, Reviewed, pick
from khabar.web.api.describing import Responses, describe_sent, gives, scoped
from khabar.web.api.differing import find_disagreements
from khabar.web.api.shapes import IncidentDisagreements, IncidentLine, IncidentOrigins, IncidentPage, IncidentTellings
from khabar.web.api.telling import find_tellings
from khabar.web.desk.desks import catalogue_of, desk_of

router = APIRouter(tags=["incidents"])
_HERE = "/api/v1/incidents"
_LEADS_ON: Responses = {
    307: {
        "description": "It bears another id now: `Location` says which, and the body how it came to it",
        "headers": {
            "Location": {"description": "The same of the incident that it is now", "schema": {"type": "string"}}
        },
        "content": {"application/json": describe_sent(Lead)},
    }
}
Formerly = Annotated[
    str | None,
    Query(
        max_length=300,
        description="The name that led here: the answer says by `Link` (`rel=predecessor-version`) that it is another's now",
    ),
]


@router.get(
    "/incidents", summary="Incidents that fit, a page at a time", responses=gives(IncidentPage), **scoped("read")
)
def list_incidents(
    request: Request, asked: Asked, offset: Offset = 0, limit: Limit = 50, reviewed: Reviewed = False
) -> Response:
    """Incidents that fit all that is asked. `sentence`, `origins`, `disputed` and `grade` are null until worked out."""
    catalogue = catalogue_of(request)
    found = pick(request, asked, reviewed=reviewed)
    lines = [IncidentLine.of(entry) for entry in found[offset : offset + limit]]
    return answer_page(request, IncidentPage, lines, offset, limit, total=len(found), waiting=catalogue.waiting)


@router.get(
    "/incidents/{named:path}/origins",
    summary="The independent origins behind one incident",
    responses=gives(IncidentOrigins, problems=[404]) | _LEADS_ON,
    **scoped("read"),
)
def origins_of(request: Request, named: IncidentName, formerly: Formerly = None) -> Response:
    """Who tells of it on his own word, in which documents, through whom; and which tellings rest on him, with reasons."""
    record = desk_of(request).case(named).record
    if record.id != named:
        return _lead_on(request, named, record.id, "/origins")
    told = answer_json(request, IncidentOrigins(incident=record.id, origins=record.origins))
    return _say_formerly(request, told, record.id, formerly)


@router.get(
    "/incidents/{named:path}/disagreements",
    summary="What the origins of one incident disagree on",
    responses=gives(IncidentDisagreements, problems=[404]) | _LEADS_ON,
    **scoped("read"),
)
def disagreements_of(request: Request, named: IncidentName, formerly: Formerly = None) -> Response:
    """Pairs of values that cannot be right together, each with who holds it and the words for it."""
    record = desk_of(request).case(named).record
    if record.id != named:
        return _lead_on(request, named, record.id, "/disagreements")
    found = find_disagreements(record)
    told = answer_json(request, IncidentDisagreements(incident=record.id, disagreements=found))
    return _say_formerly(request, told, record.id, formerly)


@router.get(
    "/incidents/{named:path}/tellings",
    summary="The events that are one in an incident",
    responses=gives(IncidentTellings, problems=[404]) | _LEADS_ON,
    **scoped("read"),
)
def tellings_of(request: Request, named: IncidentName, formerly: Formerly = None) -> Response:
    """Which event of which report is in it, and which of them people brought, or have otherwise than they are read."""
    case = desk_of(request).case(named)
    if case.record.id != named:
        return _lead_on(request, named, case.record.id, "/tellings")
    told = answer_json(request, IncidentTellings(incident=case.record.id, tellings=find_tellings(case)))
    return _say_formerly(request, told, case.record.id, formerly)


@router.get(
    "/incidents/{named:path}",
    summary="One incident's whole record",
    responses=gives(IncidentRecord, problems=[404]) | _LEADS_ON,
    **scoped("read"),
)
def incident(request: Request, named: IncidentName, formerly: Formerly = None, reviewed: Reviewed = False) -> Response:
    """An incident with all that stands behind it. An id that it bore before, or one of its events, leads on to it."""
    case = desk_of(request).case(named, corrected=reviewed)
    record = (case.corrected or case).record
    if record.id != named:
        return _lead_on(request, named, record.id)
    return _say_formerly(request, answer_json(request, record), record.id, formerly)


def _lead_on(request: Request, named: str, id: str, part: str = "") -> Response:
    """Lead from what was asked for to the incident that it is now, and say how that came about."""
    where = f"{_HERE}/{quote(id)}{part}?{urlencode({'formerly': named})}"
    body = msgspec.json.encode(desk_of(request).lead(named))
    return Response(body, 307, headers={"location": where, "cache-control": "no-store"}, media_type="application/json")


def _say_formerly(request: Request, told: Response, id: str, formerly: str | None) -> Response:
    """Return an answer that says which name led to it, where that leads to this incident and is not its own."""
    if formerly and formerly != id:
        with suppress(StoreProblem):
            if desk_of(request).lead(formerly).incident == id:
                told.headers["link"] = f'<{_HERE}/{quote(formerly)}>; rel="predecessor-version"'
    return told
