"""The incidents as a list, on a map and in time; and one of them, with all that stands behind it."""

from __future__ import annotations

from contextlib import suppress

from fastapi import APIRouter, Request
from fastapi.responses import Response

from khabar.errors import StoreProblem
from khabar.incidents.case import Case
from khabar.reviews.model import STATES
from khabar.store.incidents.grouping import find_company
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import catalogue_of, desk_of
from khabar.web.desk.question import GRADES, ORDERS, TYPES, read_question
from khabar.web.desk.unasked import list_entries, shows_corrected
from khabar.web.layout.histogram import count_by_time
from khabar.web.layout.leafing import turn
from khabar.web.layout.matrix import lay_out_matrix
from khabar.web.layout.tellings import draw_line, list_tellings
from khabar.web.layout.transmission import HEIGHT, WIDTH, draw_transmission
from khabar.web.looking.tiles import let_tiles_in
from khabar.web.rendering import render
from khabar.web.reviewing.decided import list_decided, list_parts, may_be_decided
from khabar.web.wording.phrases import Language, load_phrases

router = APIRouter(include_in_schema=False)


@router.get("/{language}/incidents")
def incidents(request: Request, language: Language, page: str = "1") -> Response:
    """Show the incidents that are asked for as a list, on a map and in time."""
    catalogue = catalogue_of(request)
    question = read_question(request.query_params)
    entries = list_entries(request)
    found = question.pick(entries)
    answered = render(
        request,
        "looking/incidents.html",
        language,
        question=question,
        found=found,
        leaf=turn(found, page),
        total=len(entries),
        waiting=catalogue.waiting,
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
    """Show one incident, as people corrected its reports where they did or, with `reviewed` 0, as these are read."""
    desk = desk_of(request)
    unasked = reviewed not in ("0", "1") and shows_corrected(request, desk.lead(named).incident)
    whole = desk.case(named, corrected=reviewed == "1" or unasked)
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
        brought=whole.bringers,
        machine=reviewed == "0",
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
        company=_find_company(desk, case.record.id) if whole.rejected else None,
        refused=refused,
        done=done,
    )


def _find_company(desk: Desk, incident: str) -> Case | None:
    """Return the incident that an event left when people rejected it, where it may be shown."""
    with desk.store.reading() as connection:
        found = find_company(connection, incident)
    with suppress(StoreProblem):
        return desk.case(found) if found else None
    return None
