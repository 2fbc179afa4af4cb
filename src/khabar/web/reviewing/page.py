"""The page of a report with what people decided about it, and the one card of it that was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.model import Report, Span
from khabar.views.wording import find_headline
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of
from khabar.web.rendering import render
from khabar.web.reviewing.form import Box, list_choices, list_kinds
from khabar.web.reviewing.marked import mark_text
from khabar.web.reviewing.view import Viewed, view_report, write_change, write_field
from khabar.web.wording.phrases import Language, load_phrases


class Editing:
    """The form that is open on a card: of which item, what it holds, what is wrong with that or doubted, and where."""

    def __init__(self, item: str, boxes: tuple[Box, ...], *, settles: bool = False, note: str = "") -> None:
        self.item = item
        self.boxes = boxes
        self.settles = settles
        self.note = note
        self.problem: str | None = None
        self.field = ""  # the one that the problem is about
        self.sure = ""  # what a form sends along that insists on what is doubted


def show_report(
    request: Request,
    language: Language,
    document: str,
    *,
    asked: Span | None = None,
    editing: Editing | None = None,
    bringing: Mapping[str, str] | None = None,
    problem: str | None = None,
    wrong: str = "",
    status: int = 200,
) -> Response:
    """Show a report: its text, marked, and beside it who says what and what happened, as far as people judged it."""
    desk = desk_of(request)
    report = desk.report(document)
    return render(
        request,
        "reviewing/report.html",
        language,
        status=status,
        report=report,
        document=document,
        headline=find_headline(report),
        text=mark_text(report, asked=asked),
        versions=desk.versions(document),
        incidents=desk.incidents_of(document),
        bringing=bringing,
        problem=problem,
        wrong=wrong,
        **_helpers(request, language, desk, report, document, editing),
    )


def _helpers(
    request: Request, language: Language, desk: Desk, report: Report, document: str, editing: Editing | None
) -> dict[str, Any]:
    phrases = load_phrases(language)
    return {
        "viewed": view_report(desk, report, document, person_of(request)),
        "editing": editing,
        "write_field": lambda field, value: write_field(field, value, phrases),
        "write_change": lambda change: write_change(change, phrases),
        "list_choices": list_choices,
        "kinds": list_kinds(),
    }


def show_card(
    request: Request, language: Language, document: str, item: str, *, editing: Editing | None = None, said: str = ""
) -> Response:
    """Answer with one card anew and what tells of the whole report, or lead to the page without htmx."""
    if request.headers.get("hx-request") != "true":
        if editing is not None:
            status = 422 if editing.problem else 200
            return show_report(request, language, document, editing=editing, status=status)
        return RedirectResponse(address_of(language, document, item), 303)
    desk, report = open_desk(request, document)
    helpers = _helpers(request, language, desk, report, document, editing)
    viewed: Viewed = helpers["viewed"]
    card = viewed.find(item)
    return render(
        request,
        "reviewing/review_changed.html",
        language,
        report=report,
        document=document,
        incidents=desk.incidents_of(document),
        card=card,
        said=said,
        **helpers,
    )


def address_of(language: Language, document: str, item: str) -> str:
    """Return the address of one card of a report."""
    return f"/{language}/report/{quote(document)}#{quote(item)}"


def open_desk(request: Request, document: str) -> tuple[Desk, Report]:
    """Return the desk and a report that is to be judged: 403 where the profile covers what would be judged."""
    desk = desk_of(request)
    report = desk.report(document)
    if desk.profile.covers:
        raise HTTPException(403, "what the publish profile covers cannot be reviewed through it")
    return desk, report
