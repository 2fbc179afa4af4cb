"""What people decide about an incident, on its page: one with another, taken apart, pinned, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import StoreProblem
from khabar.incidents.case import Case
from khabar.incidents.decisions import Decision
from khabar.store.custody.stamping import stamps_of
from khabar.store.documents.readings import Stamp
from khabar.store.incidents import deciding
from khabar.store.incidents.grouping import load_decisions
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import catalogue_of, desk_of
from khabar.web.desk.entry import Entry
from khabar.web.desk.question import Question
from khabar.web.entrance.forms import read_fields
from khabar.web.entrance.people import Person, needs, person_of
from khabar.web.rendering import render
from khabar.web.reviewing.decided import list_decided, may_be_decided
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Person, Depends(needs("analyst"))]
_HERE = "/{language}/incident/{named:path}/decide"
_NAMED = re.compile(r"(?:.*/incident/)?(i[0-9a-f]{8})(?:[/?#].*)?")
_LONGEST_WHY = 1000
_FOUND = 12


@router.post(_HERE + "/pin")
async def pin(request: Request, language: Language, named: str, person: Analyst) -> Response:
    """Let an incident be just what it is now."""
    form = await read_fields(request)
    desk, case = _find(request, named)
    return _decide(
        request,
        language,
        case.record.id,
        lambda by, stamp: deciding.pin(desk.store, case.record.id, by=by, why=_why(form), stamp=stamp),
        form=form,
    )


@router.post(_HERE + "/split")
async def split(request: Request, language: Language, named: str, person: Analyst) -> Response:
    """Take the events that were chosen out of an incident."""
    async with request.form(max_files=0, max_fields=2_000) as given:
        chosen = [str(one) for one in given.getlist("part")]
        form = {name: str(given.get(name) or "") for name in ("why", "reviewed")}
    desk, case = _find(request, named)
    held = {f"{document}/{event.id}" for document, event in case.events}
    apart = [key for key in chosen if key in held]
    if not apart or len(apart) == len(held):
        return _refuse(request, language, case.record.id, "choose", form)
    return _decide(
        request,
        language,
        case.record.id,
        lambda by, stamp: deciding.split(desk.store, case.record.id, apart, by=by, why=_why(form), stamp=stamp),
        form=form,
    )


@router.get(_HERE + "/merge")
def look_for(
    request: Request, language: Language, named: str, person: Analyst, q: str = "", reviewed: str = ""
) -> Response:
    """Show the incidents that words mean, one of which may be one with this."""
    _, case = _find(request, named)
    return _show_found(request, language, case, q, machine=reviewed == "0")


@router.post(_HERE + "/merge")
async def merge(request: Request, language: Language, named: str, person: Analyst) -> Response:
    """Let an incident be one with those that were chosen."""
    async with request.form(max_files=0, max_fields=200) as given:
        chosen = [str(one) for one in given.getlist("other")]
        form = {name: str(given.get(name) or "") for name in ("why", "reviewed")}
    desk, case = _find(request, named)
    try:
        ids = list(dict.fromkeys((case.record.id, *(desk.case(other).record.id for other in chosen))))
    except StoreProblem:
        ids = []
    if len(ids) < 2:
        return _refuse(request, language, case.record.id, "refused", form)
    return _decide(
        request,
        language,
        case.record.id,
        lambda by, stamp: deciding.merge(desk.store, ids, by=by, why=_why(form), stamp=stamp),
        form=form,
    )


@router.post(_HERE + "/undo")
async def undo(request: Request, language: Language, named: str, person: Analyst) -> Response:
    """Take a decision back, or let it hold again."""
    form = await read_fields(request)
    desk, case = _find(request, named)
    decision = form.get("decision", "")
    if decision not in {one.made.id for one in list_decided(desk, case.record.id)}:
        return _refuse(request, language, case.record.id, "refused", form)
    return _decide(
        request,
        language,
        case.record.id,
        lambda by, stamp: deciding.undo(desk.store, decision, by=by, why=_why(form), stamp=stamp),
        form=form,
        lead=_first_card(desk, decision),
    )


def _show_found(request: Request, language: Language, case: Case, q: str, *, machine: bool) -> Response:
    words = " ".join(q.split())[:300]
    return render(
        request,
        "reviewing/merge.html",
        language,
        record=case.record,
        happening=case.happening,
        q=words,
        machine=machine,
        found=_look_for(request, case.record.id, words),
    )


def _look_for(request: Request, incident: str, words: str) -> list[Entry]:
    """Return the incidents that an id, an address or words mean, without the one that is looked at."""
    entries = [entry for entry in catalogue_of(request).entries() if entry.id != incident]
    named = _NAMED.fullmatch(words)
    if named:
        return [entry for entry in entries if entry.id == named[1]]
    if not words:
        return []
    asked = words.lower().split()
    by_title = [one for one in entries if all(word in (one.title or "").lower() for word in asked)]
    found = list({one.id: one for one in (*Question(place=words).pick(entries), *by_title)}.values())
    return found[:_FOUND]


def _find(request: Request, named: str) -> tuple[Desk, Case]:
    desk = desk_of(request)
    case = desk.case(named)
    if not may_be_decided(desk):
        raise HTTPException(403, "what the publish profile covers cannot be decided on through it")
    return desk, case


def _decide(
    request: Request,
    language: Language,
    incident: str,
    act: Callable[[str, Stamp], Decision],
    *,
    form: Mapping[str, str],
    lead: str | None = None,
) -> Response:
    desk = desk_of(request)
    by = person_of(request).name
    try:
        made = act(by, stamps_of(desk.store, by=by)())
    except StoreProblem:
        return _refuse(request, language, incident, "refused", form)
    kept = (*made.others, *made.cards, lead or incident)[0]
    return RedirectResponse(_address(language, desk.case(kept).record.id, form, done=made.id), 303)


def _first_card(desk: Desk, decision: str) -> str:
    """Return an event that a decision speaks of, by which its incident is found afterwards."""
    with desk.store.reading() as connection:
        known = {one.id: one for one in load_decisions(connection)}
    made = known[decision]
    while made.undoes is not None:
        made = known[made.undoes]
    return (*made.others, *made.cards)[0]


def _refuse(request: Request, language: Language, incident: str, why: str, form: Mapping[str, str]) -> Response:
    return RedirectResponse(_address(language, incident, form, refused=why), 303)


def _address(language: Language, named: str, form: Mapping[str, str], **told: str) -> str:
    """Return the address of an incident's decisions, as the machine reads it where that was looked at before."""
    seen = {"reviewed": "0"} if form.get("reviewed") == "0" else {}
    return f"/{language}/incident/{quote(named)}?{urlencode(seen | told)}#decisions"


def _why(form: Mapping[str, Any]) -> str | None:
    return " ".join(str(form.get("why") or "").split())[:_LONGEST_WHY] or None
