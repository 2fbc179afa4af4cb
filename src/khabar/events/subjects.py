"""The subject of a verb: before it, after it, behind a pronoun, a crowd, the one its preposition makes the doer."""

from __future__ import annotations

from khabar.events.elided import Elided
from khabar.events.marks import EVENT, FINITE, POINTING, SPEECH, VERB, mask
from khabar.events.parties import AGENTS, LINK_REACH, WATCHERS, Found
from khabar.events.scope import is_genitive, marker
from khabar.mentions.model import ActorMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape

_JOINED = ("و", "ف")
_TOLD = 5  # words of a subject right behind «إنّ»
_SUBJECT_REACH = 5
_FREE = ("", "and")  # links of a party that may be a subject
_DASH = mask("dash")
_MANY = ("3mp", "3fp", "1p", "2mp")
_MARKS = 3  # marks and particles that may part a subject from its verb
_FROM = mask("from")
_RELATIVE, _COLON, _COMMA = mask("relative"), mask("colon"), mask("comma")
_COMPLEMENTISER, _QAD = mask("complementiser"), mask("qad")
_ONLY_MARKS = mask("quote", "bracket", "relative", "qad", "auxiliary", "comma")


class Subjects(Elided):
    """Finds the subject of the verb that a trigger is or hangs on."""

    def subject_of(self, verb: int) -> Found | None:
        """Return the subject of a verb: right before it, right after it, else further before it in its clause."""
        if (behind := self._behind_pronoun(verb)) is not None:
            return behind
        if (meant := self.meant_by_pronoun(verb) or self.who_met(verb)) is not None:
            return meant
        for m in reversed(self.near):
            if (
                m.last <= verb
                and self._only_marks(m.last, verb)
                and not self._taken_up(m.last, verb)
                and (self.links[m.first] in _FREE or self._begins_clause(m.last, verb))
                and self._does(m, verb)
                and not self._has_own(m.last, verb)
            ):
                if self.links[m.first] == "and" and (before := self._before(verb)) is not None:
                    return Found(
                        before.first, m.last, "events.subject_before", before
                    )  # «المقاومة وطيران التحالف سيطرا»
                return self.whole(m, "events.subject_before")
        for m in self.near if not self._is_plural(verb) else ():
            if m.first > verb:
                fits = self.trigger.light is None or m.first < self.trigger.first or verb > self.trigger.head
                if (
                    fits
                    and m.first <= verb + _SUBJECT_REACH
                    and (self.links[m.first] == "" or (m.first == verb + 1 and self.links[m.first] == "and"))
                    and self.may_act(m)
                    and (m.first < self.trigger.last or self.clear(verb + 1, m.first))
                    and not (self._loses_office(m) or self.is_oblique(m) or self._owns_object(m, verb))
                    and not self._ends_means(m, verb)
                    and not (self._disagrees(m, verb) or (m.first > verb + 1 and self._is_where(m)))
                ):
                    return self.whole(m, "events.subject")
                break
        if (people := self.people_after(verb)) is not None:
            return people
        if (alone := self._before_ground(verb) or self._sole_noun(verb)) is not None:
            return alone
        first = next((m for m in self.bare if self._does(m, verb) and not self._taken_up(m.last, verb)), None)
        if first is not None:
            return self.whole(first, "events.subject_before")
        return self._told_of(verb) or self._nobody_known(verb) or self.earlier() or self.joined_people(verb)

    def _is_where(self, m: ActorMention) -> bool:
        """Tell whether a country only ends the name of a place: «انفجار هز بلدة الورد بجنوب شرق تركيا»."""
        return m.role == "place" and any(
            p.first < m.first < p.last for p in self.ground.places.within(m.first - 8, m.first)
        )

    def _loses_office(self, m: ActorMention) -> bool:
        """Tell whether «from his office» stands right behind whom a verb tells of: «وأعفى قائد الشرطة من منصبه»."""
        if self.trigger.mode != "expel" or m.last + 1 >= self.high or not self.marks[m.last] & _FROM:
            return False
        return self.text.words[m.last + 1].look.form in self.companions

    def _begins_clause(self, last: int, verb: int) -> bool:
        """Tell whether a party is whom «الذي» right behind it takes up, whatever governs it: «دعم من التحالف الذي شن»."""
        return any(self.marks[i] & _RELATIVE for i in range(last, min(verb, last + _MARKS)))

    def _is_plural(self, verb: int) -> bool:
        """Tell whether a verb can only be of many, and so has its subject before it: «وأجبروا الحكومة»."""
        readings = self.text.words[verb].look.readings
        return bool(readings) and all(r.pos == "verb" and r.person in _MANY for r in readings)

    def _disagrees(self, m: ActorMention, verb: int) -> bool:
        """Tell whether a feminine verb stands before one man, who is its object: «عملية استهدفت زعيم التنظيم»."""
        persons = {r.person for r in self.text.words[verb].look.readings if r.pos == "verb"}
        if "3fs" not in persons or "3ms" in persons or m.first != verb + 1:
            return False
        readings = [r for r, _ in self.text.words[max(m.first, m.head)].look.entries("actors") if r.pos == "noun"]
        return m.role == "title" and bool(readings) and all(r.gender != "f" and r.number != "p" for r in readings)

    def _owns_object(self, m: ActorMention, verb: int) -> bool:
        """Tell whether a party hangs on what a word that may be a noun was done to: «تواصل الفصائل قصف مواقع النظام»."""
        return m.first > verb + 1 and self.may_be_noun() and is_genitive(self.ground, m.first, verb)

    def _ends_means(self, m: ActorMention, verb: int) -> bool:
        """Tell whether a party only says whose the means were: «استهدفت بقذائف المدفعية البلدة»."""
        return (
            m.first > verb + 1
            and marker(self.ground, m.first - 1, verb) == "ب"
            and is_genitive(self.ground, m.first, verb)
        )

    def _nobody_known(self, verb: int) -> Found | None:
        """Return the definite noun phrase right behind a light verb, whoever it names: «تبنت الحركة الاثنين قتل …»."""
        at = verb + 1
        if (
            self.trigger.light != verb
            or verb > self.trigger.first
            or not self.marks[verb] & VERB
            or at >= self.trigger.first
        ):
            return None
        people = next((m for m in self.near if m.first == at and self.links[at] == "" and m.kind not in WATCHERS), None)
        if (
            people is not None
            and not (people.anonymous and people.definite)
            and self._set_about()
            and people.last <= self.trigger.first
        ):
            return self.whole(people, "events.subject")
        governed = marker(self.ground, self.trigger.first, at) != "" and self._set_about()  # «أقدم مجرم على قتل»
        head = shape(self.text.words[at].look)
        if not (head.definite or (governed and not head.prefix)) or self.marks[at] & EVENT or at in self.ground.covered:
            return None
        if self.ground.times.at(at) is not None or any(
            m.first <= at < m.last for m in self.ground.actors.within(at - 3, at + 1)
        ):
            return None
        end = np_end(self.text, self.mentions, at, self.trigger.first)
        return Found(at, end, "events.subject") if end > at else None

    def _before_ground(self, verb: int) -> Found | None:
        """Return definite people right behind an active verb, before the place that it took: «حاصر الموالون له المدينة»."""
        at = verb + 1
        if self.trigger.light is not None or at >= self.high or self.marks[at] & (EVENT | FINITE):
            return None
        if {"places", "times", "weapons", "casualties"} & set(self.text.words[at].look.by_domain):
            return None
        end = np_end(self.text, self.mentions, at, self.high)
        if end == at or not shape(self.text.words[at].look).definite or shape(self.text.words[at].look).prefix:
            return None
        behind = end + 1 if end < self.high and self.marks[end] & POINTING else end
        hit = any(p.generic_first == behind for p in self.ground.places.within(behind, behind + 3))
        return Found(at, end, "events.subject") if hit and marker(self.ground, behind, at) == "" else None

    def _sole_noun(self, verb: int) -> Found | None:
        """Return the definite noun right behind a verb that takes no object: «أفرج الخاطفون عن», «أضرب العمال»."""
        at = verb + 1
        if self.trigger.light is not None or self.trigger.kind != "verb" or "object" in self.roles or at >= self.high:
            return None
        reading = self.trigger.reading
        if reading is None or reading.person not in ("3ms", "3fs") or self.trigger.fields.get("with"):
            return None
        if self.roles.get("subject") != "actor" or not shape(self.text.words[at].look).definite:
            return None
        if self.marks[at] & (EVENT | FINITE) or {"places", "times", "weapons"} & set(
            self.text.words[at].look.by_domain
        ):
            return None
        end = np_end(self.text, self.mentions, at, self.high)
        return Found(at, end, "events.subject") if end > at else None

    def _has_own(self, last: int, verb: int) -> bool:
        """Tell whether a verb behind a comma has its subject right behind it: «بطلب من الرئيس، صعدت المقاومة»."""
        if not any(self.marks[i] & _COMMA for i in range(last, verb)):
            return False
        after = next((m for m in self.near if m.first == verb + 1), None)
        if after is None or after.person or after.role == "title":
            return False
        return self.links[after.first] == "" and self.may_act(after) and after.kind in AGENTS

    def _taken_up(self, last: int, verb: int) -> bool:
        """Tell whether the pronoun on a verb right behind «الذي» takes up whom it stands behind: «الخلية التي اعتقلتها الأجهزة»."""
        reading = self.trigger.reading
        if verb != self.trigger.head or reading is None or not reading.suffix or verb - last > 1:
            return False
        if verb == last:
            return reading.prefix.startswith(_JOINED)  # «اعتقلت الشرطة سالماً وعزلته»
        return verb > last and bool(self.marks[verb - 1] & _RELATIVE)

    def _does(self, m: ActorMention, verb: int) -> bool:
        """Tell whether an actor before a verb can be its subject."""
        if m.last > verb or not self.may_act(m) or self._speaks(m, verb):
            return False
        return not any(self.marks[i] & _COLON for i in range(m.last, verb))

    def _before(self, verb: int) -> ActorMention | None:
        """Return the last actor before a verb that can be its subject, without a preposition."""
        return next((m for m in reversed(self.bare) if self._does(m, verb)), None)

    def _speaks(self, m: ActorMention, verb: int) -> bool:
        """Tell whether an actor is the subject of a verb of saying whose object the trigger is: «نفى الناطق قصف البلدة»."""
        if m.first == 0 or m.last != verb:
            return False
        return bool(self.marks[m.first - 1] & SPEECH) and any(
            r.pos == "verb" and not r.suffix for r, _ in self.text.words[m.first - 1].look.entries("speech")
        )

    def _told_of(self, verb: int) -> Found | None:
        """Return a noun phrase that nobody knows between «إنّ» and the verb: «إن الدفاعات الجوية أسقطت»."""
        words = self.text.words
        if not 0 < self.low < verb or not self.marks[self.low - 1] & _COMPLEMENTISER:
            return None
        if self.marks[verb - 1] & _DASH and not words[self.low].look.readings:
            end = next((i for i in range(self.low, verb - 1) if self.marks[i] & _DASH), self.low)
            return Found(self.low, end, "events.subject_before") if 0 < end - self.low <= _TOLD else None
        if verb - self.low > _TOLD:
            return None
        if not words[self.low].look.form.startswith("ال") or np_end(self.text, self.mentions, self.low, verb) != verb:
            return None
        return Found(self.low, verb, "events.subject_before")

    def _behind_pronoun(self, verb: int) -> Found | None:
        """Return the subject behind a preposition with a pronoun: «أسرى أفرج عنهم المقاتلون»."""
        at = verb + 1
        if at >= self.high or not self.marks[at] & POINTING:
            return None
        after = next(
            (m for m in self.near if m.first == at + 1 and self.links[m.first] == "" and self.may_act(m)), None
        )
        return self.whole(after, "events.subject") if after is not None else None

    def _only_marks(self, first: int, last: int) -> bool:
        """Tell whether only marks, particles and a time stand between two words: «الجيش اليوم أحرز»."""
        i, left = first, _MARKS
        while i < last and left:
            marks = self.marks[i]
            timely = self.ground.times.at(i)
            if timely is None and (
                not marks & _ONLY_MARKS or (marks & _QAD and self.text.words[i].look.form.startswith(_JOINED))
            ):
                return False  # «بين X وY، فقد استهدف»
            i, left = max(i + 1, timely.last if timely is not None else 0), left - 1
        return i >= last

    def by_link(self, start: int) -> Found | None:
        """Return the party whose preposition makes it the actor by the roles of the trigger."""
        for m in self.near:
            if (
                start <= m.first <= start + LINK_REACH
                and self.roles.get(self.links[m.first]) == "actor"
                and m.kind in AGENTS
            ):
                return self.whole(m, "events.linked")
        return None
