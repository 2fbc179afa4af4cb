"""The pages on which reports are added."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.adding import pages

router = APIRouter()
router.include_router(pages.router)
