"""Who did it: the subject of the verb, the genitive of the noun, the one after «من قبل», the one told before."""

from __future__ import annotations

from msgspec.structs import replace

from khabar.events.agents import Agents
from khabar.events.ground import Ground
from khabar.events.marks import FINITE, ROLE, SPEECH, VERB, mask
from khabar.events.parties import LINK_REACH, Found, is_armed
from khabar.events.party_words import has_alike
from khabar.events.scope import marker, role_before
from khabar.events.triggers import Trigger

_COLON, _STOPS = mask("colon"), mask("stop", "semicolon", "complementiser")
_AFTER = mask("after")
_THEN = 4  # words before a truce in which «قبل ساعات من» stands
_SPEAKER = 2  # words from a verb of asking to who asks
_OF_OTHERS = frozenset({"welcome", "condemn", "accuse", "suspect", "warn", "deny"})  # said of what others do
_OWN_ACTS = frozenset({"CONSULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE", "AID", "AGREE"})


def _was_then(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether a truce only tells when something else was: «قصفت القوات البلدة قبل ساعات من بدء الهدنة»."""
    if trigger.mode != "ceasefire":
        return False
    first = max(0, trigger.first - _THEN)
    return ground.any_of(_AFTER, first, trigger.first) or any(
        ground.times.at(i) is not None or "times" in ground.words[i].look.by_domain for i in range(first, trigger.first)
    )


class Doers(Agents):
    """Finds who did what a trigger names."""

    def actor(self) -> Found | None:
        """Return who did it."""
        trigger = self.trigger
        marked = self._marked_agent() if trigger.mode != "clash" else None
        if marked is not None:
            return marked
        if trigger.kind == "casualty" and (
            self.verb is None or (trigger.light is not None and self._stage() != "claimed" and not self._set_about())
        ):
            return self._slayer()
        if (sides := self._sides()) is not None:
            return sides
        if (permitted := self._permitted()) is not None:
            return permitted
        if trigger.light is not None:
            announced = trigger.type == "ASSAULT" and trigger.mode != "targeted" and self._stage() == "declared"
            announced = announced and not (trigger.reading is not None and self._own_act())
            told_after = self._after_noun()
            if self._is_its_subject(trigger.light):
                return told_after or self._pronoun() or self._nationality()
            own = trigger.type == "CONSULT" and told_after is not None and told_after.rule == "events.genitive"
            if told_after is not None and (own or self.warded_off()):  # «صدّ هجوم لمسلحي X», «أعلن أن زيارة الوزير»
                return told_after
            if told_after is None and (starter := self._starter(trigger.light)) is not None:
                return starter
            if (
                self.light.get("subject") in (None, "actor")
                and not announced
                and (subject := self.subject_of(trigger.light)) is not None
            ):
                return subject
            return told_after or self._relative() or self._nationality()
        if self.verb is not None:
            if self.passive or self.roles.get("subject") not in (None, "actor"):
                return self.by_link(trigger.last) or self.launcher()
            fired = self._relative() if trigger.kind == "phrase" else None  # «سقطت قذائف أطلقتها»
            return None if self.told_by_noun else fired or self.subject_of(self.verb)
        return (
            self._from_whom()
            or self._governed()
            or self._after_noun()
            or self._relative()
            or self._pronoun()
            or self._nationality()
            or self._governing()
            or self._fighter()
        )

    def _fighter(self) -> Found | None:
        """Return who fights the side behind «مع» in the clause: «دخلت المقاومة في اشتباكات مع»."""
        if self.trigger.mode != "clash" or "مع" not in self.links.values():
            return None
        before = self.earlier(same_clause=True)
        return replace(before, rule="events.governing") if before is not None else None

    def elliptic(self, actor: Found | None) -> bool:
        """Tell whether an active verb leaves its subject to the clause before, or the noun says «a like one»."""
        if actor is not None or self.told_by_noun or self.trigger.kind == "casualty":
            return False
        if any(has_alike(self.ground, i) for i in range(self.trigger.last, min(self.high, self.trigger.last + 3))):
            return True
        if self.trigger.light is not None:
            return self.light.get("subject") in (None, "actor")
        if self.verb is not None:
            return not self.passive and self.roles.get("subject") == "actor" and self.trigger.kind == "verb"
        return self.both_known

    @property
    def both_known(self) -> bool:
        """Whether the sides of a clash are only «the two sides»."""
        return self.trigger.mode == "clash" and any(
            self.marks[i] & ROLE
            and any(e.fields.get("part") == "both" and r.definite for r, e in self.text.words[i].look.entries("roles"))
            for i in range(self.trigger.last, min(self.high, self.trigger.last + 6))
        )

    def _governing(self) -> Found | None:
        """Return the subject of the clause that a verbal noun stands in: «تمكنت القوات من تأمين الطرق»."""
        if self.trigger.type == "AGREE" and self.trigger.definite and self.trigger.light is None:
            return None  # «الاتفاق النووي» is nobody's act here
        if self.trigger.type == "ASSAULT" or ("subject" not in self.roles and self.trigger.type not in _OWN_ACTS):
            return None
        if role_before(self.ground, self.trigger.first - 1, self.sentence.first) == "about":
            return None  # «رغم الاتفاق», «بشأن إقالة»
        if _was_then(self.ground, self.trigger):
            return None
        before = self.earlier(same_clause=True)
        if self.trigger.type == "PROTEST" and is_armed(before):
            return None  # «أطلقت القوات النار على تظاهرة»
        force, at = self._spoken_of()
        if force in _OF_OTHERS:
            return None
        if force == "demand":
            return self._asked(at)
        if before is not None and not self.marks[before.last] & _COLON:
            return replace(before, rule="events.governing")
        if self.trigger.type == "CONSULT" and not self._has_doer():  # «وخلال زيارة …، قال الرئيس»
            after = next(
                (
                    m
                    for m in self.ground.actors.within(
                        self.trigger.last,
                        min(self.sentence.last, self.trigger.last + 2 * LINK_REACH),
                    )
                    if m.person and self.may_act(m) and marker(self.ground, m.first, self.trigger.last) == ""
                ),
                None,
            )
            return Found(after.first, after.last, "events.governing_after", after) if after is not None else None
        return None

    def _spoken_of(self) -> tuple[str, int]:
        """Return the force of the word of saying that governs a noun, with its place: «دعا … إلى وقف», «رحب … بتوقيع»."""
        for i in range(self.trigger.first - 1, max(self.sentence.first, self.trigger.first - LINK_REACH) - 1, -1):
            marks = self.marks[i]
            if i in self.ground.amid or marks & _AFTER:
                break  # «اقترح خلال زيارة»
            spoken = self.text.words[i].look.entries("speech") if marks & SPEECH else ()
            force = next((str(e.fields.get("force", "")) for r, e in spoken if r.pos != "noun"), "")
            if force:
                return force, i
            if marks & (FINITE | _STOPS):
                break
        return "", -1

    def _permitted(self) -> Found | None:
        """Return whom somebody permits to do it: «سمحت الحكومة للجيش الأمريكي بشن غارات»."""
        if not self.trigger.nominal:
            return None
        first = self.trigger.first
        for i in range(first - 1, max(self.sentence.first, first - 2 * LINK_REACH) - 1, -1):
            if i in self.ground.permits:
                after = self.ground.parties.within(i + 1, first)
                links = ("ل",) if self.marks[i] & VERB else ("ل", "")  # «السماح للجيش», «السماح الجيش»
                found = next(
                    (m for m in after if marker(self.ground, m.first, i + 1) in links and self.may_act(m)), None
                )
                return self.whole(found, "events.asked") if found is not None else None
            if self.marks[i] & (FINITE | _STOPS):
                break
        return None

    def _asked(self, at: int) -> Found | None:
        """Return whom somebody calls upon to do it, behind the word of asking: «طالبت النقابة الحكومة بإلغاء»."""
        after = [m for m in self.ground.parties.within(at + 1, self.trigger.first) if self.may_act(m)]
        verb = any(r.pos == "verb" for r in self.text.words[at].look.readings)
        if after and verb and after[0].first - at <= _SPEAKER:
            after = after[1:]
        return self.whole(after[-1], "events.asked") if after else None
