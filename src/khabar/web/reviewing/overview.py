"""The page of reviews: reports that people judged, how far they agree, and what is left to settle."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from khabar.model import Report, Value
from khabar.reviews.agreement import Told, measure
from khabar.reviews.blindness import may_see
from khabar.reviews.model import STATES, Review, State
from khabar.reviews.standing import Judged, sum_up
from khabar.store.documents.versions import find_newer
from khabar.store.reviews.reviewed import digest_standing, each_reviewed
from khabar.views.wording import find_headline
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import Person, needs, person_of
from khabar.web.layout.leafing import turn
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)


class Line(Value, frozen=True, kw_only=True):
    """A report in the list, `newer` the version that replaced it. What others decided about one that who asks has begun and not ended stays unseen."""

    document: str
    title: str
    publisher: str | None
    published: str | None
    state: State
    judged: int
    corrected: int
    open: int
    newer: str | None = None
    reviewers: tuple[str, ...] = ()
    to_settle: tuple[Judged, ...] = ()


@router.get("/{language}/reviews")
def list_reviews(
    request: Request,
    language: Language,
    person: Annotated[Person, Depends(needs("viewer"))],
    state: str = "",
    page: str = "1",
) -> Response:
    """Show the reports that people judged, and how far those agree who did not see each other's verdicts."""
    desk = desk_of(request)
    found: list[Line] = []
    told: list[Told] = []
    if desk.shows_reports and not desk.profile.covers:
        with desk.store.reading() as connection:
            for document, report, made in each_reviewed(connection):
                if document not in desk.hidden:
                    told.append(Told(report, made))
                    found.append(_make_line(document, report, made, person_of(request)))
        with desk.store.reading() as connection:
            newer = find_newer(connection, [line.document for line in found])
        found = [msgspec.structs.replace(line, newer=_show(newer.get(line.document), desk)) for line in found]
    wanted = state if state in STATES else ""
    fitting = sorted((line for line in found if not wanted or line.state == wanted), key=lambda line: -line.open)
    return render(
        request,
        "reviewing/reviews.html",
        language,
        found=fitting,
        leaf=turn(fitting, page),
        total=len(found),
        state=wanted,
        states=STATES,
        agreement=measure(told),
    )


def _show(document: str | None, desk: Desk) -> str | None:
    return None if document in desk.hidden else document


def _make_line(document: str, report: Report, made: tuple[Review, ...], person: Person) -> Line:
    blind = person.may("analyst") and not may_see(made, person.name)
    standing = sum_up(document, report, made, blind_for=person.name if blind else None)
    told = digest_standing(standing)
    return Line(
        document=document,
        title=find_headline(report),
        publisher=report.document.publisher,
        published=report.document.published,
        reviewers=standing.reviewers,
        to_settle=standing.open,
        **told,
    )
