"""Claims, by who makes them, how, about what and where."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from khabar.language import load_lexicon
from khabar.model import Force
from khabar.reading import LANGUAGE
from khabar.store.finding.asking import find_claims
from khabar.web.api.answers import answer_page
from khabar.web.api.asked import Day, Limit, Offset, Words
from khabar.web.api.describing import gives, scoped
from khabar.web.api.shapes import ClaimPage, FoundClaim
from khabar.web.desk.desks import desk_of

router = APIRouter(tags=["reports"])
_MOST = 2_000


@router.get(
    "/claims",
    summary="Claims by who makes them, how, about what and where",
    responses=gives(ClaimPage, problems=[404]),
    **scoped("read"),
)
def claims(
    request: Request,
    speaker: Words = None,
    force: Force | None = None,
    about: Words = None,
    place: Words = None,
    since: Day = None,
    until: Day = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Claims as they stand in their reports, the latest published first. `speaker` may be anybody of the chain."""
    desk = desk_of(request)
    if not desk.shows_reports:
        raise HTTPException(404, "the publish profile withholds single claims")
    if desk.profile.covers and (speaker or about or place):  # whoever asks for a covered word must not learn of it
        raise HTTPException(403, "under this publish profile claims are not searched by words")
    with desk.store.reading() as connection:
        found = find_claims(
            connection,
            lexicon=load_lexicon(LANGUAGE),
            speaker=speaker,
            force=force,
            about=about,
            place=place,
            since=since,
            until=until,
            hidden=desk.hidden,
            limit=min(offset + limit + 1, _MOST),
        )
    part = found[offset : offset + limit]
    reports = desk.shown_reports(str(row["document"]) for row in part)
    items = [
        FoundClaim(document=str(row["document"]), claim=claim, words=shown.words(claim.content))
        for row in part
        if (shown := reports.get(str(row["document"]))) is not None
        for claim in shown.claims
        if claim.id == row["id"]
    ]
    return answer_page(request, ClaimPage, items, offset, limit, more=len(found) > offset + limit)
