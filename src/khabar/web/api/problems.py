"""What the API answers where it cannot answer: problem+json, after RFC 9457."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError, StoreProblem
from khabar.model import Value
from khabar.views.visible import make_visible

MEDIA_TYPE = "application/problem+json"


class Fault(Value, frozen=True, kw_only=True):
    """One thing in a request that does not fit: where it stands, and what is wrong with it."""

    where: str
    what: str


class Problem(Value, frozen=True, kw_only=True):
    """Why something cannot be answered: `detail` says what to do, `errors` what of the request does not fit."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[Fault, ...] = ()


def answer_problem(request: Request, problem: Exception) -> Response:
    """Return what went wrong: title, status, what to do."""
    status, detail, errors = _describe(problem)
    headers = dict(problem.headers or {}) if isinstance(problem, HTTPException) else {}
    body = encode_problem(status, detail, request.url.path, errors=errors)
    return Response(body, status, headers=headers, media_type=MEDIA_TYPE)


def encode_problem(status: int, detail: str, instance: str, *, errors: tuple[Fault, ...] = ()) -> bytes:
    """Return a problem as JSON; `instance` is the path that was asked."""
    title = HTTPStatus(status).phrase
    return msgspec.json.encode(Problem(title=title, status=status, detail=detail, instance=instance, errors=errors))


def _describe(problem: Exception) -> tuple[int, str, tuple[Fault, ...]]:
    if isinstance(problem, RequestValidationError):
        faults = (
            Fault(where="/".join(str(part) for part in one["loc"]), what=make_visible(str(one["msg"])))
            for one in problem.errors()
        )
        return 422, "the request does not fit: see errors", tuple(faults)
    if isinstance(problem, HTTPException):
        return problem.status_code, make_visible(str(problem.detail)), ()
    if isinstance(problem, StoreProblem):
        return 404, make_visible(str(problem)), ()
    if isinstance(problem, KhabarError):
        return 400, make_visible(str(problem)), ()
    return 500, "something went wrong inside khabar", ()
