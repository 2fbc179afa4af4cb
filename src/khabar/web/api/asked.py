"""What questions of the API are asked with: days, words, names, and which part of a list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request

from khabar.incidents.record import GradeName
from khabar.model import EventType
from khabar.reviews.model import State
from khabar.web.desk.desks import catalogue_of
from khabar.web.desk.entry import Entry
from khabar.web.desk.question import Order, Question

__all__ = [
    "Asked",
    "Day",
    "DocumentId",
    "IncidentName",
    "Limit",
    "Number",
    "Offset",
    "Reviewed",
    "Seen",
    "Words",
    "pick",
]

_PLAIN = r"^[^\x00-\x1f\x7f]+$"  # no control characters: no id has any, and not every database takes them
_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"

Day = Annotated[str | None, Query(pattern=_DAY, description="An ISO day", examples=["2022-03-05"])]
Words = Annotated[str | None, Query(min_length=1, max_length=300, description="Words, in whatever form")]
Number = Annotated[int | None, Query(ge=0, le=999_999, description="At least so many")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out before the first")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most")]
IncidentName = Annotated[
    str,
    Path(
        min_length=1,
        max_length=300,
        pattern=_PLAIN,
        description="The id of an incident, an id that it bore before, or an event in it as `document/e1`",
        examples=["i4b1c22d9"],
    ),
]
Seen = Annotated[
    str | None,
    Header(
        alias="If-Match", description="The ETag of the incident as you saw it: where it has changed, nothing is done"
    ),
]
DocumentId = Annotated[
    str,
    Path(
        min_length=1, max_length=300, pattern=_PLAIN, description="The id of a document", examples=["9f86d081884c7d65"]
    ),
]


def ask(
    since: Day = None,
    until: Day = None,
    place: Words = None,
    party: Words = None,
    type: EventType | None = None,
    grade: GradeName | None = None,
    review: State | None = None,
    killed: Number = None,
    origins: Number = None,
    reports: Number = None,
    disagreement: Annotated[bool, Query(description="Only those on which origins disagree")] = False,
    order: Order = "reports",
) -> Question:
    """Return what is asked of the list of incidents."""
    return Question(
        since=since,
        until=until,
        place=place,
        party=party,
        type=type,
        grade=grade,
        review=review,
        killed=killed,
        origins=origins,
        reports=reports,
        disputed=disagreement or None,
        order=order,
    )


Asked = Annotated[Question, Depends(ask)]
Reviewed = Annotated[bool, Query(description="What people decided, in the place of what the machine read")]


def pick(request: Request, asked: Question, *, reviewed: bool = False) -> list[Entry]:
    """Return the incidents that fit, as their reports are read or, with `reviewed`, as people corrected them."""
    entries = catalogue_of(request).entries()
    return asked.pick(entries if reviewed else [entry.as_read for entry in entries])
