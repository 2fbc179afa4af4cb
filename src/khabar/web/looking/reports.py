"""One report, and what made a claim or an event of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from khabar.explain import explain_report
from khabar.model import Span
from khabar.web.desk.desks import desk_of
from khabar.web.rendering import render
from khabar.web.reviewing.page import show_report
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)


@router.get("/{language}/report/{document:path}/explain/{result}")
def explain(request: Request, language: Language, document: str, result: str) -> Response:
    """Show the entries and rules that made one claim or event: a piece of the report's page, or a page of its own."""
    desk = desk_of(request)
    report = desk.report(document)
    explanation = next(iter(explain_report(report, ids=(result,))))
    whole = request.headers.get("hx-request") != "true"
    template = "looking/explanation_page.html" if whole else "looking/explanation.html"
    reasons = list(dict.fromkeys(explanation.reasons))
    return render(request, template, language, reasons=reasons, result=result, document=document)


@router.get("/{language}/report/{document:path}")
def report(request: Request, language: Language, document: str, at: str = "") -> Response:
    """Show one report: its text, marked, and beside it who says what and what happened."""
    start, _, end = at.partition("-")
    digits = all(part.isascii() and part.isdigit() and len(part) < 9 for part in (start, end))
    return show_report(request, language, document, asked=Span(int(start), int(end)) if digits else None)
