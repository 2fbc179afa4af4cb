"""Admiralty letters of sources: shown with their history, and set by reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from khabar.errors import ReviewProblem
from khabar.incidents.rating import UNRATED, Rating, name_source
from khabar.model import Value
from khabar.store.custody.stamping import stamps_of
from khabar.store.reviews.rating import list_ratings, rate_source
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.entrance.forms import Fields
from khabar.web.entrance.people import Person, needs
from khabar.web.wording.phrases import Language

router = APIRouter(include_in_schema=False)
Reviewer = Annotated[Person, Depends(needs("reviewer"))]


class Rated(Value, frozen=True, kw_only=True):
    """A source's letter and how it came to it, the latest first; without who and why where the profile covers anything."""

    letter: str = UNRATED[0]
    history: tuple[Rating, ...] = ()
    rated: bool = False


def list_rated(desk: Desk) -> Mapping[str, Rated]:
    """Return the letters of all sources that people rated, by what these are known by."""
    with desk.store.reading() as connection:
        made = [one for one in list_ratings(connection, []) if one.source]
    found: dict[str, list[Rating]] = {}
    for one in made:
        found.setdefault(name_source(one.source or ""), []).insert(0, one)
    shown = not desk.profile.covers
    return {
        name: Rated(letter=ratings[0].letter or UNRATED[0], history=tuple(ratings) if shown else (), rated=True)
        for name, ratings in found.items()
    }


def find_rated(rated: Mapping[str, Rated], name: str) -> Rated:
    """Return the letter of a source; F where nobody rated it."""
    return rated.get(name_source(name), Rated())


@router.post("/{language}/sources/rate")
def rate(request: Request, language: Language, person: Reviewer, form: Fields) -> Response:
    """Give a source a letter."""
    desk = desk_of(request)
    asked = {name: form[name] for name in ("kind", "q") if form.get(name)}
    try:
        rate_source(
            desk.store,
            form.get("source", ""),
            form.get("letter", ""),
            by=person.name,
            why=form.get("why", ""),
            stamp=stamps_of(desk.store, by=person.name)(),
        )
    except ReviewProblem:
        asked["refused"] = "1"
    return RedirectResponse(f"/{language}/sources?{urlencode(asked)}", 303)
