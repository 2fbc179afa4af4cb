"""The read-only HTTP API: incidents, claims, reports, search, and reading a text. Answers are what the profile lets go."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from khabar.incidents.record import GradeName
from khabar.language import load_lexicon
from khabar.model import Document, EventType, Force
from khabar.reading import LANGUAGE, read
from khabar.store.asking import find_claims
from khabar.web.catalogue import Catalogue
from khabar.web.desk import Desk
from khabar.web.question import Order, Question
from khabar.web.rendering import answer
from khabar.web.searching import search_reports

router = APIRouter()
Day = Annotated[str | None, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", examples=["2022-03-05"])]
Words = Annotated[str | None, Query(min_length=1, max_length=300)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]
_MOST_CLAIMS = 2_000
_PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {"description": words, "content": {"application/problem+json": {"schema": {"type": "object"}}}}
    for code, words in ((400, "What was given cannot be read"), (404, "Not there, or withheld"), (422, "Does not fit"))
}


class Text(BaseModel):
    """A report to be read. It is not kept."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=200_000, examples=["نفى المتحدث باسم الجيش قصف المستشفى."])
    published: datetime.date | datetime.datetime | None = Field(None, examples=["2022-03-05"])
    publisher: str | None = Field(None, max_length=200)


@router.get("/incidents", summary="Incidents that fit, a page at a time", responses=_PROBLEM)
def incidents(
    request: Request,
    since: Day = None,
    until: Day = None,
    place: Words = None,
    party: Words = None,
    type: EventType | None = None,
    grade: GradeName | None = None,
    killed: Annotated[int | None, Query(ge=0, le=999_999)] = None,
    origins: Annotated[int | None, Query(ge=0, le=999_999)] = None,
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
    catalogue: Catalogue = request.app.state.catalogue
    found = question.pick(catalogue.entries())
    rows = []
    for entry in found[offset : offset + limit]:
        row = msgspec.to_builtins(entry)
        del row["names"], row["parties"], row["happening"]
        rows.append(row)
    return _page(request, rows, offset, limit, len(found), waiting=catalogue.waiting)


@router.get("/incidents/{named:path}", summary="One incident's whole record", responses=_PROBLEM)
def incident(request: Request, named: str) -> Response:
    """Return an incident by its id, an id that it bore before, or one of its events."""
    case = _desk(request).case(named)
    return _json(request, case.record)


@router.get("/reports/{document:path}", summary="One report with its claims and events", responses=_PROBLEM)
def report(request: Request, document: str) -> Response:
    """Return a report in the codebook's JSON."""
    return _json(request, _desk(request).report(document))


@router.get("/search", summary="Reports by their words, the latest first", responses=_PROBLEM)
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=300, examples=["قصف مستشفى"])],
    since: Day = None,
    until: Day = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Return reports in which all words stand, in whatever form."""
    found = search_reports(_desk(request), q, since=since, until=until, limit=min(offset + limit + 1, _MOST_CLAIMS))
    return _page(request, found[offset : offset + limit], offset, limit, None, more=len(found) > offset + limit)


@router.get("/claims", summary="Claims by who makes them, how, about what and where", responses=_PROBLEM)
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
    """Return claims as they stand in their reports, the latest published first."""
    desk = _desk(request)
    if not desk.shows_reports:
        raise HTTPException(404, "the publish profile withholds single claims")
    if not desk.profile.is_open and (speaker or about or place):  # whoever asks for a covered word must not learn of it
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
            limit=min(offset + limit + 1, _MOST_CLAIMS),
        )
    part = found[offset : offset + limit]
    reports = desk.shown_reports(str(row["document"]) for row in part)
    rows = [
        {"document": row["document"], "claim": claim, "words": shown.words(claim.content)}
        for row in part
        if (shown := reports.get(str(row["document"]))) is not None
        for claim in shown.claims
        if claim.id == row["id"]
    ]
    return _page(request, rows, offset, limit, None, more=len(found) > offset + limit)


@router.post("/read", summary="Read a text that is given; nothing is kept", responses=_PROBLEM)
def read_text(request: Request, given: Annotated[Text, Body()]) -> Response:
    """Return the claims and events of a text."""
    document = Document(
        text=given.text,
        published=given.published.isoformat() if given.published else None,
        publisher=given.publisher,
    )
    return _json(request, read(document))


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _json(request: Request, value: object) -> Response:
    return answer(request, Response(msgspec.json.encode(value), media_type="application/json"))


def _page(
    request: Request, rows: list[Any], offset: int, limit: int, total: int | None, *, more: bool = False, **beside: Any
) -> Response:
    """Return a part of a list, with the address of the next one in the body and in a Link header."""
    further = more if total is None else offset + limit < total
    after = str(request.url.include_query_params(offset=offset + limit, limit=limit)) if further else None
    body = {"items": rows, "offset": offset, "limit": limit, "total": total, "next": after, **beside}
    response = _json(request, body)
    if after:
        response.headers["link"] = f'<{after}>; rel="next"'
    return response
