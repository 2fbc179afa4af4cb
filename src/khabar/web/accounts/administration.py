"""The page on which administrators keep the accounts: who may come in, in which role and which groups."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from khabar.errors import AccountProblem
from khabar.store.people.accounts import (
    Role,
    add_account,
    change_active,
    change_groups,
    change_password,
    change_role,
    check_name,
    get_account,
    list_accounts,
    list_groups,
)
from khabar.web.accounts.signing import keep_out_of_caches
from khabar.web.entrance.passwords import check_password, hash_password
from khabar.web.entrance.people import ROLES, Person, needs
from khabar.web.entrance.reception import reception_of
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
Administrator = Annotated[Person, Depends(needs("administrator"))]
Field = Annotated[str, Form(max_length=4096)]
Act = Literal["role", "groups", "password", "activate", "deactivate"]
_BETWEEN = re.compile(r"[,،;؛\n]")


@router.get("/{language}/people")
def show(request: Request, language: Language, person: Administrator, done: str = "") -> Response:
    """Show all accounts and groups."""
    return _show(request, language, done=done == "1")


@router.post("/{language}/people")
def add(
    request: Request,
    language: Language,
    person: Administrator,
    name: Field = "",
    role: Annotated[Role, Form()] = "viewer",
    groups: Field = "",
    password: Field = "",
) -> Response:
    """Make an account."""
    reception = reception_of(request)
    try:
        check_password(password, check_name(name))
        kept = hash_password(password)
        with reception.store.writing() as connection:
            named = split_groups(groups)
            add_account(connection, name, role=role, password=kept, groups=named, by=person.name, at=reception.at)
    except AccountProblem as problem:
        held = {"name": name, "role": role, "groups": groups}
        return _show(request, language, problem=problem.what, about=None, held=held)
    return RedirectResponse(f"/{language}/people?done=1", 303)


@router.post("/{language}/people/{name}/{act}")
def change(
    request: Request,
    language: Language,
    name: str,
    act: Act,
    person: Administrator,
    role: Annotated[Role, Form()] = "viewer",
    groups: Field = "",
    password: Field = "",
) -> Response:
    """Change one thing of an account."""
    reception = reception_of(request)
    marks: dict[str, str] = {"by": person.name, "at": reception.at}
    try:
        kept = _hash(password, name) if act == "password" else ""
        with reception.store.writing() as connection:
            if act == "role":
                change_role(connection, name, role, **marks)
            elif act == "groups":
                change_groups(connection, name, split_groups(groups), **marks)
            elif act == "password":
                change_password(connection, name, kept, **marks)
            else:
                change_active(connection, name, act == "activate", **marks)
    except AccountProblem as problem:
        return _show(request, language, problem=problem.what, about=name)
    return RedirectResponse(f"/{language}/people?done=1", 303)


def split_groups(given: str) -> list[str]:
    """Return the groups of a field, between which stand commas."""
    return [part for part in (piece.strip() for piece in _BETWEEN.split(given)) if part]


def _hash(password: str, name: str) -> str:
    check_password(password, name)
    return hash_password(password)


def _show(request: Request, language: Language, *, problem: str | None = None, **told: Any) -> Response:
    reception = reception_of(request)
    with reception.store.reading() as connection:
        accounts, groups = list_accounts(connection), list_groups(connection)
        about = _find(connection, told.get("about"))
    request.state.here = f"/{language}/people"  # whatever form was sent, this page can be opened again
    page = render(
        request,
        "accounts/people.html",
        language,
        status=422 if problem else 200,
        team=reception.team,
        accounts=accounts,
        groups=groups,
        roles=ROLES,
        problem=problem,
        **{"done": False, "held": {"name": "", "role": "viewer", "groups": ""}} | told | {"about": about},
    )
    return keep_out_of_caches(page)


def _find(connection: Connection, name: str | None) -> str | None:
    try:
        return get_account(connection, name).name if name else None
    except AccountProblem:
        return None
