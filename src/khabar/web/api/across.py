"""Origins and disagreements over many incidents, a page of incidents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from khabar.errors import StoreProblem
from khabar.incidents.record import IncidentRecord
from khabar.web.api.answers import answer_page
from khabar.web.api.asked import Asked, Offset, pick
from khabar.web.api.describing import gives, scoped
from khabar.web.api.differing import find_disagreements
from khabar.web.api.shapes import DisagreementPage, IncidentDisagreements, IncidentOrigins, OriginPage
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.desk.entry import Entry

router = APIRouter(tags=["incidents"])
Few = Annotated[int, Query(ge=1, le=50, description="How many incidents at most")]


@router.get("/origins", summary="The origins of incidents that fit", responses=gives(OriginPage), **scoped("read"))
def origins(request: Request, asked: Asked, offset: Offset = 0, limit: Few = 20) -> Response:
    """Incidents that fit, each with the independent origins behind it."""
    found = pick(request, asked)
    records = _open(desk_of(request), found[offset : offset + limit])
    items = [IncidentOrigins(incident=record.id, origins=record.origins) for record in records]
    return answer_page(request, OriginPage, items, offset, limit, total=len(found))


@router.get(
    "/disagreements",
    summary="What origins disagree on, over incidents that fit",
    responses=gives(DisagreementPage),
    **scoped("read"),
)
def disagreements(request: Request, asked: Asked, offset: Offset = 0, limit: Few = 20) -> Response:
    """Incidents that fit and on which origins disagree, each with the values that cannot be right together."""
    asked = msgspec.structs.replace(asked, disputed=True)
    found = pick(request, asked)
    records = _open(desk_of(request), found[offset : offset + limit])
    items = [IncidentDisagreements(incident=record.id, disagreements=find_disagreements(record)) for record in records]
    return answer_page(request, DisagreementPage, items, offset, limit, total=len(found))


def _open(desk: Desk, entries: Iterable[Entry]) -> Iterator[IncidentRecord]:
    """Yield the records of incidents; one that went since it was listed is left out."""
    for entry in entries:
        try:
            yield desk.case(entry.id).record
        except StoreProblem:
            continue
