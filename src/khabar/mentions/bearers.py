"""What those who bear one name have in common, looked up once for each name."""

from __future__ import annotations

from typing import NamedTuple

from khabar.language import ActorName, PlaceName
from khabar.language.nametree import NameNode
from khabar.mentions.model import PRESS


class Survey(NamedTuple):
    """What a name speaks for.

    `sure`: some bearer needs no company; `country` is the one of the sure bearers, "" for several, which counts
    `weight` times; `actors` are the ids of the sure actors, `free` the places that need no noun of kind before
    them, `home` the one country of the places that need nothing, None where there are several or none.
    """

    sure: bool
    country: str
    weight: int
    actors: tuple[str, ...]
    free: tuple[PlaceName, ...]
    home: str | None


def survey(bearers: NameNode) -> Survey:
    """Return what those who bear a name have in common."""
    kept: Survey | None = bearers.survey
    if kept is None:
        kept = bearers.survey = _survey(bearers)
    return kept


def _survey(bearers: NameNode) -> Survey:
    sure = [r for r in bearers.records if r.needs in ("", "country", "capital")]
    countries = {r.country for r in sure if r.country and r.kind not in PRESS}
    homes = {r.country for r in bearers.places if not r.needs}
    return Survey(
        sure=bool(sure),
        country=countries.pop() if len(countries) == 1 else "",
        weight=2 if all(isinstance(r, PlaceName) for r in sure) else 1,
        actors=tuple(r.id for r in sure if isinstance(r, ActorName) and not r.needs),
        free=tuple(r for r in bearers.places if r.needs != "noun"),
        home=homes.pop() if len(homes) == 1 else None,
    )
