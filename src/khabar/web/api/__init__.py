"""The HTTP API: every module of this package answers for one matter and has its own router."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.routing import Route

from khabar.web.api import (
    about,
    across,
    claims,
    decisions,
    export_jobs,
    exports,
    incidents,
    jobs,
    reading,
    reference,
    reports,
    reviews,
    sources,
)

PREFIX = "/api/v1"
_PARTS = (decisions, incidents, across, reviews, reports, claims, sources, exports, export_jobs, reading, jobs, about)

router = APIRouter()
for part in _PARTS:
    router.include_router(part.router)
router.include_router(reference.router)


def find_methods(path: str) -> set[str]:
    """Return the methods by which an address below the prefix may be asked."""
    routes = [route for part in _PARTS for route in part.router.routes if isinstance(route, Route)]
    meant = next((route.path for route in routes if route.path_regex.match(path)), None)
    return {method for route in routes if route.path == meant for method in route.methods or ()}
