"""Incidents in the formats of other tools, written by what `khabar export` writes them with."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

from khabar.export.formats import FORMATS, Exported
from khabar.export.profile import list_profiles
from khabar.web.api.answers import answer_json
from khabar.web.api.asked import Asked, Reviewed, pick
from khabar.web.api.describing import Responses, fails, gives, scoped
from khabar.web.api.shapes import ExportFormat, ExportFormats
from khabar.web.desk.chosen import Chosen
from khabar.web.desk.desks import desk_of
from khabar.web.desk.question import Question
from khabar.web.exporting.orders import make_order
from khabar.web.exporting.wishes import MANY, MOST, Wish
from khabar.web.exporting.writing import write_now
from khabar.web.wording.phrases import Language


def one_of(names: Iterable[str]) -> str:
    """Return the pattern of a name that is one of these."""
    return f"^({'|'.join(names)})$"


router = APIRouter(tags=["exports"])
FormatName = Annotated[str, Path(pattern=one_of(FORMATS), json_schema_extra={"enum": list(FORMATS)})]
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ftm.json": "application/json+ftm",  # one entity a line, as its own tools read and write it
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "geojson": "application/geo+json",
    "graphml": "application/graphml+xml",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FILE: Responses = {
    200: {
        "description": "The file; `Link` with `rel=describedby` leads to what was lost or folded in it",
        "headers": {"Content-Disposition": {"description": "Its name", "schema": {"type": "string"}}},
        "content": {told.partition(";")[0]: {"schema": {}} for told in MEDIA_TYPES.values()},
    },
    **fails(400, 404, 413),
}
_MAPPING: Responses = {
    200: {
        "description": "How each column was made, what has no place in the format, and what the profile changed",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    **fails(400, 404, 413),
}
Named = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=300)]],
    Query(max_length=500, description="Only these incidents, of those that fit"),
]
Under = Annotated[
    str | None,
    Query(
        pattern=one_of(list_profiles()),
        json_schema_extra={"enum": list(list_profiles())},
        description="A publish profile, else the server's own, of which no rule is loosened by another",
    ),
]
InLanguage = Annotated[Language, Query(description="Of labels, where the format has any")]
Hxl = Annotated[bool, Query(description="A row of HXL tags below the head of a CSV, where the format has any")]


class Leave(NamedTuple):
    """Which incidents are to leave, of those that fit only the `named` where any are, and how."""

    asked: Question
    named: Sequence[str]
    profile: str | None
    language: Language
    hxl: bool
    reviewed: bool

    def wish(self, format: str) -> Wish:
        """Return how they are to leave in a format; tags of HXL only where it has them."""
        tagged = self.hxl and FORMATS[format].hxl
        return Wish(format=format, profile=self.profile or "", labels=self.language, hxl=tagged, reviewed=self.reviewed)

    def choose(self, request: Request, *, most: int = MANY) -> Chosen:
        """Return the incidents. Answers 413 where there are too many."""
        ids = [entry.id for entry in pick(request, self.asked, reviewed=self.reviewed)]
        if self.named:
            desk = desk_of(request)
            wanted = {desk.case(one).record.id for one in self.named}
            ids = [id for id in ids if id in wanted]
        if len(ids) > most:
            instead = "narrow it down" if most == MOST else "let a job write them, by POST /api/v1/export-jobs"
            raise HTTPException(413, f"{len(ids)} incidents fit, and {most} may be written at once: {instead}")
        return Chosen(question=self.asked, ids=tuple(ids), incident=ids[0] if self.named and len(ids) == 1 else None)


def read_leave(
    asked: Asked,
    incident: Named = [],  # noqa: B006  FastAPI makes a new one for each request
    profile: Under = None,
    language: InLanguage = "en",
    hxl: Hxl = False,
    reviewed: Reviewed = False,
) -> Leave:
    """Return which incidents are asked for, and how."""
    return Leave(asked, incident, profile, language, hxl, reviewed)


Leaving = Annotated[Leave, Depends(read_leave)]


@router.get(
    "/exports",
    summary="The formats in which incidents can be taken along",
    responses=gives(ExportFormats),
    **scoped("read"),
)
def formats(request: Request) -> Response:
    """Every format with what it is for; `hxl` and `language` tell whether these have a meaning in it."""
    listed = tuple(
        ExportFormat(
            name=one.name,
            suffix=one.suffix,
            media_type=find_media_type(one.suffix),
            purpose=one.purpose,
            hxl=one.hxl,
            language=one.language,
        )
        for one in FORMATS.values()
    )
    return answer_json(request, ExportFormats(formats=listed, profiles=list_profiles()))


@router.get("/exports/{format}", summary="Incidents in a format", responses=_FILE, **scoped("export"))
def export_incidents(
    request: Request,
    format: FormatName,
    leave: Leaving,
) -> Response:
    """The incidents that fit, as a file that other tools read. The same conditions as for the list of incidents."""
    folder, done = _write(request, leave.wish(format), leave.choose(request))
    described = request.url.replace(path=f"{request.url.path}/mapping")
    return FileResponse(
        done.path,
        media_type=find_media_type(done.path.name),
        filename=done.path.name,
        headers={"link": f'<{described}>; rel="describedby"', "cache-control": "no-store"},
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )


@router.get(
    "/exports/{format}/mapping", summary="What is lost or folded in an export", responses=_MAPPING, **scoped("export")
)
def map_export(
    request: Request,
    format: FormatName,
    leave: Leaving,
) -> Response:
    """What `khabar export` writes beside the file of the same question."""
    folder, done = _write(request, leave.wish(format), leave.choose(request))
    try:
        body = done.mapping.read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Response(body, media_type="application/json", headers={"cache-control": "no-store"})


def _write(request: Request, wish: Wish, chosen: Chosen) -> tuple[FilePath, Exported]:
    """Write the file and its mapping into a folder of their own, and keep in the log that somebody did so."""
    folder = FilePath(tempfile.mkdtemp(prefix="khabar-export-"))
    try:
        done = write_now(request, make_order(request, chosen, wish), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder, done


def find_media_type(name: str) -> str:
    """Return the media type of a file by its name."""
    return next(told for ending, told in MEDIA_TYPES.items() if name.endswith(f".{ending}"))
