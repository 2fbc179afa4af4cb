"""The pages to look at: incidents, one incident, one report, search, sources, and what lies behind the map."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.looking import finding, incidents, reports, spots, start, tiles

router = APIRouter()
for part in (start, tiles, spots, incidents, reports, finding):
    router.include_router(part.router)
