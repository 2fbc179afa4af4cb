"""Negation of a trigger: «لم يقصف», «دون وقوع اشتباك», «من دون أن تشن غارات»."""

from __future__ import annotations

from khabar.events.ground import Ground
from khabar.events.marks import CARRIER, mask
from khabar.events.triggers import Trigger

_NEG, _NEG_NOUN, _ANY = mask("neg"), mask("neg_noun"), mask("any")
_COMPLEMENTISER = mask("complementiser")


def is_negated(ground: Ground, trigger: Trigger) -> bool:
    """Tell whether a negation stands before the trigger or its light verb, or before a noun such as وقوع that carries it."""
    text, marks = ground.text, ground.marks
    first = text.sentences[text.sentence_of[trigger.first]].first
    if trigger.first > first:
        before = marks[trigger.first - 1]
        if trigger.reading is not None and trigger.reading.pos == "verb":
            if before & _NEG or _without(ground, trigger.first, first):
                return True
        elif before & _NEG_NOUN or _denied_carrier(ground, trigger.first - 1, first):
            return True
        elif before & _ANY and trigger.first - 1 > first and marks[trigger.first - 2] & _NEG_NOUN:
            return True  # «دون أي اشتباك»
    if trigger.kind == "phrase" and ground.any_of(_NEG, trigger.first + 1, trigger.last):
        return True  # «المساعدات لم تصل»
    if trigger.light is None or trigger.light <= first:
        return False
    return bool(marks[trigger.light - 1] & _NEG) or _without(ground, trigger.light, first)


def _without(ground: Ground, at: int, first: int) -> bool:
    """Tell whether «دون أن» stands before a verb at word `at`."""
    marks = ground.marks
    return at - 2 >= first and bool(marks[at - 1] & _COMPLEMENTISER and marks[at - 2] & _NEG_NOUN)


def _denied_carrier(ground: Ground, at: int, first: int) -> bool:
    """Tell whether word `at` carries a noun and is denied: «عدم وجود اشتباك», «عدم وجود أي اشتباك»."""
    if ground.marks[at] & _ANY:
        at -= 1
    return at > first and bool(ground.marks[at] & CARRIER and ground.marks[at - 1] & _NEG_NOUN)
