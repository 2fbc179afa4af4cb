"""The address without more: where somebody begins."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from khabar.views.labels import LANGUAGES

router = APIRouter(include_in_schema=False)


@router.get("/")
def start(request: Request) -> Response:
    """Lead to the incidents in the language that the reader chose, else the one that the browser asks for."""
    chosen = request.cookies.get("language", "")
    asked = request.headers.get("accept-language", "").strip().lower()[:2]
    language = next((one for one in (chosen, asked) if one in LANGUAGES), "en")
    return RedirectResponse(f"/{language}/incidents", 307)
