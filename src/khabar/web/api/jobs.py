"""Adding reports: jobs that take in text, addresses or a file, and how far they have come."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Body, Query, Request
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from khabar.errors import TooLarge
from khabar.intake.given import Given, Upload
from khabar.intake.jobs import Job, Jobs
from khabar.web.adding.pages import MOST_ADDRESSES, MOST_BYTES, MOST_TEXT, jobs_of
from khabar.web.api.answers import answer_json, answer_made, answer_page
from khabar.web.api.asked import Limit, Offset
from khabar.web.api.describing import gives, scoped
from khabar.web.api.reading import When
from khabar.web.api.shapes import JobPage, JobStatus
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import person_of

router = APIRouter(tags=["adding"])
JobId = Annotated[str, InPath(pattern=r"^[0-9a-f]{12}$", examples=["1f0c9a7be2d4"])]
Publisher = Annotated[str | None, Query(max_length=200, description="Who published it")]
_BEGUN = gives(JobStatus, problems=[400, 413], status=202, words="The job, which has begun or waits its turn")
_BYTES = {
    "requestBody": {
        "required": True,
        "description": "The bytes of a page, a PDF, a feed, a table of reports, an archive …",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


_ON_THE_WEB = r"^https?://[^\s]+$"
Address = Annotated[str, Field(max_length=2_000, pattern=_ON_THE_WEB)]


class _Adding(BaseModel):
    model_config = ConfigDict(extra="forbid")
    published: When = None
    publisher: str | None = Field(None, max_length=200)


class Adding(_Adding):
    """A report that is to be taken in and kept; `url` is where it is from."""

    text: str = Field(min_length=1, max_length=MOST_TEXT, pattern=r"\S")
    url: Address | None = None


class Fetching(_Adding):
    """Addresses on the web from which reports are to be taken in and kept."""

    addresses: list[Address] = Field(min_length=1, max_length=MOST_ADDRESSES)


@router.post("/jobs", summary="Add a text, or what is at addresses", status_code=202, responses=_BEGUN, **scoped("add"))
def add(request: Request, given: Annotated[Adding | Fetching, Body()]) -> Response:
    """Begin a job that takes in a text, or what is at addresses: read, stored, linked. `Location` tells of it."""
    wanted = Given(published=given.published.isoformat() if given.published else None, publisher=given.publisher)
    if isinstance(given, Adding):
        wanted = replace(wanted, text=given.text, url=given.url)
    else:
        wanted = replace(wanted, addresses=tuple(dict.fromkeys(given.addresses)))
    return _begin(request, wanted, None)


@router.post("/files", summary="Add a file", status_code=202, responses=_BEGUN, **scoped("add", **_BYTES))
async def add_file(
    request: Request,
    name: Annotated[
        str, Query(min_length=1, max_length=300, description="What the file is called", examples=["a.pdf"])
    ],
    published: Annotated[When, Query()] = None,
    publisher: Publisher = None,
) -> Response:
    """Begin a job that takes in a file, sent as the body: what kind it is, is told by its bytes and its name."""
    folder = Path(tempfile.mkdtemp(prefix="khabar-add-"))
    try:
        await _receive(request, folder / "0")
        file = Upload(name=name.replace("\\", "/").rpartition("/")[2] or "file", path=str(folder / "0"))
        given = Given(files=(file,), published=published.isoformat() if published else None, publisher=publisher)
        return await run_in_threadpool(_begin, request, given, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@router.get("/jobs", summary="Your jobs, the newest first", responses=gives(JobPage), **scoped("add"))
def jobs(request: Request, offset: Offset = 0, limit: Limit = 50) -> Response:
    """The jobs of whoever asks, of an administrator all; they are known as long as this server runs."""
    person = person_of(request)
    found = jobs_of(request).list(by=None if person.may("administrator") else person.name)
    shown = [_show(request, job) for job in found[offset : offset + limit]]
    return answer_page(request, JobPage, shown, offset, limit, total=len(found))


@router.get("/jobs/{id}", summary="How far a job has come", responses=gives(JobStatus, problems=[404]), **scoped("add"))
def job(request: Request, id: JobId) -> Response:
    """A job, and what became of each document that it has taken in so far."""
    return answer_json(request, _show(request, _find(request, id)))


@router.post(
    "/jobs/{id}/stop", summary="Let a job end early", responses=gives(JobStatus, problems=[404]), **scoped("add")
)
def stop(request: Request, id: JobId) -> Response:
    """Let a job end as soon as it can; what it has stored stays."""
    _find(request, id)
    jobs_of(request).stop(id)
    return answer_json(request, _show(request, _find(request, id)))


def _begin(request: Request, given: Given, folder: Path | None) -> Response:
    started: Jobs = jobs_of(request)
    try:
        begun = started.start(given, by=person_of(request).name, folder=folder)
    except TooLarge as problem:
        raise HTTPException(429, str(problem), {"retry-after": "60"}) from None
    return answer_made(_show(request, begun), f"/api/v1/jobs/{begun.id}", status=202)


async def _receive(request: Request, path: Path) -> None:
    """Write what is sent into a file. Answers 413 where it is too much, 400 where it is nothing."""
    size = 0
    with path.open("wb") as stream:
        async for part in request.stream():
            size += len(part)
            if size > MOST_BYTES:
                raise HTTPException(413, f"a file may have {MOST_BYTES >> 20} MiB at most")
            await run_in_threadpool(stream.write, part)
    if not size:
        raise HTTPException(400, "the file is empty: send its bytes as the body")


def _find(request: Request, id: str) -> Job:
    person, found = person_of(request), jobs_of(request).find(id)
    if found is None or not (found.by == person.name or person.may("administrator")):
        raise HTTPException(404, f"this server knows no job {id}")
    return found


def _show(request: Request, job: Job) -> JobStatus:
    return JobStatus.of(job, ids=desk_of(request).shows_reports)
