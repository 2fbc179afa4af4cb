"""Exports of many incidents: jobs that write them, how far these have come, and the files that came of them."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import TooLarge
from khabar.export.formats import FORMATS
from khabar.web.api.answers import answer_json, answer_made, answer_page
from khabar.web.api.asked import Limit, Offset
from khabar.web.api.describing import Responses, fails, gives, scoped
from khabar.web.api.exports import MEDIA_TYPES, Leaving, find_media_type, one_of
from khabar.web.api.shapes import ExportJobPage
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of
from khabar.web.exporting.jobs import ExportJob, Files, exports_of
from khabar.web.exporting.orders import make_order
from khabar.web.exporting.wishes import MOST

router = APIRouter(tags=["exports"])
_PATH = "/api/v1/export-jobs"
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{12}$", examples=["1f0c9a7be2d4"])]
FormatName = Annotated[str, Query(pattern=one_of(FORMATS), json_schema_extra={"enum": list(FORMATS)}, examples=["csv"])]
_BEGUN = gives(ExportJob, problems=[404, 413], status=202, words="The job, which has begun or waits its turn")
_FILE: Responses = {
    200: {
        "description": "The file; `Link` with `rel=describedby` leads to what was lost or folded in it",
        "content": {told.partition(";")[0]: {"schema": {}} for told in MEDIA_TYPES.values()},
    },
    **fails(404),
}
_MAPPING: Responses = {
    200: {
        "description": "What stands beside the file",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    **fails(404),
}


@router.post(
    "/export-jobs", summary="Let many incidents be written", status_code=202, responses=_BEGUN, **scoped("export")
)
def begin(
    request: Request,
    format: FormatName,
    leave: Leaving,
) -> Response:
    """Begin to write the incidents that fit, as `GET /exports/{format}` gives fewer at once. `Location` tells of it."""
    chosen = leave.choose(request, most=MOST)
    if not chosen.ids:
        raise HTTPException(404, "nothing fits")
    try:
        job = exports_of(request).start(make_order(request, chosen, leave.wish(format)), by=person_of(request).name)
    except TooLarge as problem:
        raise HTTPException(429, str(problem), {"retry-after": "60"}) from None
    return answer_made(job, f"{_PATH}/{job.id}", status=202)


@router.get(
    "/export-jobs", summary="Your exports, the newest first", responses=gives(ExportJobPage), **scoped("export")
)
def jobs(request: Request, offset: Offset = 0, limit: Limit = 50) -> Response:
    """The exports of whoever asks, as long as this server runs: the last twenty of all keep their files."""
    found = exports_of(request).list(by=person_of(request).name)
    return answer_page(request, ExportJobPage, found[offset : offset + limit], offset, limit, total=len(found))


@router.get(
    "/export-jobs/{id}",
    summary="How far an export has come",
    responses=gives(ExportJob, problems=[404]),
    **scoped("export"),
)
def job(request: Request, id: JobId) -> Response:
    """An export, and how many of its incidents are written."""
    return answer_json(request, _find(request, id))


@router.post(
    "/export-jobs/{id}/stop",
    summary="Let an export end early",
    responses=gives(ExportJob, problems=[404]),
    **scoped("export"),
)
def stop(request: Request, id: JobId) -> Response:
    """Let an export end as soon as it can; there is no file then."""
    _find(request, id)
    exports_of(request).stop(id)
    return answer_json(request, _find(request, id))


@router.get("/export-jobs/{id}/file", summary="The file of an export", responses=_FILE, **scoped("export"))
def file(request: Request, id: JobId) -> Response:
    """The file, once it is whole: to whoever asked for it, as long as they may see all that it holds."""
    path = FilePath(_find_files(request, id).file)
    headers = {"link": f'<{_PATH}/{id}/mapping>; rel="describedby"', "cache-control": "no-store"}
    return FileResponse(path, media_type=find_media_type(path.name), filename=path.name, headers=headers)


@router.get("/export-jobs/{id}/mapping", summary="What an export lost", responses=_MAPPING, **scoped("export"))
def mapping(request: Request, id: JobId) -> Response:
    """What `khabar export` writes beside the file."""
    body = FilePath(_find_files(request, id).mapping).read_bytes()
    return Response(body, media_type="application/json", headers={"cache-control": "no-store"})


def _find(request: Request, id: str) -> ExportJob:
    found = exports_of(request).find(id, by=person_of(request).name)
    if found is None:
        raise HTTPException(404, f"this server knows no export {id} of yours")
    return found


def _find_files(request: Request, id: str) -> Files:
    _find(request, id)
    files = exports_of(request).files_of(id, by=person_of(request).name, hidden=desk_of(request).hidden)
    if files is None:
        raise HTTPException(404, "there is no file: it is not written yet, or holds what is kept from you by now")
    return files
