"""Who publishes, who passes on, who speaks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from khabar.web.api.answers import answer_page
from khabar.web.api.asked import Limit, Offset
from khabar.web.api.describing import gives, scoped
from khabar.web.api.shapes import SourcePage
from khabar.web.desk.desks import desk_of
from khabar.web.desk.sources import Shape, list_sources

router = APIRouter(tags=["sources"])


@router.get(
    "/sources",
    summary="Outlets, agencies or speakers, the most frequent first",
    responses=gives(SourcePage),
    **scoped("read"),
)
def sources(
    request: Request,
    kind: Annotated[Shape, Query(description="Who publishes, who passes on, or who speaks")] = "outlet",
    q: Annotated[str, Query(max_length=300, description="Only those in whose name this stands")] = "",
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Sources with how often they are met, on whose word they rest, and how often they copy or are copied."""
    found = list_sources(desk_of(request), kind, containing=q.strip())
    return answer_page(request, SourcePage, found[offset : offset + limit], offset, limit, total=len(found))
