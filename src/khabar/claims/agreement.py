"""Gender and number: with whom a verb that names no subject agrees."""

from __future__ import annotations

import msgspec

from khabar.claims.drafts import Draft
from khabar.claims.extents import Subject
from khabar.claims.scene import Scene
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape
from khabar.model import Link


class Voice(msgspec.Struct, eq=False):
    """A speaker in force: its chain, and the gender and number by which verbs agree with it."""

    chain: tuple[Link, ...]
    gender: str
    plural: bool
    paragraph: int
    sentence: int


class Agreement:
    """The speakers in force and the grammar by which verbs agree with them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.voices: list[Voice] = []

    def _agrees(self, claim: Draft, gender: str, plural: bool) -> bool:
        reading = claim.cue.reading
        if reading is None or not reading.gender or claim.purpose:
            return True
        if self._many(claim) or self._two(claim):
            return plural
        if reading.gender == "f":
            return gender in ("f", "") or plural
        return gender in ("m", "") and not plural

    def _many(self, claim: Draft) -> bool:
        """Tell whether a verb or participle speaks of several people."""
        reading = claim.cue.reading
        return reading is not None and (reading.number == "p" or reading.person in ("3mp", "3fp"))

    def _two(self, claim: Draft) -> bool:
        """Tell whether a verb speaks of two people."""
        return claim.cue.reading is not None and claim.cue.reading.person in ("3md", "3fd")

    def _gender(self, mention: ActorMention) -> str:
        if mention.person and mention.role != "title":
            return ""
        head = self.scene.words[mention.head].look if 0 <= mention.head < len(self.scene.words) else None
        reading = next((r for r in head.readings if r.pos == "noun"), None) if head else None
        return reading.gender if reading else ""

    def _plural(self, mention: ActorMention) -> bool:
        word = shape(self.scene.words[max(mention.head, 0)].look)
        several = word.number in ("p", "d") or any(entry.fields.get("many") for _, entry in word.roles.values())
        return several and not mention.person and mention.role in ("source", "title", "force", "target", "person")

    def _plural_at(self, i: int) -> bool:
        nouns = (r for r in self.scene.words[i].look.readings if r.pos != "verb")  # «ابنه» is no «أبنّ»
        return any(r.number in ("p", "d") for r in nouns) or self.scene.form(i).endswith(("ون", "ين"))

    def _agreement(self, claim: Draft, speaker: Subject) -> tuple[str, bool]:
        """Return the gender and number of a speaker: by the verb right before it, and by its head."""
        plural = self._plural(speaker.actor) if speaker.actor else self._plural_at(speaker.first)
        reading = claim.cue.reading
        own = speaker is claim.speaker and "relay" not in claim.cue.entry.fields  # «نقلت الوكالة عن الوزير»
        if reading is not None and reading.pos == "verb" and own:
            return reading.gender, plural or reading.person in ("3mp", "3fp")
        return (self._gender(speaker.actor) if speaker.actor else ""), plural
