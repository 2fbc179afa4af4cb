"""Plain people as the subject: a crowd by its number or its noun, people or things right behind a verb that agrees."""

from __future__ import annotations

from khabar.events.parties import LINK_REACH, Found
from khabar.events.party_words import is_accusative
from khabar.events.voices import Voice
from khabar.mentions.model import ActorMention
from khabar.mentions.phrases import np_end
from khabar.mentions.victims import has_part, read_one


class Crowds(Voice):
    """Finds people whom no name tells of as the subject of a verb."""

    def people_after(self, verb: int) -> Found | None:
        """Return plain people or things right after a verb that agrees with them: «أحرق محتجون», «أنزلت سفينة»."""
        reading = self.trigger.reading
        if (crowd := self._crowd(verb + 1)) is not None:
            return crowd
        m = next((m for m in self.near if m.first == verb + 1), None)
        if (
            m is None
            or reading is None
            or self.links[m.first]
            or self.trigger.light is not None
            or reading.suffix
            or self.is_oblique(m)
        ):
            return None
        thing = m.role == "target" and self.trigger.type in ("ASSAULT", "COERCE") and not self._is_person(m)
        if thing and not is_accusative(self.ground, m.last):
            return None  # «تستهدف دراجة», not «هدمت جرافة منزلاً»
        feminine = "f" in self.genders(m.first)
        agrees = (
            feminine if reading.person == "3fs" else reading.person == "3ms" and not feminine and not reading.prefix
        )
        return self.whole(m, "events.subject") if agrees and m.last < self.high else None

    def _is_person(self, m: ActorMention) -> bool:
        look = self.text.words[max(m.first, m.head)].look
        return any(e.fields.get("people") == "yes" for _, e in look.entries("actors"))

    def _crowd(self, at: int) -> Found | None:
        """Return the people behind a verb of protest or return, by their number or their noun: «تظاهر المئات»."""
        if self.trigger.type not in ("PROTEST", "RETREAT") or self.roles.get("subject") != "actor" or self.passive:
            return None
        timely = self.ground.times.at(at)
        at = timely.last if timely is not None else at
        reading = self.trigger.reading
        if reading is not None and reading.person == "3mp":
            return self._crowd_before()
        victims = read_one(self.text, at, self.high) if at < self.high else None
        if victims is None or has_part(self.text.words[victims.last - 1].look, "victim"):
            return None
        end = max(victims.last, np_end(self.text, self.mentions, victims.last - 1, self.high))
        return Found(at, end, "events.subject", next(iter(self.ground.actors.within(at, victims.last)), None))

    def _crowd_before(self) -> Found | None:
        """Return the people before a plural verb: «عشرات من سكان القضاء تظاهروا»."""
        at, head = self.people_before(), self.trigger.head
        if at < 0:
            return None
        return Found(at, head, "events.subject_before", next(iter(self.ground.actors.within(at, head)), None))

    def people_before(self, *, numbered: bool = False) -> int:
        """Return where people begin that end right before the verb, told by their number if asked; -1 where none do."""
        head = self.trigger.head
        for at in range(max(self.low, head - LINK_REACH // 2), head):
            people = read_one(self.text, at, head)
            if people is None or (numbered and self.ground.amount(at, people.last) is None):
                continue
            if np_end(self.text, self.mentions, people.last - 1, head) == head:
                return at
        return -1
