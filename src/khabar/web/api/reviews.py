"""Reviews of readings, and Admiralty ratings: what people say of claims, events and sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from khabar.errors import ReviewProblem
from khabar.incidents.rating import Rating
from khabar.reviews.model import Review
from khabar.store.custody.stamping import stamps_of
from khabar.store.documents.readings import Stamp
from khabar.store.opening import Store
from khabar.store.reviews import reviewing
from khabar.store.reviews.rating import list_ratings, rate_claim, rate_source
from khabar.store.reviews.reviewed import load_reviews
from khabar.store.reviews.reviewing import Judgement, Missing
from khabar.web.api.answers import answer_json, answer_made, answer_page
from khabar.web.api.asked import DocumentId, Limit, Offset
from khabar.web.api.describing import gives, scoped
from khabar.web.api.review_shapes import ClaimRating, RatingPage, ReportReview, SourceRating
from khabar.web.api.sending import Sent, decode, takes
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of

T = TypeVar("T")
router = APIRouter(tags=["review"])
_MADE = gives(Review, problems=[400, 404, 409], status=201, words="The decision, kept and logged")
_RATED = gives(Rating, problems=[400, 404, 409], status=201, words="The rating, kept and logged")


@router.get(
    "/reports/{document:path}/review",
    summary="What people decided about a report's reading",
    responses=gives(ReportReview, problems=[404]),
    **scoped("review"),
)
def standing(request: Request, document: DocumentId) -> Response:
    """Every claim and event, as it is read and as people judged it. Others' verdicts are told once you are done, or look."""
    desk = _open(request, document)
    with desk.store.reading() as connection:
        found = reviewing.load_standing(connection, document, blind_for=person_of(request).name)
    return answer_json(request, ReportReview.of(found))


@router.post(
    "/reports/{document:path}/verdicts",
    summary="Accept, correct or reject a claim or an event",
    status_code=201,
    responses=_MADE,
    **scoped("review", **takes(Judgement)),
)
def judge(request: Request, document: DocumentId, sent: Sent) -> Response:
    """Keep a verdict beside what the machine read; your earlier one on the same counts no more. A reviewer may settle."""
    given = decode(sent, Judgement)
    if given.settles and not person_of(request).may("reviewer"):
        raise HTTPException(403, "only a reviewer settles what others disagree on")
    return _keep(
        request, document, lambda store, by, stamp: reviewing.review(store, document, given, by=by, stamp=stamp)
    )


@router.post(
    "/reports/{document:path}/missing",
    summary="Add a claim or an event that the reading lacks",
    status_code=201,
    responses=_MADE,
    **scoped("review", **takes(Missing)),
)
def bring(request: Request, document: DocumentId, sent: Sent) -> Response:
    """Keep a claim or an event, anchored to words of the text; it bears the id of this decision."""
    given = decode(sent, Missing)
    return _keep(
        request, document, lambda store, by, stamp: reviewing.bring(store, document, given, by=by, stamp=stamp)
    )


@router.post(
    "/reports/{document:path}/done",
    summary="Say that you have judged all",
    status_code=201,
    responses=_MADE,
    **scoped("review"),
)
def finish(request: Request, document: DocumentId) -> Response:
    """Keep that you have judged every claim and event; from then on you see what others decided."""
    return _keep(request, document, lambda store, by, stamp: reviewing.finish(store, document, by=by, stamp=stamp))


@router.post(
    "/reports/{document:path}/look",
    summary="Look at what others decided before you are done",
    status_code=201,
    responses=_MADE,
    **scoped("review"),
)
def look(request: Request, document: DocumentId) -> Response:
    """Keep that you look at what others decided: what you decide from then on does not count as independent."""
    return _keep(request, document, lambda store, by, stamp: reviewing.look(store, document, by=by, stamp=stamp))


@router.post(
    "/reports/{document:path}/verdicts/{verdict}/undo",
    summary="Take a verdict of your own back",
    status_code=201,
    responses=_MADE,
    **scoped("review"),
)
def undo(
    request: Request, document: DocumentId, verdict: Annotated[str, Path(pattern=r"^v[0-9]{1,9}$", examples=["v3"])]
) -> Response:
    """Take back what you decided about this report; taking back an undoing lets it count again."""

    def take_back(store: Store, by: str, stamp: Stamp) -> Review:
        with store.reading() as connection:
            held = {one.id for one in load_reviews(connection, document)}
        if verdict not in held:
            raise ReviewProblem(f"there is no decision {verdict} about this report")
        return reviewing.undo(store, verdict, by=by, stamp=stamp)

    return _keep(request, document, take_back)


@router.get(
    "/ratings",
    summary="Letters of sources and digits of claims",
    responses=gives(RatingPage, problems=[403]),
    **scoped("read"),
)
def ratings(request: Request, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Admiralty ratings, the latest first: who gave them, when and why. A later one of the same thing holds."""
    desk = _open_desk(request)
    with desk.store.reading() as connection:
        made = [one for one in list_ratings(connection) if one.document not in desk.hidden]
    made.reverse()
    return answer_page(request, RatingPage, made[offset : offset + limit], offset, limit, total=len(made))


@router.post(
    "/ratings/sources",
    summary="Give a source a letter",
    status_code=201,
    responses=_RATED,
    **scoped("review", **takes(SourceRating)),
)
def rate_a_source(request: Request, sent: Sent) -> Response:
    """Rate the reliability of a source from A (completely reliable) to F (cannot be judged). It needs a reviewer."""
    given = decode(sent, SourceRating)
    if not person_of(request).may("reviewer"):
        raise HTTPException(403, "only a reviewer rates sources")
    return _act(
        request,
        _open_desk(request),
        lambda store, by, stamp: rate_source(store, given.source, given.letter, by=by, why=given.why, stamp=stamp),
        "/api/v1/ratings",
    )


@router.post(
    "/ratings/claims",
    summary="Give a claim a digit",
    status_code=201,
    responses=_RATED,
    **scoped("review", **takes(ClaimRating)),
)
def rate_a_claim(request: Request, sent: Sent) -> Response:
    """Rate the credibility of a claim from 1 (confirmed) to 6 (cannot be judged)."""
    given = decode(sent, ClaimRating)
    return _act(
        request,
        _open(request, given.document),
        lambda store, by, stamp: rate_claim(
            store, given.document, given.claim, given.digit, by=by, why=given.why, stamp=stamp
        ),
        "/api/v1/ratings",
    )


def _open_desk(request: Request) -> Desk:
    """Return the desk: 403 where the profile covers what would be judged."""
    desk = desk_of(request)
    if desk.profile.covers:
        raise HTTPException(403, "what the publish profile covers cannot be reviewed through it")
    return desk


def _open(request: Request, document: str) -> Desk:
    desk = _open_desk(request)
    desk.report(document)
    return desk


def _keep(request: Request, document: str, act: Callable[[Store, str, Stamp], object]) -> Response:
    return _act(request, _open(request, document), act, f"/api/v1/reports/{document}/review")


def _act(request: Request, desk: Desk, act: Callable[[Store, str, Stamp], object], where: str) -> Response:
    by = person_of(request).name
    try:
        made = act(desk.store, by, stamps_of(desk.store, by=by)())
    except ReviewProblem as problem:
        raise HTTPException(409, str(problem)) from None
    return answer_made(made, where)
