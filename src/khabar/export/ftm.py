"""Incidents as FollowTheMoney entities, one JSON object a line, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from khabar.export.case import Case
from khabar.export.facts import headline, name_publishers, tell_known, title, told_by
from khabar.export.layout import load_layout
from khabar.export.options import Options, Written
from khabar.export.tables import join
from khabar.incidents.happening import Someone, Spot
from khabar.incidents.record import Origin, Statement
from khabar.model import PartyKind, Report
from khabar.views.labels import load_labels

_LANGUAGES = {"ar": "ara", "en": "eng"}
Entity = dict[str, Any]


def write_ftm(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write the entities of the cases, what several share only the first time."""
    seen: set[str] = set()
    for case in cases:
        for entity in _make_entities(case):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                stream.write(msgspec.json.encode(entity) + b"\n")
    return Written(rows=len(seen))


def _make_entities(case: Case) -> Iterator[Entity]:
    one, record = case.happening, case.record
    publishers = name_publishers(case)
    articles = [_article(document, report, publishers[document]) for document, report in told_by(case)]
    parties = [p for p in (_party(one.actor), _party(one.target)) if p]
    place, address = one.place, _address(one.place)
    yield from articles
    yield from parties
    if address:
        yield address
    event = _identify("event", record.id)
    grade = record.grade.name if record.grade else None
    yield _entity(
        event,
        "Event",
        name=[title(case, "en"), title(case, "ar")],
        summary=["; ".join(_summarise(case))],
        startDate=[one.start],
        endDate=[one.end],
        date=[one.start if one.start == one.end else None],
        location=[place.label if place else None],
        country=[_lower(place.country) if place else None],
        addressEntity=[address["id"] if address else None],
        involved=[p["id"] for p in parties],
        proof=[a["id"] for a in articles],
        recordId=[record.id],
        keywords=[one.type, one.mode, one.status, one.weapon, grade, case.review],
    )
    for origin in record.origins:
        speaker = _origin(origin)
        if speaker:
            yield speaker
        for statement in origin.statements:
            yield _note(event, record.id, origin, statement)


def _entity(identity: str, schema: str, **properties: list[str | None]) -> Entity:
    kept = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": identity, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _identify(kind: str, key: str) -> str:
    return f"khabar-{kind}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _article(document: str, report: Report, publisher: str | None) -> Entity:
    told = report.document
    return _entity(
        _identify("article", document),
        "Article",
        title=[headline(told) or document],
        publishedAt=[told.published],
        sourceUrl=[told.url],
        publisher=[publisher],
        author=[told.byline],
        language=[_LANGUAGES.get((told.language or "ar")[:2])],
        bodyText=[told.text],
    )


def _party(party: Someone | None) -> Entity | None:
    if party is None or not party.name or party.name == "unknown" or (not party.id and party.kind == "other"):
        return None
    return _legal(party.id or party.name, party.name, party.text, party.kind, party.country)


def _origin(origin: Origin) -> Entity | None:
    if origin.anonymous or not origin.name:
        return None
    return _legal(origin.id or origin.name, origin.name, origin.text, origin.kind, origin.country)


def _legal(key: str, name: str, words: str, kind: PartyKind, country: str | None) -> Entity:
    tables = load_layout("ftm").tables
    schema = "Person" if kind in tables["persons"] else "PublicBody" if kind in tables["bodies"] else "Organization"
    alias = [words] if words != name else []
    return _entity(_identify(schema.lower(), key), schema, name=[name], alias=[*alias], country=[_lower(country)])


def _address(place: Spot | None) -> Entity | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return _entity(
        _identify("address", f"{place.id or place.label} {place.lat} {place.lon}"),
        "Address",
        full=[place.label],
        country=[_lower(place.country)],
        latitude=[str(place.lat)],
        longitude=[str(place.lon)],
    )


def _lower(country: str | None) -> str | None:
    return country.lower() if country else None


def _note(event: str, incident: str, origin: Origin, statement: Statement) -> Entity:
    labels = load_labels("en")
    manner = [labels.name("force", statement.force), "negated" if statement.negated else None]
    manner += [labels.name("certainty", statement.certainty) if statement.certainty != "certain" else None]
    chain = join((statement.publisher, *(c.name for c in statement.carriers), origin.label), " < ")
    words = join((f"«{quote.text}»" for quote in statement.quotes if quote.text), " ")
    key = f"{incident} {origin.key} {statement.document} {' '.join(statement.claims)} {' '.join(statement.events)}"
    return _entity(
        _identify("note", key),
        "Note",
        description=[join((statement.published, chain, join(manner, ", "), words), ": ")],
        entity=[event],
    )


def _summarise(case: Case) -> Iterator[str]:
    for count, name in zip(case.record.backing.counts, ("reports", "publishers", "independent origins"), strict=True):
        yield f"{name}: {count}"
    yield from tell_known(case)
