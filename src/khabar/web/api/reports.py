"""Single reports, and the words by which they are found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from khabar.model import Report
from khabar.web.api.answers import answer_json, answer_page
from khabar.web.api.asked import Day, DocumentId, Limit, Offset
from khabar.web.api.describing import gives, scoped
from khabar.web.api.shapes import FoundPage
from khabar.web.desk.desks import desk_of
from khabar.web.desk.searching import search_reports

router = APIRouter(tags=["reports"])
_MOST = 2_000


@router.get(
    "/reports/{document:path}",
    summary="One report with its claims and events",
    responses=gives(Report, problems=[404]),
    **scoped("read"),
)
def report(request: Request, document: DocumentId) -> Response:
    """A report in the codebook's JSON: spans count code points of its text."""
    return answer_json(request, desk_of(request).report(document))


@router.get("/search", summary="Reports by their words, the latest first", responses=gives(FoundPage), **scoped("read"))
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=300, description="All of these words, in whatever form")],
    since: Day = None,
    until: Day = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Reports in which all words stand; days are those of publication. `hits` are spans of the snippet."""
    found = search_reports(desk_of(request), q, since=since, until=until, limit=min(offset + limit + 1, _MOST))
    part = found[offset : offset + limit]
    return answer_page(request, FoundPage, part, offset, limit, more=len(found) > offset + limit)
