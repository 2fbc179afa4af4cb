"""Reports by their words, and those who publish them, pass them on and speak in them."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from khabar.web.desk.desks import desk_of
from khabar.web.desk.question import read_question
from khabar.web.desk.searching import turn_to
from khabar.web.desk.sources import SHAPES, list_sources
from khabar.web.desk.told_names import list_told_names
from khabar.web.layout.leafing import read_page, turn
from khabar.web.rendering import render
from khabar.web.reviewing.rating import find_rated, list_rated
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
_LONGEST_QUESTION = 300


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
    hits = turn_to(desk, words, read_page(page), source=of, since=asked.since, until=asked.until)
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
    return render(
        request,
        "looking/sources.html",
        language,
        kind=shape,
        shapes=SHAPES,
        found=found,
        leaf=turn(found, page),
        again=urlencode({"kind": shape, "q": words} if words else {"kind": shape}),
        q=q.strip(),
        rated_of=lambda name: find_rated(rated, name),
        refused=refused,
        told=list_told_names(desk) if language == "ar" else {},
    )
