"""Incidents in the shape of UCDP GED: the origin stands in `source_original`, the publisher in `source_office`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from khabar.export.case import Case
from khabar.export.countries import find_country
from khabar.export.dates import count_days
from khabar.export.facts import (
    HAPPENED,
    find_parent,
    headline,
    is_state,
    name_in_arabic,
    name_origins,
    name_publishers,
    name_someone,
    told_by,
)
from khabar.export.layout import Layout, load_layout
from khabar.export.options import Options, Written
from khabar.export.parties import sort_party
from khabar.export.tables import join, write_table
from khabar.incidents.happening import Happening, Someone, Spot, Toll

_CELLS_A_DEGREE = 2


def write_ucdp(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row an incident of deadly violence."""
    layout, left_out = load_layout("ucdp"), Counter[str]()
    rows = write_table(_make_rows(cases, layout, left_out), layout, stream, hxl=options.hxl)
    return Written(rows=rows, left_out=dict(sorted(left_out.items())))


def _make_rows(cases: Iterable[Case], layout: Layout, left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    for case in cases:
        one = case.happening
        if one.status not in HAPPENED:
            left_out[f"status {one.status}"] += 1
        elif one.type not in layout.tables["types"]:
            left_out[f"no violence: {one.type}"] += 1
        elif one.killed is None or one.killed.high == 0:
            left_out["no report tells a dead"] += 1
        elif one.start is None:
            left_out["no day is known"] += 1
        else:
            yield _make_row(case, one, one.killed, layout)


def _make_row(case: Case, one: Happening, killed: Toll, layout: Layout) -> dict[str, Any]:
    record, place, reports = case.record, one.place, told_by(case)
    civilian = sort_party(one.target) == "civilian"
    sides = name_someone(one.actor), layout.tables["civilians"] if civilian else name_someone(one.target)
    start, end = one.start or "", one.end or one.start or ""
    first = reports[0][1].document if reports else None
    return dict.fromkeys(layout.names) | {
        "id": record.id,
        "relid": record.id,
        "year": int(start[:4]),
        "code_status": case.review,
        "type_of_violence": layout.table("violence").get(f"{sort_party(one.actor)}/{sort_party(one.target)}"),
        "dyad_name": join(sides, " - ") if all(sides) else None,
        "side_a": sides[0],
        "side_b": sides[1],
        "number_of_sources": len(record.origins),
        "source_article": join(_articles(case)),
        "source_office": join(record.backing.publishers),
        "source_date": first and (first.published or "")[:10],
        "source_headline": first and headline(first),
        "source_original": join(name_origins(case)),
        **_place(place, layout),
        "event_clarity": 1 if len(record.origins) > 1 and place and place.precision in layout.tables["clear"] else 2,
        "date_prec": _precision(count_days(start, end)),
        "date_start": start[:10],
        "date_end": end[:10],
        "deaths_civilians": killed.best if civilian else 0,
        "deaths_unknown": 0 if civilian else killed.best,
        "best": killed.best,
        "high": max(killed.high or 0, killed.best),
        "low": killed.low,
        "gwnoa": _number(one.actor),
        "gwnob": _number(one.target),
    }


def _articles(case: Case) -> Iterator[str]:
    publishers = name_publishers(case)
    for document, report in told_by(case):
        told = report.document
        yield f'"{join((publishers[document], (told.published or "")[:10], headline(told)), ", ")}"'


def _place(place: Spot | None, layout: Layout) -> dict[str, Any]:
    if place is None:
        return {}
    country = find_country(place.country)
    known = place.lat is not None and place.lon is not None
    return {
        "where_prec": layout.look_up("where_prec", [place.precision]),
        "where_coordinates": place.label,
        "where_description": name_in_arabic(place),
        "adm_1": find_parent(place, "governorate"),
        "adm_2": find_parent(place, "district"),
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if known else None,
        "priogrid_gid": find_cell(place.lat, place.lon) if place.lat is not None and place.lon is not None else None,
        "country": country and country.name,
        "country_id": country and country.gw,
        "region": country and country.ucdp,
    }


def find_cell(lat: float, lon: float) -> int:
    """Return the number of the PRIO-GRID cell in which a point lies: rows from the south, columns from the west."""
    row = min(math.floor((lat + 90) * _CELLS_A_DEGREE), 180 * _CELLS_A_DEGREE - 1)
    column = min(math.floor((lon + 180) * _CELLS_A_DEGREE), 360 * _CELLS_A_DEGREE - 1)
    return row * 360 * _CELLS_A_DEGREE + column + 1


def _precision(days: int) -> int:
    """Return UCDP's precision of a date for an interval of so many days."""
    for precision, most in enumerate((1, 6, 7, 31), start=1):
        if days <= most:
            return precision
    return 5


def _number(party: Someone | None) -> int | None:
    country = find_country(party.country) if party and is_state(party) else None
    return country.gw if country else None
