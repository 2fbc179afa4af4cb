"""An object that stands further on, behind means, helpers, times and places: «داهمت القوات، في التاسع من الشهر، منزلاً»."""

from __future__ import annotations

from khabar.events.marks import FINITE, mask
from khabar.events.objects import Objects
from khabar.events.parties import PARTS, Found, same
from khabar.events.party_words import is_area
from khabar.events.scope import is_genitive, marker
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_REACH = 20
_TANWIN = "\u064b"
_SAYING_HOW = frozenset({"times", "weapons", "casualties"})
_ENDS = PARTS | FINITE | mask("relative")
_BEFORE = mask("preposition", "lone_preposition", "number_bound")


class Further(Objects):
    """Finds the object that other words part from its verb."""

    def object_afar(self, start: int, actor: Found | None) -> Found | None:
        """Return the first accusative or number of people in the clause, where a verb asks for an object."""
        if self.verb is None or self.passive:
            return None
        if self.roles.get("object") != "target" or self.roles.get("subject") != "actor":
            return None
        for i in range(max(start, self.people_behind_comma(start)), min(self.high, start + _REACH)):
            if self.marks[i] & _ENDS:
                return None
            if not self._stands_free(i) or self.ground.times.at(i) is not None or self.past_date(i) > i:
                continue
            if self.ground.amount(i, self.high) is not None or self._is_thing_hit(i):
                return self._phrase(i, actor)
            m = next((m for m in self.ground.actors.within(i, i + 1)), None)
            if m is not None and not (actor is not None and m.first < actor.last) and self._is_object(m):
                found = self.with_owner(Found(m.first, m.last, "events.object_afar", m))
                return None if same(found, actor) else found
        return None

    def _stands_free(self, i: int) -> bool:
        """Tell whether nothing governs a word: no preposition, no noun before it that it belongs to."""
        if self.marks[i - 1] & _BEFORE or shape(self.text.words[i].look).prefix or i in self.ground.covered:
            return False
        return marker(self.ground, i, self.low) == "" and not is_genitive(self.ground, i, self.low)

    def _is_thing_hit(self, i: int) -> bool:
        """Tell whether a word that names nobody is an indefinite noun in the accusative, no adverb: «مواقعاً للقوات»."""
        word = self.text.words[i]
        readings = word.look.readings
        if _TANWIN not in self.text.raw[word.start : word.end] or _SAYING_HOW & set(word.look.by_domain):
            return False
        return bool(readings) and all(r.pos == "noun" for r in readings)

    def _is_object(self, m: ActorMention) -> bool:
        """Tell whether the first word of a party bears the sign of an indefinite accusative, or is a number of people."""
        word = self.text.words[m.first]
        if is_area(self.ground, m.first):
            return False
        if self.ground.amount(m.first, m.last) is not None:
            return True
        written = self.text.raw[word.start : word.end]
        return _TANWIN in written or (word.look.form.endswith("ا") and not m.definite and m.role in ("target", "force"))
