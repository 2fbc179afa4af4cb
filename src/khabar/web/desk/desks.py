"""Through which desk, and from which list, somebody is answered: one of each for all who may see the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import NamedTuple

import msgspec
from fastapi import Request

from khabar.export.profile import Profile
from khabar.store.people.restricting import find_hidden
from khabar.web.desk.catalogue import Catalogue, Listing
from khabar.web.desk.desk import Desk
from khabar.web.desk.seen import SeenCatalogue
from khabar.web.entrance.people import Person

_MOST = 32  # sets of hidden documents that are held ready


class Place(NamedTuple):
    """Where somebody is answered from."""

    desk: Desk
    catalogue: Listing


class Desks:
    """Gives everybody the desk that hides what is kept to groups they are not in; `restricting` False hides nothing."""

    def __init__(self, desk: Desk, catalogue: Catalogue, *, restricting: bool) -> None:
        self._open, self._whole = Place(desk, catalogue), catalogue
        self._restricting = restricting
        self._lock = threading.Lock()
        self._places: OrderedDict[frozenset[str], Place] = OrderedDict()
        self._hidden: dict[tuple[str, ...], frozenset[str]] = {}
        self._version = -1

    def of(self, person: Person | None) -> Place:
        """Return where somebody is answered from; who has not signed in is in no group."""
        if not self._restricting:
            return self._open
        hidden = self._find_hidden(person.groups if person else ())
        if not hidden:
            return self._open
        with self._lock:
            if hidden not in self._places:
                self._places[hidden] = self._set_up(hidden)
                while len(self._places) > _MOST:
                    self._places.popitem(last=False)
            self._places.move_to_end(hidden)
            return self._places[hidden]

    def _find_hidden(self, groups: tuple[str, ...]) -> frozenset[str]:
        version = self._open.desk.version
        with self._lock:
            if version != self._version:
                self._version, self._hidden = version, {}
            known = self._hidden.get(groups)
        if known is None:
            with self._open.desk.store.reading() as connection:
                known = find_hidden(connection, groups)
            with self._lock:
                if version == self._version:
                    self._hidden[groups] = known
        return known

    def _set_up(self, hidden: frozenset[str]) -> Place:
        whole = self._open.desk
        seen = hide(whole.profile, hidden)
        desk = Desk(whole.store, seen, profile_name=whole.profile_name)
        return Place(desk, SeenCatalogue(self._whole, desk))


def hide(profile: Profile, hidden: frozenset[str]) -> Profile:
    """Return a profile under which some documents are as if they were not there."""
    unseen = tuple(sorted(hidden | set(profile.items.unseen)))
    return msgspec.structs.replace(profile, items=msgspec.structs.replace(profile.items, unseen=unseen))


def desk_of(request: Request) -> Desk:
    """Return the store as who asks may see it."""
    return _place_of(request).desk


def catalogue_of(request: Request) -> Listing:
    """Return the list of incidents as who asks may see it."""
    return _place_of(request).catalogue


def _place_of(request: Request) -> Place:
    """Return the place of who asks: the same one for the whole request."""
    if not hasattr(request.state, "place"):
        desks: Desks = request.app.state.desks
        request.state.place = desks.of(getattr(request.state, "person", None))
    place: Place = request.state.place
    return place
