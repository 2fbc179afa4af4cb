"""Where incidents are on the map: each place once, and of very many places those with the fewest incidents by areas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from khabar.web.desk.entry import Entry
from khabar.web.desk.question import read_question
from khabar.web.desk.unasked import list_entries
from khabar.web.rendering import answer
from khabar.web.wording.phrases import Language, Phrases, load_phrases

Where = tuple[float, float, int]
"""Latitude and longitude in degrees, and metres around them."""
router = APIRouter(include_in_schema=False)

MOST = 1_200  # places that are drawn one by one
FEW = 150  # so many places bring their incidents along
_AREA = 1.0  # degrees
_NAMED = 8


@router.get("/{language}/map.json")
def show_spots(request: Request, language: Language) -> Response:
    """Return where the incidents are that are asked for: each spot once, with its number and, of few, the first of them.

    A spot is latitude, longitude, radius in metres, name, number of incidents, and a few of those as id and line, or
    null where they are to be asked for. What is known to its country only has none. An area has no name.
    """
    phrases = load_phrases(language)
    spots = gather_spots(_pick(request))
    few = len(spots) <= FEW
    rows = [
        [*where, _name_place(where, here, language), len(here), _name_some(here, phrases) if few else None]
        for where, here in spots.items()
    ]
    return answer(request, JSONResponse(rows))


@router.get("/{language}/spot.json")
def show_spot(
    request: Request, language: Language, lat: float = Query(), lon: float = Query(), radius: int = Query()
) -> Response:
    """Return the first incidents of one spot of the map of the same question."""
    here = gather_spots(_pick(request)).get((lat, lon, radius), [])
    return answer(request, JSONResponse(_name_some(here, load_phrases(language))))


def gather_spots(entries: Iterable[Entry]) -> dict[Where, list[Entry]]:
    """Return the incidents of each spot; beyond `MOST` places, those with the fewest become areas of a degree."""
    spots: dict[Where, list[Entry]] = {}
    for entry in entries:
        if entry.mapped and entry.lat is not None and entry.lon is not None:
            spots.setdefault((entry.lat, entry.lon, entry.radius or 0), []).append(entry)
    if len(spots) <= MOST:
        return spots
    ranked = sorted(spots.items(), key=lambda spot: (-len(spot[1]), spot[0]))
    kept = dict(ranked[:MOST])
    for where, here in ranked[MOST:]:
        kept.setdefault(_find_area(where), []).extend(here)
    return kept


def _find_area(where: Where) -> Where:
    """Return the area of a degree in which a spot lies: its middle, and a radius that holds all of it."""
    lat, lon, radius = where
    middle = (math.floor(lat / _AREA) + 0.5) * _AREA
    return middle, (math.floor(lon / _AREA) + 0.5) * _AREA, max(radius, 60_000)


def _pick(request: Request) -> list[Entry]:
    return read_question(request.query_params).pick(list_entries(request))


def _name_place(where: Where, here: Sequence[Entry], language: Language) -> str | None:
    if (here[0].lat, here[0].lon) != where[:2]:
        return None
    return (here[0].place_words if language == "ar" else None) or here[0].place


def _name_some(here: Sequence[Entry], phrases: Phrases) -> list[list[str]]:
    return [[entry.id, _name_line(entry, phrases)] for entry in here[:_NAMED]]


def _name_line(entry: Entry, phrases: Phrases) -> str:
    """Return an incident as one short line of a map's note."""
    kind = phrases.labels.name_kind(entry.type, entry.mode)
    killed = phrases.count("killed", entry.killed.best) if entry.killed and entry.killed.best else ""
    return " · ".join(part for part in (entry.start, kind, killed) if part)
