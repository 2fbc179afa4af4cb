"""Giving away what the list or one incident shows: which format, what may leave, what that changes, and the file."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

from khabar.errors import ExportProblem, MissingTool
from khabar.export.bundle import preview_named, zip_export
from khabar.export.formats import FORMATS, Exported
from khabar.export.preview import Effects
from khabar.web.desk.chosen import Chosen, choose
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of
from khabar.web.exporting.glimpse import glimpse
from khabar.web.exporting.jobs import exports_of
from khabar.web.exporting.orders import make_order
from khabar.web.exporting.wishes import MANY, MOST, Wish, choose_profile, offer_profiles, options_of, read_wish
from khabar.web.exporting.writing import run_beside, write_now
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people", ("dossier", "xlsx", "csv", "csv-origins")),
    ("maps", ("geojson", "geoparquet", "timemap")),
    ("programs", ("jsonl", "parquet", "graphml")),
    ("events", ("acled", "ucdp", "polecat")),
    ("archives", ("bayanat", "bayanat-incidents", "ftm", "annotation")),
)
"""The formats in the order of the page, by whom they serve."""

_MOST_PREVIEWED = 200
_LISTED = 8
_PAGE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@router.get("/{language}/export")
def ask(request: Request, language: Language) -> Response:
    """Show what would leave, and ask how."""
    return show_choice(request, language, choose(request), read_wish(request.query_params, language))


@router.get("/{language}/export/preview")
def look_ahead(request: Request, language: Language) -> Response:
    """Show what the profile changes of it: a piece of the page, or all of it with that piece."""
    chosen, wish = choose(request), read_wish(request.query_params, language)
    desk = desk_of(request)
    profile = choose_profile(desk, wish.profile)
    ids = chosen.ids[:_MOST_PREVIEWED]
    effects = run_beside(len(ids), partial(preview_named, desk.store.address, ids, profile))
    if not desk.profile.is_open:  # what stood there before is what this server withholds
        effects = _count_only(effects)
    seen = glimpse(desk.store.address, ids, wish.format, profile, options_of(wish))
    if request.headers.get("hx-request") == "true":
        return render(
            request,
            "exporting/export_effects.html",
            language,
            effects=effects,
            looked=len(ids),
            chosen=chosen,
            glimpse=seen,
        )
    return show_choice(request, language, chosen, wish, effects=effects, glimpse=seen)


@router.get("/{language}/export/file")
def download(request: Request, language: Language, part: Literal["zip", "file", "mapping", "page"] = "zip") -> Response:
    """Give the file and its mapping as a ZIP, or one of them; `page` shows a dossier in the browser."""
    chosen, wish = choose(request), read_wish(request.query_params, language)
    if not chosen.ids:
        raise HTTPException(404, "nothing fits")
    if len(chosen.ids) > MANY:
        problem = "export_too_many" if len(chosen.ids) > MOST else "export_beside"
        return show_choice(request, language, chosen, wish, problem=problem, status=413)
    folder = Path(tempfile.mkdtemp(prefix="khabar-export-"))
    try:
        done = write_now(request, make_order(request, chosen, wish), folder)
        return _give(done, part, folder)
    except (MissingTool, ExportProblem) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        return show_choice(request, language, chosen, wish, problem="export_failed", detail=str(problem), status=501)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _give(done: Exported, part: str, folder: Path) -> Response:
    path = {"zip": lambda: zip_export(done), "mapping": lambda: done.mapping}.get(part, lambda: done.path)()
    return give_file(path, part, BackgroundTask(shutil.rmtree, folder, ignore_errors=True))


def give_file(path: Path, part: str, background: BackgroundTask | None = None) -> Response:
    """Give a file to be kept, or with the part \"page\" a dossier to be looked at."""
    shown = part == "page" and path.suffix == ".html"
    headers = {"cache-control": "private, no-store"}
    if shown:
        headers["content-security-policy"] = f"{_PAGE}; frame-ancestors 'none'"
    return FileResponse(
        path,
        filename=path.name,
        media_type="text/html; charset=utf-8" if shown else None,
        content_disposition_type="inline" if shown else "attachment",
        headers=headers,
        background=background,
    )


def _count_only(effects: Effects) -> Effects:
    from msgspec.structs import replace

    return replace(effects, changes=tuple(replace(change, examples=()) for change in effects.changes))


def show_choice(
    request: Request,
    language: Language,
    chosen: Chosen,
    wish: Wish,
    *,
    effects: Effects | None = None,
    problem: str | None = None,
    status: int = 200,
    **beside: Any,
) -> Response:
    """Return the page that asks how incidents are to leave."""
    desk = desk_of(request)
    return render(
        request,
        "exporting/export.html",
        language,
        status=status,
        chosen=chosen,
        wish=wish,
        groups=GROUPS,
        formats=FORMATS,
        profiles=offer_profiles(desk),
        effects=effects,
        looked=min(len(chosen.ids), _MOST_PREVIEWED),
        problem=problem,
        detail=beside.get("detail"),
        glimpse=beside.get("glimpse"),
        most=MOST,
        many=MANY,
        jobs=exports_of(request).list(by=person_of(request).name)[:_LISTED],
    )
