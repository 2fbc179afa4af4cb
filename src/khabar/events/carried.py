"""The verb that carries the noun of an act: whose act it tells, and whether it only says it."""

from __future__ import annotations

from khabar.events.marks import EVENT, SPEECH, VERB
from khabar.events.parties import AGENTS, LINK_REACH, Found
from khabar.events.party_words import folded
from khabar.events.scope import marker
from khabar.events.subjects import Subjects

_OF_OTHERS = frozenset({"assert", "condemn", "deny", "welcome", "suspect", "warn", "demand"})  # of what others do
_ABOUT = ("عن", "حول", "الي", "بعد")
_ANSWERS = frozenset({"deny", "threaten", "promise"})  # what a doer says of its own act: «ردّت بقصف»، «هددت بقصف»


class Carried(Subjects):
    """Finds the doer of an act through the verb that carries its noun."""

    def _own_act(self) -> bool:
        """Tell whether whoever declares an act bears arms and the act is theirs: «أعلن الحزب استهداف الموقع»."""
        light, reading = self.trigger.light, self.trigger.reading
        if light is None or reading is None or reading.pos != "masdar" or self.roles.get("object") != "target":
            return False
        teller = next((m for m in self.near if light < m.first < self.trigger.first), None)
        return teller is not None and teller.kind in ("military", "armed_group") and teller.last == self.trigger.first

    def _is_its_subject(self, light: int) -> bool:
        """Tell whether the verb before the noun has another object, a pronoun: «مقاتلون تدعمهم ضربات جوية»."""
        readings, first = self.text.words[light].look.readings, self.trigger.first
        return light < first and bool(readings) and all(r.pos == "verb" and r.suffix for r in readings)

    def _foils(self, i: int) -> bool:
        """Tell whether the verb at word `i` says that its subject foiled the act: «أفشلت القوات هجوماً»."""
        return any(e.fields.get("status") == "foiled" for _, e in self.text.words[i].look.entries("reality"))

    def _starter(self, light: int) -> Found | None:
        """Return who began or ended what else begins by itself: «بدأ الحزب مفاوضات», not «بدأت المفاوضات»."""
        if self.light.get("subject") != "event" or self.trigger.definite or light >= self.trigger.first:
            return None
        first = next((m for m in self.near if m.first == light + 1 and m.last <= self.trigger.first), None)
        if first is None or self.links[first.first] != "" or not self.may_act(first):
            return None
        direct = marker(self.ground, self.trigger.first, light) == ""
        return self.whole(first, "events.light_verb") if direct else None

    def _slayer(self) -> Found | None:
        """Return who declares that the other side fell: «أعلن الجيش مقتل ثلاثة متمردين», not «… مقتل ثلاثة جنود»."""
        light = self.trigger.light
        if light is None or self._stage() != "declared":
            return None
        teller = next((m for m in self.near if m.first == light + 1 and m.last <= self.trigger.first), None)
        fallen = next((m for m in self.near if m.first >= self.trigger.last), None)
        if teller is None or fallen is None or teller.kind not in AGENTS or fallen.kind not in AGENTS:
            return None
        enemies = {teller.kind, fallen.kind} != {fallen.kind} and "armed_group" in (teller.kind, fallen.kind)
        counted = any(
            c.first < fallen.last and fallen.first <= c.last
            for c in self.ground.counts.within(self.trigger.first, fallen.last)
        )
        return self.whole(teller, "events.declared") if enemies and counted else None

    def foiler(self) -> int | None:
        """Return the verb before the noun of an act that says that its subject foiled it: «صدّ الجيش، أمس، هجوماً»."""
        light, first = self.trigger.light, self.trigger.first
        if light is not None:
            return light if light <= first and self._foils(light) else None
        for i in range(first - 1, max(self.low, first - LINK_REACH) - 1, -1):
            if self.marks[i] & VERB and self._foils(i):
                return i
        return None

    def warded_off(self) -> bool:
        """Tell whether the verb before the noun says that the act was foiled: its subject is the other side."""
        return self.foiler() is not None

    def _governed(self) -> Found | None:
        """Return the subject of a verb whose object is the trigger: «نصب مقاتلون كميناً», «شنّت طائرات، أمس، غارات»."""
        low = max(self.low, self.trigger.first - LINK_REACH)
        for i in range(self.trigger.first - 1, low - 1, -1):
            if self.marks[i] & EVENT and any(
                r.pos == "verb"
                and e.fields.get("part") == "light"
                and folded(e.fields.get("roles")).get("subject") == "actor"
                for r, e in self.text.words[i].look.entries("events")
            ):
                if marker(self.ground, self.trigger.first, i) in _ABOUT or self._foils(i):
                    return None  # «باشرت الفرق بلاغاً عن سقوط قذيفة»
                after = next((m for m in self.near if i < m.first <= i + 2 and m.last <= self.trigger.first), None)
                return self.whole(after, "events.light_verb") if after is not None and self.may_act(after) else None
        touching = next((m for m in self.bare if self.trigger.first - 1 <= m.last <= self.trigger.first), None)
        link = marker(self.ground, self.trigger.first, self.low)
        if (
            touching is not None
            and touching.first > self.low
            and self.may_act(touching)
            and link in ("", "ب")
            and not self._foils(touching.first - 1)
            and self._makes(touching.first - 1, direct=link == "")
        ):
            return self.whole(touching, "events.verb_object")
        if link == "ب" and any(self._accuses(i) for i in range(low, self.trigger.first)):
            accused = [m for m in self.bare if m.last <= self.trigger.first and self.may_act(m)]
            return self.whole(accused[-1], "events.accused") if accused else None
        return None

    def _makes(self, i: int, *, direct: bool) -> bool:
        """Tell whether a verb stands at word `i`: one with a direct object, or no word of saying, unless of accusing."""
        look = self.text.words[i].look
        told = {
            e.fields.get("force")
            for r, e in look.entries("speech")
            if r.pos == "verb" and e.fields.get("with") != ["quote"]
        }
        answered = not told or (told <= _ANSWERS and not self.trigger.definite)
        own = answered or (direct and not told & _OF_OTHERS)
        return bool(self.marks[i] & VERB) and (own or self._accuses(i))

    def _accuses(self, i: int) -> bool:
        return bool(self.marks[i] & SPEECH) and any(
            r.pos == "verb" and e.fields.get("force") == "accuse" for r, e in self.text.words[i].look.entries("speech")
        )
