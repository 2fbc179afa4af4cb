"""How two spots lie to one another: what lies halfway between them, and what is far from a scene."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.language import Text
from khabar.language.geography import kilometres
from khabar.mentions.model import PlaceMention
from khabar.model import PlacePrecision, Span

_NEAR_KM, _FAR_KM = 15.0, 120.0  # between two places: so near that they are one spot, so far that it is a region
_SPOTS, _SCENE_KM = ("site", "town", "district"), 30.0


def is_far(place: PlaceMention, scene: PlaceMention) -> bool:
    """Tell whether a place lies outside the surroundings of another: the mayor of a far town spoke of what was here."""
    if place.lat is None or place.lon is None or scene.lat is None or scene.lon is None:
        return False
    return scene.precision in _SPOTS and kilometres(place.lat, place.lon, scene.lat, scene.lon) > _SCENE_KM


def halfway(text: Text, one: PlaceMention, other: PlaceMention) -> PlaceMention:
    """Return what lies between two places («بين مدينتي مارع وجرابلس»): their middle, as exactly as they are apart."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one
    apart = kilometres(one.lat, one.lon, other.lat, other.lon)
    precision: PlacePrecision = one.precision if apart < _NEAR_KM else "district" if apart < _FAR_KM else "region"
    span = Span(one.span.start, other.span.end)
    return replace(
        one,
        last=other.last,
        span=span,
        text=text.raw[span.start : span.end],
        name=f"{one.name} – {other.name}",
        lat=round((one.lat + other.lat) / 2, 4),
        lon=round((one.lon + other.lon) / 2, 4),
        id=None,
        precision=precision,
    )
