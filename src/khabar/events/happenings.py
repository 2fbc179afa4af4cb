"""A happening: all its tellings, first to last, and what they say together."""

from __future__ import annotations

from khabar.events.drafts import Draft
from khabar.events.parties import Found
from khabar.mentions.model import CountMention, PlaceMention, TimeMention

_COUNTS = 8  # numbers of one telling that are compared
_SURE = 1.0  # the score from which a telling needs nothing beside it
_COMPARED = 8  # tellings at either end of a happening that a new one is compared with


class Happening:
    """All tellings of one happening, first to last, with what they say together: modes, places, times, parties, numbers."""

    __slots__ = (
        "act",
        "actors",
        "casualty",
        "drafts",
        "killed",
        "modes",
        "places",
        "reasons",
        "some",
        "targets",
        "times",
        "titled",
        "type",
        "wounded",
    )

    def __init__(self, drafts: list[Draft], reasons: list[str]) -> None:
        self.drafts, self.reasons = drafts, reasons
        self.look_again()

    def look_again(self) -> None:
        """Gather what its tellings say, from as many of the first and the latest as a comparison may cost."""
        drafts = self.drafts
        some = drafts if len(drafts) <= 2 * _COMPARED else [*drafts[:_COMPARED], *drafts[-_COMPARED:]]
        self.some, self.type, self.act = some, drafts[0].trigger.type, drafts[0]
        self.casualty, self.titled, modes = True, True, set()
        self.places: list[PlaceMention] = []
        self.times: list[TimeMention] = []
        self.actors: list[Found] = []
        self.targets: list[Found] = []
        self.killed: list[CountMention] = []
        self.wounded: list[CountMention] = []
        for draft in some:
            if draft.trigger.mode:
                modes.add(draft.trigger.mode)
            if draft.places:
                self.places += draft.places
            if draft.time is not None:
                self.times.append(draft.time)
            if draft.actor is not None:
                self.actors.append(draft.actor)
            if draft.target is not None:
                self.targets.append(draft.target)
            if draft.killed:
                self.killed += draft.killed[:_COUNTS]
            if draft.wounded:
                self.wounded += draft.wounded[:_COUNTS]
            if not draft.headline:
                self.titled = False
            if self.casualty and not draft.casualty:
                self.casualty, self.act = False, draft
        self.modes = frozenset(modes)

    def add(self, other: Happening, reason: str) -> None:
        """Take in the tellings of another."""
        self.drafts.extend(other.drafts)
        self.reasons.extend([reason, *other.reasons[1:]])
        self.look_again()

    def last_before(self, sentence: int) -> int:
        """Return the sentence of its latest telling before a sentence, -1 where there is none."""
        last = -1
        for draft in self.drafts[-4:]:
            if last < draft.sentence < sentence:
                last = draft.sentence
        return last

    @property
    def last_sentence(self) -> int:
        """The sentence of its latest telling."""
        return max([d.sentence for d in self.drafts[-4:]])


def is_particular(happening: Happening) -> bool:
    """Tell whether a happening is told for sure or more than once, or has a place, a time, a participant or victims of its own."""
    told = happening.drafts
    if len(told) > 1 or told[0].judgement.score >= _SURE:
        return True
    draft = told[0]
    said = (draft.time, draft.actor, draft.target)
    return any(value is not None for value in said) or bool(draft.places or draft.killed or draft.wounded)


def ordered(drafts: list[Draft]) -> list[Draft]:
    """Return tellings by how much they are to be trusted: body before headline, acts before victims."""
    if len(drafts) == 1:
        return drafts
    return sorted(drafts, key=lambda d: (d.headline, d.casualty, d.sentence))
