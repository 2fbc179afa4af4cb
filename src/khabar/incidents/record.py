"""What khabar says of one incident: who told what on whose word, where they differ, how their words travelled.

Everything is anchored: a `Quoted` is a stretch of one document. Numbers of reports, publishers and origins are
three different things; each is the length of its list in a `Backing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from khabar.model import Certainty, Force, PartyKind, PlacePrecision, Span, Value, Weapon

SlotName = Literal["killed", "wounded", "place", "time", "blamed", "weapon", "happened"]
Voice = Literal["named", "unnamed", "own"]
"""A speaker with a name; one without, known only by who carries him; the publisher itself or its correspondent."""

CollapseReason = Literal[
    "credited_copy", "near_copy", "contained_copy", "same_speaker", "same_unnamed_speaker", "relayed", "correspondent"
]
DifferenceKind = Literal["update", "disagreement", "less_precise", "denied"]
DriftKind = Literal["force", "certainty", "negation", "numbers", "attribution"]
GradeName = Literal["confirmed", "fair", "weak", "contested", "discounted"]
GradeReasonKind = Literal[
    "origins",
    "confessed",
    "all_deny",
    "some_deny",
    "laid_on",
    "outvoted",
    "allied",
    "denies_part",
    "denies_aim",
    "few_deny",
    "none_named",
]
_DENIALS: frozenset[GradeReasonKind] = frozenset({"all_deny", "some_deny", "few_deny", "denies_part", "denies_aim"})
Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal["1", "2", "3", "4", "5", "6"]


class Telling(Value, frozen=True, kw_only=True):
    """What of one report belongs to the incident: ids of its events, and of its claims where somebody chose them.

    With `claims` None the claims are found: those tied to the events, and those about the same happening beside them.
    """

    document: str
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] | None = None


class Ratings(Value, frozen=True, kw_only=True):
    """Admiralty ratings that people gave: a letter to a source (name or publisher), a digit to a claim ("document/c1")."""

    sources: Mapping[str, Letter] = msgspec.field(default_factory=dict)
    claims: Mapping[str, Digit] = msgspec.field(default_factory=dict)


class Quoted(Value, frozen=True, kw_only=True):
    """Words of one document, where they stand, and whether in a headline."""

    document: str
    span: Span
    text: str
    headline: bool = False


class Carrier(Value, frozen=True, kw_only=True):
    """Somebody between the origin and the reader: an agency, another outlet, a page that was copied.

    `credited`: the report says so, in these `words` where they stand in its text.
    """

    name: str
    document: str | None = None
    credited: bool = True
    words: Quoted | None = None


class Copy(Value, frozen=True, kw_only=True):
    """One document's text is another's: `share` of its shingles stand there; `credit` are the words that say so."""

    document: str
    of: str
    reason: CollapseReason
    share: float
    credit: Quoted | None = None


class Collapse(Value, frozen=True, kw_only=True):
    """Why a telling is no origin of its own: the document, the origin that it rests on, the reason, the words for it."""

    document: str
    reason: CollapseReason
    because: str
    words: Quoted | None = None


class Backing(Value, frozen=True, kw_only=True):
    """Who stands behind an incident or a value: documents, publishers, keys of origins; all sorted."""

    reports: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many reports, publishers and independent origins."""
        return len(self.reports), len(self.publishers), len(self.origins)


class Statement(Value, frozen=True, kw_only=True):
    """What one origin says of the incident in one document, through which carriers, nearest to the reader first.

    `publisher` is who publishes the document, `given` how the document itself was said to be published.
    """

    document: str
    publisher: str | None = None
    given: str | None = None
    published: str | None = None
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    force: Force = "assert"
    certainty: Certainty = "certain"
    negated: bool = False
    credibility: Digit = "6"
    """The best digit that somebody gave to one of its claims; "6" where nobody did."""


class Origin(Value, frozen=True, kw_only=True):
    """One independent origin: somebody who tells of the incident on his own word.

    `key` is stable for the same speaker: the id of his record, "name:…" or "unnamed:carrier:words". `publisher` is who
    carries an unnamed speaker, or the medium that speaks. `reliability` is set by people only.
    """

    key: str
    voice: Voice
    text: str
    name: str | None = None
    id: str | None = None
    kind: PartyKind = "other"
    country: str | None = None
    publisher: str | None = None
    reliability: Letter = "F"
    statements: tuple[Statement, ...] = ()
    collapses: tuple[Collapse, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents in which it speaks."""
        return tuple(sorted({s.document for s in self.statements}))

    @property
    def anonymous(self) -> bool:
        """Tell whether nobody knows the speaker's name."""
        return self.voice == "unnamed"

    @property
    def label(self) -> str:
        """The origin as a line names it: «local sources to North Press Agency», «Baladi News (own voice)»."""
        told = self.name or self.text
        if self.voice == "unnamed" and self.publisher:
            return f"{told} to {self.publisher}"
        return f"{told} (own voice)" if self.voice == "own" else told


class HeldValue(Value, frozen=True, kw_only=True):
    """One value of one slot and who holds it; the fields that its slot does not use are None.

    `denial`: it is said by denying another («no dead», «not this party»). `min`/`max`: people, `max` None where open. `start`/`end`: ISO dates. `lat`/`lon`: WGS 84 degrees.
    `first_said`, `last_said`: publication of the first and last document in which it stands.
    """

    slot: SlotName
    text: str
    min: int | None = None
    max: int | None = None
    start: str | None = None
    end: str | None = None
    name: str | None = None
    id: str | None = None
    kind: PartyKind | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    country: str | None = None
    weapon: Weapon | None = None
    happened: bool | None = None
    denial: bool = False
    backing: Backing = Backing()
    quotes: tuple[Quoted, ...] = ()
    first_said: str | None = None
    last_said: str | None = None


class Difference(Value, frozen=True, kw_only=True):
    """Two values of one slot (indexes into `SlotRecord.values`) and how they differ; `origins` are whose they are.

    `update`: the same origin later, from `first` to `second`. `less_precise`: `first` says less than `second` but
    does not contradict it. `denied`: `second` says that `first` is not so. `disagreement`: both cannot be right.
    """

    kind: DifferenceKind
    first: int
    second: int
    origins: tuple[str, ...] = ()
    because: str = ""


class SlotRecord(Value, frozen=True, kw_only=True):
    """All that is said of one slot: the values, best held first, and how they differ. `most` is an index."""

    slot: SlotName
    values: tuple[HeldValue, ...] = ()
    differences: tuple[Difference, ...] = ()
    min: int | None = None
    max: int | None = None
    most: int | None = None

    @property
    def contradictions(self) -> tuple[Difference, ...]:
        """The differences of values that cannot be right together."""
        return tuple(d for d in self.differences if d.kind in ("disagreement", "denied"))

    @property
    def held(self) -> HeldValue | None:
        """The value that most independent origins hold, of equals the more precise."""
        return None if self.most is None else self.values[self.most]


class Drift(Value, frozen=True, kw_only=True):
    """The same root's words grown harder on their way: how they stood, and how they stand further on."""

    kind: DriftKind
    origin: str
    before: Quoted
    after: Quoted
    because: str


class GradeReason(Value, frozen=True, kw_only=True):
    """One reason for a grade, for saying it in any language.

    `origins` is how many independent ones there are; the others are about parties or origins, named in `names`.
    """

    kind: GradeReasonKind
    count: int | None = None
    names: tuple[str, ...] = ()


class Grade(Value, frozen=True, kw_only=True):
    """A suggestion after the scale of Airwars, with its reasons; a person decides.

    `reasons` say in English what `told` says by kinds and names, in the same order. `quotes` are the words on which the first reason rests, where it rests on somebody's.
    """

    name: GradeName
    reasons: tuple[str, ...]
    told: tuple[GradeReason, ...] = ()
    quotes: tuple[Quoted, ...] = ()

    @property
    def denied(self) -> bool:
        """Tell whether somebody denies the incident or his part in it, whatever the grade is."""
        return any(reason.kind in _DENIALS for reason in self.told)


class IncidentRecord(Value, frozen=True, kw_only=True):
    """One incident as all its reports tell it. `documents` are those that tell of it, by publication.

    `day` is the ISO day for which most of what its reports tell speaks, and when they were published; `first_reported`
    is the ISO day of the earliest publication: the incident was not later.
    """

    id: str
    documents: tuple[str, ...] = ()
    day: str | None = None
    first_reported: str | None = None
    backing: Backing = Backing()
    origins: tuple[Origin, ...] = ()
    slots: tuple[SlotRecord, ...] = ()
    copies: tuple[Copy, ...] = ()
    drifts: tuple[Drift, ...] = ()
    grade: Grade | None = None

    def slot(self, name: SlotName) -> SlotRecord:
        """Return what is said of a slot; an empty record where nothing is."""
        return next((s for s in self.slots if s.slot == name), SlotRecord(slot=name))

    def held(self, name: SlotName) -> HeldValue | None:
        """Return the value of a slot that most independent origins hold."""
        return self.slot(name).held

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON; `indent` gives lines for people, None one line."""
        raw = _ENCODER.encode(self)
        return (msgspec.json.format(raw, indent=indent) if indent else raw).decode("utf-8")

    @classmethod
    def from_json(cls, text: str | bytes) -> IncidentRecord:
        """Read back what `to_json` wrote; raises `msgspec.ValidationError` where the shape is another."""
        return msgspec.json.decode(text, type=cls)


_ENCODER = msgspec.json.Encoder()
