"""Pictures for reports: SVG that needs nothing else, made of what a publish profile lets go."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.pictures import pages

router = APIRouter()
router.include_router(pages.router)
