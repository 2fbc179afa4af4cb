"""Reviewing a report: its page with what people decided, and what changes that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import ReviewProblem
from khabar.model import Report, Span
from khabar.reviews.model import Item, put_values
from khabar.store.rating import rate_claim
from khabar.store.readings import Stamp
from khabar.store.reviewing import (
    Judgement,
    Missing,
    bring,
    finish,
    load_standing,
    look,
    review,
    settle,
    undo_last,
)
from khabar.store.stamping import stamps_of
from khabar.web.desk import Desk
from khabar.web.desks import desk_of
from khabar.web.marked import mark_text
from khabar.web.people import Person, needs, person_of
from khabar.web.phrases import load_phrases
from khabar.web.rendering import render
from khabar.web.review_form import Box, Unfit, hold_form, lay_out_form, list_choices, list_kinds, read_form, read_words
from khabar.web.review_view import Viewed, view_report, write_field

Language = Literal["ar", "en"]
Form = dict[str, str]
router = APIRouter(include_in_schema=False)
Analyst = Annotated[Person, Depends(needs("analyst"))]
Reviewer = Annotated[Person, Depends(needs("reviewer"))]
_HERE = "/{language}/report/{document:path}/review"


async def read_fields(request: Request) -> Form:
    """Return the fields of a form that hold text."""
    async with request.form(max_files=0, max_fields=100, max_part_size=2**16) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


Fields = Annotated[Form, Depends(read_fields)]


class Editing:
    """The form that is open on a card: of which item, what it holds, and what is wrong with that."""

    def __init__(self, item: str, boxes: tuple[Box, ...], *, settles: bool = False, note: str = "") -> None:
        self.item = item
        self.boxes = boxes
        self.settles = settles
        self.note = note
        self.problem: str | None = None


def show_report(
    request: Request,
    language: Language,
    document: str,
    *,
    asked: Span | None = None,
    editing: Editing | None = None,
    bringing: Mapping[str, str] | None = None,
    problem: str | None = None,
    status: int = 200,
) -> Response:
    """Show a report: its text, marked, and beside it who says what and what happened, as far as people judged it."""
    desk = desk_of(request)
    report = desk.report(document)
    return render(
        request,
        "report.html",
        language,
        status=status,
        report=report,
        document=document,
        text=mark_text(report, asked=asked),
        incidents=desk.incidents_of(document),
        bringing=bringing,
        problem=problem,
        **_helpers(request, language, desk, report, document, editing),
    )


def _helpers(
    request: Request, language: Language, desk: Desk, report: Report, document: str, editing: Editing | None
) -> dict[str, Any]:
    phrases = load_phrases(language)
    return {
        "viewed": view_report(desk, report, document, person_of(request)),
        "editing": editing,
        "write_field": lambda field, value: write_field(field, value, phrases),
        "list_choices": list_choices,
        "kinds": list_kinds(),
    }


def _show_card(
    request: Request, language: Language, document: str, item: str, *, editing: Editing | None = None, said: str = ""
) -> Response:
    """Answer with one card anew and what tells of the whole report, or lead to the page without htmx."""
    if request.headers.get("hx-request") != "true":
        if editing is not None:
            status = 422 if editing.problem else 200
            return show_report(request, language, document, editing=editing, status=status)
        return RedirectResponse(_address(language, document, item), 303)
    desk, report = _open_desk(request, document)
    helpers = _helpers(request, language, desk, report, document, editing)
    viewed: Viewed = helpers["viewed"]
    card = viewed.find(item)
    return render(
        request,
        "review_changed.html",
        language,
        report=report,
        document=document,
        incidents=desk.incidents_of(document),
        card=card,
        said=said,
        **helpers,
    )


@router.post(_HERE + "/{item}/undo")
def take_back(request: Request, language: Language, document: str, item: str, person: Analyst) -> Response:
    """Take back what somebody decided last about an item."""
    return _decide(
        request,
        language,
        document,
        item,
        "undo",
        lambda desk, stamp: undo_last(desk.store, document, item, by=person.name, stamp=stamp),
    )


@router.post(_HERE + "/{item}/settle")
def settle_one(
    request: Request, language: Language, document: str, item: str, person: Reviewer, form: Fields
) -> Response:
    """Let one of the verdicts on an item hold, or what the machine reads."""
    return _decide(
        request,
        language,
        document,
        item,
        "settled",
        lambda desk, stamp: settle(
            desk.store, document, item, form.get("as") or None, by=person.name, stamp=stamp, note=form.get("note")
        ),
    )


@router.get(_HERE + "/{item}/correct")
def open_form(
    request: Request, language: Language, document: str, item: str, person: Analyst, settles: str = ""
) -> Response:
    """Show an item's card with the form in which it is corrected."""
    value, own = _find_item(request, document, item, person)
    editing = Editing(item, lay_out_form(own), settles=settles == "1" and person.may("reviewer"))
    return _show_card(request, language, document, item, editing=editing)


@router.get(_HERE + "/{item}/card")
def show_card(request: Request, language: Language, document: str, item: str, person: Analyst) -> Response:
    """Show an item's card as it is, its form left."""
    return _show_card(request, language, document, item)


@router.post(_HERE + "/{item}/correct")
def correct(request: Request, language: Language, document: str, item: str, person: Analyst, form: Fields) -> Response:
    """Keep a correction; what is no value is said beside the form."""
    settles = form.get("settles") == "1"
    if settles and not person.may("reviewer"):
        raise HTTPException(403, "this needs the role reviewer")
    desk, report = _open_desk(request, document)
    value, _ = _find_item(request, document, item, person)
    phrases = load_phrases(language)
    editing = Editing(item, hold_form(value, form), settles=settles, note=form.get("note", ""))
    try:
        values = read_form(report, value, form)
        if not values:
            raise Unfit("review_nothing_changed", "")
        given = Judgement(item=item, verdict="correct", values=values, note=form.get("note"), settles=settles)
        review(desk.store, document, given, by=person.name, stamp=stamps_of(desk.store, by=person.name)())
    except Unfit as problem:
        field = phrases.say(f"field_{problem.field}") if problem.field else ""
        editing.problem = phrases.say(str(problem), field=field, words=problem.words)
    except ReviewProblem:
        editing.problem = phrases.say("review_refused")
    if editing.problem:
        return _show_card(request, language, document, item, editing=editing)
    return _show_card(request, language, document, item, said="corrected")


@router.post(_HERE + "/{item}/rate")
def rate(request: Request, language: Language, document: str, item: str, person: Analyst, form: Fields) -> Response:
    """Give a claim a digit of credibility."""
    return _decide(
        request,
        language,
        document,
        item,
        "rated",
        lambda desk, stamp: rate_claim(
            desk.store, document, item, form.get("digit", ""), by=person.name, why=form.get("why", ""), stamp=stamp
        ),
    )


@router.post(_HERE + "/{item}/{verdict}")
def judge(
    request: Request,
    language: Language,
    document: str,
    item: str,
    verdict: Literal["accept", "reject"],
    person: Analyst,
    form: Fields,
) -> Response:
    """Keep that an item is accepted or rejected."""
    given = Judgement(item=item, verdict=verdict, note=form.get("note"))
    return _decide(
        request,
        language,
        document,
        item,
        verdict,
        lambda desk, stamp: review(desk.store, document, given, by=person.name, stamp=stamp),
    )


@router.post(_HERE + "/bring")
def add_missing(request: Request, language: Language, document: str, person: Analyst, form: Fields) -> Response:
    """Keep a claim or an event that the reading lacks."""
    desk, report = _open_desk(request, document)
    phrases = load_phrases(language)
    try:
        made = bring(
            desk.store,
            document,
            _read_missing(report, form),
            by=person.name,
            stamp=stamps_of(desk.store, by=person.name)(),
        )
    except (Unfit, ReviewProblem) as problem:
        told = "review_same" if isinstance(problem, ReviewProblem) else str(problem)
        field = phrases.say(f"field_{problem.field}") if isinstance(problem, Unfit) and problem.field else ""
        words = problem.words if isinstance(problem, Unfit) else ""
        said = phrases.say(told, field=field, words=words)
        return show_report(request, language, document, bringing=form, problem=said, status=422)
    return RedirectResponse(_address(language, document, made.id), 303)


@router.post(_HERE + "/done")
def end(request: Request, language: Language, document: str, person: Analyst) -> Response:
    """Keep that somebody has judged all; from then on they see what others decided."""
    return _change(
        request, language, document, lambda desk, stamp: finish(desk.store, document, by=person.name, stamp=stamp)
    )


@router.post(_HERE + "/look")
def look_at(request: Request, language: Language, document: str, person: Analyst) -> Response:
    """Keep that somebody looks at what others decided before they are done."""
    return _change(
        request, language, document, lambda desk, stamp: look(desk.store, document, by=person.name, stamp=stamp)
    )


def _address(language: Language, document: str, item: str) -> str:
    return f"/{language}/report/{quote(document)}#{quote(item)}"


def _open_desk(request: Request, document: str) -> tuple[Desk, Report]:
    """Return the desk and a report that is to be judged: 403 where the profile covers what would be judged."""
    desk = desk_of(request)
    report = desk.report(document)
    if desk.profile.covers:
        raise HTTPException(403, "what the publish profile covers cannot be reviewed through it")
    return desk, report


def _read_missing(report: Report, form: Form) -> Missing:
    span = read_words(report, "span", form)
    if span is None:
        raise Unfit("review_choose_words", "span")
    note = form.get("note")
    if form.get("kind") == "event":
        type, _, mode = form.get("type", "").partition("/")
        if type not in {known for known, _ in list_kinds()}:
            raise Unfit("review_refused", "")
        return Missing(kind="event", span=span, type=type, values={"mode": mode or None}, note=note)  # type: ignore[arg-type]
    if form.get("force") not in set(list_choices("force")):
        raise Unfit("review_refused", "")
    speaker = read_words(report, "speaker", form, span.start)
    values = {} if speaker is None else {"speaker": {"span": speaker}}
    cue = read_words(report, "cue", form, span.start)
    return Missing(kind="claim", span=span, cue=cue, force=form["force"], values=values, note=note)  # type: ignore[arg-type]


def _find_item(request: Request, document: str, item: str, person: Person) -> tuple[Item, Item]:
    """Return an item as it is read, and as somebody has corrected it themselves."""
    desk, _ = _open_desk(request, document)
    with desk.store.reading() as connection:
        found = load_standing(connection, document, blind_for=person.name).item(item)
    if found is None:
        raise ReviewProblem(f"the report has no «{item}»")
    read = found.machine or next(one.seen for one in (*found.verdicts, found.settled) if one and one.seen)
    own = next((one for one in found.verdicts if one.by == person.name and one.verdict == "correct"), None)
    return read, put_values(read, own.values) if own else read


def _decide(
    request: Request,
    language: Language,
    document: str,
    item: str,
    said: str,
    act: Callable[[Desk, Stamp], object],
) -> Response:
    desk, _ = _open_desk(request, document)
    try:
        act(desk, stamps_of(desk.store, by=person_of(request).name)())
    except ReviewProblem:
        said = "refused"
    return _show_card(request, language, document, item, said=said)


def _change(request: Request, language: Language, document: str, act: Callable[[Desk, Stamp], object]) -> Response:
    desk, _ = _open_desk(request, document)
    try:
        act(desk, stamps_of(desk.store, by=person_of(request).name)())
    except ReviewProblem:
        return show_report(
            request, language, document, problem=load_phrases(language).say("review_not_done"), status=409
        )
    return RedirectResponse(_address(language, document, "reviewbar"), 303)
