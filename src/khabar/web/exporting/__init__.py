"""The pages on which incidents are given away."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.web.exporting import job_pages, pages

router = APIRouter()
for part in (job_pages, pages):
    router.include_router(part.router)
