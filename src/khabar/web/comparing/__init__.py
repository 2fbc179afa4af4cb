"""The pages on which two reports are compared."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.comparing import pages

router = APIRouter()
router.include_router(pages.router)
