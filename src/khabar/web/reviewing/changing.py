"""Reviewing a report: what changes what people decided about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import ReviewProblem
from khabar.model import Report
from khabar.reviews.model import Item, put_values
from khabar.store.custody.stamping import stamps_of
from khabar.store.documents.readings import Stamp
from khabar.store.reviews.rating import rate_claim
from khabar.store.reviews.reviewing import (
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
from khabar.web.desk.desk import Desk
from khabar.web.entrance.forms import Fields, Form
from khabar.web.entrance.people import Person, needs, person_of
from khabar.web.reviewing.form import (
    Doubt,
    Unfit,
    doubt_numbers,
    hold_form,
    lay_out_form,
    list_choices,
    list_kinds,
    read_form,
    read_words,
)
from khabar.web.reviewing.page import Editing, address_of, open_desk, show_card, show_report
from khabar.web.reviewing.view import write_field
from khabar.web.wording.phrases import Language, load_phrases

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Person, Depends(needs("analyst"))]
Reviewer = Annotated[Person, Depends(needs("reviewer"))]
_HERE = "/{language}/report/{document:path}/review"


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
    _, own = _find_item(request, document, item, person)
    editing = Editing(item, lay_out_form(own), settles=settles == "1" and person.may("reviewer"))
    return show_card(request, language, document, item, editing=editing)


@router.get(_HERE + "/{item}/card")
def close_form(request: Request, language: Language, document: str, item: str, person: Analyst) -> Response:
    """Show an item's card as it is, its form left."""
    return show_card(request, language, document, item)


@router.post(_HERE + "/{item}/correct")
def correct(request: Request, language: Language, document: str, item: str, person: Analyst, form: Fields) -> Response:
    """Keep a correction; what is no value is said beside the form."""
    settles = form.get("settles") == "1"
    if settles and not person.may("reviewer"):
        raise HTTPException(403, "this needs the role reviewer")
    desk, report = open_desk(request, document)
    value, _ = _find_item(request, document, item, person)
    phrases = load_phrases(language)
    editing = Editing(item, hold_form(value, form), settles=settles, note=form.get("note", ""))
    try:
        values = read_form(report, value, form)
        if not values:
            raise Unfit("review_nothing_changed", "")
        doubt = doubt_numbers(report, values)
        if doubt is not None and form.get("sure") != doubt.key:
            return _doubt(request, language, document, editing, doubt)
        given = Judgement(item=item, verdict="correct", values=values, note=form.get("note"), settles=settles)
        review(desk.store, document, given, by=person.name, stamp=stamps_of(desk.store, by=person.name)())
    except Unfit as problem:
        field = phrases.say(f"field_{problem.field}") if problem.field else ""
        editing.problem = phrases.say(str(problem), field=field, words=problem.words)
        editing.field = problem.field
    except ReviewProblem:
        editing.problem = phrases.say("review_refused")
    if editing.problem:
        return show_card(request, language, document, item, editing=editing)
    return show_card(request, language, document, item, said="corrected")


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
    desk, report = open_desk(request, document)
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
        wrong = (problem.field if isinstance(problem, Unfit) else "") or "span"
        return show_report(request, language, document, bringing=form, problem=said, wrong=wrong, status=422)
    return RedirectResponse(address_of(language, document, made.id), 303)


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


def _doubt(request: Request, language: Language, document: str, editing: Editing, doubt: Doubt) -> Response:
    """Show the form again: the number is not what its words say; sent once more, it is kept."""
    phrases = load_phrases(language)
    told, given = (write_field(doubt.field, count, phrases) for count in (doubt.told, doubt.given))
    editing.problem = phrases.say("review_doubt", words=doubt.words, told=told, given=given)
    editing.field, editing.sure = doubt.field, doubt.key
    return show_card(request, language, document, editing.item, editing=editing)


def _find_item(request: Request, document: str, item: str, person: Person) -> tuple[Item, Item]:
    """Return an item as it is read, and as somebody has corrected it themselves."""
    desk, _ = open_desk(request, document)
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
    desk, _ = open_desk(request, document)
    try:
        act(desk, stamps_of(desk.store, by=person_of(request).name)())
    except ReviewProblem:
        said = "refused"
    return show_card(request, language, document, item, said=said)


def _change(request: Request, language: Language, document: str, act: Callable[[Desk, Stamp], object]) -> Response:
    desk, _ = open_desk(request, document)
    try:
        act(desk, stamps_of(desk.store, by=person_of(request).name)())
    except ReviewProblem:
        return show_report(
            request, language, document, problem=load_phrases(language).say("review_not_done"), status=409
        )
    return RedirectResponse(address_of(language, document, "reviewbar"), 303)
