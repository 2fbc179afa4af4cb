"""What a page says where something went wrong."""

from __future__ import annotations

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError
from khabar.views.labels import LANGUAGES
from khabar.web.rendering import render

_KINDS = {403: "denied", 404: "missing", 413: "large", 429: "often"}


def answer_problem(request: Request, problem: Exception) -> Response:
    """Say what went wrong, in the language of the address; nothing of what was asked is repeated."""
    language = request.url.path.split("/")[1]
    given = problem.status_code if isinstance(problem, HTTPException) else 500
    headers = dict(problem.headers or {}) if isinstance(problem, HTTPException) else {}
    status = 404 if isinstance(problem, (KhabarError, RequestValidationError)) else given
    page = render(
        request,
        "error.html",
        language if language in LANGUAGES else "en",
        status=status,
        kind=_KINDS.get(status, "wrong"),
        wait=headers.get("retry-after"),
    )
    page.headers.update(headers)
    return page
