"""Problems of the API, with what of them only its routes know."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from khabar.web.api import PREFIX, find_methods
from khabar.web.api.problems import answer_problem


def answer_api_problem(request: Request, problem: Exception) -> Response:
    """Return what went wrong; where a method is not allowed, all those that are."""
    response = answer_problem(request, problem)
    if response.status_code == 405:
        response.headers["allow"] = ", ".join(sorted(find_methods(request.url.path.removeprefix(PREFIX))))
    return response
