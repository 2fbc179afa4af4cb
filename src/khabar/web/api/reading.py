"""Reading a text that is given."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from khabar.model import Document, Report
from khabar.reading import read
from khabar.web.api.answers import answer_json
from khabar.web.api.describing import gives, scoped

router = APIRouter(tags=["reading"])
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")


def _check_iso(given: object) -> object:
    """Let ISO strings through, and no number of seconds since some day."""
    if isinstance(given, str) and _ISO.fullmatch(given):
        return given
    raise ValueError("give an ISO day or date-time, such as 2022-03-05 or 2022-03-05T08:00:00+00:00")


When = Annotated[
    Annotated[datetime.date | datetime.datetime, BeforeValidator(_check_iso)] | None,
    Field(description="When it was published: a day such as «on Friday» hangs on it"),
]


class Text(BaseModel):
    """A report to be read. It is not kept."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=200_000)
    published: When = None
    publisher: str | None = Field(None, max_length=200)


@router.post(
    "/read",
    summary="Read a text that is given; nothing is kept",
    responses=gives(Report, problems=[400]),
    **scoped("read"),
)
def read_text(request: Request, given: Annotated[Text, Body()]) -> Response:
    """The claims and events of a text, in the codebook's JSON."""
    document = Document(
        text=given.text,
        published=given.published.isoformat() if given.published else None,
        publisher=given.publisher,
    )
    return answer_json(request, read(document))
