"""The claims and events of a report as flat rows, for the tables that are asked."""

from __future__ import annotations

from typing import Any

from khabar.model import Claim, Event, Party, Place, Report
from khabar.store.finding.shadow import shadow

Row = dict[str, Any]


def claim_rows(report: Report) -> tuple[Row, ...]:
    """Return one row of the table `claims` for each claim, without its document."""
    places = {event.id: event.place for event in report.events}
    return tuple(_claim_row(report, claim, places) for claim in report.claims)


def event_rows(report: Report) -> tuple[Row, ...]:
    """Return one row of the table `events` for each event, without its document."""
    return tuple(_event_row(report, event) for event in report.events)


def _claim_row(report: Report, claim: Claim, places: dict[str, Place | None]) -> Row:
    speaker, content = claim.origin, report.words(claim.content)
    return {
        "id": claim.id,
        "force": claim.force,
        "certainty": claim.certainty,
        "negated": claim.negated,
        "quote": claim.quote,
        "speaker": speaker and (speaker.name or speaker.text),
        "speaker_id": speaker and speaker.id,
        "speaker_kind": speaker and speaker.kind,
        "speaker_country": speaker and speaker.country,
        "anonymous": speaker and speaker.anonymous,
        "chain": " < ".join(link.name or link.text for link in claim.chain),
        "events": " ".join(claim.events),
        "start": claim.span.start,
        "end": claim.span.end,
        "content": content,
        "speaker_words": shadow(" ".join(w for link in claim.chain for w in (link.text, link.name) if w)),
        "content_words": shadow(content),
        "place_words": shadow(" ".join(_names(place) for e in claim.events if (place := places.get(e)))),
    }


def _event_row(report: Report, event: Event) -> Row:
    place, time, killed, wounded = event.place, event.time, event.killed, event.wounded
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "place": place and (place.name or place.text),
        "place_id": place and place.id,
        "country": place and place.country,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "precision": place and place.precision,
        "day_start": time and time.start and time.start[:10],
        "day_end": time and time.end and time.end[:10],
        "time_precision": time and time.precision,
        "actor": event.actor and (event.actor.name or event.actor.text),
        "target": event.target and (event.target.name or event.target.text),
        "weapon": event.weapon,
        "killed_min": killed and killed.min,
        "killed_max": killed and killed.max,
        "wounded_min": wounded and wounded.min,
        "wounded_max": wounded and wounded.max,
        "damage": event.damage,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "words": report.words(event.trigger),
        "place_words": shadow(_names(place) if place else ""),
        "party_words": shadow(f"{_called(event.actor)} {_called(event.target)}"),
    }


def _names(place: Place) -> str:
    return " ".join(part for part in (place.text, place.name, place.country) if part)


def _called(party: Party | None) -> str:
    return f"{party.text} {party.name or ''}" if party else ""
