"""Signing in and out."""

from __future__ import annotations

import re
import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from khabar.web.entrance.doors import bake, before_cookie, session_cookie
from khabar.web.entrance.people import person_of
from khabar.web.entrance.reception import reception_of
from khabar.web.entrance.visit import Visit, visit_of
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
_HERE = re.compile(r"/(?:ar|en)/[^\\\x00-\x20]*")
_LASTS = 7 * 24 * 3600
Field = Annotated[str, Form(max_length=4096)]


@router.get("/{language}/sign-in")
def ask(request: Request, language: Language, next: str = "") -> Response:
    """Show the form; who has signed in already is led on."""
    if request.state.person is not None or not reception_of(request).team:
        return _lead(_check_next(next, language))
    return _show(request, language, next=next)


@router.post("/{language}/sign-in")
def sign_in(request: Request, language: Language, name: Field = "", password: Field = "", next: Field = "") -> Response:
    """Begin a session, or say that name or password is wrong."""
    visit = visit_of(request)
    before = visit.asked.cookie(session_cookie(visit.asked))
    signed = reception_of(request).sign_in(visit.asked, name, password, before=before)
    if signed is None:
        return _show(request, language, next=next, named=name, wrong=True)
    return begin(visit, signed.secret, _check_next(next, language))


@router.post("/{language}/sign-out")
def sign_out(request: Request, language: Language) -> Response:
    """End this session."""
    visit = visit_of(request)
    if visit.by == "session":
        reception_of(request).sign_out(person_of(request).name, visit.secret)
    return leave(visit, language)


def begin(visit: Visit, secret: str, to: str) -> Response:
    """Lead on with a new session."""
    led = _lead(to)
    led.headers.append("set-cookie", bake(session_cookie(visit.asked), secret, visit.asked, lasts=_LASTS))
    led.headers.append("set-cookie", bake(before_cookie(visit.asked), "", visit.asked, lasts=0))
    return led


def leave(visit: Visit, language: str) -> Response:
    """Lead to the sign-in page, the session forgotten, and all pages that the browser keeps."""
    led = _lead(f"/{language}/sign-in")
    led.headers.append("set-cookie", bake(session_cookie(visit.asked), "", visit.asked, lasts=0))
    led.headers["clear-site-data"] = '"cache"'
    return led


def keep_out_of_caches(response: Response) -> Response:
    """Return a response that no browser keeps."""
    response.headers["cache-control"] = "no-store"
    return response


def _show(request: Request, language: Language, *, next: str, named: str = "", wrong: bool = False) -> Response:
    visit = visit_of(request)
    fresh = None
    if visit.secret is None:
        fresh = secrets.token_urlsafe(24)
        request.state.visit = Visit(None, "nobody", visit.asked, secret=fresh)
    shown = render(
        request,
        "accounts/sign_in.html",
        language,
        status=422 if wrong else 200,
        next=_check_next(next, language),
        named=named[:64],
        wrong=wrong,
    )
    if fresh:
        shown.headers.append("set-cookie", bake(before_cookie(visit.asked), fresh, visit.asked))
    return keep_out_of_caches(shown)


def _check_next(given: str, language: str) -> str:
    """Return where to go on: a page of this server, whatever was given."""
    fits = len(given) <= 2000 and _HERE.fullmatch(given) and "/sign-" not in given
    return given if fits else f"/{language}/incidents"


def _lead(to: str) -> Response:
    led = RedirectResponse(to, 303)
    led.headers["cache-control"] = "no-store"
    return led
