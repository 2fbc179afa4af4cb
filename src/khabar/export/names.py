"""The commonest Arabic names of what khabar's records know."""

from __future__ import annotations

from khabar.export.coarser import names_of
from khabar.views.names import find_arabic_actor


def find_arabic(identity: str | None, name: str | None = None) -> str | None:
    """Return the commonest Arabic name of an actor or place, by its id or else an actor's by its English name."""
    return find_arabic_actor(identity) or next(iter(names_of(identity)[1:]), None) or find_arabic_actor(None, name)
