"""The pages of exports that are written beside: how far one has come, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import TooLarge
from khabar.export.formats import FORMATS
from khabar.web.desk.chosen import choose_given
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.forms import Fields
from khabar.web.entrance.people import person_of
from khabar.web.exporting.jobs import exports_of
from khabar.web.exporting.orders import make_order
from khabar.web.exporting.pages import give_file, show_choice
from khabar.web.exporting.wishes import MOST, read_wish
from khabar.web.rendering import render
from khabar.web.wording.failures import tell_failure
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
Part = Literal["zip", "file", "mapping", "page"]


@router.post("/{language}/export/jobs")
def start(request: Request, language: Language, form: Fields) -> Response:
    """Begin to write what was chosen, and lead to where that is watched."""
    chosen, wish = choose_given(request, form), read_wish(form, language)
    if not chosen.ids:
        raise HTTPException(404, "nothing fits")
    if len(chosen.ids) > MOST:
        return show_choice(request, language, chosen, wish, problem="export_too_many", status=413)
    try:
        job = exports_of(request).start(make_order(request, chosen, wish), by=person_of(request).name)
    except TooLarge:
        return show_choice(request, language, chosen, wish, problem="add_too_many_waiting", status=503)
    return RedirectResponse(f"/{language}/export/jobs/{job.id}", 303)


@router.get("/{language}/export/jobs/{id}")
def watch(request: Request, language: Language, id: str) -> Response:
    """Show how far an export has come and, when it is whole, where it can be had."""
    job = exports_of(request).find(id, by=person_of(request).name)
    if job is None:
        return render(request, "exporting/export_gone.html", language, status=404)
    return render(
        request,
        "exporting/export_job.html",
        language,
        job=job,
        tell_failure=tell_failure,
        suffix=FORMATS[job.format].suffix,
    )


@router.post("/{language}/export/jobs/{id}/stop")
def stop(request: Request, language: Language, id: str) -> Response:
    """Let an export end early."""
    exports = exports_of(request)
    if exports.find(id, by=person_of(request).name) is not None:
        exports.stop(id)
    return RedirectResponse(f"/{language}/export/jobs/{id}", 303)


@router.get("/{language}/export/jobs/{id}/file")
def take(request: Request, language: Language, id: str, part: Part = "zip") -> Response:
    """Give what came of an export: to who asked for it, as long as they may see all that it holds."""
    hidden = desk_of(request).hidden
    files = exports_of(request).files_of(id, by=person_of(request).name, hidden=hidden)
    if files is None:
        return render(request, "exporting/export_gone.html", language, status=404)
    return give_file(Path({"zip": files.zip, "mapping": files.mapping}.get(part, files.file)), part)
