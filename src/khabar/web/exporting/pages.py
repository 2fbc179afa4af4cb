"""Giving away what the list or one incident shows: which format, what may leave, what that changes, and the file."""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

from khabar.errors import ExportProblem, MissingTool
from khabar.export.bundle import export_named, preview_named, zip_export
from khabar.export.formats import FORMATS, Exported
from khabar.export.options import Options
from khabar.export.preview import Effects
from khabar.export.profile import Profile, list_profiles, load_profile
from khabar.export.tightening import tighten
from khabar.model import Value
from khabar.store.custody.stamping import stamps_of
from khabar.store.people.auditing import note
from khabar.views.labels import LANGUAGES
from khabar.web.desk.chosen import Chosen, choose
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of
from khabar.web.exporting.glimpse import glimpse
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

Result = TypeVar("Result")
router = APIRouter(include_in_schema=False)

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people", ("dossier", "xlsx", "csv", "csv-origins")),
    ("maps", ("geojson", "geoparquet", "timemap")),
    ("programs", ("jsonl", "parquet", "graphml")),
    ("events", ("acled", "ucdp", "polecat")),
    ("archives", ("bayanat", "bayanat-incidents", "ftm", "annotation")),
)
"""The formats in the order of the page, by whom they serve."""

MOST = 20_000  # incidents of one export
_MOST_PREVIEWED = 200
_FEW = 20  # so many are written here; more, by a process beside
_AT_ONCE = threading.BoundedSemaphore(2)
_PAGE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class Wish(Value, frozen=True, kw_only=True):
    """How incidents are to leave: a format, a profile by name (empty: the server's own), the options of the format."""

    format: str
    profile: str
    labels: str
    hxl: bool
    reviewed: bool = False


@router.get("/{language}/export")
def ask(request: Request, language: Language) -> Response:
    """Show what would leave, and ask how."""
    return _show(request, language, choose(request), read_wish(request, language))


@router.get("/{language}/export/preview")
def look_ahead(request: Request, language: Language) -> Response:
    """Show what the profile changes of it: a piece of the page, or all of it with that piece."""
    chosen, wish = choose(request), read_wish(request, language)
    desk = desk_of(request)
    profile = choose_profile(desk, wish.profile)
    ids = chosen.ids[:_MOST_PREVIEWED]
    effects = _run(len(ids), partial(preview_named, desk.store.address, ids, profile))
    if not desk.profile.is_open:  # what stood there before is what this server withholds
        effects = _count_only(effects)
    seen = glimpse(desk.store.address, ids, wish.format, profile, _options(wish))
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
    return _show(request, language, chosen, wish, effects=effects, glimpse=seen)


@router.get("/{language}/export/file")
def download(request: Request, language: Language, part: Literal["zip", "file", "mapping", "page"] = "zip") -> Response:
    """Give the file and its mapping as a ZIP, or one of them; `page` shows a dossier in the browser."""
    chosen, wish = choose(request), read_wish(request, language)
    if not chosen.ids:
        raise HTTPException(404, "nothing fits")
    if len(chosen.ids) > MOST:
        return _show(request, language, chosen, wish, problem="export_too_many", status=413)
    folder = Path(tempfile.mkdtemp(prefix="khabar-export-"))
    try:
        done = export_chosen(desk_of(request), chosen, wish, folder)
        note_export(request, chosen, wish, done)
        return _give(done, part, folder)
    except (MissingTool, ExportProblem) as problem:
        shutil.rmtree(folder, ignore_errors=True)
        return _show(request, language, chosen, wish, problem="export_failed", detail=str(problem), status=501)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def read_wish(request: Request, language: str) -> Wish:
    """Return how the address wants incidents to leave; what makes no sense in it is as if it were not there."""
    given = request.query_params
    format = given.get("format", "")
    labels = given.get("labels", "")
    format = format if format in FORMATS else "dossier" if given.get("incident") else "csv"
    return Wish(
        format=format,
        profile=given.get("profile", "") if given.get("profile") in list_profiles() else "",
        labels=labels if labels in LANGUAGES else language,
        hxl=given.get("hxl") == "1" and FORMATS[format].hxl,
        reviewed=given.get("reviewed") == "1",
    )


def choose_profile(desk: Desk, name: str) -> Profile:
    """Return the profile of a name, never laxer than the desk's own."""
    return tighten(load_profile(name), desk.profile) if name else desk.profile


def offer_profiles(desk: Desk) -> tuple[str, ...]:
    """Return the names of the profiles that withhold more than the desk's own, which is the first and has none."""
    stricter = [name for name in ("careful", "strict") if choose_profile(desk, name) != desk.profile]
    return ("", *stricter)


def export_chosen(desk: Desk, chosen: Chosen, wish: Wish, folder: Path) -> Exported:
    """Write what was chosen into a folder."""
    write = partial(
        export_named,
        desk.store.address,
        chosen.ids,
        wish.format,
        folder,
        choose_profile(desk, wish.profile),
        options=_options(wish),
        stem=f"khabar-{chosen.incident}" if chosen.incident else "khabar-incidents",
    )
    return _run(len(chosen.ids), write)


def _options(wish: Wish) -> Options:
    return Options(language=wish.labels, hxl=wish.hxl, reviewed=wish.reviewed)


def _run(count: int, work: Callable[[], Result]) -> Result:
    """Do work on a few incidents here, on many in a process beside: pages do not wait for it."""
    if count <= _FEW:
        return work()
    with _AT_ONCE, ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work).result()


def _give(done: Exported, part: str, folder: Path) -> Response:
    clean = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    path = {"zip": lambda: zip_export(done), "mapping": lambda: done.mapping}.get(part, lambda: done.path)()
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
        background=clean,
    )


def note_export(request: Request, chosen: Chosen, wish: Wish, done: Exported) -> None:
    """Keep in the log that somebody let incidents out."""
    store = desk_of(request).store
    at = stamps_of(store)().at
    with store.writing() as connection:
        note(
            connection,
            "exported",
            by=person_of(request).name,
            at=at,
            format=wish.format,
            profile=wish.profile or desk_of(request).profile_name,
            rows=done.written.rows,
            incidents=len(chosen.ids),
            question=chosen.query,
        )


def _count_only(effects: Effects) -> Effects:
    from msgspec.structs import replace

    return replace(effects, changes=tuple(replace(change, examples=()) for change in effects.changes))


def _show(
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
    )
