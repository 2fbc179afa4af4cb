"""How the API answers: JSON with an ETag, and lists a page at a time."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import Response

from khabar.web.rendering import answer

PROBLEM: dict[int | str, dict[str, Any]] = {
    code: {"description": words, "content": {"application/problem+json": {"schema": {"type": "object"}}}}
    for code, words in ((400, "What was given cannot be read"), (404, "Not there, or withheld"), (422, "Does not fit"))
}


def answer_json(request: Request, value: object) -> Response:
    """Return a value as JSON; where the asker has it already, that nothing has changed."""
    return answer(request, Response(msgspec.json.encode(value), media_type="application/json"))


def answer_page(
    request: Request, rows: list[Any], offset: int, limit: int, total: int | None, *, more: bool = False, **beside: Any
) -> Response:
    """Return a part of a list, with the address of the next one in the body and in a Link header."""
    further = more if total is None else offset + limit < total
    after = str(request.url.include_query_params(offset=offset + limit, limit=limit)) if further else None
    body = {"items": rows, "offset": offset, "limit": limit, "total": total, "next": after, **beside}
    response = answer_json(request, body)
    if after:
        response.headers["link"] = f'<{after}>; rel="next"'
    return response
