"""Through which desk, and from which list, somebody is answered."""

from __future__ import annotations

from fastapi import Request

from khabar.web.catalogue import Catalogue
from khabar.web.desk import Desk


def desk_of(request: Request) -> Desk:
    """Return the store as who asks may see it."""
    desk: Desk = request.app.state.desk
    return desk


def catalogue_of(request: Request) -> Catalogue:
    """Return the list of incidents as who asks may see it."""
    catalogue: Catalogue = request.app.state.catalogue
    return catalogue
