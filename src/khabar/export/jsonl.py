"""Incidents whole, one JSON object a line: what was written comes back in unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from khabar.errors import DamagedInput
from khabar.export.case import Case
from khabar.export.options import Options, Written

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Case)


def write_jsonl(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write one case a line."""
    number = 0
    for case in cases:
        stream.write(_ENCODER.encode(case) + b"\n")
        number += 1
    return Written(rows=number)


def read_jsonl(stream: Iterable[bytes]) -> Iterator[Case]:
    """Yield the cases of a file's lines. Raises `DamagedInput` where a line is none, with its number."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            try:
                yield _DECODER.decode(line)
            except msgspec.MsgspecError as problem:
                raise DamagedInput(f"line {number} is no incident as khabar exports it: {problem}") from None


def make_schema() -> dict[str, Any]:
    """Return the JSON Schema of a line."""
    return msgspec.json.schema(Case)
