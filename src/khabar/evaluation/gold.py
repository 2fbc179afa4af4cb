"""What is compared: the claims and events of a gold file or of a report, in one shape."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from khabar.errors import GoldProblem, KhabarError
from khabar.model import Document, Report

Stretch = tuple[int, int]
Counted = tuple[int | None, int | None]
Dates = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Naming:
    """One speaker, party or place as a report names it."""

    text: str | None
    name: str | None
    anonymous: bool = False
    country: str | None = None
    point: tuple[float, float] | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim to compare; `negated` is None where the gold leaves it open."""

    spans: tuple[Stretch, ...]
    force: str | None
    negated: bool | None
    chain: tuple[Naming, ...]

    @property
    def origin(self) -> Naming | None:
        """The last link of the chain."""
        return self.chain[-1] if self.chain else None


@dataclass(frozen=True, slots=True)
class Told:
    """An event to compare; `where` holds the stretches of its mentions and its trigger."""

    type: str | None
    mode: str | None
    status: str | None
    trigger: tuple[Stretch, ...]
    where: tuple[Stretch, ...]
    place: Naming | None
    time: Dates
    time_precision: str | None
    actor: Naming | None
    target: Naming | None
    weapon: str | None
    killed: Counted | None
    wounded: Counted | None
    damage: str | None
    family: tuple[str | None, str]
    """One verb over a list of places gives several events of one family: same type, same trigger."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The claims and events of one document."""

    name: str
    document: Document
    claims: tuple[Said, ...]
    events: tuple[Told, ...]


def load_gold(folder: Path) -> Iterator[Annotated]:
    """Yield the gold files of a folder by name; raises `GoldProblem` for a folder or a file in another form."""
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        raise GoldProblem(f"{folder}: no folder with gold files (*.json)")
    for path in paths:
        try:
            yield read_gold(path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, KhabarError) as problem:
            raise GoldProblem(f"{path}: not one report in the codebook's JSON ({_say_why(problem)})") from None


def _say_why(problem: Exception) -> str:
    if isinstance(problem, KeyError):
        return f"no «{problem.args[0]}»"
    return str(problem)


def read_gold(path: Path) -> Annotated:
    """Return the document of one gold file; raises what `load_gold` makes a `GoldProblem` of."""
    values = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(values, dict):
        raise GoldProblem("it is no object with a «document»")
    return _annotate(path.stem, take_document(values["document"]), values)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-lines file, which may be gzipped."""
    with (
        gzip.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".gz" else path.open(encoding="utf-8-sig")
    ) as lines:
        yield from map(json.loads, lines)


def take_document(row: Mapping[str, Any]) -> Document:
    """Return the document that an object of JSON holds."""
    given: dict[str, Any] = {name: row.get(name) for name in ("text", "published", "publisher", "url", "id")}
    return Document(**given)


def take_report(name: str, report: Report) -> Annotated:
    """Return a report in the shape in which it is compared."""
    return _annotate(name, report.document, msgspec.to_builtins(report))


def _annotate(name: str, document: Document, values: dict[str, Any]) -> Annotated:
    text = document.text
    return Annotated(
        name,
        document,
        tuple(_take_claim(c, text) for c in values.get("claims") or []),
        tuple(_take_event(e, text) for e in values.get("events") or []),
    )


def _take_claim(value: dict[str, Any], text: str) -> Said:
    negated = value.get("negated")
    return Said(
        spans=_stretches(value.get("span"), text),
        force=value.get("force"),
        negated=bool(negated) if "negated" in value else None,
        chain=tuple(_take_naming(link) or Naming(None, None) for link in value.get("chain") or []),
    )


def _take_event(value: dict[str, Any], text: str) -> Told:
    trigger = _stretches(value.get("trigger"), text)
    time = value.get("time") or {}
    return Told(
        type=value.get("type"),
        mode=value.get("mode"),
        status=value.get("status"),
        trigger=trigger,
        where=_stretches(value.get("mentions"), text) + trigger,
        place=_take_naming(value.get("place")),
        time=(time.get("start"), time.get("end")),
        time_precision=time.get("precision"),
        actor=_take_naming(value.get("actor")),
        target=_take_naming(value.get("target")),
        weapon=value.get("weapon"),
        killed=_take_count(value.get("killed")),
        wounded=_take_count(value.get("wounded")),
        damage=value.get("damage"),
        family=(value.get("type"), str(trigger[0]) if trigger else str(value.get("trigger"))),
    )


def _take_naming(value: dict[str, Any] | None) -> Naming | None:
    if value is None:
        return None
    lat, lon = value.get("lat"), value.get("lon")
    return Naming(
        text=value.get("text"),
        name=value.get("name"),
        anonymous=bool(value.get("anonymous")),
        country=value.get("country"),
        point=(lat, lon) if lat is not None and lon is not None else None,
        precision=value.get("precision"),
    )


def _take_count(value: dict[str, Any] | None) -> Counted | None:
    return None if value is None else (value.get("min"), value.get("max"))


def _stretches(value: Any, text: str) -> tuple[Stretch, ...]:
    """Return every stretch that a value stands for: a span, words quoted from the text, or a list of either."""
    if not value:
        return ()
    if isinstance(value, str):
        at = text.find(value)
        return ((at, at + len(value)),) if at >= 0 else ()
    if isinstance(value[0], int):
        return ((value[0], value[1]),)
    return tuple(stretch for part in value for stretch in _stretches(part, text))
