"""How the API answers: JSON with an ETag, and lists a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from fastapi import Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from khabar.web.api.shapes import Page
from khabar.web.rendering import answer, make_tag

T = TypeVar("T")


def answer_json(request: Request, value: object) -> Response:
    """Return a value as JSON; where the asker has it already, that nothing has changed."""
    return answer(request, Response(msgspec.json.encode(value), media_type="application/json"))


def answer_page(
    request: Request,
    shape: type[Page[T]],
    items: Sequence[T],
    offset: int,
    limit: int,
    *,
    total: int | None = None,
    more: bool = False,
    **beside: Any,
) -> Response:
    """Return a part of a list, with the address of the next one in the body and in a Link header.

    `more` says whether there is a next one where nobody knows how many there are in all.
    """
    further = more if total is None else offset + limit < total
    after = str(request.url.include_query_params(offset=offset + limit, limit=limit)) if further else None
    page = shape(items=tuple(items), offset=offset, limit=limit, total=total, next=after, **beside)
    response = answer_json(request, page)
    if after:
        response.headers["link"] = f'<{after}>; rel="next"'
    return response


def answer_made(value: object, where: str, *, status: int = 201) -> Response:
    """Return what has been made (or, with 202, begun), and the path under which it can be looked up."""
    headers = {"location": where, "cache-control": "no-store"}
    return Response(msgspec.json.encode(value), status, headers=headers, media_type="application/json")


def check_unchanged(seen: str | None, value: object) -> None:
    """Answer 412 where a value is in another state than the one that the asker has seen, by its ETag."""
    known = [one.strip() for one in (seen or "*").split(",")]
    if "*" not in known and make_tag(msgspec.json.encode(value)) not in known:
        raise HTTPException(412, "it has changed since you looked: look again, and decide on what it is now")
