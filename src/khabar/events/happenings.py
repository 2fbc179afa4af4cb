"""A happening: all its tellings, first to last, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.events.roles import Draft
from khabar.mentions.model import CountMention, PlaceMention, TimeMention

_COMPARED = 8  # tellings at either end of a happening that a new one is compared with


@dataclass(slots=True)
class Happening:
    """All tellings of one happening, first to last."""

    drafts: list[Draft] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def some(self) -> list[Draft]:
        """Its first and latest tellings: as many as a comparison may cost."""
        return (
            self.drafts if len(self.drafts) <= 2 * _COMPARED else [*self.drafts[:_COMPARED], *self.drafts[-_COMPARED:]]
        )

    @property
    def type(self) -> str:
        """The event type of its tellings."""
        return self.drafts[0].trigger.type

    @property
    def modes(self) -> set[str]:
        """The modes that its tellings name."""
        return {d.trigger.mode for d in self.some if d.trigger.mode}

    @property
    def places(self) -> list[PlaceMention]:
        """The places that its tellings name."""
        return [p for d in self.some for p in d.places]

    @property
    def times(self) -> list[TimeMention]:
        """The times that its tellings name."""
        return [d.time for d in self.some if d.time is not None]

    @property
    def casualty(self) -> bool:
        """Whether all its tellings know victims only."""
        return all(d.casualty for d in self.some)

    @property
    def act(self) -> Draft:
        """The first telling that names the act; where none does, the first."""
        return next((d for d in self.some if not d.casualty), self.drafts[0])

    def counts(self, slot: str) -> list[CountMention]:
        """Return the numbers that its tellings give of the killed or the wounded."""
        return [c for d in self.some for c in getattr(d, slot)[:8]]

    def add(self, other: Happening, reason: str) -> None:
        """Take in the tellings of another."""
        self.drafts.extend(other.drafts)
        self.reasons.extend([reason, *other.reasons[1:]])

    def last_before(self, sentence: int) -> int:
        """Return the sentence of its latest telling before a sentence, -1 where there is none."""
        return max((d.sentence for d in self.drafts[-4:] if d.sentence < sentence), default=-1)

    @property
    def last_sentence(self) -> int:
        """The sentence of its latest telling."""
        return max(d.sentence for d in self.drafts[-4:])
