"""The shapes in which the API answers, where they are not those of the codebook."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

from khabar.beside import JobState
from khabar.incidents.happening import Happening, Toll
from khabar.incidents.record import DifferenceKind, GradeName, HeldValue, Origin, SlotName
from khabar.intake.jobs import Job
from khabar.model import Claim, EventType, PlacePrecision, Value
from khabar.reviews.model import State
from khabar.store.documents.adding import Fate
from khabar.store.finding.searching import Found
from khabar.views.labels import load_labels
from khabar.views.sentence import tell
from khabar.web.desk.decided import MadeDecision
from khabar.web.desk.entry import Entry
from khabar.web.desk.sources import Source
from khabar.web.entrance.people import Role, Scope
from khabar.web.exporting.jobs import ExportJob

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
    `disputed` and `grade` are null until they have been worked out. `corrected`: it is told as people corrected it.
    `brought` of its events people brought, where nobody read them; `added`: there are no others.
    """

    id: str
    corrected: bool
    added: bool
    brought: int
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
    review: State
    title: str | None
    sentence: Sentence | None

    @classmethod
    def of(cls, entry: Entry) -> IncidentLine:
        """Return the line of an entry of the catalogue."""
        fields = {name: getattr(entry, name) for name in cls.__struct_fields__ if name not in ("sentence", "corrected")}
        corrected = entry.machine is not None
        return cls(**fields, corrected=corrected, sentence=_tell(entry.happening) if entry.happening else None)


def _tell(happening: Happening) -> Sentence:
    return Sentence(ar=tell(happening, load_labels("ar")), en=tell(happening, load_labels("en")))


class IncidentPage(Page[IncidentLine], frozen=True, kw_only=True):
    """Incidents; `waiting` is how many of the whole store have not been worked out yet."""

    waiting: int


class Telling(Value, frozen=True, kw_only=True):
    """One event of an incident: `came` says whether it is as it was read, and if not what people made of it.

    "added": people brought it. "rejected": they say that it is none, and it stands alone. `by` are the people who stand
    for it, or for what they made of it; none where the publish profile withholds their names.
    """

    document: str
    event: str
    came: Literal["read", "added", "corrected", "rejected"]
    by: tuple[str, ...]


class IncidentTellings(Value, frozen=True, kw_only=True):
    """An incident and the events that are one in it."""

    incident: str
    tellings: tuple[Telling, ...]


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


class DecisionPage(Page[MadeDecision], frozen=True, kw_only=True):
    """What people decided."""


class TakenDocument(Value, frozen=True, kw_only=True):
    """What became of one document of a job, or of an input that gave none.

    `of` is the document that it is a version or a copy of, `reason` why it failed or was only kept.
    """

    name: str
    fate: Fate | Literal["failed", "skipped"]
    id: str | None
    of: str | None
    reason: str | None


class JobStatus(Value, frozen=True, kw_only=True):
    """How far a job has come: `opened` of `inputs` are open or done; what is `taken` is kept whatever comes."""

    id: str
    by: str
    state: JobState
    inputs: int
    opened: int
    began: str
    ended: str | None
    problem: str | None
    taken: tuple[TakenDocument, ...]

    @classmethod
    def of(cls, job: Job, *, ids: bool) -> JobStatus:
        """Return the status of a job; without `ids` where documents may not be named."""
        taken = tuple(
            TakenDocument(
                name=one.name,
                fate=one.fate,
                id=one.id if ids else None,
                of=one.of if ids else None,
                reason=one.reason,
            )
            for one in job.taken
        )
        told = {name: getattr(job, name) for name in cls.__struct_fields__ if name != "taken"}
        return cls(**told, taken=taken)


class JobPage(Page[JobStatus], frozen=True, kw_only=True):
    """Jobs of whoever asks."""


class ExportJobPage(Page[ExportJob], frozen=True, kw_only=True):
    """Exports of whoever asks."""


class About(Value, frozen=True, kw_only=True):
    """This server, and who asks: `shows_reports` is false where the publish profile withholds single reports."""

    khabar: str
    data: str
    profile: str
    shows_reports: bool
    name: str
    role: Role
    scopes: tuple[Scope, ...]


class ExportFormat(Value, frozen=True, kw_only=True):
    """A format: the ending of its files, and whether a row of HXL tags or a language has a meaning in it."""

    name: str
    suffix: str
    media_type: str
    purpose: str
    hxl: bool
    language: bool


class ExportFormats(Value, frozen=True, kw_only=True):
    """The formats in which incidents can be taken along, and the publish profiles to choose from."""

    formats: tuple[ExportFormat, ...]
    profiles: tuple[str, ...]
