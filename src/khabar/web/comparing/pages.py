"""Comparing two reports, of the store or pasted: nothing of it is kept."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from msgspec.structs import replace
from starlette.datastructures import FormData

from khabar.errors import DateProblem, StoreProblem
from khabar.incidents.comparing import compare_reports
from khabar.model import Document, Report, Value, iso_date
from khabar.reading import read
from khabar.views.wording import find_headline
from khabar.web.comparing.compared import lay_out
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.desk.searching import search_reports
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language, load_phrases

Side = Literal["a", "b"]
SIDES: tuple[Side, Side] = ("a", "b")
router = APIRouter(include_in_schema=False)

MOST_TEXT = 100_000  # characters of one report
_MOST_BYTES = 2 * 2**20  # of the two, as a form sends them
_LONGEST = 300
_FOUND = 8


class Picked(Value, frozen=True, kw_only=True):
    """One side as it was asked for: a document of the store by its id, or a text; `title` is what the store calls it."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    text: str = ""
    problem: str | None = None


@router.get("/{language}/compare")
def ask(request: Request, language: Language, a: str = "", b: str = "") -> Response:
    """Compare two reports of the store; with fewer than two, ask for what is missing."""
    desk = desk_of(request)
    picked = (_pick(desk, a), _pick(desk, b))
    if all(one.id and one.problem is None for one in picked):
        reports = desk.shown_reports(one.id for one in picked)
        return _show(request, language, picked, (reports[picked[0].id], reports[picked[1].id]))
    return _ask(request, language, picked)


@router.post("/{language}/compare")
async def compare(request: Request, language: Language) -> Response:
    """Compare what was pasted, or chosen on the page."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > _MOST_BYTES:
        return _ask(request, language, (Picked(problem="compare_too_long"), Picked()), status=413)
    async with request.form(max_files=0, max_fields=20) as form:
        picked = (_read_side(form, "a"), _read_side(form, "b"))
    return await run_in_threadpool(_compare, request, language, picked)


@router.get("/{language}/compare/find")
def find(request: Request, language: Language, side: Side, qa: str = "", qb: str = "") -> Response:
    """Find reports of the store for one side: a piece of the page."""
    words = (qa if side == "a" else qb)[:_LONGEST].strip()
    found = search_reports(desk_of(request), words, limit=_FOUND) if words else []
    return render(request, "comparing/compare_found.html", language, side=side, found=found, words=words)


def _compare(request: Request, language: Language, picked: tuple[Picked, Picked]) -> Response:
    desk = desk_of(request)
    sides = [_check(desk, one) for one in picked]
    if any(one.problem for one in sides):
        return _ask(request, language, (sides[0], sides[1]), status=422)
    if all(one.id for one in sides):
        return RedirectResponse(f"/{language}/compare?a={sides[0].id}&b={sides[1].id}", 303)
    stored = desk.shown_reports(one.id for one in sides if one.id)
    reports = [stored[one.id] if one.id else _read(one) for one in sides]
    return _show(request, language, (sides[0], sides[1]), (reports[0], reports[1]))


def _pick(desk: Desk, id: str) -> Picked:
    """Return a side that is a document of the store, with what it is called; a side of nothing where none is named."""
    id = id.strip()[:_LONGEST]
    if not id:
        return Picked()
    try:
        report = desk.report(id)
    except StoreProblem:
        return Picked(id=id, problem="compare_not_there")
    about = report.document
    return Picked(id=id, title=find_headline(report), publisher=about.publisher or "", published=about.published or "")


def _check(desk: Desk, picked: Picked) -> Picked:
    """Return a side that was sent, with what is wrong with it."""
    if picked.text.strip():
        problem = "compare_too_long" if len(picked.text) > MOST_TEXT else None
        try:
            iso_date(picked.published or None)
        except DateProblem:
            problem = "add_no_date"
        return replace(picked, id="", problem=problem)
    if not picked.id:
        return replace(picked, problem="compare_nothing")
    return _pick(desk, picked.id)


def _read_side(form: FormData, side: Side) -> Picked:
    def take(name: str, most: int) -> str:
        given = [value for value in form.getlist(f"{side}_{name}") if isinstance(value, str) and value.strip()]
        return given[0][:most] if given else ""

    return Picked(
        id=take("id", _LONGEST).strip(),
        publisher=" ".join(take("publisher", _LONGEST).split()),
        published=take("published", 40).strip(),
        text=take("text", MOST_TEXT + 1),
    )


def _read(picked: Picked) -> Report:
    """Return what khabar reads in a text that was pasted."""
    return read(
        Document(text=picked.text, publisher=picked.publisher or None, published=iso_date(picked.published or None))
    )


def _ask(request: Request, language: Language, picked: tuple[Picked, Picked], *, status: int = 200) -> Response:
    return render(
        request,
        "comparing/compare.html",
        language,
        status=status,
        sides=tuple(zip(SIDES, picked, strict=True)),
        most=MOST_TEXT,
    )


def _show(
    request: Request, language: Language, picked: tuple[Picked, Picked], reports: tuple[Report, Report]
) -> Response:
    desk = desk_of(request)
    comparison = compare_reports(*reports)
    held = [set(desk.incidents_of(one.id).values()) if one.id else set() for one in picked]
    return render(
        request,
        "comparing/compared.html",
        language,
        picked=picked,
        reports=reports,
        comparison=comparison,
        view=lay_out(comparison, reports, load_phrases(language)),
        together=sorted(held[0] & held[1]),
        stored=all(one.id for one in picked),
    )
