"""A thing that was hit, together with whose it is or what it is for («مواقع لتنظيم …»); a crowd that the next telling tells of."""

from __future__ import annotations

from khabar.events.marks import ADJECTIVE, EVENT, FINITE, mask
from khabar.events.parties import AGENTS, Found
from khabar.events.party_words import tells_protest
from khabar.events.passing import Passing
from khabar.events.scope import marker
from khabar.mentions.model import ActorMention
from khabar.mentions.phrases import np_end
from khabar.mentions.shapes import shape
from khabar.mentions.victims import has_part

_HELD = 2  # words of «يسيطر عليها»
_IN = mask("in")
_PLACED = 2  # words of a place that people may be told by: «المتظاهرين في تونس»
_AMONG = frozenset({"في", "من", "ضمن"})  # «عناصر في التنظيم»
_LONE = mask("lone_preposition", "quote")


class Owned(Passing):
    """Takes in the words behind an object that say whose it is."""

    def with_owner(self, found: Found) -> Found:
        """Return a thing or people without article together with the party behind «ل» that they belong to."""
        mention = found.mention
        if mention is not None and not (mention.generic and not mention.definite):
            return found
        inside = (m for m in self.ground.actors.within(found.first + 1, found.last))
        owner = next((m for m in inside if marker(self.ground, m.first, found.first) == "ل"), None)
        if owner is None or mention is not None:
            owner = self._owner(found.last, people=mention is not None and self._are_people(mention))
        if owner is None:
            return self._with_purpose(found)
        return Found(found.first, owner.last, found.rule, mention if owner.generic else owner)

    def _are_people(self, m: ActorMention) -> bool:
        return m.kind in AGENTS or has_part(self.text.words[max(m.first, m.head)].look, "person", "victim")

    def _with_purpose(self, found: Found) -> Found:
        """Return a thing together with what it is for: «مخزناً للحبوب», «مزرعة لتربية الدواجن»."""
        at, m = found.last, found.mention
        if m is None or m.role != "target" or m.definite or at >= self.high or self.marks[at] & EVENT:
            return found
        look = self.text.words[at].look
        if shape(look).prefix != "ل" or shape(look).suffix or self.ground.links.get(at, (-1, ""))[1]:
            return found
        end = at + 1
        if not shape(look).definite:
            if end >= self.high or not shape(self.text.words[end].look).definite or self.marks[end] & FINITE:
                return found
            end += 1
        return Found(found.first, end, found.rule, m)

    def _owner(self, end: int, *, people: bool = False) -> ActorMention | None:
        """Return the party behind «ل» to which an object belongs: «مواقع لتنظيم …», «مخيماً للنازحين»."""
        held = next(
            (m for m in self.near if self.links[m.first] == "loser" and m.first - end in (_HELD, _HELD + 1)), None
        )
        if held is not None:
            return held  # «مواقع يسيطر عليها الحوثيون»
        while end < self.high and self.marks[end] & (ADJECTIVE | _LONE):
            end += 1
        after = next(iter(self.ground.actors.within(end, min(self.high, end + 2))), None)
        if after is None:
            return None
        link = marker(self.ground, after.first, end - 1)
        return after if link == "ل" or (link in _AMONG and people and after.kind in AGENTS) else None

    def crowd_behind(self) -> Found | None:
        """Return the crowd that the next telling begins with, as the object: «فرقت الشرطة مئات المتظاهرين»."""
        at, last = self.high, self.sentence.last
        if at < last and self.trigger.type == "AID" and self._is_hurt(at):
            return Found(at, np_end(self.text, self.mentions, at, last), "events.object")  # «إسعاف المصابين»
        if self.verb is None or self.trigger.type not in ("ASSAULT", "COERCE") or at >= last:
            return None
        amount = self.ground.amount(at, last)
        head = amount.last if amount is not None else at
        crowd = next((m for m in self.ground.actors.within(at, head + 1) if m.role in ("source", "target")), None)
        protest = head < last and tells_protest(self.text.words[head].look)
        end = self.without_place(head + 1, max(head + 1, crowd.last if crowd is not None else 0))
        return Found(at, end, "events.object", crowd) if protest else None

    def _is_hurt(self, at: int) -> bool:
        """Tell whether a noun tells of wounded or sick people, not of bodies."""
        look = self.text.words[at].look
        entries = look.entries("casualties") if has_part(look, "person", "victim") else ()
        return any(e.fields.get("slot") != "killed" for _, e in entries)

    def without_place(self, first: int, end: int) -> int:
        """Return where people end before the place that they were in: «استهدفت نازحين في منطقة النهر الأبيض»."""
        return next((i for i in range(first, end - _PLACED) if self.marks[i] & _IN), end)
