"""The HTTP API: every module of this package answers for one matter and has its own router."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.api import across, claims, incidents, reading, reports, sources

router = APIRouter()
for part in (incidents, across, reports, claims, sources, reading):
    router.include_router(part.router)
