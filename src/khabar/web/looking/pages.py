"""The pages: each asks the desk or the catalogue, and fills a template."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError
from khabar.explain import explain_report
from khabar.model import Span
from khabar.reviews.model import STATES
from khabar.views.labels import LANGUAGES
from khabar.web.desk.desks import catalogue_of, desk_of
from khabar.web.desk.question import GRADES, ORDERS, TYPES, read_question
from khabar.web.desk.searching import turn_to
from khabar.web.desk.sources import SHAPES, list_sources
from khabar.web.layout.histogram import count_by_time
from khabar.web.layout.matrix import lay_out_matrix
from khabar.web.layout.tellings import draw_line, list_tellings
from khabar.web.layout.transmission import HEIGHT, WIDTH, draw_transmission
from khabar.web.looking.tiles import let_tiles_in
from khabar.web.rendering import render
from khabar.web.reviewing.deciding import list_decided, list_parts, may_be_decided
from khabar.web.reviewing.page import show_report
from khabar.web.reviewing.rating import find_rated, list_rated
from khabar.web.wording.phrases import Language, load_phrases

router = APIRouter(include_in_schema=False)
_ON_A_PAGE = 40
_LONGEST_QUESTION = 300
_KINDS = {403: "denied", 404: "missing", 413: "large", 429: "often"}


@router.get("/")
def start(request: Request) -> Response:
    """Lead to the incidents in the language that the reader chose, else the one that the browser asks for."""
    chosen = request.cookies.get("language", "")
    asked = request.headers.get("accept-language", "").strip().lower()[:2]
    language = next((one for one in (chosen, asked) if one in LANGUAGES), "en")
    return RedirectResponse(f"/{language}/incidents", 307)


@router.get("/{language}/incidents")
def incidents(request: Request, language: Language, page: str = "1") -> Response:
    """Show the incidents that are asked for as a list, on a map and in time."""
    catalogue = catalogue_of(request)
    question = read_question(request.query_params)
    entries = catalogue.entries()
    found = question.pick(entries)
    pages = max(1, -(-len(found) // _ON_A_PAGE))
    at = min(_read_page(page), pages)
    first = (at - 1) * _ON_A_PAGE
    answered = render(
        request,
        "looking/incidents.html",
        language,
        question=question,
        found=found,
        first=first,
        shown=found[first : first + _ON_A_PAGE],
        total=len(entries),
        waiting=catalogue.waiting,
        page=at,
        pages=pages,
        histogram=count_by_time(found, mirrored=language == "ar"),
        mapped=sum(entry.mapped for entry in found),
        types=TYPES,
        grades=GRADES,
        states=STATES,
        orders=ORDERS,
        tiles=request.app.state.tiles,
    )
    return let_tiles_in(answered, request.app.state.tiles)


@router.get("/{language}/incident/{named:path}")
def incident(
    request: Request, language: Language, named: str, reviewed: str = "", refused: str = "", done: str = ""
) -> Response:
    """Show one incident, as its reports are read or, where that is asked for, as people corrected them."""
    desk = desk_of(request)
    whole = desk.case(named, corrected=reviewed == "1")
    case = whole.corrected or whole
    phrases = load_phrases(language)
    tellings = list_tellings(case)
    numbers = {told.document: told.number for told in tellings}
    return render(
        request,
        "looking/incident.html",
        language,
        case=case,
        whole=whole,
        corrected=whole.corrected is not None,
        lead=desk.lead(named),
        changes=desk.changes(case),
        record=case.record,
        happening=case.happening,
        matrix=lay_out_matrix(case.record, phrases),
        graph=draw_transmission(case.record, phrases),
        box=(WIDTH, HEIGHT),
        tellings=tellings,
        numbers=numbers,
        line=draw_line(tellings, mirrored=language == "ar"),
        decidable=may_be_decided(desk),
        decided=list_decided(desk, case.record.id),
        parts=list_parts(whole, numbers),
        refused=refused,
        done=done,
    )


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


@router.get("/{language}/search")
def search(
    request: Request,
    language: Language,
    q: str = "",
    since: str = "",
    until: str = "",
    source: str = "",
    kind: str = "outlet",
    page: str = "1",
) -> Response:
    """Find reports by their words, or those of one source."""
    words = q[:_LONGEST_QUESTION].strip()
    asked = read_question({"since": since, "until": until})
    desk = desk_of(request)
    named = "" if desk.profile.covers else " ".join(source.split())[:_LONGEST_QUESTION]
    shape = kind if kind in SHAPES else "outlet"
    of = (shape, named) if named else None
    hits = turn_to(desk, words, _read_page(page), source=of, since=asked.since, until=asked.until)
    here = {"q": words, "source": named, "kind": shape if named else "", "since": asked.since, "until": asked.until}
    again = urlencode({name: value for name, value in here.items() if value})
    return render(request, "looking/search.html", language, asked=here, hits=hits, again=again)


@router.get("/{language}/sources")
def sources(
    request: Request, language: Language, kind: str = "outlet", q: str = "", page: str = "1", refused: str = ""
) -> Response:
    """Show who publishes, passes on and speaks, and how often."""
    shape = kind if kind in SHAPES else "outlet"
    desk = desk_of(request)
    rated = list_rated(desk)
    words = q[:_LONGEST_QUESTION].strip()
    found = list_sources(desk, shape, containing=words)
    pages = max(1, -(-len(found) // _ON_A_PAGE))
    at = min(_read_page(page), pages)
    return render(
        request,
        "looking/sources.html",
        language,
        kind=shape,
        shapes=SHAPES,
        found=found,
        shown=found[(at - 1) * _ON_A_PAGE : at * _ON_A_PAGE],
        page=at,
        pages=pages,
        again=urlencode({"kind": shape, "q": words} if words else {"kind": shape}),
        q=q.strip(),
        rated_of=lambda name: find_rated(rated, name),
        refused=refused,
    )


def _read_page(given: str) -> int:
    """Return the number of a page, the first where there is none in what was given."""
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def answer_problem(request: Request, problem: Exception) -> Response:
    """Say what went wrong, in the language of the address; nothing of what was asked is repeated."""
    language = request.url.path.split("/")[1]
    given = problem.status_code if isinstance(problem, HTTPException) else 500
    headers = dict(problem.headers or {}) if isinstance(problem, HTTPException) else {}
    status = 404 if isinstance(problem, (KhabarError, RequestValidationError)) else given
    page = render(
        request,
        "error.html",
        language if language in LANGUAGES else "en",
        status=status,
        kind=_KINDS.get(status, "wrong"),
        wait=headers.get("retry-after"),
    )
    page.headers.update(headers)
    return page
