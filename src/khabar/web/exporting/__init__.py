"""The pages on which incidents are given away."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.exporting import pages

router = APIRouter()
router.include_router(pages.router)
