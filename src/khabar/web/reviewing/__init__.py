"""The pages on which people judge what khabar read: reports, incidents, sources."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.reviewing import changing, deciding, overview, rating

router = APIRouter()
for part in (changing, deciding, rating, overview):
    router.include_router(part.router)
