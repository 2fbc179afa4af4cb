"""What the views say in English about claims and events."""

from __future__ import annotations

from khabar.model import Claim, Count, Event, Link, Party, Place, Time

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


def name_event(event: Event) -> str:
    """Return the type and mode of an event, such as `ASSAULT · drone`."""
    return f"{event.type} · {event.mode}" if event.mode else event.type


def describe_link(link: Link) -> str:
    """Return what is known of a speaker beside its words: `Reuters, agency, GB`."""
    known = [link.name, "unnamed" if link.anonymous else None, link.kind.replace("_", " "), link.country]
    return ", ".join(part for part in known if part)


def describe_party(party: Party) -> str:
    """Return what is known of an actor or a target beside its words."""
    known = [party.name, party.kind.replace("_", " ") if party.kind != "other" else None, party.country]
    return ", ".join(part for part in known if part)


def describe_place(place: Place) -> str:
    """Return what is known of a place beside its words: `Deir ez-Zor, SY · governorate · 35.33, 40.14`."""
    where = ", ".join(part for part in (place.name, place.country) if part)
    point = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None and place.lon is not None else None
    return " · ".join(part for part in (where, place.precision, point) if part)


def describe_time(time: Time) -> str:
    """Return the interval of a time; without a publication date there is none."""
    if not time.start:
        return "no date: the report has none of its own"
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
