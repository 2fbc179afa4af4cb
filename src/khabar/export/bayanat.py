"""Reports as bulletins and incidents as incidents of Bayanat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from khabar.export.case import Case
from khabar.export.facts import (
    headline,
    name_origins,
    name_publishers,
    name_someone,
    tell_known,
    title,
    told_by,
)
from khabar.export.layout import load_layout
from khabar.export.options import Options, Written
from khabar.export.tables import join, write_table
from khabar.incidents.happening import Happening
from khabar.model import Event, Report

Row = dict[str, Any]


def write_bulletins(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row a report; a report that tells of several incidents has one row and names them all."""
    bulletins: dict[str, Row] = {}
    for case in cases:
        publishers = name_publishers(case)
        for document, report in told_by(case):
            made = _bulletin(case, document, report, publishers[document])
            old = bulletins.get(document)
            bulletins[document] = made if old is None else _merge(old, made)
    return Written(rows=write_table(bulletins.values(), load_layout("bayanat"), stream, hxl=options.hxl))


def write_incidents(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row an incident."""
    return Written(rows=write_table(map(_incident, cases), load_layout("bayanat-incidents"), stream, hxl=options.hxl))


def _bulletin(case: Case, document: str, report: Report, publisher: str | None) -> Row:
    own = [event for d, event in case.events if d == document]
    places = [e.place for e in own if e.place]
    speakers = [o.label for o in case.record.origins if document in o.documents]
    return {
        "id": None,
        "title": title(case, "en"),
        "title_ar": headline(report.document),
        "origin_id": document,
        "source_link": report.document.url,
        "sjac_title": None,
        "sjac_title_ar": None,
        "description": report.document.text,
        "publish_date": (report.document.published or "")[:10],
        "documentation_date": None,
        "labels": join(_label(e.type, e.mode) for e in own),
        "verified_labels": None,
        "sources": join((publisher, *speakers)),
        "locations": join(p.name or p.text for p in places),
        "geo_locations": join(f"{p.lat}, {p.lon}" for p in places if p.lat is not None),
        "media": None,
        "events": join(_tell_event(e) for e in own),
        "related_bulletins": join(c.of for c in case.record.copies if c.document == document),
        "related_actors": join(p.name or p.text for e in own for p in (e.actor, e.target) if p),
        "related_incidents": case.record.id,
    }


_SEVERAL = ("labels", "sources", "locations", "geo_locations", "events", "related_bulletins", "related_actors")


def _merge(old: Row, new: Row) -> Row:
    """Return a bulletin that tells of what both do."""
    lists = (*_SEVERAL, "related_incidents")
    return old | {name: join((*old[name].split("; "), *new[name].split("; "))) for name in lists}


def _incident(case: Case) -> Row:
    one = case.happening
    return {
        "id": case.record.id,
        "title": title(case, "en"),
        "title_ar": title(case, "ar"),
        "description": join(_describe(case)),
        "labels": _label(one.type, one.mode),
        "potential_violations": None,
        "claimed_violations": None,
        "locations": join(v.name or v.text for v in case.record.slot("place").values),
        "events": _tell_happening(one),
        "related_bulletins": join(case.record.documents),
        "related_actors": join((name_someone(one.actor), name_someone(one.target))),
        "related_incidents": None,
    }


def _describe(case: Case) -> Iterator[str]:
    reports, publishers, origins = case.record.backing.counts
    yield f"reports: {reports}"
    yield f"publishers: {publishers}"
    yield f"independent origins: {origins} ({join(name_origins(case), ', ')})"
    yield from tell_known(case)
    if case.record.grade:
        yield f"suggested grade: {case.record.grade.name}"
    yield f"review: {case.review}"


def _label(type: str, mode: str | None) -> str:
    return f"{type}/{mode}" if mode else type


def _tell_event(event: Event) -> str:
    place, time = event.place, event.time
    days = (time.start, time.end) if time else (None, None)
    return join((_label(event.type, event.mode), (place.name or place.text) if place else None, *days), ", ")


def _tell_happening(one: Happening) -> str:
    estimated = None if one.day_precision in (None, "day") else "estimated"
    return join(
        (_label(one.type, one.mode), one.place.label if one.place else None, one.start, one.end, estimated), ", "
    )
