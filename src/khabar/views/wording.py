"""What the views say in English about claims and events."""

from __future__ import annotations

import re

from khabar.model import Claim, Count, Document, Event, Link, Party, Place, Report, Time
from khabar.views.marks import cut_lines
from khabar.views.visible import shorten

_LONGEST_HEADLINE = 110
_SAMPLE = 20_000
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")
_LEAST_ARABIC = 0.3

FORCE_WORDS = {
    "assert": "says",
    "confirm": "confirms",
    "deny": "denies",
    "suspect": "suspects",
    "accuse": "accuses",
    "announce": "announces",
    "demand": "demands",
    "promise": "promises",
    "threaten": "threatens",
    "warn": "warns",
    "condemn": "condemns",
    "welcome": "welcomes",
    "claim_responsibility": "claims responsibility",
}


def find_headline(report: Report) -> str:
    """Return the first line of a report, cut where it is long."""
    text = report.document.text
    line = next(cut_lines(text), None)
    return shorten(" ".join(text[line.start : line.end].split()), _LONGEST_HEADLINE) if line else ""


def say_nothing_found(report: Report) -> str:
    """Return what to say of a report without claims and events; a text in another language is named as the reason."""
    sample = report.document.text[:_SAMPLE]
    if len(_ARABIC.findall(sample)) >= _LEAST_ARABIC * len(_LETTER.findall(sample)):
        return "No claims and no events."
    return "No claims and no events: this text is not Arabic, and khabar reads Arabic only."


def trim_edges(words: str) -> str:
    """Return words without the commas and bars at their ends, which separate them from what is around."""
    return words.strip().lstrip("،؛,;|: ").rstrip("،؛,;| ")


def name_event(event: Event) -> str:
    """Return the type and mode of an event, such as `ASSAULT · drone`."""
    return f"{event.type} · {event.mode}" if event.mode else event.type


def describe_link(link: Link) -> str:
    """Return what is known of a speaker beside its words: `Reuters, agency, GB`."""
    known = [link.name, "unnamed" if link.anonymous else None, name_kind(link), link.country]
    return ", ".join(part for part in known if part)


def name_kind(party: Link | Party) -> str | None:
    """Return the kind of a party, unless its name says it already («US military official»)."""
    kind = party.kind.replace("_", " ")
    return None if party.name and kind in party.name.lower() else kind


def describe_party(party: Party) -> str:
    """Return what is known of an actor or a target beside its words."""
    known = [party.name, name_kind(party) if party.kind != "other" else None, party.country]
    return ", ".join(part for part in known if part)


def describe_place(place: Place) -> str:
    """Return what is known of a place beside its words: `Deir ez-Zor, SY · governorate · 35.33, 40.14`."""
    where = ", ".join(part for part in (place.name, place.country) if part)
    point = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else None
    return " · ".join(part for part in (where, place.precision, point) if part)


def describe_time(time: Time, document: Document) -> str:
    """Return the interval of a time; vague words have none, and relative ones none without a date of publication."""
    if not time.start:
        return "no exact day" if document.published else "not counted: no date of publication"
    return time.start if time.start == time.end else f"{time.start} – {time.end}"


def describe_count(count: Count) -> str:
    """Return a count as `3`, `20–99` or `41 or more`."""
    if count.max is None:
        return f"{count.min} or more"
    return str(count.min) if count.min == count.max else f"{count.min}–{count.max}"


def describe_manner(claim: Claim) -> str:
    """Return how a claim is put beside its force: certainty, negation, quotation."""
    return " · ".join(
        part for part in (claim.certainty, "negated" if claim.negated else None, f"{claim.quote} speech") if part
    )
