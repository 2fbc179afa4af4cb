"""The audit trail: who did what and when, for administrators."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from khabar.model import Value
from khabar.store.people.accounts import list_accounts
from khabar.store.people.auditing import Act, list_acts, list_kinds
from khabar.web.accounts.signing import keep_out_of_caches
from khabar.web.desk.question import read_question
from khabar.web.entrance.people import Person, needs
from khabar.web.entrance.reception import reception_of
from khabar.web.rendering import render
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
_ON_A_PAGE = 100
_LONGEST = 100
_SHOWN = (
    "account document item decision review rating incident token kind verdict source letter digit role groups scopes "
    "expires format profile rows incidents name address"
).split()


class Line(Value, frozen=True, kw_only=True):
    """One entry of the log as a row: how it was done, and what it tells, each field with its values."""

    act: Act
    how: str | None
    told: tuple[tuple[str, tuple[str, ...]], ...]


@router.get("/{language}/audit")
def show(
    request: Request,
    language: Language,
    person: Annotated[Person, Depends(needs("administrator"))],
    kind: str = "",
    by: str = "",
    since: str = "",
    until: str = "",
    before: str = "",
) -> Response:
    """Show what was done, the latest first."""
    days = read_question({"since": since, "until": until})
    name = " ".join(by.split())[:_LONGEST]
    reception = reception_of(request)
    with reception.store.reading() as connection:
        kinds = list_kinds(connection)
        acts = list_acts(
            connection,
            kind=kind if kind in kinds else None,
            by=name or None,
            since=days.since,
            until=days.until,
            before=int(before) if before.isascii() and before.isdigit() and len(before) < 12 else None,
            limit=_ON_A_PAGE + 1,
        )
        names = [account.name for account in list_accounts(connection)]
    page = render(
        request,
        "accounts/audit.html",
        language,
        lines=[Line(act=act, how=_say_how(act), told=_tell(act)) for act in acts[:_ON_A_PAGE]],
        older=acts[_ON_A_PAGE - 1].number if len(acts) > _ON_A_PAGE else None,
        kinds=kinds,
        kind=kind,
        by=name,
        names=names,
        since=days.since,
        until=days.until,
        team=reception.team,
    )
    return keep_out_of_caches(page)


def _say_how(act: Act) -> str | None:
    if act.kind == "restricted" and not act.detail.get("groups"):
        return "released"
    how = act.detail.get("act")
    return how if isinstance(how, str) else None


def _tell(act: Act) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what an entry says for people: hashes and versions are left to `khabar verify`."""
    told = []
    for field in _SHOWN:
        value = act.detail.get(field)
        if value not in (None, "", []):
            told.append((field, tuple(map(_plain, value)) if isinstance(value, list) else (_plain(value),)))
    return tuple(told)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
