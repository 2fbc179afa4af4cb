"""Incidents in the shape of ACLED's CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from khabar.export.case import Case
from khabar.export.countries import find_country
from khabar.export.dates import count_seconds, find_middle
from khabar.export.facts import (
    HAPPENED,
    find_disagreements,
    find_parent,
    is_state,
    last_published,
    name_origins,
    name_someone,
    title,
    told_by,
)
from khabar.export.layout import Layout, load_layout
from khabar.export.options import Options, Written
from khabar.export.parties import sort_party
from khabar.export.tables import join, write_table
from khabar.incidents.happening import Happening, Someone

_PREFIX = "KHB"


def write_acled(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row an incident that has a place in ACLED's list of events."""
    layout, left_out = load_layout("acled"), Counter[str]()
    rows = write_table(_make_rows(cases, layout, left_out), layout, stream, hxl=options.hxl)
    return Written(rows=rows, left_out=dict(sorted(left_out.items())))


def _make_rows(cases: Iterable[Case], layout: Layout, left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    for case in cases:
        one = case.happening
        kind = find_event(one, layout)
        if one.status not in HAPPENED:
            left_out[f"status {one.status}"] += 1
        elif one.start is None:
            left_out["no day is known"] += 1
        elif kind is None:
            left_out[f"no ACLED event type for {one.type}"] += 1
        else:
            yield _make_row(case, kind, layout)


def find_event(one: Happening, layout: Layout) -> tuple[str, str, str] | None:
    """Return disorder type, event type and sub-event type of a happening; None where ACLED has none."""
    key = f"{one.type}/{one.mode}"
    found = None
    if one.type == "ASSAULT" and key not in layout.tables["own"]:
        found = layout.look_up("weapons", [one.weapon])
        if found is None and one.mode in (None, "firearms") and sort_party(one.target) in ("state", "armed"):
            found = layout.tables["armed_target"]
    found = found or layout.look_up("events", [key, one.type])
    return (str(found[0]), str(found[1]), str(found[2])) if found else None


def _make_row(case: Case, kind: tuple[str, str, str], layout: Layout) -> dict[str, Any]:
    one, record = case.happening, case.record
    day, place, tables = find_middle(one.start or "", one.end or one.start or ""), one.place, layout.tables
    country = find_country(place.country if place else None)
    inter1, inter2 = _sort_actor(one, layout), _sort_target(one, layout)
    civilian = sort_party(one.target) == "civilian"
    return {
        "event_id_cnty": _PREFIX + record.id,
        "event_date": day,
        "year": int(day[:4]),
        "time_precision": tables["time_precision"].get(one.day_precision),
        "disorder_type": kind[0],
        "event_type": kind[1],
        "sub_event_type": kind[2],
        "actor1": name_someone(one.actor),
        "assoc_actor_1": None,
        "inter1": inter1,
        "actor2": tables["civilians"] if civilian else name_someone(one.target),
        "assoc_actor_2": name_someone(one.target) if civilian else None,
        "inter2": inter2,
        "interaction": join((inter1, inter2), "-") if inter1 != inter2 else inter1 and f"{inter1}-{inter2}",
        "civilian_targeting": tables["targeting"] if civilian and one.type == "ASSAULT" else None,
        "iso": country and country.number,
        "region": country and country.acled,
        "country": country and country.name,
        "admin1": find_parent(place, "governorate"),
        "admin2": find_parent(place, "district"),
        "admin3": None,
        "location": place and place.label,
        "latitude": place and place.lat,
        "longitude": place and place.lon,
        "geo_precision": place and tables["geo_precision"].get(place.precision),
        "source": join(record.backing.publishers),
        "source_scale": None,
        "notes": join((title(case, "en"), *(r.document.url for _, r in told_by(case))), " "),
        "fatalities": one.killed.low if one.killed else 0,
        "tags": _tag(case),
        "timestamp": count_seconds(last_published(case)),
    }


def _sort_actor(one: Happening, layout: Layout) -> str | None:
    protest = layout.look_up("inter_protest", [f"{one.type}/{one.mode}", one.type])
    return str(protest) if protest else _sort(one.actor, one, layout)


def _sort_target(one: Happening, layout: Layout) -> str | None:
    if sort_party(one.target) == "civilian":
        return str(layout.tables["inter_civilian"])
    return _sort(one.target, one, layout)


def _sort(party: Someone | None, one: Happening, layout: Layout) -> str | None:
    if party is None:
        return None
    home = one.place.country if one.place else None
    if is_state(party) and party.country and home and party.country != home:
        return str(layout.tables["inter_foreign"])
    found = layout.look_up("inter", [party.kind])
    return str(found) if found else None


def _tag(case: Case) -> str:
    reports, publishers, origins = case.record.backing.counts
    grade = case.record.grade
    tags = [f"reports={reports}", f"publishers={publishers}", f"origins={origins}"]
    tags += [f"disagreement={slot}" for slot in find_disagreements(case)]
    tags += [f"grade={grade.name}"] if grade else []
    return join([*tags, f"review={case.review}", *(f"origin={name}" for name in name_origins(case))])
