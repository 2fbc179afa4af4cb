"""The pages to look at: incidents, one incident, one report, search, sources, and what lies behind the map."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.looking import pages, spots, tiles

router = APIRouter()
for part in (tiles, spots, pages):
    router.include_router(part.router)
