"""Adding: the form that takes files, addresses and text, and the page on which a job is watched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from khabar.errors import DateProblem, TooLarge
from khabar.intake.given import PASTED, Given, Upload
from khabar.intake.jobs import Job, Jobs
from khabar.model import iso_date
from khabar.pages.addresses import is_web_address
from khabar.web.adding.taken import sum_up
from khabar.web.desk.desks import catalogue_of, desk_of
from khabar.web.entrance.people import Person, needs
from khabar.web.rendering import render
from khabar.web.wording.failures import tell_failure
from khabar.web.wording.phrases import Language

Analyst = Annotated[Person, Depends(needs("analyst"))]
router = APIRouter(include_in_schema=False)

MOST_BYTES = 512 * 2**20  # of one request
MOST_FILES = 500
MOST_ADDRESSES = 200
MOST_TEXT = 200_000  # characters
_LONGEST = 300
_LISTED = 12
_FIELDS = ("addresses", "text", "published", "publisher", "url")


class Unfit(Exception):
    """What was given cannot be a job; the message is the key of a phrase."""


@router.get("/{language}/add")
def ask(request: Request, language: Language, person: Analyst) -> Response:
    """Show the form, and the jobs of who asks."""
    return _show_form(request, language, person)


@router.post("/{language}/add")
async def add(request: Request, language: Language, person: Analyst) -> Response:
    """Begin a job with what was sent, and lead to it."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MOST_BYTES:
        return _show_form(request, language, person, problem="add_too_large", status=413)
    async with request.form(max_files=MOST_FILES, max_fields=20, max_part_size=8 * MOST_TEXT) as form:
        folder = Path(tempfile.mkdtemp(prefix="khabar-add-"))
        try:
            given = await run_in_threadpool(_read_form, form, folder)
            job = jobs_of(request).start(given, by=person.name, folder=folder)
        except Unfit as problem:
            shutil.rmtree(folder, ignore_errors=True)
            held = {name: _text_of(form, name) for name in _FIELDS}
            return _show_form(request, language, person, problem=str(problem), status=422, held=held)
        except TooLarge:
            shutil.rmtree(folder, ignore_errors=True)
            return _show_form(request, language, person, problem="add_too_many_waiting", status=503)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return RedirectResponse(f"/{language}/add/{job.id}", 303)


@router.get("/{language}/add/{id}")
def watch(request: Request, language: Language, id: str, person: Analyst) -> Response:
    """Show how far a job has come and, when it is over, what became of everything."""
    job = _find(request, id, person)
    if job is None:
        return render(request, "adding/job_gone.html", language, status=404)
    return render(
        request,
        "adding/job.html",
        language,
        job=job,
        pasted=PASTED,
        tell_failure=tell_failure,
        summary=sum_up(job, desk_of(request), catalogue_of(request)),
    )


@router.post("/{language}/add/{id}/stop")
def stop(request: Request, language: Language, id: str, person: Analyst) -> Response:
    """Let a job end early."""
    if _find(request, id, person) is not None:
        jobs_of(request).stop(id)
    return RedirectResponse(f"/{language}/add/{id}", 303)


def jobs_of(request: Request) -> Jobs:
    """Return the jobs of this server."""
    jobs: Jobs = request.app.state.jobs
    return jobs


def _find(request: Request, id: str, person: Person) -> Job | None:
    """Return a job of who asks; an administrator sees all."""
    job = jobs_of(request).find(id)
    return job if job and (job.by == person.name or person.may("administrator")) else None


def _show_form(
    request: Request,
    language: Language,
    person: Person,
    *,
    problem: str | None = None,
    status: int = 200,
    held: dict[str, str] | None = None,
) -> Response:
    mine = jobs_of(request).list(by=None if person.may("administrator") else person.name)
    return render(
        request,
        "adding/add.html",
        language,
        status=status,
        problem=problem,
        held=held or dict.fromkeys(_FIELDS, ""),
        jobs=mine[:_LISTED],
        most_mb=MOST_BYTES >> 20,
        most_text=MOST_TEXT,
    )


def _read_form(form: FormData, folder: Path) -> Given:
    """Return what a form holds, its files written into a folder. Raises `Unfit` where there is nothing to do."""
    addresses, text = _part(_text_of(form, "addresses"), _text_of(form, "text"))
    if len(addresses) > MOST_ADDRESSES:
        raise Unfit("add_too_many_addresses")
    if len(text) > MOST_TEXT:
        raise Unfit("add_text_too_long")
    try:
        published = iso_date(_text_of(form, "published").strip() or None)
    except DateProblem:
        raise Unfit("add_no_date") from None
    given = Given(
        files=tuple(_keep_files(form.getlist("files"), folder)),
        addresses=addresses,
        text=text,
        published=published,
        publisher=" ".join(_text_of(form, "publisher").split())[:_LONGEST] or None,
        url=_read_address(_text_of(form, "url")),
    )
    if not given.count:
        raise Unfit("add_nothing")
    return given


def _text_of(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _part(addresses: str, text: str) -> tuple[tuple[str, ...], str]:
    """Return the addresses, one a line, and the text; a text that is nothing but addresses is taken for them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    listed = [line for part in addresses.splitlines() for line in part.split()]
    if lines and all(is_web_address(line) and " " not in line for line in lines):
        listed, text = [*listed, *lines], ""
    return tuple(dict.fromkeys(listed)), text


def _read_address(given: str) -> str | None:
    address = given.strip()[:2000]
    if address and not is_web_address(address):
        raise Unfit("add_no_address")
    return address or None


def _keep_files(sent: Sequence[UploadFile | str], folder: Path) -> list[Upload]:
    """Write files as they were sent; their names are only names, never paths."""
    kept = []
    for number, one in enumerate(sent):
        if isinstance(one, str) or not one.filename:
            continue
        path = folder / str(number)
        with path.open("wb") as stream:
            shutil.copyfileobj(one.file, stream, 1 << 20)
        name = one.filename.replace("\\", "/").rpartition("/")[2][:_LONGEST] or "file"
        kept.append(Upload(name=name, path=str(path)))
    return kept
