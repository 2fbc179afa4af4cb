"""Whom the sentence tells of before the window of a trigger: the last subject that can have acted."""

from __future__ import annotations

from khabar.events.marks import PRONOUN_VERB, SPEECH, VERB, mask
from khabar.events.parties import AGENTS, LINK_REACH, WATCHERS, Found, Window
from khabar.events.scope import is_genitive, marker, opening
from khabar.mentions.model import ActorMention

_BARE = 2  # letters of «أنّ, إنّ» without a pronoun
_OBLIQUE_ENDS = ("ين", "ي")  # ends of a plural that is no subject
_COMPLEMENTISER = mask("complementiser")
_NEW_CLAUSE = mask("complementiser", "conjunction")


class Foregone(Window):
    """Finds who was told of before."""

    def earlier(self, *, same_clause: bool = False, any_case: bool = False) -> Found | None:
        """Return whom the sentence tells of before the window: the last subject that can have acted.

        With `same_clause` not before the last «أنّ/إنّ»: who said it has not done it. People in the case of an object
        are no subject, but a pronoun may mean them (`any_case`).
        """
        trigger = self.trigger
        first = trigger.first
        low = max(opening(self.ground, self.text.sentence_of[trigger.head], first), first - 2 * LINK_REACH)
        if same_clause:
            low = next((i + 1 for i in range(first - 1, low - 1, -1) if self.marks[i] & _NEW_CLAUSE), low)
        harm = trigger.type in ("ASSAULT", "COERCE")
        for m in reversed(self.ground.parties.within(low, first)):
            if (
                m.last <= first
                and (any_case or not self.is_oblique(m) or self._follows_that(m))
                and (not harm or m.kind in AGENTS)
                and m.kind not in WATCHERS
                and self.may_act(m)
                and marker(self.ground, m.first, low) == ""
                and not is_genitive(self.ground, m.first, low)
                and not (m.first > low and self.marks[m.first - 1] & PRONOUN_VERB)
                and not (harm and (m.role == "source" or self.says_where(m) or self._only_says(m)))
            ):
                return self.whole(self._before_object(m, low), "events.earlier_subject")
        return None

    def _follows_that(self, m: ActorMention) -> bool:
        """Tell whether «أنّ/إنّ» stands before people, who are its subject in the case of an object: «إن المتمردين قصفوا»."""
        return m.first > 0 and bool(self.marks[m.first - 1] & _COMPLEMENTISER)

    def _before_object(self, m: ActorMention, low: int) -> ActorMention:
        """Return the subject right behind a verb where the party behind it is but its object: «التقى الوزير السفير خلال زيارته»."""
        for p in reversed(self.ground.parties.within(low, m.first)):
            timely = self.ground.times.at(p.last)
            if p.last > m.first or (timely.last if timely is not None else p.last) != m.first:
                continue
            subject = p.first > low and self.marks[p.first - 1] & VERB and marker(self.ground, p.first, low) == ""
            return p if subject and self.may_act(p) and not self.marks[p.first - 1] & PRONOUN_VERB else m
        return m

    def _only_says(self, m: ActorMention) -> bool:
        """Tell whether somebody only says it, and no pronoun takes them up: «قالت الحكومة إن مجزرة …»."""
        if m.first == 0 or not (self.marks[m.first - 1] & SPEECH and self.marks[m.first - 1] & VERB):
            return False
        for i in range(m.last, self.trigger.first):
            if self.marks[i] & _COMPLEMENTISER:
                return not any(r.suffix for r in self.text.words[i].look.readings) and not self._pronominal(i)
        return False

    def _pronominal(self, i: int) -> bool:
        """Tell whether «إنّ» bears a pronoun («إنه») or stands right before the verb."""
        return len(self.text.words[i].look.form) > _BARE or i + 1 == self.trigger.first

    def is_oblique(self, m: ActorMention) -> bool:
        """Tell whether people stand in the case of an object: «استهدفت المقاتلين»."""
        look = self.text.words[m.first].look
        return not self.numbered(m) and any(
            r.number == "p" and look.form.removesuffix(end).endswith(r.lemma) and look.form.endswith(end)
            for r in look.readings
            for end in _OBLIQUE_ENDS
        )
