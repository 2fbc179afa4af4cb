"""Means of attack: which weapon beside a trigger tells its mode."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.candidates import Candidate
from khabar.events.ground import Ground
from khabar.events.marks import SPEECH, mask
from khabar.mentions.model import WeaponMention
from khabar.mentions.shapes import shape
from khabar.model import Weapon

BEFORE, AFTER = 6, 14
_FROM, _QUOTE, _QUOTED = mask("from"), mask("quote"), 6
_NISBA = ("ي", "يه")  # ends of an adjective made from a noun
_FINER = {"airstrike": ("drone", "barrel_bomb", "chemical"), "suicide_belt": ("car_bomb",), "other": ("mine", "ied")}
_STRONG = {"suicide_belt": 3, "car_bomb": 3, "barrel_bomb": 3, "drone": 2, "chemical": 3}


def find_means(ground: Ground, candidate: Candidate, before: int, after: int) -> WeaponMention | None:
    """Return the weapon that a trigger was done with, between its neighbours: in it, after it, else just before it."""
    weapons = ground.weapons
    if not weapons.all:
        return None
    inside = _usable(ground, candidate, weapons.within(candidate.first, candidate.last))
    behind = _usable(ground, candidate, weapons.within(candidate.last, min(after, candidate.last + AFTER)))
    if inside or behind:
        best = max([*inside, *behind], key=_strength)
        return best if _strength(best) or not inside else inside[0]
    ahead = _usable(ground, candidate, weapons.within(max(before, candidate.first - BEFORE), candidate.first))
    return max(ahead[::-1], key=_strength, default=None)


def finer(weapon: Weapon | None, told: WeaponMention | None) -> Weapon | None:
    """Return the weapon of an act, or a finer one told beside it: «هاجم … بطائرات مسيرة» is no strike by aircraft."""
    if told is None or weapon is None:
        return weapon if told is None else told.weapon
    return told.weapon if told.weapon in _FINER.get(weapon, ()) else weapon


def _usable(ground: Ground, candidate: Candidate, found: Sequence[WeaponMention]) -> list[WeaponMention]:
    return [w for w in found if (w.mode or w.weapon) and not is_denied(ground, candidate.last, w)]


def _strength(weapon: WeaponMention) -> int:
    return _STRONG.get(weapon.weapon or "", 0)


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
    return _past_make(ground, last, stop)


def _past_make(ground: Ground, i: int, stop: int) -> int:
    """Return the word behind the make of means: «برشاش من نوع دوشكا», «بقذائف من عيار 23 ملم»."""
    if i + 2 >= stop or not ground.marks[i] & _FROM:
        return i
    calibre = ground.amount(i + 2, stop)
    return min(stop, (calibre.last if calibre is not None else i + 2) + 1)


def _adds_to_means(ground: Ground, i: int) -> bool:
    """Tell whether a word only describes the noun before it, joined by «و» or not: «المدفعية والصاروخية»."""
    look = ground.words[i].look
    if look.readings and any(r.pos == "adjective" and not r.suffix for r in look.readings):
        return True
    if not look.readings and look.form.endswith(_NISBA) and not shape(look).prefix and ground.actors.at(i) is None:
        return True  # «بصواريخ فراغية»
    return shape(look).definite and i not in ground.covered
