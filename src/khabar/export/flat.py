"""Incidents as flat rows: one for each incident, and one for each value and origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from khabar.export.case import Case
from khabar.export.facts import (
    find_disagreements,
    find_parent,
    name_in_arabic,
    name_origins,
    title,
    told_by,
)
from khabar.export.layout import load_layout
from khabar.export.options import Options, Written
from khabar.export.reviewed import find_corrected, name_reviewers
from khabar.export.tables import join, write_table
from khabar.incidents.happening import Someone, Toll
from khabar.incidents.record import HeldValue, Origin, SlotRecord

Row = dict[str, Any]


def write_csv(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row an incident."""
    rows = (flatten(case) for case in cases)
    return Written(rows=write_table(rows, load_layout("csv"), stream, hxl=options.hxl))


def write_origins(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row a value and origin."""
    rows = (row for case in cases for row in list_values(case))
    return Written(rows=write_table(rows, load_layout("csv-origins"), stream, hxl=options.hxl))


CORRECTED = (
    "type mode status start end place place_id country lat lon place_precision actor target weapon damage "
    "killed_low killed_best killed_high wounded_low wounded_best wounded_high origins"
).split()
"""The columns beside which stands what people say, where that is otherwise."""


def flatten(case: Case) -> Row:
    """Return the row of an incident under the columns of the layout «csv»."""
    row = _flatten(case)
    people = _flatten(case.corrected) if case.corrected else None
    corrected = find_corrected(row, people, CORRECTED)
    changed = [name for name in CORRECTED if people is not None and people[name] != row[name]]
    return {
        **row,
        "review": case.review,
        "reviewers": join(name_reviewers(case)),
        "rejected": case.rejected,
        "added": case.added,
        "brought": len(case.brought),
        "brought_by": join(dict.fromkeys(name for names in case.brought_by.values() for name in names)),
        "corrected": join(changed),
        **corrected,
    }


def _flatten(case: Case) -> Row:
    record, one = case.record, case.happening
    place = one.place
    reports, publishers, origins = record.backing.counts
    return {
        "incident": record.id,
        "title_en": title(case, "en"),
        "title_ar": title(case, "ar"),
        "type": one.type,
        "mode": one.mode,
        "status": one.status,
        "start": one.start,
        "end": one.end,
        "day_precision": one.day_precision,
        "first_reported": record.first_reported,
        "place": place and place.label,
        "place_ar": name_in_arabic(place),
        "place_id": place and place.id,
        "country": place and place.country,
        "governorate": find_parent(place, "governorate"),
        "district": find_parent(place, "district"),
        "lat": place and place.lat,
        "lon": place and place.lon,
        "place_precision": place and place.precision,
        "radius_m": place and place.radius_m,
        **_party("actor", one.actor),
        **_party("target", one.target),
        "weapon": one.weapon,
        "damage": one.damage,
        **_toll("killed", one.killed),
        **_toll("wounded", one.wounded),
        "reports": reports,
        "publishers": publishers,
        "origins": origins,
        "disagreements": join(find_disagreements(case)),
        "origin_names": join(name_origins(case)),
        "publisher_names": join(record.backing.publishers),
        "documents": join(record.documents),
        "addresses": join((r.document.url for _, r in told_by(case)), " "),
        "grade": record.grade and record.grade.name,
    }


def _party(name: str, party: Someone | None) -> Row:
    return {
        name: party and party.label,
        f"{name}_ar": party and party.text,
        f"{name}_kind": party and party.kind,
        f"{name}_country": party and party.country,
    }


def _toll(name: str, toll: Toll | None) -> Row:
    return {
        f"{name}_low": toll and toll.low,
        f"{name}_best": toll and toll.best,
        f"{name}_high": toll and toll.high,
    }


def list_values(case: Case) -> Iterator[Row]:
    """Yield a row for each value and origin of an incident under the columns of the layout «csv-origins»."""
    origins = {origin.key: origin for origin in case.record.origins}
    for slot in case.record.slots:
        for number, value in enumerate(slot.values):
            for key in value.backing.origins:
                if key in origins:
                    yield _value(case, slot, number, value, origins[key])


def _value(case: Case, slot: SlotRecord, number: int, value: HeldValue, origin: Origin) -> Row:
    said = [s for s in origin.statements if s.document in value.backing.reports] or list(origin.statements)
    documents = {s.document for s in said}
    words = {q.document: q.text for q in reversed(value.quotes) if q.document in documents}
    return {
        "incident": case.record.id,
        "slot": slot.slot,
        "value": call_value(value),
        "min": value.min,
        "max": value.max,
        "start": value.start,
        "end": value.end,
        "id": value.id,
        "country": value.country,
        "lat": value.lat,
        "lon": value.lon,
        "place_precision": value.precision,
        "denial": value.denial,
        "most_held": number == slot.most,
        "contradicted": any(number in (d.first, d.second) for d in slot.contradictions),
        "origin_key": origin.key,
        "origin": origin.label,
        "voice": origin.voice,
        "origin_kind": origin.kind,
        "origin_country": origin.country,
        "reliability": origin.reliability,
        "credibility": min((s.credibility for s in said), default="6"),
        "through": join(" < ".join(c.name for c in s.carriers) for s in said),
        "publishers": join(s.publisher for s in said),
        "documents": join(sorted(documents)),
        "first_said": value.first_said,
        "last_said": value.last_said,
        "words": join((words[d] for d in sorted(words)), " | "),
    }


def call_value(value: HeldValue) -> str:
    """Return a value as khabar calls it, or as the report puts it."""
    if value.min is not None:
        return f"{value.min}+" if value.max is None else _between(str(value.min), str(value.max))
    if value.start:
        return _between(value.start, value.end or value.start)
    if value.happened is not None:
        return "yes" if value.happened else "no"
    return value.name or value.weapon or value.text


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"
