"""The map: circles as wide as a place is uncertain, on borders, with the larger towns around and a scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from khabar.language import fold
from khabar.web.pictures.atlas import Ring, Window, cut_countries, find_middle
from khabar.web.pictures.drawing import ACCENT, INK, LINE, PAPER, SOFT, clean, letter, measure, path, shape
from khabar.web.pictures.gazetteer import call, list_countries, list_towns
from khabar.web.pictures.sheet import EDGE, INNER, Drawn
from khabar.web.pictures.window import HIGH, KM, Spot, choose_window
from khabar.web.wording.phrases import Phrases

_MOST_TOWNS, _MOST_NAMED = 14, 12
_NEAR = 45  # pixels: the name stands outside a circle that is no wider
_WIDE = 70_000  # metres: so uncertain a place has no dot
_SEA, _LAND, _BORDER = "#e4edf0", "#f8f5ee", "#b3ab9b"
_COUNTRY = "#7d7464"
_SEEN = 0.04  # of the map: of a country of which less is seen the name is not written
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class _Room:
    """Where letters stand already."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, x: float, y: float, width: float, height: float) -> bool:
        """Tell whether a box is free, and take it if so."""
        box = (x, y, x + width, y + height)
        if box[0] < EDGE or box[2] > EDGE + INNER or box[1] < 4 or box[3] > HIGH - 4:
            return False
        if any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in self._taken):
            return False
        self._taken.append(box)
        return True

    def keep_clear(self, x: float, y: float, across: float, down: float) -> None:
        """Let no letters stand so near to a point."""
        self._taken.append((x - across, y - down, x + across, y + down))


class _View:
    """From degrees to the sheet."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self._across = INNER / (window.east - window.west)
        self._down = HIGH / (window.north - window.south)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        return EDGE + (lon - self.window.west) * self._across, (self.window.north - lat) * self._down

    def length(self, metres: float) -> float:
        return metres / 1000 / KM * self._down


def draw_map(spots: Sequence[Spot], phrases: Phrases, *, window: Window | None = None) -> Drawn | None:
    """Return the map of places, whichever language it is in with the north above; None where there is none.

    Without a window it is chosen to hold them.
    """
    if not spots:
        return None
    view = _View(window or choose_window(spots))
    room = _Room()
    countries = list(cut_countries(view.window))
    land = "".join(
        shape("path", d=path(view.at(lat, lon) for lon, lat in ring) + "Z", fill=_LAND, stroke=_BORDER, stroke_width=1)
        for _, ring in countries
    )
    marks = list(_mark(spots, view))
    room.keep_clear(EDGE + 100, HIGH - 24, 90, 24)  # the scale
    foremost = sorted(spots, key=lambda one: (-one.weight, not one.main, one.radius))[:_MOST_NAMED]
    for spot in foremost:
        room.keep_clear(*view.at(spot.lat, spot.lon), 7.0, 7.0)
    names = list(_name_spots(foremost, view, room))
    for spot in spots:
        around = min(view.length(spot.radius), _NEAR)
        room.keep_clear(*view.at(spot.lat, spot.lon), around, around)
    parts = [
        shape("rect", x=EDGE, y=0, width=INNER, height=HIGH, fill=_SEA),
        land,
        *marks,
        *_name_countries(countries, view, room, phrases),
        *_name_towns(view, room, phrases, {fold(spot.name) for spot in spots}),
        *names,
        _scale(view, phrases),
    ]
    frame = shape("rect", x=EDGE, y=0, width=INNER, height=HIGH, fill="none", stroke=LINE)
    inside = shape("clipPath", shape("rect", x=EDGE, y=0, width=INNER, height=HIGH), id="inside")
    return Drawn(body=inside + shape("g", "".join(parts), clip_path="url(#inside)") + frame, height=HIGH)


def _mark(spots: Sequence[Spot], view: _View) -> Iterator[str]:
    for spot in sorted(spots, key=lambda one: -one.radius):
        x, y = view.at(spot.lat, spot.lon)
        wide = spot.radius >= _WIDE
        yield shape(
            "circle",
            cx=x,
            cy=y,
            r=max(view.length(spot.radius), 4.0),
            fill=ACCENT,
            fill_opacity=0.08 if wide else 0.14,
            stroke=ACCENT,
            stroke_width=1.3,
            stroke_opacity=0.6,
            stroke_dasharray="5 5" if wide else None,
        )
    for spot in sorted(spots, key=lambda one: one.main):
        if spot.radius < _WIDE:
            x, y = view.at(spot.lat, spot.lon)
            size = min(3.5 + math.sqrt(spot.weight) * 1.6, 15)
            yield shape(
                "circle",
                cx=x,
                cy=y,
                r=size,
                fill=ACCENT if spot.main else PAPER,
                stroke=PAPER if spot.main else ACCENT,
                stroke_width=1.6,
            )


def _name_spots(spots: Sequence[Spot], view: _View, room: _Room) -> Iterator[str]:
    """Yield the names of spots, each name once."""
    named = set()
    for spot in spots:
        name = clean(spot.name)
        if not name or name in named:
            continue
        x, y = view.at(spot.lat, spot.lon)
        around = view.length(spot.radius)
        away = max(around + 5 if around < _NEAR else 0, 11)
        placed = list(
            _place(
                name if spot.weight == 1 else f"{name} · {spot.weight:,}",
                x,
                y,
                room,
                size=15,
                bold=True,
                fill=INK,
                away=away,
            )
        )
        if placed:
            named.add(name)
            yield from placed


def _name_towns(view: _View, room: _Room, phrases: Phrases, named: set[str]) -> Iterator[str]:
    """Yield the larger towns around, as far as there is room for their names."""
    drawn, seen = 0, set[str]()
    for town in list_towns():
        if drawn == _MOST_TOWNS:
            return
        name = call(town, phrases)
        if town.name in seen:
            continue
        seen.add(town.name)
        if not view.window.holds(town.lat or 0.0, town.lon or 0.0) or named & {fold(name), fold(town.name)}:
            continue
        x, y = view.at(town.lat or 0.0, town.lon or 0.0)
        placed = list(_place(name, x, y, room, size=12.5, fill=SOFT, away=7))
        if placed:
            drawn += 1
            named |= {fold(name), fold(town.name)}
            yield shape("circle", cx=x, cy=y, r=2.2, fill=SOFT)
            yield from placed


def _place(
    words: str, x: float, y: float, room: _Room, *, size: float, fill: str, away: float, bold: bool = False
) -> Iterator[str]:
    """Yield words right, left, above or below a point, at the first of these places that is free."""
    width = measure(words, size, bold=bold)
    for left, base in (
        (x + away, y + size * 0.35),
        (x - away - width, y + size * 0.35),
        (x - width / 2, y - away - 4),
        (x - width / 2, y + away + size),
    ):
        if room.take(left - 3, base - size, width + 6, size * 1.35):
            yield letter(words, left + width / 2, base, size=size, fill=fill, bold=bold, anchor="middle", halo=True)
            return


def _name_countries(outlines: Sequence[tuple[str, Ring]], view: _View, room: _Room, phrases: Phrases) -> Iterator[str]:
    """Yield the names of the countries of which much is seen, in the middle of that."""
    known, window = list_countries(), view.window
    least = _SEEN * (window.east - window.west) * (window.north - window.south)
    for called, ring in outlines:
        area, (lon, lat) = find_middle(ring)
        country = known.get(called)
        if country is None or area < least:
            continue
        x, y = view.at(lat, lon)
        name = call(country, phrases)
        width = measure(name, 15)
        if room.take(x - width / 2 - 3, y - 15, width + 6, 20):
            yield letter(name, x, y, size=15, fill=_COUNTRY, anchor="middle", halo=True)


def _scale(view: _View, phrases: Phrases) -> str:
    """Return a bar of a round number of kilometres."""
    km = next((km for km in reversed(_STEPS) if view.length(km * 1000) <= 170), 1)
    width = view.length(km * 1000)
    x, y = EDGE + 18, HIGH - 18
    line = shape("path", d=f"M{x} {y - 6}v6h{width:.1f}v-6", fill="none", stroke=INK, stroke_width=1.6)
    return line + letter(
        phrases.say("picture_km", km=f"{km:,}"), x + width / 2, y - 8, size=12.5, anchor="middle", halo=True
    )
