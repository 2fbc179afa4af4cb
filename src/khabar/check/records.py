"""What can be seen in the records of places and actors by themselves: doubles, unknown fields and kinds, no such spot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from khabar.compile.lexicon import read_yaml
from khabar.errors import DataProblem
from khabar.language.artefact import DATA
from khabar.model import PartyKind

_COUNTRY = re.compile(r"[A-Z]{2}$")
_FIELDS = {
    "places": "id name kind country within lat lon arabic bound doubtful",
    "actors": "id name kind country office holds arabic context quoted hostile capital latin "
    "affiliation parent within family years place foreign domains sort theatre",
}
_NAMES = ("arabic", "bound", "doubtful", "context", "quoted", "hostile", "capital", "latin")


def lint_records(folder: str) -> Iterator[str]:
    """Yield a problem for each record of `data/places` or `data/actors` that cannot be meant."""
    seen: dict[str, str] = {}
    fields, kinds = _FIELDS[folder].split(), _known_kinds(folder)
    for path in sorted((DATA / folder).glob("*.yaml")):
        for record in _records(path):
            where = f"{folder}/{path.name}: {record.get('id') or record.get('name') or record}"
            yield from (f"{where}: {wrong}" for wrong in _wrong(record, fields, kinds))
            if record.get("id") in seen:
                yield f"{where}: this id stands in {seen[record['id']]} already"
            seen[str(record.get("id"))] = path.name


def _records(path: Path) -> list[Mapping[str, Any]]:
    try:
        content = read_yaml(path)
    except DataProblem:  # named by who compiles it
        return []
    return [record for record in content if isinstance(record, dict)] if isinstance(content, list) else []


def _known_kinds(folder: str) -> set[str]:
    if folder == "actors":
        return set(get_args(PartyKind))
    return {str(kind["kind"]) for kind in read_yaml(DATA / "gazetteer" / "kinds.yaml")}


def _wrong(record: Mapping[str, Any], fields: Iterable[str], kinds: set[str]) -> Iterator[str]:
    yield from (f"lacks «{key}»" for key in ("id", "name", "kind") if not record.get(key))
    yield from (f"«{key}» is no field of a record" for key in record if key not in fields)
    if record.get("kind") and record["kind"] not in kinds:
        yield f"«{record['kind']}» is none of the kinds: {', '.join(sorted(kinds))}"
    if record.get("country") and not _COUNTRY.match(record["country"]):
        yield f"country is «{record['country']}», not two capitals of ISO 3166-1"
    for key in _NAMES:
        if record.get(key) and not isinstance(record[key], list):
            yield f"«{key}» is no list of names"
    for key, most in (("lat", 90), ("lon", 180)):
        if key in record and not _is_degree(record[key], most):
            yield f"{key} is «{record[key]}», not degrees between -{most} and {most}"
    if ("lat" in record) != ("lon" in record):
        yield "has one of lat and lon, not both"


def _is_degree(value: str, most: int) -> bool:
    try:
        return abs(float(value)) <= most
    except ValueError:
        return False
