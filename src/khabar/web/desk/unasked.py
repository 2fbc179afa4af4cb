"""What is shown of incidents unasked: as people corrected them, but to who is judging one of their reports just now."""

from __future__ import annotations

from fastapi import Request

from khabar.errors import StoreProblem
from khabar.store.reviews.reviewed import find_added, find_begun
from khabar.web.desk.desks import catalogue_of, desk_of
from khabar.web.desk.entry import Entry
from khabar.web.entrance.people import person_of


def list_entries(request: Request) -> list[Entry]:
    """Return the incidents as who asks is to see them: without what others decided about what they have begun to judge."""
    entries, begun = catalogue_of(request).entries(), _find_begun(request)
    if not begun:
        return entries
    hidden = begun & _find_added(request)
    return [entry.as_read if entry.id in begun else entry for entry in entries if entry.id not in hidden]


def shows_corrected(request: Request, incident: str) -> bool:
    """Tell whether an incident is shown as people corrected it where nobody asks for the one or the other.

    Raises `StoreProblem` where there is nothing else to show: nobody but others tells of it.
    """
    begun = incident in _find_begun(request)
    if begun and incident in _find_added(request):
        raise StoreProblem("others told of this incident: you see it once you have judged its reports")
    return not begun


def _find_added(request: Request) -> frozenset[str]:
    desk = desk_of(request)

    def find() -> frozenset[str]:
        with desk.store.reading() as connection:
            return find_added(connection)

    return desk.keep("added", find)


def _find_begun(request: Request) -> frozenset[str]:
    desk, person = desk_of(request), person_of(request).name

    def find() -> frozenset[str]:
        with desk.store.reading() as connection:
            return find_begun(connection, person)

    return desk.keep(("begun", person), find)
