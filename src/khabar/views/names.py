"""What those whom khabar's records know are called in Arabic: one choice for lists, pages and files."""

from __future__ import annotations

from functools import cache

from khabar.language import load_lexicon
from khabar.reading import LANGUAGE


def find_arabic(identity: str | None, name: str | None = None) -> str | None:
    """Return the commonest Arabic name of an actor or a place, by its id or else an actor's by another of its names.

    None for strangers, and for those of whom only a name in other letters is known.
    """
    by_id, by_name = _known()
    return by_id.get(identity or "") or by_name.get(name or "")


def find_arabic_place(name: str | None, lat: float | None, lon: float | None) -> str | None:
    """Return the commonest Arabic name of the place that has this English name in any case and stands at this point."""
    return _places().get((name.lower(), lat, lon)) if name else None


@cache
def _places() -> dict[tuple[str, float | None, float | None], str]:
    by_point: dict[tuple[str, float | None, float | None], str] = {}
    for place in load_lexicon(LANGUAGE).names.places:
        if arabic := find_arabic(place.id):
            by_point.setdefault((place.name.lower(), place.lat, place.lon), arabic)
    return by_point


@cache
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Return the Arabic names by ids, and by other names of actors. Records have the commonest first."""
    by_id: dict[str, str] = {}
    by_name: dict[str, str] = {}
    names = load_lexicon(LANGUAGE).names
    records = [*((a.id, a.arabic) for a in names.actors), *((p.id, p.arabic) for p in names.places)]
    for identity, called in records:
        if arabic := next((name for name in called if is_arabic(name)), None):
            by_id.setdefault(identity, arabic)
    for actor in names.actors:
        if arabic := by_id.get(actor.id):
            by_name.setdefault(actor.name, arabic)
    for actor in names.actors:
        if (arabic := by_id.get(actor.id)) and not actor.needs:
            for name in actor.arabic:  # NPA, AFP
                by_name.setdefault(name, arabic)
    return by_id, by_name


def is_arabic(name: str) -> bool:
    """Tell whether a name is in Arabic letters, by the first of them."""
    letter = next(filter(str.isalpha, name), "")
    return "\u0600" <= letter <= "\u06ff"
