"""Who did it by other signs: «من قبل», a relative clause, a pronoun, an adjective of nationality."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.events.genitives import Genitives
from khabar.events.lights import light_of
from khabar.events.marks import ADJECTIVE, FINITE, LIGHT, PRONOUN_VERB, mask
from khabar.events.parties import AGENTS, LINK_REACH, Found
from khabar.events.party_words import folded, is_make
from khabar.events.scope import marker, role_before
from khabar.mentions.model import ActorMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape

_PREPOSITION, _RELATIVE = mask("preposition"), mask("relative")
_ENDS = mask("punct", "preposition")
_BETWEEN_NATIONS = mask("dash", "lone_and")
_DEALINGS, _MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"}), frozenset({"clash", "ceasefire"})
_NATIONS, _PAIR = 5, 2  # words from a dealing to the last of two nations, with marks
_FLOWN = ("drone", "airstrike")
_ENDS_BY = 3  # words from a weapon to the verb that tells who fired it
_MARKED = 8  # words up to «من قبل» that may hold another verb


class Agents(Genitives):
    """Finds the doer of an act by its marks."""

    def _relative(self) -> Found | None:
        """Return the subject of a verb whose object is the trigger: «غارات شنتها طائرات X»."""
        for i in range(self.trigger.last, min(self.high, self.trigger.last + 8)):
            if self.marks[i] & _PREPOSITION or (
                self.marks[i] & _RELATIVE and i > self.trigger.last and not self.marks[i - 1] & ADJECTIVE
            ):
                return None  # «إغلاق الأنفاق التي يستخدمها المقاتلون»
            if self.marks[i] & PRONOUN_VERB and not self._witnesses(i):
                after = next((m for m in self.near if i < m.first <= i + 3), None)
                return (
                    self.whole(after, "events.relative")
                    if after is not None
                    and self.links[after.first] == ""
                    and after.role != "target"
                    and not self.says_where(after)
                    else None
                )
        return None

    def _witnesses(self, i: int) -> bool:
        """Tell whether a verb says where it was, not who did it: «الهجوم الذي شهدته المدينة»."""
        found = light_of(self.text.words[i].look) if self.marks[i] & LIGHT else None
        return found is not None and folded(found[1].fields.get("roles")).get("subject") in ("place", "event")

    def _pronoun(self) -> Found | None:
        """Return whom the pronoun on a verbal noun points back to, where it is the doer: «قصفها المدفعي»."""
        reading = self.trigger.reading
        if reading is None or not reading.suffix or self.trigger.kind == "casualty" or self.pronoun_is_object():
            return None
        before = self.earlier(any_case=True)
        return replace(before, rule="events.pronoun") if before is not None else None

    def _nationality(self) -> Found | None:
        """Return the country whose adjective the trigger bears: «قصف جوي روسي», of two the first."""
        if (pair := self.two_nations()) is not None:
            return pair[0]
        if (
            self.trigger.type not in ("ASSAULT", "AID", "COERCE")
            or self.trigger.kind == "casualty"
            or self.trigger.mode == "clash"
        ):
            return None
        for i in range(self.trigger.first + 1, min(self.high, self.trigger.last + 2)):
            word = shape(self.text.words[i].look)
            if self.marks[i] & _ENDS or word.prefix[-1:] in ("ل", "ب") or any(m.first < i < m.last for m in self.near):
                break
            found = word.role("nationality")
            if found is not None and "country" in found[1].fields:
                named = next((m for m in self.near if m.first == i and m.name and self.may_act(m)), None)
                if named is not None and self._suffers(named):
                    return None  # «تمكنوا من دحر الحوثيين»
                if named is not None:
                    return self.whole(named, "events.subject")  # «زرع الحوثيون لغماً»
                return Found(i, i + 1, "events.nationality", None, str(found[1].fields["country"]))
        return None

    def _suffers(self, m: ActorMention) -> bool:
        """Tell whether the genitive of a verbal noun is whom it was done to, not who did it."""
        object_ = self.trigger.nominal and self.roles.get("object") == "target" and m.first == self.trigger.last
        return object_ and not self._subject_genitive(m)

    def two_nations(self) -> tuple[Found, Found] | None:
        """Return the countries whose adjectives a noun of dealing or fighting bears: «اتفاق سعودي مصري»."""
        if not self.trigger.nominal or not (self.trigger.type in _DEALINGS or self.trigger.mode in _MUTUAL):
            return None
        told: list[Found] = []
        for i in range(self.trigger.first + 1, min(self.high, self.trigger.last + _NATIONS)):
            if self.marks[i] & _BETWEEN_NATIONS:
                continue
            word = shape(self.text.words[i].look)
            found = word.role("nationality") if word.prefix in ("", "و", "ال", "وال") else None
            if found is not None and "country" in found[1].fields:
                told.append(Found(i, i + 1, "events.nationality", None, str(found[1].fields["country"])))
            elif not (self.marks[i] & ADJECTIVE or self.looks_like_adjective(i)) or told:
                break
        return (told[0], told[1]) if len(told) == _PAIR and told[0].country != told[1].country else None

    def launcher(self) -> Found | None:
        """Return who fired what people were hit by: «أصيب طفل بصاروخ أطلقته القوات»."""
        for weapon in self.ground.weapons.within(self.trigger.last, min(self.high, self.trigger.last + LINK_REACH)):
            for i in range(weapon.last, min(self.high, weapon.last + _ENDS_BY)):
                if not self.marks[i] & PRONOUN_VERB:
                    continue
                after = next((m for m in self.near if m.first == i + 1 and m.kind in AGENTS), None)
                return self.whole(after, "events.relative") if after is not None else None
        return None

    def by_means(self) -> Found | None:
        """Return the country whose adjective the means bears: «اغتيل القائد بطائرة مسيرة إسرائيلية»."""
        if self.trigger.type != "ASSAULT":
            return None
        for weapon in self.ground.weapons.within(self.trigger.last, min(self.high, self.trigger.last + LINK_REACH)):
            if weapon.weapon not in _FLOWN or marker(self.ground, weapon.first, self.trigger.last) != "ب":
                continue  # a Russian shell may be anybody's
            for i in range(weapon.first + 1, min(self.high, weapon.last + 2)):
                word = shape(self.text.words[i].look)
                found = word.role("nationality")
                named = found is not None and not word.prefix and "country" in found[1].fields
                if found is not None and named and not is_make(self.ground, i + 1):
                    return Found(i, i + 1, "events.nationality", None, str(found[1].fields["country"]))
        return None

    def _marked_agent(self) -> Found | None:
        """Return the party behind «من قبل، على يد» in the clause of the trigger."""
        for m in self.near:
            if m.first >= self.trigger.first and self.links[m.first] == "agent":
                far = m.first - self.trigger.last > _MARKED and not self.one_clause(self.trigger.last, m.first)
                return None if far else self.whole(m, "events.agent_marker")
        return self._unknown_agent()

    def _unknown_agent(self) -> Found | None:
        """Return the words behind «من قبل» that name nobody known: «دهسته من قبل عربة عسكرية»."""
        for i in range(self.trigger.last + 1, min(self.high - 1, self.trigger.last + _MARKED)):
            if role_before(self.ground, i, self.trigger.last) != "agent":
                continue
            if i + 1 in self.ground.covered or self.ground.actors.within(i + 1, i + 4):
                return None
            end = np_end(self.text, self.mentions, i + 1, self.high)
            return Found(i + 1, end, "events.agent_marker") if end > i + 1 and not self.marks[i + 1] & FINITE else None
        return None
