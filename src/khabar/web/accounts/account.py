"""The page of who asks: who they are here, their password, where they are signed in, and their tokens."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from khabar.errors import AccountProblem
from khabar.store.people.accounts import Account, get_account
from khabar.store.people.entering import LIMITS, list_sessions, list_tokens, make_token, revoke_token
from khabar.web.accounts.signing import begin, keep_out_of_caches, leave
from khabar.web.entrance.people import ROLES, SCOPES, Scope, person_of
from khabar.web.entrance.reception import reception_of
from khabar.web.entrance.visit import visit_of
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
LASTING = (7, 30, 90, 365)
Field = Annotated[str, Form(max_length=4096)]


@router.get("/{language}/account")
def show(request: Request, language: Language, done: str = "") -> Response:
    """Show who asks, and what they may change of it."""
    return _show(request, language, done=done if done in ("password", "revoked") else None)


@router.post("/{language}/account/password")
def change_password(
    request: Request, language: Language, old: Field = "", new: Field = "", again: Field = ""
) -> Response:
    """Keep a new password, and end all other sessions."""
    _account(request)
    if new != again:
        return _show(request, language, problem="not_the_same")
    visit = visit_of(request)
    try:
        signed = reception_of(request).change_password(visit.asked, person_of(request).name, old, new)
    except AccountProblem as problem:
        return _show(request, language, problem=problem.what)
    if signed is None:
        return _show(request, language, problem="wrong_password")
    return begin(visit, signed.secret, f"/{language}/account?done=password")


@router.post("/{language}/account/sign-out")
def sign_out_everywhere(request: Request, language: Language) -> Response:
    """End every session of who asks, this one too."""
    reception_of(request).sign_out(_account(request))
    return leave(visit_of(request), language)


@router.post("/{language}/account/tokens")
def add_token(
    request: Request,
    language: Language,
    label: Field = "",
    scopes: Annotated[Sequence[Scope], Form()] = (),
    days: Annotated[int, Form()] = 30,
) -> Response:
    """Make a token, and show it this once."""
    account, reception = _account(request), reception_of(request)
    allowed = [scope for scope in person_of(request).scopes if scope in scopes]
    now = reception.now()
    expires = now + datetime.timedelta(days=days if days in LASTING else LASTING[0])
    try:
        with reception.store.writing() as connection:
            secret, _ = make_token(
                connection, account, label=label, scopes=allowed, expires=expires, by=account.name, now=now
            )
    except AccountProblem as problem:
        return _show(request, language, problem=problem.what)
    return _show(request, language, secret=secret)


@router.post("/{language}/account/tokens/{id}/revoke")
def drop_token(request: Request, language: Language, id: str) -> Response:
    """Let a token of who asks open nothing any more."""
    account, reception = _account(request), reception_of(request)
    with reception.store.writing() as connection:
        revoke_token(connection, id, of=account, by=account.name, at=reception.at)
    return RedirectResponse(f"/{language}/account?done=revoked#tokens", 303)


def _account(request: Request) -> Account:
    """Return the account of who signed in; whoever came by a token has none that could be changed."""
    if visit_of(request).by != "session":
        raise HTTPException(403, "sign in to change your account")
    with reception_of(request).store.reading() as connection:
        return get_account(connection, person_of(request).name)


def _show(request: Request, language: Language, *, problem: str | None = None, **told: Any) -> Response:
    reception, visit = reception_of(request), visit_of(request)
    sessions: list[Any] = []
    tokens: list[Any] = []
    if visit.by == "session":
        now, account = reception.now(), _account(request)
        with reception.store.reading() as connection:
            live = (now - LIMITS.idle).isoformat()
            sessions = [one for one in list_sessions(connection, account) if one.seen >= live]
            tokens = list_tokens(connection, account)
    request.state.here = f"/{language}/account"  # whatever form was sent, this page can be opened again
    page = render(
        request,
        "accounts/account.html",
        language,
        status=422 if problem else 200,
        visit=visit,
        team=reception.team,
        sessions=sessions,
        tokens=tokens,
        live={one.id for one in tokens if one.counts(reception.now())},
        scopes=[scope for scope in SCOPES if scope in person_of(request).scopes],
        lasting=LASTING,
        roles=ROLES,
        problem=problem,
        **{"done": None, "secret": None} | told,
    )
    return keep_out_of_caches(page)
