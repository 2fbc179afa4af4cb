"""A subject that its verb leaves out: told before, meant by the pronoun on «أنّ», or of the plural verb before."""

from __future__ import annotations

from khabar.events.crowds import Crowds
from khabar.events.marks import mask
from khabar.events.parties import Found
from khabar.events.scope import is_genitive, marker

_COMPLEMENTISER = mask("complementiser")
_ALSO = ("و", "ف")


class Elided(Crowds):
    """Finds the subject that a verb leaves to the words before its clause."""

    def meant_by_pronoun(self, verb: int) -> Found | None:
        """Return whom the pronoun on «أنّ» right before a verb with an object means: «أكد الوزير أنه سيلتقي نظيره»."""
        at = verb - 1
        if at < self.sentence.first or not self.marks[at] & _COMPLEMENTISER or self.roles.get("object") != "target":
            return None
        if self.trigger.light is not None or self.passive or len(self.text.words[at].look.form) <= len("ان"):
            return None
        return self.earlier()

    def who_met(self, verb: int) -> Found | None:
        """Return who met the only one named behind a verb of meeting: «وصل الوزير إلى عدن حيث التقى المحافظ»."""
        if self.trigger.type != "CONSULT" or self.trigger.light is not None or self.roles.get("object") != "target":
            return None
        after = [m for m in self.near if m.first > verb and self.links[m.first] == ""]
        if self.trigger.kind != "verb" or self.passive or len(after) != 1 or after[0].first != verb + 1:
            return None
        last = after[0].last
        behind = self.text.words[last].look if last < self.high else None
        purpose = behind is not None and not behind.readings and behind.form.startswith("ل")  # «لطمأنته»
        return self.earlier() if purpose or self._oblique(last) else None

    def joined_people(self, verb: int) -> Found | None:
        """Return the people whom the clause before tells of, where «و» joins a plural verb to it: «أضرموا … ونهبوا»."""
        reading = self.trigger.reading
        if reading is None or self.trigger.light is not None or reading.person not in ("3mp", "3fp"):
            return None
        if not reading.prefix.startswith(_ALSO):
            return None
        first = self.sentence.first
        for m in reversed(self.ground.parties.within(first, verb)):
            plural = any(r.number == "p" for r, _ in self.text.words[max(m.first, m.head)].look.entries("actors"))
            if plural and marker(self.ground, m.first, first) == "" and not is_genitive(self.ground, m.first, first):
                return self.whole(m, "events.earlier_subject")
        return None
