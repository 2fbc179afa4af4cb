"""Incidents as TimeMap reads them: events, the reports as sources, and what to filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from khabar.export.case import Case
from khabar.export.dates import find_middle
from khabar.export.facts import find_disagreements, headline, name_publishers, title, told_by
from khabar.export.options import Options, Written
from khabar.incidents.happening import Spot
from khabar.model import Report
from khabar.views.labels import Labels, load_labels


def write_timemap(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write all in one object; incidents that cannot be put on a map and a timeline are left out."""
    labels, left_out = load_labels(options.language), Counter[str]()
    events: list[dict[str, Any]] = []
    sources: dict[str, dict[str, Any]] = {}
    for case in cases:
        one = case.happening
        if one.start is None:
            left_out["no day is known"] += 1
        elif one.place is None or one.place.lat is None or one.place.lon is None:
            left_out["no point is known"] += 1
        else:
            events.append(_event(case, one.place, one.start, labels))
            names = name_publishers(case)
            sources.update((document, _source(document, report, names[document])) for document, report in told_by(case))
    filters = sorted({(name, kind) for event in events for kind, name in _filters(event)})
    associations = [
        {"id": name, "title": name, "mode": "FILTER", "filter_paths": [kind, name]} for name, kind in filters
    ]
    raw = msgspec.json.encode({"events": events, "sources": list(sources.values()), "associations": associations})
    stream.write(msgspec.json.format(raw, indent=1) + b"\n")
    return Written(rows=len(events), left_out=dict(sorted(left_out.items())))


def _event(case: Case, place: Spot, start: str, labels: Labels) -> dict[str, Any]:
    one, record = case.happening, case.record
    counts = zip(record.backing.counts, ("reports", "publishers", "origins"), strict=True)
    tags = [f"weapon: {one.weapon}"] if one.weapon else []
    tags += [f"grade: {record.grade.name}"] if record.grade else []
    tags += [f"disagreement: {slot}" for slot in find_disagreements(case)]
    return {
        "id": record.id,
        "description": title(case, labels.language),
        "date": find_middle(start, one.end or start),
        "time": "",
        "time_precision": one.day_precision or "",
        "location": (place.text if labels.language == "ar" else None) or place.label,
        "latitude": str(place.lat),
        "longitude": str(place.lon),
        "type": one.type,
        "category": labels.name_kind(one.type, one.mode),
        "associations": tags,
        "sources": [document for document, _ in told_by(case)],
        "comments": "; ".join([*(f"{name}: {count}" for count, name in counts), f"radius_m: {place.radius_m}"]),
        "colour": "",
    }


def _source(document: str, report: Report, publisher: str | None) -> dict[str, Any]:
    told = report.document
    return {
        "id": document,
        "title": headline(told) or document,
        "thumbnail": "",
        "paths": [],
        "type": "Article",
        "url": told.url or "",
        "description": "",
        "parent": "",
        "author": publisher or "",
        "date": (told.published or "")[:10],
        "notes": "",
    }


def _filters(event: dict[str, Any]) -> list[tuple[str, str]]:
    return [(tag.partition(":")[0], tag) for tag in event["associations"]]
