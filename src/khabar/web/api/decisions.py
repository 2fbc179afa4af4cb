"""What people decide about incidents: what is one, what is not, and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from khabar.errors import StoreProblem
from khabar.incidents.case import Case
from khabar.incidents.decisions import Decision
from khabar.incidents.model import split_key
from khabar.store.custody.stamping import stamps_of
from khabar.store.documents.readings import Stamp
from khabar.store.incidents import deciding
from khabar.web.api.answers import answer_made, answer_page, check_unchanged
from khabar.web.api.asked import IncidentName, Limit, Offset, Seen
from khabar.web.api.describing import gives, scoped
from khabar.web.api.shapes import DecisionPage
from khabar.web.desk.decided import MadeDecision, find_incidents_of, lay_out, list_decisions
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of

router = APIRouter(tags=["decisions"])
Why = Annotated[str | None, Field(max_length=1_000, description="Why, for those who ask later")]
Name = Annotated[str, Field(min_length=1, max_length=300)]
_MADE = gives(MadeDecision, problems=[400, 404, 409, 412], status=201, words="The decision, which holds at once")


class Pinning(BaseModel):
    """An incident is to be just what it is now."""

    model_config = ConfigDict(extra="forbid")
    why: Why = None


class Merging(BaseModel):
    """Other incidents are one with this one."""

    model_config = ConfigDict(extra="forbid")
    others: list[Name] = Field(min_length=1, max_length=100, description="Ids of the other incidents")
    why: Why = None


class Splitting(BaseModel):
    """Parts of an incident are not of it."""

    model_config = ConfigDict(extra="forbid")
    parts: list[Name] = Field(
        min_length=1, max_length=500, description="What is not of it: ids of documents, or events as `document/e1`"
    )
    why: Why = None


@router.get(
    "/decisions",
    summary="What people decided about incidents, the latest first",
    responses=gives(DecisionPage),
    **scoped("read"),
)
def decisions(request: Request, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Decisions with who made them, when and why; one that was taken back is followed by the one that did so."""
    found = list_decisions(_open_desk(request))
    return answer_page(request, DecisionPage, found[offset : offset + limit], offset, limit, total=len(found))


@router.post(
    "/incidents/{named:path}/pin", summary="Pin an incident", status_code=201, responses=_MADE, **scoped("review")
)
def pin(request: Request, named: IncidentName, given: Annotated[Pinning, Body()], seen: Seen = None) -> Response:
    """Let an incident be just what it is now: the machine adds nothing to it any more.

    With `If-Match` and the ETag of the incident, it is done only if it is still what you saw.
    """
    desk, case = _find(request, named)
    id, first = case.record.id, _see(desk, case, seen)
    return _decide(
        request,
        desk,
        lambda by, stamp: deciding.pin(desk.store, id, by=by, why=given.why, stamp=stamp, first=first),
    )


@router.post(
    "/incidents/{named:path}/merge",
    summary="Let incidents be one",
    status_code=201,
    responses=_MADE,
    **scoped("review"),
)
def merge(request: Request, named: IncidentName, given: Annotated[Merging, Body()], seen: Seen = None) -> Response:
    """Let other incidents be one with this one. It outranks the machine, is logged, and can be undone."""
    desk, case = _find(request, named)
    first = _see(desk, case, seen)
    ids = list(dict.fromkeys((case.record.id, *(desk.case(other).record.id for other in given.others))))
    if len(ids) < 2:
        raise HTTPException(409, "these are one incident already")
    return _decide(
        request,
        desk,
        lambda by, stamp: deciding.merge(desk.store, ids, by=by, why=given.why, stamp=stamp, first=first),
    )


@router.post(
    "/incidents/{named:path}/split",
    summary="Take parts out of an incident",
    status_code=201,
    responses=_MADE,
    **scoped("review"),
)
def split(request: Request, named: IncidentName, given: Annotated[Splitting, Body()], seen: Seen = None) -> Response:
    """Take documents or single events out of an incident. It outranks the machine, is logged, and can be undone."""
    desk, case = _find(request, named)
    id, first = case.record.id, _see(desk, case, seen)
    for part in given.parts:
        if part not in case.by_document and split_key(part)[0] not in case.by_document:
            raise HTTPException(404, f"incident {case.record.id} holds no event and no document of this name: {part}")
    return _decide(
        request,
        desk,
        lambda by, stamp: deciding.split(desk.store, id, given.parts, by=by, why=given.why, stamp=stamp, first=first),
    )


@router.post(
    "/decisions/{decision}/undo", summary="Take a decision back", status_code=201, responses=_MADE, **scoped("review")
)
def undo(
    request: Request,
    decision: Annotated[str, Path(pattern=r"^d[0-9]{1,9}$", examples=["d3"])],
    given: Annotated[Pinning, Body()],
) -> Response:
    """Take a decision back; it stays in the log. Taking back an undoing lets the decision hold again."""
    desk = _open_desk(request)
    if decision not in {made.id for made in list_decisions(desk)}:
        raise HTTPException(404, f"there is no decision {decision}")
    return _decide(
        request, desk, lambda by, stamp: deciding.undo(desk.store, decision, by=by, why=given.why, stamp=stamp)
    )


def _open_desk(request: Request) -> Desk:
    """Return the desk: 403 where the profile covers what would be decided on."""
    desk = desk_of(request)
    if desk.profile.covers:
        raise HTTPException(403, "what the publish profile covers cannot be decided on through it")
    return desk


def _find(request: Request, named: str) -> tuple[Desk, Case]:
    """Return an incident that is to be decided on."""
    desk = _open_desk(request)
    return desk, desk.case(named)


def _see(desk: Desk, case: Case, seen: str | None) -> Callable[[Connection], None]:
    """Return what answers 412 where an incident, when it is decided on, is not what who asks has seen."""

    def check(connection: Connection) -> None:
        if seen is not None:
            check_unchanged(seen, desk.case_in(connection, case.record.id).record)

    return check


def _decide(request: Request, desk: Desk, decide: Callable[[str, Stamp], Decision]) -> Response:
    by = person_of(request).name
    try:
        made = decide(by, stamps_of(desk.store, by=by)())
    except StoreProblem as problem:
        raise HTTPException(409, str(problem)) from None
    return answer_made(lay_out(made, find_incidents_of(desk, made)), "/api/v1/decisions")
