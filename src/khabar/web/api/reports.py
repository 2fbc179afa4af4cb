"""Single reports, and the words by which they are found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from khabar.web.api.answers import PROBLEM, answer_json, answer_page
from khabar.web.api.asked import Day, Limit, Offset, desk_of
from khabar.web.searching import search_reports

router = APIRouter()
_MOST = 2_000


@router.get("/reports/{document:path}", summary="One report with its claims and events", responses=PROBLEM)
def report(request: Request, document: str) -> Response:
    """Return a report in the codebook's JSON."""
    return answer_json(request, desk_of(request).report(document))


@router.get("/search", summary="Reports by their words, the latest first", responses=PROBLEM)
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=300, examples=["قصف مستشفى"])],
    since: Day = None,
    until: Day = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Return reports in which all words stand, in whatever form."""
    found = search_reports(desk_of(request), q, since=since, until=until, limit=min(offset + limit + 1, _MOST))
    return answer_page(request, found[offset : offset + limit], offset, limit, None, more=len(found) > offset + limit)
