"""Means of attack: which weapon beside a trigger tells its mode."""

from __future__ import annotations

from khabar.events.wordings import Candidate
from khabar.language import Text
from khabar.mentions.model import Mentions, WeaponMention, within

BEFORE, AFTER = 6, 14
_STRONG = {"suicide_belt": 3, "car_bomb": 3, "barrel_bomb": 3, "drone": 2, "chemical": 3}


def find_means(text: Text, mentions: Mentions, candidate: Candidate, before: int, after: int) -> WeaponMention | None:
    """Return the weapon that a trigger was done with, between its neighbours: in it, after it, else just before it."""
    inside = within(mentions.weapons, candidate.first, candidate.last)
    behind = within(mentions.weapons, candidate.last, min(after, candidate.last + AFTER))
    ahead = within(mentions.weapons, max(before, candidate.first - BEFORE), candidate.first)
    for found in (inside, behind, ahead[::-1]):
        usable = [w for w in found if w.mode or w.weapon]
        if usable:
            return max(usable, key=lambda w: _STRONG.get(w.weapon or "", 0))
    return None
