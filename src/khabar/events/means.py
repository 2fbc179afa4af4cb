"""Means of attack: which weapon beside a trigger tells its mode."""

from __future__ import annotations

from khabar.events.candidates import Candidate
from khabar.events.ground import Ground
from khabar.events.marks import SPEECH, mask
from khabar.mentions.model import WeaponMention
from khabar.mentions.shapes import shape

BEFORE, AFTER = 6, 14
_QUOTE, _QUOTED = mask("quote"), 6
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


def past_means(ground: Ground, i: int, stop: int) -> int:
    """Return the word behind the means that begin with «ب» at word `i`, their number with them: «بعشرات القذائف»."""
    amount = ground.amount(i, stop)
    last = (amount.last if amount is not None else i) + 1
    for weapon in ground.weapons.within(i, last):
        last = max(last, weapon.last)
    while last < stop and _adds_to_means(ground, last):
        last += 1
    if last < stop and ground.marks[last] & _QUOTE:  # «بقذائف "الفجر" سوقاً»
        last = next((j + 1 for j in range(last + 1, min(stop, last + _QUOTED)) if ground.marks[j] & _QUOTE), last)
    return last


def _adds_to_means(ground: Ground, i: int) -> bool:
    """Tell whether a word only describes the noun before it, joined by «و» or not: «المدفعية والصاروخية»."""
    look = ground.words[i].look
    if look.readings and any(r.pos == "adjective" and not r.suffix for r in look.readings):
        return True
    return shape(look).definite and i not in ground.covered
