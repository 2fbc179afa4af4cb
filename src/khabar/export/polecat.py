"""Incidents and what people said of them in the shape of POLECAT: PLOVER's types, the verbal ones from claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import khabar
from khabar.export.case import Case
from khabar.export.countries import find_country
from khabar.export.facts import country_alpha3, find_parent, name_publishers, name_someone, told_by, who_speaks
from khabar.export.layout import Layout, load_layout
from khabar.export.options import Options, Written
from khabar.export.tables import join, write_table
from khabar.incidents.happening import Someone, Spot
from khabar.model import Claim, Link, Party, Report

_GEONAMES = re.compile(r"gn-(\d+)")
Row = dict[str, Any]


def write_polecat(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write a row for each incident and for each verbal act in it."""
    layout = load_layout("polecat")
    rows = (row for case in cases for row in _make_rows(case, layout))
    return Written(rows=write_table(rows, layout, stream, hxl=options.hxl, delimiter="\t"))


def _make_rows(case: Case, layout: Layout) -> Iterator[Row]:
    base = dict.fromkeys(layout.names) | _place(case.happening.place, layout) | _story(case, layout)
    one = case.happening
    mode = None if f"{one.type}/{one.mode}" in layout.tables["own_modes"] else one.mode
    yield (
        base
        | _type(one.type, mode, layout)
        | {
            "Event ID": case.record.id,
            "Event Date": (one.start or case.record.first_reported or "")[:10],
            "Contexts": layout.look_up("contexts", [one.status]),
            "Source": join(case.record.backing.publishers),
            "Publication Date": case.record.first_reported,
            **_party("Actor", one.actor, layout),
            **_party("Recipient", one.target, layout),
        }
    )
    publishers = name_publishers(case)
    for document, report, claim in _find_verbal(case, layout):
        yield base | _verbal_row(case, document, report, claim, layout) | {"Source": publishers[document]}


def _find_verbal(case: Case, layout: Layout) -> Iterator[tuple[str, Report, Claim]]:
    """Yield the claims of the incident's origins that are acts of their own, by report and place in it."""
    wanted = {(s.document, c) for o in case.record.origins for s in o.statements for c in s.claims}
    for document, report in told_by(case):
        for claim in report.claims:
            if (document, claim.id) in wanted and claim.force in layout.table("verbal"):
                yield document, report, claim


def _verbal_row(case: Case, document: str, report: Report, claim: Claim, layout: Layout) -> Row:
    type, mode = layout.table("verbal")[claim.force]
    published = (report.document.published or "")[:10]
    speaker = _as_someone(claim.origin)
    accused = next((_as_someone(e.actor) for e in report.events if e.id in claim.events and e.actor), None)
    if type != "ACCUSE" or (speaker and accused and accused.label == speaker.label):
        accused = None
    return {
        "Event ID": f"{case.record.id}-{document}-{claim.id}",
        "Event Date": published,
        "Publication Date": published,
        **_type(type, mode or None, layout),
        **_party("Actor", speaker, layout),
        **_party("Recipient", accused, layout),
    }


def _as_someone(party: Link | Party | None) -> Someone | None:
    if party is None:
        return None
    return Someone(text=party.text, name=party.name, kind=party.kind, country=party.country, id=party.id)


def _type(type: str, mode: str | None, layout: Layout) -> Row:
    return {"Event Type": type, "Event Mode": mode, "Quad Code": layout.table("quads").get(type)}


def _party(role: str, party: Someone | None, layout: Layout) -> Row:
    country = find_country(party.country if party else None)
    sector = layout.table("sectors").get(party.kind) if party else None
    return {
        f"{role} Name": name_someone(party),
        f"{role} Country": country and country.alpha3,
        f"{role} COW": country and (country.cow or country.gw),
        f"Primary {role} Sector": sector,
        f"{role} Sectors": sector,
        f"{role} Name Raw": party and party.text,
    }


def _place(place: Spot | None, layout: Layout) -> Row:
    if place is None:
        return {}
    number = _GEONAMES.fullmatch(place.id or "")
    return {
        "Placename": place.label,
        "City": place.label if place.precision == "town" else None,
        "District": find_parent(place, "district"),
        "Province": find_parent(place, "governorate"),
        "Country": country_alpha3(place.country),
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": number and number[1],
        "Raw Placename": place.text,
        "Feature Type": layout.look_up("features", [place.precision]),
    }


def _story(case: Case, layout: Layout) -> Row:
    persons = layout.tables["persons"]
    origins = [o for o in case.record.origins if not o.anonymous]
    languages = {r.document.language for _, r in told_by(case) if r.document.language}
    return {
        "Story People": join(who_speaks(o) for o in origins if o.kind in persons),
        "Story Organizations": join(who_speaks(o) for o in origins if o.kind not in persons),
        "Story Locations": join(v.name or v.text for v in case.record.slot("place").values),
        "Language": join(sorted(languages)) or "ar",
        "Version": f"khabar {khabar.__version__}",
    }
