"""What a report is made of: frozen values, each anchored to the characters it came from.

Offsets count Unicode code points of `Document.text`, `[start, end)`. The fields and their meaning
are those of the codebook (`docs/codebook.md`). This module imports nothing of khabar but its errors.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Any, Literal, NamedTuple

import msgspec

from khabar.errors import DateProblem

Force = Literal[
    "assert",
    "confirm",
    "deny",
    "suspect",
    "accuse",
    "announce",
    "demand",
    "promise",
    "threaten",
    "warn",
    "condemn",
    "welcome",
    "claim_responsibility",
]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Quote = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "ASSAULT",
    "COERCE",
    "MOBILIZE",
    "PROTEST",
    "RETREAT",
    "SANCTION",
    "AID",
    "COOPERATE",
    "CONSULT",
    "AGREE",
    "SUPPORT",
    "CONCEDE",
]
Status = Literal["happened", "ongoing", "foiled", "planned", "threatened", "denied", "hypothetical"]
PlacePrecision = Literal["site", "town", "district", "governorate", "country", "region"]
TimePrecision = Literal["hour", "day", "week", "month", "year"]
PartyKind = Literal[
    "outlet",
    "agency",
    "government",
    "military",
    "armed_group",
    "igo",
    "ngo",
    "monitor",
    "official",
    "politician",
    "witness",
    "analyst",
    "local_source",
    "other",
]
Weapon = Literal[
    "rocket",
    "missile",
    "mortar",
    "artillery",
    "drone",
    "airstrike",
    "barrel_bomb",
    "ied",
    "car_bomb",
    "suicide_belt",
    "mine",
    "grenade",
    "small_arms",
    "chemical",
    "knife",
    "other",
]
Damage = Literal["none", "minor", "material", "major"]


class Span(NamedTuple):
    """A stretch of `Document.text`: code points from `start` up to, not including, `end`."""

    start: int
    end: int


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all values of a report: frozen, picklable, made with keywords only."""


class Evidence(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One reason for a result: which slot it fills, by which entry or rule, from which words.

    `rule` is the id of a lexicon entry (`speech/deny:نفى`) or the name of a grammar rule
    (`claims.relay`); `weight` is what it added to a decision that sums evidence.
    """

    slot: str
    rule: str
    span: Span | None = None
    weight: float | None = None


CreditKind = Literal["line", "bracket", "dateline", "page", "feed", "forward"]


class Credit(Value, frozen=True, kw_only=True):
    """Somebody from whom the publisher says that it has the report, nearest to the reader first.

    `kind` says where it stands: a closing line, a bracketed agency, a dateline, the page's own data
    (JSON-LD), the `<source>` of a feed, or the forward of a channel's post. `span` is given where the
    credit is part of the text.
    """

    text: str
    kind: CreditKind
    url: str | None = None
    span: Span | None = None


class Document(Value, frozen=True, kw_only=True):
    """A report as it was received: its text and what is known about its publication.

    `published` takes a date, a date-time or an ISO string and is kept as an ISO string, or None
    when nobody knows it; it is never guessed. Raises `DateProblem` for anything else.
    """

    text: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    id: str | None = None
    sha256: str | None = None
    credited_source: str | None = None
    credits: tuple[Credit, ...] = ()
    byline: str | None = None
    headlines: tuple[str, ...] = ()
    language: str | None = None

    def __post_init__(self) -> None:
        """Bring `published` into ISO form and fill `sha256` and `id` from the text where not given."""
        force = msgspec.structs.force_setattr
        force(self, "published", iso_date(self.published))
        if self.sha256 is None:
            force(self, "sha256", hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest())
        if self.id is None and self.sha256 is not None:
            force(self, "id", self.sha256[:16])


def iso_date(value: object) -> str | None:
    """Return a date, date-time or ISO string as an ISO string; None stays None. Raises `DateProblem`."""
    if value is None:
        return None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        try:
            datetime.datetime.fromisoformat(value)
        except ValueError:
            raise DateProblem(
                f"«{value}» is not a publication date: give YYYY-MM-DD or an ISO date-time, or leave it out"
            ) from None
        return value
    raise DateProblem(f"a publication date must be a date or an ISO string, not {type(value).__name__}")


class Link(Value, frozen=True, kw_only=True):
    """One speaker or carrier in the chain of a claim."""

    text: str
    span: Span
    name: str | None = None
    kind: PartyKind = "other"
    anonymous: bool = False
    country: str | None = None
    id: str | None = None


class Channel(Value, frozen=True, kw_only=True):
    """How a claim was said, in the words of the report: a statement, a phone briefing, a tweet."""

    text: str
    span: Span


class Claim(Value, frozen=True, kw_only=True):
    """One attributed proposition. `chain` runs from the reader to the origin: the last link said it."""

    id: str
    span: Span
    cue: Span
    content: Span
    force: Force
    certainty: Certainty = "certain"
    negated: bool = False
    quote: Quote = "indirect"
    chain: tuple[Link, ...] = ()
    channel: Channel | None = None
    events: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def origin(self) -> Link | None:
        """The speaker whom the claim goes back to."""
        return self.chain[-1] if self.chain else None


class Place(Value, frozen=True, kw_only=True):
    """Where an event was. `precision` says how exactly `lat`/`lon` (WGS 84 degrees) are meant."""

    text: str
    span: Span
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    id: str | None = None
    precision: PlacePrecision = "town"


class Time(Value, frozen=True, kw_only=True):
    """When an event was: ISO dates `start` to `end`, both inclusive, or None without a publication date."""

    text: str
    span: Span
    start: str | None = None
    end: str | None = None
    precision: TimePrecision = "day"
    rule: str = ""


class Party(Value, frozen=True, kw_only=True):
    """Who did it or whom it was done to; `name` is "unknown" only where the report says so."""

    text: str
    span: Span
    name: str | None = None
    kind: PartyKind = "other"
    country: str | None = None
    id: str | None = None


class Count(Value, frozen=True, kw_only=True):
    """A number of people, from `min` to `max` inclusive; `max` is None where the report leaves it open."""

    min: int
    max: int | None
    text: str
    span: Span


class Event(Value, frozen=True, kw_only=True):
    """A particular happening that the report tells of, merged over all its mentions."""

    id: str
    type: EventType
    mode: str | None = None
    status: Status = "happened"
    trigger: Span
    mentions: tuple[Span, ...] = ()
    place: Place | None = None
    time: Time | None = None
    actor: Party | None = None
    target: Party | None = None
    weapon: Weapon | None = None
    killed: Count | None = None
    wounded: Count | None = None
    damage: Damage | None = None
    evidence: tuple[Evidence, ...] = ()


class Report(Value, frozen=True, kw_only=True):
    """A document and what was read out of it."""

    document: Document
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the codebook's JSON; `indent` gives lines for people, None one line."""
        raw = _ENCODER.encode(self)
        return (msgspec.json.format(raw, indent=indent) if indent else raw).decode("utf-8")

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Read back what `to_json` wrote; raises `msgspec.ValidationError` where the shape is another."""
        return msgspec.json.decode(text, type=cls)

    def words(self, span: Span) -> str:
        """Return the characters that a span stands for."""
        return self.document.text[span.start : span.end]

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one flat dict for each claim and each event, for pandas or polars.

        `row` says "claim" or "event"; the columns of the other kind are None. Spans are two
        columns (`start`, `end`), chains one column of names joined by " < ", nearest to the reader first.
        """
        head = {
            "document": self.document.id,
            "published": self.document.published,
            "publisher": self.document.publisher,
        }
        return [head | _claim_row(self, c) for c in self.claims] + [head | _event_row(self, e) for e in self.events]

    def _repr_html_(self) -> str:
        from khabar.views.html import notebook  # a view is above the model: loaded only by notebooks

        return notebook(self)


_ENCODER = msgspec.json.Encoder()

_ROW: dict[str, Any] = dict.fromkeys(
    "row id start end text force certainty negated quote origin origin_kind anonymous chain channel events "
    "type mode status place country lat lon place_precision time_start time_end time_precision actor target "
    "weapon killed_min killed_max wounded_min wounded_max damage".split()
)


def _claim_row(report: Report, claim: Claim) -> dict[str, Any]:
    origin = claim.origin
    return _ROW | {
        "row": "claim",
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": report.words(claim.span),
        "force": claim.force,
        "certainty": claim.certainty,
        "negated": claim.negated,
        "quote": claim.quote,
        "origin": origin and (origin.name or origin.text),
        "origin_kind": origin and origin.kind,
        "anonymous": origin and origin.anonymous,
        "chain": " < ".join(link.name or link.text for link in claim.chain),
        "channel": claim.channel and claim.channel.text,
        "events": " ".join(claim.events),
    }


def _event_row(report: Report, event: Event) -> dict[str, Any]:
    place, time, killed, wounded = event.place, event.time, event.killed, event.wounded
    return _ROW | {
        "row": "event",
        "id": event.id,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "text": report.words(event.trigger),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "place": place and (place.name or place.text),
        "country": place and place.country,
        "lat": place and place.lat,
        "lon": place and place.lon,
        "place_precision": place and place.precision,
        "time_start": time and time.start,
        "time_end": time and time.end,
        "time_precision": time and time.precision,
        "actor": event.actor and (event.actor.name or event.actor.text),
        "target": event.target and (event.target.name or event.target.text),
        "weapon": event.weapon,
        "killed_min": killed and killed.min,
        "killed_max": killed and killed.max,
        "wounded_min": wounded and wounded.min,
        "wounded_max": wounded and wounded.max,
        "damage": event.damage,
    }
