"""What the API answers where it cannot answer: problem+json, after RFC 9457."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError, StoreProblem
from khabar.views.visible import make_visible


class ProblemResponse(JSONResponse):
    """A problem as JSON."""

    media_type = "application/problem+json"


def answer_problem(request: Request, problem: Exception) -> Response:
    """Return what went wrong: title, status, what to do."""
    status, detail, more = _describe(problem)
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    headers = dict(problem.headers or {}) if isinstance(problem, HTTPException) else {}
    return ProblemResponse({**body, "instance": request.url.path}, status, headers=headers)


def _describe(problem: Exception) -> tuple[int, str, dict[str, Any]]:
    if isinstance(problem, RequestValidationError):
        errors = [
            {"where": "/".join(str(part) for part in one["loc"]), "what": make_visible(str(one["msg"]))}
            for one in problem.errors()
        ]
        return 422, "the request does not fit: see errors", {"errors": errors}
    if isinstance(problem, HTTPException):
        return problem.status_code, make_visible(str(problem.detail)), {}
    if isinstance(problem, StoreProblem):
        return 404, make_visible(str(problem)), {}
    if isinstance(problem, KhabarError):
        return 400, make_visible(str(problem)), {}
    return 500, "something went wrong inside khabar", {}
