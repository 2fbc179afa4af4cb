"""What people decided about an incident, as its page shows it, and which of its events can be taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from khabar.errors import StoreProblem
from khabar.incidents.case import Case
from khabar.incidents.decisions import find_undone
from khabar.incidents.happening import Happening
from khabar.incidents.model import split_key
from khabar.model import Event, Report, Value
from khabar.store.incidents.grouping import load_decisions
from khabar.views.wording import find_headline
from khabar.web.desk.decided import MadeDecision, list_decisions
from khabar.web.desk.desk import Desk

_MOVED = 8


class Part(Value, frozen=True, kw_only=True):
    """One event of an incident that can be taken out of it."""

    key: str
    number: int
    title: str
    event: Event
    words: str
    publisher: str | None = None
    published: str | None = None


class Moved(Value, frozen=True, kw_only=True):
    """An event that a decision speaks of, with the report that tells of it."""

    document: str
    event: Event
    title: str


class Decided(Value, frozen=True, kw_only=True):
    """A decision as the page shows it: `undone` where it holds no more, `about` what an undoing takes back.

    `moved` are the events that it speaks of, at most a few, `more` how many others; `elsewhere` the other incidents,
    by their ids, in which some of these are now.
    """

    made: MadeDecision
    undone: bool = False
    about: str | None = None
    moved: tuple[Moved, ...] = ()
    more: int = 0
    elsewhere: tuple[tuple[str, Happening], ...] = ()


def list_parts(case: Case, numbers: dict[str, int]) -> tuple[Part, ...]:
    """Return the events of an incident in the order of its reports, those that people brought among them."""
    told = [(case, document, event) for document, event in case.events]
    people = case.corrected
    if people is not None:
        told += [(people, d, event) for d, event in people.events if f"{d}/{event.id}" in case.brought]
    parts = [_make_part(of, document, event, numbers.get(document, 0)) for of, document, event in told]
    return tuple(sorted(parts, key=lambda part: (part.number, part.key)))


def _make_part(case: Case, document: str, event: Event, number: int) -> Part:
    report: Report = case.by_document[document]
    return Part(
        key=f"{document}/{event.id}",
        number=number,
        title=find_headline(report),
        event=event,
        words=report.words(event.trigger),
        publisher=report.document.publisher,
        published=report.document.published,
    )


def list_decided(desk: Desk, incident: str) -> tuple[Decided, ...]:
    """Return the decisions about an incident, the latest first, where what they speak of may be shown."""
    if not may_be_decided(desk):
        return ()
    with desk.store.reading() as connection:
        made = load_decisions(connection)
    undone = find_undone(made)
    return tuple(
        _describe(desk, one, incident, undone=one.id in undone)
        for one in list_decisions(desk)
        if incident in one.incidents
    )


def _describe(desk: Desk, made: MadeDecision, incident: str, *, undone: bool) -> Decided:
    if made.kind not in ("split", "merge"):
        return Decided(made=made, undone=undone, about=made.undoes)
    keys = [split_key(key) for key in made.events[:_MOVED]]
    reports = desk.shown_reports(document for document, _ in keys)
    moved = tuple(
        Moved(document=document, event=event, title=find_headline(reports[document]))
        for document, id in keys
        if document in reports
        for event in reports[document].events
        if event.id == id
    )
    return Decided(
        made=made,
        undone=undone,
        moved=moved,
        more=len(made.events) - len(keys),
        elsewhere=tuple(_find_others(desk, made, incident)),
    )


def _find_others(desk: Desk, made: MadeDecision, incident: str) -> Iterator[tuple[str, Happening]]:
    for id in made.incidents:
        if id != incident:
            with suppress(StoreProblem):  # what the profile withholds is not named
                yield id, desk.case(id).happening


def may_be_decided(desk: Desk) -> bool:
    """Tell whether incidents can be decided on here: not where the profile covers what they are made of."""
    return desk.shows_reports and not desk.profile.covers
