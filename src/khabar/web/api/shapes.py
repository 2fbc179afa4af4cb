"""The shapes in which the API answers, where they are not those of the codebook."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from khabar.incidents.happening import Happening, Toll
from khabar.incidents.record import DifferenceKind, GradeName, HeldValue, Origin, SlotName
from khabar.model import Claim, EventType, PlacePrecision, Value
from khabar.store.searching import Found
from khabar.views.labels import load_labels
from khabar.views.sentence import tell
from khabar.web.entry import Entry
from khabar.web.sources import Source

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A part of a list: `total` is how many there are in all, null where nobody counted; `next` is the next part."""

    items: tuple[T, ...]
    offset: int
    limit: int
    total: int | None
    next: str | None


class Sentence(Value, frozen=True, kw_only=True):
    """What happened, in a sentence of each language."""

    ar: str
    en: str


class IncidentLine(Value, frozen=True, kw_only=True):
    """An incident in a list. Days are ISO dates, `lat`/`lon` degrees, `radius` metres around them.

    `day_told` is false where nobody tells a day, so that the days are those of publication. `sentence`, `origins`,
    `disputed` and `grade` are null until they have been worked out.
    """

    id: str
    type: EventType
    mode: str | None
    start: str | None
    end: str | None
    day_told: bool
    place: str | None
    place_words: str | None
    precision: PlacePrecision | None
    lat: float | None
    lon: float | None
    radius: int | None
    killed: Toll | None
    wounded: Toll | None
    reports: int
    publishers: int
    origins: int | None
    disputed: bool | None
    grade: GradeName | None
    title: str | None
    sentence: Sentence | None

    @classmethod
    def of(cls, entry: Entry) -> IncidentLine:
        """Return the line of an entry of the catalogue."""
        fields = {name: getattr(entry, name) for name in cls.__struct_fields__ if name != "sentence"}
        return cls(**fields, sentence=_tell(entry.happening) if entry.happening else None)


def _tell(happening: Happening) -> Sentence:
    return Sentence(ar=tell(happening, load_labels("ar")), en=tell(happening, load_labels("en")))


class IncidentPage(Page[IncidentLine], frozen=True, kw_only=True):
    """Incidents; `waiting` is how many of the whole store have not been worked out yet."""

    waiting: int


class IncidentOrigins(Value, frozen=True, kw_only=True):
    """An incident and the independent origins behind it."""

    incident: str
    origins: tuple[Origin, ...]


class OriginPage(Page[IncidentOrigins], frozen=True, kw_only=True):
    """Incidents, each with its origins."""


class Disagreement(Value, frozen=True, kw_only=True):
    """Two values of one slot that cannot be right together, with who holds them and the words for them.

    `kind` is "denied" where `second` says that `first` is not so. `because` names the reason.
    """

    slot: SlotName
    kind: DifferenceKind
    first: HeldValue
    second: HeldValue
    because: str


class IncidentDisagreements(Value, frozen=True, kw_only=True):
    """An incident and what its origins disagree on."""

    incident: str
    disagreements: tuple[Disagreement, ...]


class DisagreementPage(Page[IncidentDisagreements], frozen=True, kw_only=True):
    """Incidents on which origins disagree, each with what they disagree on."""


class FoundClaim(Value, frozen=True, kw_only=True):
    """A claim, the document in which it stands, and the words of its content."""

    document: str
    claim: Claim
    words: str


class ClaimPage(Page[FoundClaim], frozen=True, kw_only=True):
    """Claims as they stand in their reports."""


class FoundPage(Page[Found], frozen=True, kw_only=True):
    """Reports in which the words stand."""


class SourcePage(Page[Source], frozen=True, kw_only=True):
    """Those who publish, pass on or speak."""
