"""The commonest Arabic names of what khabar's records know."""

from __future__ import annotations

from functools import cache

from khabar.export.coarser import names_of
from khabar.language import load_lexicon
from khabar.reading import LANGUAGE


def find_arabic(identity: str | None, name: str | None = None) -> str | None:
    """Return the commonest Arabic name of an actor or place, by its id or else an actor's by its English name."""
    by_id, by_name = _actors()
    if identity in by_id:
        return by_id[identity]
    return next(iter(names_of(identity)[1:]), None) or by_name.get(name or "")


@cache
def _actors() -> tuple[dict[str, str], dict[str, str]]:
    by_id: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for actor in load_lexicon(LANGUAGE).names.actors:
        if actor.arabic:
            by_id.setdefault(actor.id, actor.arabic[0])
            by_name.setdefault(actor.name, actor.arabic[0])
    return by_id, by_name
