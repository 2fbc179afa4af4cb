"""The voice of the verb that a trigger is or hangs on: whether what follows it did it or suffered it."""

from __future__ import annotations

from khabar.events.foregone import Foregone
from khabar.events.ground import Ground
from khabar.events.marks import VERB, mask
from khabar.events.parties import AGENTS, LINK_REACH
from khabar.events.party_words import is_accusative
from khabar.events.readings import companions_of
from khabar.events.triggers import Trigger
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_OBLIQUE, _QAD = mask("preposition", "punct"), mask("qad")
_COMMA = mask("comma")
_STOPS = mask("stop", "semicolon", "complementiser")
_DAMMA = "\u064f"
_PERSONS = frozenset({"", "و", "وا", "م", "ما", "ن"})  # letters behind the vowel that tells a person: «فرُّوا»


class Voice(Foregone):
    """The parties near a trigger, and the voice of its verb."""

    def __init__(self, ground: Ground, trigger: Trigger, low: int, high: int, *, told_by_noun: bool = False) -> None:
        super().__init__(ground, trigger, low, high, told_by_noun=told_by_noun)
        self.passive = self.verb is not None and self._is_passive()

    @property
    def companions(self) -> frozenset[str]:
        """The words that the entry asks for beside the verb: «أطلقت … سراح», «أعفى … من منصبه»."""
        return companions_of(self.trigger.fields)

    def _is_passive(self) -> bool:
        trigger = self.trigger
        reading = trigger.reading
        if trigger.light is not None or reading is None or reading.pos != "verb" or reading.passive is False:
            return False
        if reading.passive or self._written_passive():
            return True
        after = trigger.last
        inside = any(trigger.head < m.first < after and m.kind in AGENTS and not m.definite for m in self.near)
        if inside and any(after <= m.first <= after + 2 and self.links[m.first] == "" for m in self.near):
            return False  # «قتل مسلحون ثلاثة جنود»: the words of the event tell who did it
        if reading.person in ("3mp", "3fp") or reading.suffix:
            told_of = any(
                m.last == trigger.head and not m.definite and m.kind not in AGENTS for m in self.near
            )  # «أربعة عمال اعتقلوا»
            return not reading.suffix and ("victim" in trigger.fields or told_of) and self._oblique(after)
        if any(
            c.first < trigger.head < c.last and c.last <= after + 1
            for c in self.ground.counts.within(max(0, trigger.head - 16), trigger.head)
        ):
            return True
        if any(
            c.first <= after < c.last and c.slot in ("killed", "wounded", "captured")
            for c in self.ground.counts.within(max(0, after - 8), after + 2)
        ):
            return (
                self._agrees(after)
                and not self._goes_on_from_agent()
                and not self._told_before()
                and not self._two_follow(after)
                and not any(
                    after <= m.first < after + 2 and m.kind in AGENTS and m.definite and not (m.person or self._lone(m))
                    for m in self.near
                )
            )
        for m in self.near:
            if after <= m.first <= after + 1:
                if trigger.type == "SANCTION" and m.person and self.may_be_noun() and not self._two_follow(after):
                    return True  # «بعنوان "عزل سالم"»
                return self.trigger.fields.get("victim") == "passive" and (
                    self._lone(m) or not (m.kind in AGENTS and (m.name or m.definite or self._two_follow(after)))
                )
        return "victim" in trigger.fields and self._oblique(after)

    def _written_passive(self) -> bool:
        """Tell whether the vowels of a verb of the past say that it is passive: «قُتل», «اعتُقل»."""
        reading, word = self.trigger.reading, self.text.words[self.trigger.head]
        if reading is None or reading.tense != "past":
            return False
        _, vowel, rest = self.text.raw[word.start : word.end].partition(_DAMMA)
        letters = "".join(filter(str.isalpha, rest)).removesuffix(reading.suffix)
        return bool(vowel) and letters not in _PERSONS

    def _goes_on_from_agent(self) -> bool:
        """Tell whether «و» joins a verb to one that agrees with it and whose subject bears arms: «سيطر التنظيم … وأعدم أجانب»."""
        reading, head = self.trigger.reading, self.trigger.head
        if reading is None or not reading.prefix.startswith("و"):
            return False
        for i in range(head - 1, max(self.sentence.first, head - LINK_REACH) - 1, -1):
            if self.marks[i] & _STOPS:
                return False
            persons = {r.person for r in self.text.words[i].look.readings if r.pos == "verb"}
            if persons and self.marks[i] & VERB:
                doer = next((m for m in self.ground.parties.within(i + 1, i + 2)), None)
                return reading.person in persons and doer is not None and doer.kind in AGENTS and doer.definite
        return False

    def _lone(self, m: ActorMention) -> bool:
        """Tell whether one man of a force has nobody behind him to whom he did it: «قتل عنصر من القوات برصاصة»."""
        look = self.text.words[m.first].look
        single = [r for r, _ in look.entries("casualties") if r.number == "s" and not r.definite and not r.suffix]
        return bool(single) and m.kind in AGENTS and m.last < self.high and self._oblique(m.last)

    def _told_before(self) -> bool:
        """Tell whether «قد» parts a verb from its subject: «وكانت الحكومة قد اعتقلت ثلاثة»."""
        head = self.trigger.head
        if head <= self.low or not self.marks[head - 1] & _QAD:
            return False
        return any(m.last == head - 1 and m.kind in AGENTS and self.links[m.first] == "" for m in self.near)

    def may_be_noun(self) -> bool:
        """Tell whether the letters of the verb are also those of its noun."""
        return any(r.pos == "masdar" for r in self.text.words[self.trigger.head].look.readings)

    def _agrees(self, at: int) -> bool:
        """Tell whether the verb may agree with what follows: a feminine verb before men has another subject."""
        reading = self.trigger.reading
        return reading is None or reading.person != "3fs" or "f" in self.genders(at)

    def genders(self, at: int) -> set[str]:
        """Return the genders of the people or things at word `at`, or after a number there."""
        amount = self.ground.amount(at, min(self.high, at + 6))
        if amount is not None:
            at = amount.last
        if at >= self.high:
            return set()
        look = self.text.words[at].look
        return {r.gender for domain in ("casualties", "actors") for r, _ in look.entries(domain) if r.pos == "noun"}

    def _two_follow(self, at: int) -> bool:
        """Tell whether a subject and an object follow: «خطف أربعة مسلحين صحافياً»."""
        if self._object_follows(at):
            return True
        after = [m for m in self.near if at <= m.first <= at + 4]
        if after and after[0].kind in AGENTS and not after[0].definite and self.people_behind_comma(after[0].last) > 0:
            return True  # «قتل انتحاري يشتبه بانتمائه للتنظيم، 32 شخصاً»
        if after and after[0].kind in AGENTS and is_accusative(self.ground, after[0].last):
            return True  # «خطف أربعة مسلحين صحافياً»
        return len(after) > 1 and self.links[after[1].first] == "" and after[1].first - after[0].last <= 1

    def may_act(self, m: ActorMention) -> bool:
        """Tell whether somebody can have done it, as for any window, or because the victims stand behind a clause about him."""
        behind = m.kind in AGENTS and not m.definite and m.first == self.trigger.last
        return super().may_act(m) or (behind and self.people_behind_comma(m.last) > 0)

    def people_behind_comma(self, at: int) -> int:
        """Return where a number of people stands behind the clause about an indefinite subject, -1 where none does."""
        for i in range(at, min(self.high - 1, at + LINK_REACH)):
            if self.marks[i] & _COMMA:
                amount = self.ground.amount(i + 1, self.high)
                return i + 1 if amount is not None and is_accusative(self.ground, amount.last) else -1
        return -1

    def _object_follows(self, at: int) -> bool:
        """Tell whether an accusative stands right behind a noun without a number: «خطف مسلحون مهندساً»."""
        if at + 1 >= self.high or self.ground.amount(at, self.high) is not None:
            return False
        look = self.text.words[at + 1].look
        nominal = not look.readings or any(r.pos == "noun" and not r.prefix for r in look.readings)
        return look.form.endswith("ا") and nominal and not look.tags

    def _oblique(self, at: int) -> bool:
        """Tell whether word `at` is no noun that could be the subject: a preposition, a mark, a time, the end."""
        return (
            at >= self.high
            or bool(self.marks[at] & _OBLIQUE)
            or self.ground.times.at(at) is not None
            or shape(self.text.words[at].look).prefix[-1:] in ("ب", "ل")
        )
