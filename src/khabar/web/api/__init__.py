"""The HTTP API: every module of this package answers for one matter and has its own router."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.api import claims, incidents, reading, reports

router = APIRouter()
for part in (incidents, reports, claims, reading):
    router.include_router(part.router)
