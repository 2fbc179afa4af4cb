"""Incidents: the list, one of them whole, its origins, and what they disagree on."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from khabar.incidents.record import IncidentRecord
from khabar.web.api.answers import answer_json, answer_page
from khabar.web.api.asked import Asked, IncidentName, Limit, Offset
from khabar.web.api.describing import Responses, gives, scoped
from khabar.web.api.differing import find_disagreements
from khabar.web.api.shapes import IncidentDisagreements, IncidentLine, IncidentOrigins, IncidentPage
from khabar.web.desk.desks import catalogue_of, desk_of

router = APIRouter(tags=["incidents"])
_LEADS_ON: Responses = {307: {"description": "It bears another id now: `Location` says which"}}


@router.get(
    "/incidents", summary="Incidents that fit, a page at a time", responses=gives(IncidentPage), **scoped("read")
)
def list_incidents(request: Request, asked: Asked, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Incidents that fit all that is asked. `sentence`, `origins`, `disputed` and `grade` are null until worked out."""
    catalogue = catalogue_of(request)
    found = asked.pick(catalogue.entries())
    lines = [IncidentLine.of(entry) for entry in found[offset : offset + limit]]
    return answer_page(request, IncidentPage, lines, offset, limit, total=len(found), waiting=catalogue.waiting)


@router.get(
    "/incidents/{named:path}/origins",
    summary="The independent origins behind one incident",
    responses=gives(IncidentOrigins, problems=[404]),
    **scoped("read"),
)
def origins_of(request: Request, named: IncidentName) -> Response:
    """Who tells of it on his own word, in which documents, through whom; and which tellings rest on him, with reasons."""
    record = desk_of(request).case(named).record
    return answer_json(request, IncidentOrigins(incident=record.id, origins=record.origins))


@router.get(
    "/incidents/{named:path}/disagreements",
    summary="What the origins of one incident disagree on",
    responses=gives(IncidentDisagreements, problems=[404]),
    **scoped("read"),
)
def disagreements_of(request: Request, named: IncidentName) -> Response:
    """Pairs of values that cannot be right together, each with who holds it and the words for it."""
    record = desk_of(request).case(named).record
    return answer_json(request, IncidentDisagreements(incident=record.id, disagreements=find_disagreements(record)))


@router.get(
    "/incidents/{named:path}",
    summary="One incident's whole record",
    responses=gives(IncidentRecord, problems=[404]) | _LEADS_ON,
    **scoped("read"),
)
def incident(request: Request, named: IncidentName) -> Response:
    """An incident with all that stands behind it. An id that it bore before, or one of its events, leads on to it."""
    record = desk_of(request).case(named).record
    if record.id != named:
        return RedirectResponse(f"{request.url.path.removesuffix(named)}{quote(record.id)}", 307)
    return answer_json(request, record)
