"""Means of attack: which weapon beside a trigger tells its mode."""

from __future__ import annotations

from khabar.events.ground import Ground
from khabar.events.marks import SPEECH
from khabar.events.wordings import Candidate
from khabar.mentions.model import WeaponMention

BEFORE, AFTER = 6, 14
_STRONG = {"suicide_belt": 3, "car_bomb": 3, "barrel_bomb": 3, "drone": 2, "chemical": 3}


def find_means(ground: Ground, candidate: Candidate, before: int, after: int) -> WeaponMention | None:
    """Return the weapon that a trigger was done with, between its neighbours: in it, after it, else just before it."""
    weapons = ground.weapons
    if not weapons.all:
        return None
    inside = weapons.within(candidate.first, candidate.last)
    behind = weapons.within(candidate.last, min(after, candidate.last + AFTER))
    ahead = weapons.within(max(before, candidate.first - BEFORE), candidate.first)
    for found in (inside, behind, ahead[::-1]):
        usable = [w for w in found if (w.mode or w.weapon) and not is_denied(ground, candidate.last, w)]
        if usable:
            return max(usable, key=lambda w: _STRONG.get(w.weapon or "", 0))
    return None


def is_denied(ground: Ground, low: int, weapon: WeaponMention) -> bool:
    """Tell whether a word of denial stands before a weapon, from word `low` on: «نافياً استخدام الرصاص»."""
    return any(
        ground.marks[i] & SPEECH
        and any(e.fields.get("force") == "deny" for _, e in ground.words[i].look.entries("speech"))
        for i in range(max(low, weapon.first - BEFORE), weapon.first)
    )
