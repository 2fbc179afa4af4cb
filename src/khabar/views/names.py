"""What actors are called in Arabic."""

from __future__ import annotations

from functools import cache

from khabar.language import load_lexicon
from khabar.reading import LANGUAGE


def find_arabic_actor(identity: str | None, name: str | None = None) -> str | None:
    """Return the commonest Arabic name of an actor, by its id or else by its English name; None for strangers."""
    by_id, by_name = _actors()
    return by_id.get(identity or "") or by_name.get(name or "")


@cache
def _actors() -> tuple[dict[str, str], dict[str, str]]:
    by_id: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for actor in load_lexicon(LANGUAGE).names.actors:
        if actor.arabic:
            by_id.setdefault(actor.id, actor.arabic[0])
            by_name.setdefault(actor.name, actor.arabic[0])
    return by_id, by_name
