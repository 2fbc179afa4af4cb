"""Whom a verb tells of that stands behind them: «الجنود الثلاثة الذين قتلوا», «أربعة أشخاص قتلوا»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from khabar.language import Text
from khabar.mentions.numbers import Amount
from khabar.mentions.victim_lists import names_someone
from khabar.mentions.victims import Victims, has_part, opens_part, read_one

_REACH = 8  # words from a relative pronoun back to the noun that it takes up
_NAME = 3  # words of a name right before a relative pronoun
_QUALITIES = 2  # words that may describe counted people before their verb
_SEVERAL = frozenset({"3mp", "3fp", "3md", "3fd"})
_EDGES = frozenset({"stop", "colon", "semicolon", "bar", "complementiser", "relative", "subordinator", "punct"})
_ONE = (1, 1)


def antecedent(text: Text, amounts: Mapping[int, Amount], at: int, reading: Any, start: int) -> Victims | None:
    """Return the people whom a verb at word `at` takes up, by a relative pronoun or without one."""
    tags = text.words[at - 1].look.tags if at > start else frozenset()
    if "relative" in tags and "pronoun_what" not in tags:
        return _taken_up(text, at, reading, start)
    return _counted_before(text, amounts, at, start) if reading.person in _SEVERAL and not reading.prefix else None


def _taken_up(text: Text, at: int, reading: Any, start: int) -> Victims | None:
    """Return the people before the relative pronoun that stands before word `at`."""
    several, named = reading.person in _SEVERAL, False
    for i in range(at - 2, max(start, at - 1 - _REACH) - 1, -1):
        look = text.words[i].look
        if _EDGES & look.tags:
            break
        named = named or (i >= at - 1 - _NAME and names_someone(text, i))
        if not has_part(look, "person", "victim") and not look.plays("actors", "title"):
            continue
        found = read_one(text, i, at - 1)
        if found is not None and (found.max == 1) != several:
            counted = amounts_of_noun(text, i, at - 1, start)
            found = counted or found
            return Victims(found.first, at + 1, found.min, found.max, found.entries, found.exact)
    if named and not several:
        return Victims(at, at + 1, *_ONE, ("counts.named",))
    return None


def amounts_of_noun(text: Text, i: int, end: int, start: int) -> Victims | None:
    """Return the people whom a number right before word `i` counts: «أحد الجنود الذين», «عشرات الجنود الذين»."""
    for first in (i - 1, i - 2):
        if first >= start and {"number", "number_word"} & text.words[first].look.tags:
            found = read_one(text, first, end)
            if found is not None and found.last > i:
                return found
    return None


def _counted_before(text: Text, amounts: Mapping[int, Amount], at: int, start: int) -> Victims | None:
    """Return the people whom a number counts right before a verb of several: «400 شخص أصيبوا»."""
    for noun in range(at - 1, max(start, at - 2 - _QUALITIES), -1):
        look = text.words[noun].look
        if _EDGES & look.tags:
            return None
        if noun in amounts and ("from" in look.tags or has_part(look, "person", "victim")):
            first = amounts[noun].first
            joined = amounts[noun].prefix or (first > start and "lone_and" in text.words[first - 1].look.tags)
            if joined or any(opens_part(text, i) for i in range(max(start, noun - _REACH), noun)):
                return None  # «57 مدنياً بينهم 12 طفلاً وست نساء قتلوا»
            found = read_one(text, amounts[noun].first, at)
            if found is None or found.max == 1:
                continue  # «ثمانية أشخاص من أسرة واحدة قتلوا»
            return Victims(found.first, at + 1, found.min, found.max, found.entries, found.exact)
    return None
