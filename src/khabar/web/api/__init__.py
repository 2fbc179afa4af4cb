"""The HTTP API: every module of this package answers for one matter and has its own router."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.api import about, across, claims, decisions, exports, incidents, jobs, reading, reports, sources

router = APIRouter()
for part in (decisions, incidents, across, reports, claims, sources, exports, reading, jobs, about):
    router.include_router(part.router)
