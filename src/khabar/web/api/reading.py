"""Reading a text that is given."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from khabar.model import Document
from khabar.reading import read
from khabar.web.api.answers import PROBLEM, answer_json

router = APIRouter()


class Text(BaseModel):
    """A report to be read. It is not kept."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=200_000, examples=["نفى المتحدث باسم الجيش قصف المستشفى."])
    published: datetime.date | datetime.datetime | None = Field(None, examples=["2022-03-05"])
    publisher: str | None = Field(None, max_length=200)


@router.post("/read", summary="Read a text that is given; nothing is kept", responses=PROBLEM)
def read_text(request: Request, given: Annotated[Text, Body()]) -> Response:
    """Return the claims and events of a text."""
    document = Document(
        text=given.text,
        published=given.published.isoformat() if given.published else None,
        publisher=given.publisher,
    )
    return answer_json(request, read(document))
