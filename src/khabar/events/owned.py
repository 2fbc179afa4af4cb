"""A thing that was hit, together with whose it is or what it is for: «مواقع لتنظيم …», «مزرعة لتربية الدواجن»."""

from __future__ import annotations

from khabar.events.marks import ADJECTIVE, EVENT, FINITE, mask
from khabar.events.parties import Found
from khabar.events.passing import Passing
from khabar.events.scope import marker
from khabar.mentions.model import ActorMention
from khabar.mentions.shapes import shape

_HELD = 2  # words of «يسيطر عليها»
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
        owner = self._owner(found.last) if owner is None or mention is not None else owner
        if owner is None:
            return self._with_purpose(found)
        return Found(found.first, owner.last, found.rule, mention if owner.generic else owner)

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

    def _owner(self, end: int) -> ActorMention | None:
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
        return after if marker(self.ground, after.first, end - 1) == "ل" else None
