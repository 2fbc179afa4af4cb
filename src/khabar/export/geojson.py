"""Incidents as GeoJSON (RFC 7946): one feature each, longitude first, with how exactly the point is meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from khabar.export.case import Case
from khabar.export.flat import flatten
from khabar.export.options import Options, Written


def write_geojson(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write a collection of features, one a line."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    number = 0
    for case in cases:
        stream.write(b",\n" if number else b"\n")
        stream.write(msgspec.json.encode(make_feature(case)))
        number += 1
    stream.write(b"\n]}\n")
    return Written(rows=number)


def make_feature(case: Case) -> dict[str, Any]:
    """Return an incident as a feature; its properties are the columns of the layout «csv»."""
    row = flatten(case)
    lat, lon = row.pop("lat"), row.pop("lon")
    point = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": case.record.id, "geometry": point, "properties": row}
