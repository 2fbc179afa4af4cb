"""Keeping documents and incidents to groups: the form on their own pages, and the list of all that is kept so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import AccountProblem, StoreProblem
from khabar.store.people.accounts import list_groups
from khabar.store.people.restricting import Kind, list_restrictions, release, restrict
from khabar.web.accounts.signing import keep_out_of_caches
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.people import Person, needs
from khabar.web.entrance.reception import reception_of
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
Reviewer = Annotated[Person, Depends(needs("reviewer"))]
Field = Annotated[str, Form(max_length=2000)]


@router.get("/{language}/restricted")
def show(request: Request, language: Language, person: Reviewer, done: str = "") -> Response:
    """Show what is kept to groups: to administrators all of it, to reviewers what they see themselves."""
    return _show(request, language, person, done=done == "1")


@router.post("/{language}/restricted")
def keep(
    request: Request,
    language: Language,
    person: Reviewer,
    item: Field = "",
    groups: Annotated[Sequence[str], Form()] = (),
    kind: Annotated[Kind | None, Form()] = None,
    back: Field = "",
) -> Response:
    """Keep an item to groups; without any, let everybody see it."""
    reception = reception_of(request)
    item = item.strip()
    try:
        _check(request, person, item, groups, kind)
        with reception.store.writing() as connection:
            if groups:
                made = restrict(connection, item, groups, by=person.name, at=reception.at, kind=kind)
            else:
                made = release(connection, item, by=person.name, at=reception.at, kind=kind)
    except AccountProblem as problem:
        return _show(request, language, person, problem=problem.what, held=item)
    except StoreProblem:
        return _show(request, language, person, problem="no_item", held=item)
    seen = not groups or set(groups) & set(person.groups)
    path = {"document": "report", "incident": "incident"}[made.kind]
    to = f"/{language}/{path}/{made.item}" if back and seen else f"/{language}/restricted?done=1"
    return RedirectResponse(to, 303)


def _check(request: Request, person: Person, item: str, groups: Sequence[str], kind: Kind | None) -> None:
    """Raise where a reviewer would touch what they do not see, or keep it to others."""
    if person.may("administrator"):
        return
    if set(groups) - set(person.groups):
        raise HTTPException(403, "a reviewer keeps items to their own groups only")
    desk = desk_of(request)
    if kind == "document":
        desk.report(item)
    else:
        desk.case(item)


def _show(request: Request, language: Language, person: Person, *, problem: str | None = None, **told: Any) -> Response:
    reception = reception_of(request)
    with reception.store.reading() as connection:
        whole = list_restrictions(connection)
        groups = list(list_groups(connection)) if person.may("administrator") else list(person.groups)
    seen = [one for one in whole if person.may("administrator") or set(one.groups) & set(person.groups)]
    page = render(
        request,
        "accounts/restricted.html",
        language,
        status=422 if problem else 200,
        team=reception.team,
        restrictions=seen,
        mine=[one for one in seen if set(one.groups) & set(person.groups)],
        groups=groups,
        problem=problem,
        **{"done": False, "held": ""} | told,
    )
    return keep_out_of_caches(page)
