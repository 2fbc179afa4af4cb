"""Pictures of an incident or of the list, on a page that shows them, and as files."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from khabar.errors import StoreProblem
from khabar.incidents.case import Case
from khabar.incidents.happening import RADIUS, Happening
from khabar.incidents.record import IncidentRecord, SlotName
from khabar.model import Value
from khabar.views.sentence import tell
from khabar.views.visible import isolate
from khabar.web.desk.chosen import Chosen, choose
from khabar.web.desk.desk import Desk
from khabar.web.desk.desks import desk_of
from khabar.web.desk.entry import Entry
from khabar.web.desk.unasked import shows_corrected
from khabar.web.layout.matrix import SLOTS
from khabar.web.layout.tellings import list_tellings
from khabar.web.pictures.by_slot import draw_slots, draw_values
from khabar.web.pictures.drawing import Cleaned, clean, keep_days
from khabar.web.pictures.gazetteer import call_place
from khabar.web.pictures.on_map import draw_map
from khabar.web.pictures.over_time import draw_incidents, draw_origins
from khabar.web.pictures.sheet import Drawn, Facts, lay_on_sheet
from khabar.web.pictures.window import Spot, choose_window
from khabar.web.rendering import answer, render
from khabar.web.wording.phrases import Language, Phrases, load_phrases
from khabar.web.wording.values import name_origin

Kind = Literal["origins", "values", "map"]
KINDS: tuple[Kind, ...] = ("origins", "values", "map")
router = APIRouter(include_in_schema=False)

_MOST_READ = 60  # incidents whose origins are laid side by side for one picture
_MOST_COVERED = 30  # and where each has to be covered first
_MOST_SPOTS = 600  # the most frequent places of a list
_DRAWN = ("governorate", "district", "town", "site")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'"


class Picture(Value, frozen=True, kw_only=True):
    """One picture of a page: its kind, and its SVG; None where there is nothing to draw."""

    kind: Kind
    svg: Markup | None


@router.get("/{language}/pictures")
def pictures(request: Request, language: Language) -> Response:
    """Show the pictures of what is asked for."""
    chosen = choose(request)
    drawn = [Picture(kind=kind, svg=_mark(_draw(request, chosen, kind, language, fonts=False))) for kind in KINDS]
    return render(request, "pictures/pictures.html", language, chosen=chosen, pictures=drawn)


@router.get("/{language}/picture/{kind}.svg")
def picture(request: Request, language: Language, kind: Kind, inline: bool = False) -> Response:
    """Give one picture as a file that brings its letters along."""
    chosen = choose(request)
    svg = _draw(request, chosen, kind, language, fonts=True)
    if svg is None:
        raise HTTPException(404, "there is nothing to draw")
    name = f"khabar-{chosen.incident or 'incidents'}-{kind}.svg"
    response = answer(request, Response(svg, media_type="image/svg+xml"))
    response.headers["content-security-policy"] = _POLICY
    response.headers["content-disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return response


def _mark(svg: str | None) -> Markup | None:
    return None if svg is None else Markup(svg)  # every word in it has been escaped where it was drawn


def _draw(request: Request, chosen: Chosen, kind: Kind, language: Language, *, fonts: bool) -> str | None:
    phrases, desk = load_phrases(language), desk_of(request)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    if chosen.incident:
        whole = desk.case(chosen.incident, corrected=shows_corrected(request, chosen.incident))
        case = whole.corrected or whole
        drawn = draw_case(case, kind, phrases)
        counts = _count(case.record, phrases)
        if whole.corrected:
            counts = f"{counts} · {phrases.say('as_corrected')}"
        facts = Facts(title=_tell(case.happening, phrases), counts=counts, made=today)
        return None if drawn is None else lay_on_sheet(drawn, facts, phrases, kind=kind, fonts=fonts)
    found, beside = draw_list(desk, chosen.entries, kind, phrases)
    counts = " · ".join(filter(None, (phrases.count("incidents", len(chosen.entries)), beside)))
    facts = Facts(title=_name_list(chosen, phrases), counts=counts, made=today)
    return None if found is None else lay_on_sheet(found, facts, phrases, kind=f"{kind}_list", fonts=fonts)


def _tell(happening: Happening, phrases: Phrases) -> Cleaned:
    """Return the sentence of an incident, each name in it apart from the words around."""
    return keep_days(tell(happening, phrases.labels, wrap=lambda words: isolate(clean(words))))


def draw_case(case: Case, kind: Kind, phrases: Phrases) -> Drawn | None:
    """Return a picture of one incident, as far as it has been published."""
    record = case.record
    match kind:
        case "origins":
            names = [clean(name_origin(origin, phrases)) for origin in record.origins]
            tellings = [told for told in list_tellings(case) if told.origins or told.copies]
            return draw_origins(tellings, names, phrases) if tellings else None
        case "values":
            return draw_values(record, phrases) if record.origins else None
        case "map":
            return draw_map(find_spots(record, phrases), phrases)


def find_spots(record: IncidentRecord, phrases: Phrases) -> list[Spot]:
    """Return all places at which an incident is held to have been; the one that most hold is the main one."""
    slot = record.slot("place")
    return [
        Spot(
            lat=value.lat,
            lon=value.lon,
            radius=RADIUS[value.precision],
            name=call_place(value.lat, value.lon, phrases) or value.name or value.text,
            main=number == slot.most,
        )
        for number, value in enumerate(slot.values)
        if value.lat is not None and value.lon is not None and value.precision in _DRAWN and value.precision
    ]


def draw_list(desk: Desk, entries: tuple[Entry, ...], kind: Kind, phrases: Phrases) -> tuple[Drawn | None, str]:
    """Return a picture of many incidents, and what more is to be said of their number."""
    match kind:
        case "origins":
            return draw_incidents(entries, phrases), ""
        case "values":
            return _draw_disputes(desk, entries, phrases)
        case "map":
            spots = sorted(gather_spots(entries, phrases), key=lambda spot: -spot.weight)
            missing = len(entries) - sum(spot.weight for spot in spots)
            beside = [phrases.say("not_on_map", number=phrases.count("incidents", missing))] if missing else []
            if len(spots) > _MOST_SPOTS:
                beside.append(phrases.say("picture_spots", number=_MOST_SPOTS))
            window = choose_window(spots) if spots else None
            outside = sum(s.weight for s in spots if window and not window.holds(s.lat, s.lon))
            if outside:
                beside.append(phrases.say("picture_outside", number=phrases.count("incidents", outside)))
            return draw_map(spots[:_MOST_SPOTS], phrases, window=window), " · ".join(beside)


def gather_spots(entries: Iterable[Entry], phrases: Phrases) -> list[Spot]:
    """Return each place of the list once, with how many incidents are there."""
    held: Counter[tuple[float, float, int]] = Counter()
    names: dict[tuple[float, float, int], str] = {}
    for entry in entries:
        if entry.mapped and entry.lat is not None and entry.lon is not None:
            key = (entry.lat, entry.lon, entry.radius or 0)
            held[key] += 1
            told = (entry.place_words if phrases.language == "ar" else None) or entry.place or ""
            names.setdefault(key, call_place(entry.lat, entry.lon, phrases) or told)
    return [
        Spot(lat=lat, lon=lon, radius=radius, name=names[lat, lon, radius], weight=count)
        for (lat, lon, radius), count in held.items()
    ]


def _draw_disputes(desk: Desk, entries: tuple[Entry, ...], phrases: Phrases) -> tuple[Drawn | None, str]:
    disputed = [entry for entry in entries if entry.disputed]
    looked, counts = 0, Counter[SlotName]()
    for entry in disputed[: _MOST_READ if desk.profile.is_open else _MOST_COVERED]:
        try:
            record = desk.case(entry.id).record
        except StoreProblem:
            continue
        looked += 1
        counts.update(slot.slot for slot in record.slots if slot.contradictions)
    told = phrases.say("picture_disputed", incidents=phrases.count("incidents", len(disputed)))
    if looked < len(disputed):
        told = f"{told} · {phrases.say('picture_looked', number=looked)}"
    return (draw_slots(counts, looked, phrases, slots=SLOTS) if looked else None), told


def _count(record: IncidentRecord, phrases: Phrases) -> str:
    reports, publishers, origins = record.backing.counts
    told = (("reports", reports), ("publishers", publishers), ("origins", origins))
    return " · ".join(phrases.count(name, number) for name, number in told)


def _name_list(chosen: Chosen, phrases: Phrases) -> Cleaned:
    """Return what the list is of, in words."""
    told = []
    for key, value in chosen.conditions():
        named = phrases.name(key, value) if key in ("type", "grade") else "" if key in ("clash", "box") else str(value)
        told.append(f"{phrases.say(f'condition_{key}')} {named}".strip())
    return clean(" · ".join(told) or phrases.say("picture_all"))
