"""Incidents as a typed table in Parquet, and as a map layer in GeoParquet 1.1 (points as WKB)."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from typing import Any, BinaryIO

from khabar.errors import MissingTool
from khabar.export.case import Case
from khabar.export.flat import flatten
from khabar.export.layout import load_layout
from khabar.export.options import Options, Written

_AT_ONCE = 5_000
_GEO: dict[str, Any] = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},  # no crs: longitude, latitude in WGS 84
}


def write_parquet(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row an incident. Raises `MissingTool` where pyarrow is not installed."""
    return _write(cases, stream, points=False)


def write_geoparquet(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one row an incident with its point. Raises `MissingTool` where pyarrow is not installed."""
    return _write(cases, stream, points=True)


def _write(cases: Iterable[Case], stream: BinaryIO, *, points: bool) -> Written:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise MissingTool("a Parquet file needs «pyarrow»: pip install 'khabar[parquet]'") from None
    types = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    fields = [(column.name, types[column.type]) for column in load_layout("csv").columns]
    schema = pa.schema([*fields, ("geometry", pa.binary())], {"geo": json.dumps(_GEO)}) if points else pa.schema(fields)
    number = 0
    held: list[dict[str, Any]] = []
    with parquet.ParquetWriter(stream, schema, compression="zstd") as table:
        for case in cases:
            number += 1
            row = flatten(case)
            held.append(row | {"geometry": _point(row["lon"], row["lat"])} if points else row)
            if len(held) == _AT_ONCE:
                table.write_table(pa.Table.from_pylist(held, schema=schema))
                held.clear()
        if held or not number:
            table.write_table(pa.Table.from_pylist(held, schema=schema))
    return Written(rows=number)


def _point(lon: float | None, lat: float | None) -> bytes | None:
    """Return a point as well-known binary, little endian; None where there is none."""
    return None if lat is None or lon is None else struct.pack("<BIdd", 1, 1, lon, lat)
