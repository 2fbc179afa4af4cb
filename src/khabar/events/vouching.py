"""A telling that vouches for another: the dead for the attack that killed them, a verb for the noun that it is the verb of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from khabar.events.ground import Ground
from khabar.events.marks import mask
from khabar.events.reality import Judgement
from khabar.events.scope import marker
from khabar.events.sharing import verb_of_noun
from khabar.events.triggers import Trigger
from khabar.mentions.victims import has_part

Judged = tuple[Trigger, Judgement]

_REACH = 12  # words between the dead and what killed them
_CAUSE = 3  # words before an attack in which the word of cause stands
_DOUBT = -2.0  # the score below which nothing vouches for an attack
_TOLD = ("happened", "ongoing")
_PARTED = mask("stop", "semicolon", "relative", "subordinator", "contrast")


def vouch(ground: Ground, judged: Sequence[Judged]) -> list[Judged]:
    """Return the triggers, in order, each told as happened where a neighbour that is vouches for it."""
    out = list(judged)
    for before, after in pairwise(range(len(out))):
        (one, said), (other, answer) = out[before], out[after]
        if answer.is_event and not said.is_event and verb_of_noun(ground, one, other):
            out[before] = one, answer  # «قصف صاروخي استهدف …»: the verb vouches for its noun
        elif said.is_event and not answer.is_event and _killed_by(ground, one, other) and _is_open(answer):
            out[after] = other, msgspec.structs.replace(answer, is_event=True)
        elif answer.is_event and not said.is_event and _killed_whom(ground, one, other) and _is_open(said):
            out[before] = one, msgspec.structs.replace(said, is_event=True)
    return out


def _is_open(judgement: Judgement) -> bool:
    """Tell whether nothing but the sum of its evidence speaks against a telling."""
    return judgement.status in _TOLD and not judgement.negated and judgement.score >= _DOUBT


def _killed_whom(ground: Ground, attack: Trigger, victims: Trigger) -> bool:
    """Tell whether victims are named as what came of an attack: «وكان القصف قد تسبب بمقتل أربعة»."""
    if victims.kind != "casualty" or attack.kind == "casualty" or attack.type != "ASSAULT" or not attack.nominal:
        return False
    start, end = attack.last, victims.first
    if not 0 <= end - start <= _REACH or ground.text.sentence_of[attack.head] != ground.text.sentence_of[end]:
        return False
    if ground.any_of(_PARTED, start, end):
        return False
    return any(has_part(word.look, "result") for word in ground.words[max(start, end - _CAUSE) : end])


def _killed_by(ground: Ground, victims: Trigger, attack: Trigger) -> bool:
    """Tell whether an attack is named as what made victims: «قتل ثلاثة جراء قصف», «أصيبوا في هجوم»."""
    if victims.kind != "casualty" or attack.kind == "casualty" or attack.type != "ASSAULT" or not attack.nominal:
        return False
    start, end = victims.last, attack.first
    if not 0 <= end - start <= _REACH or ground.text.sentence_of[start - 1] != ground.text.sentence_of[end]:
        return False
    if ground.any_of(_PARTED, start, end):
        return False
    caused = any(has_part(word.look, "cause") for word in ground.words[max(start, end - _CAUSE) : end])
    return caused or marker(ground, end, start) in ("ب", "في")
