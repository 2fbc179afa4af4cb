"""How long a truce lasts, told behind the day that it begins: «تبدأ مساء اليوم وتستمر لمدة 5 أيام»."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from khabar.events.ground import Ground
from khabar.events.marks import mask
from khabar.mentions.model import TimeMention

_REACH = 8  # words behind a day in which the length is told
_LONGEST = 90  # days: what is longer is no truce told with its first day
_DAYS = {"day": 1, "week": 7}
_PUNCT = mask("punct")


def until_its_end(ground: Ground, time: TimeMention) -> TimeMention:
    """Return the day that a truce begins as the stretch from that day to its last, where the sentence says how long."""
    if time.start is None or time.precision not in ("hour", "day"):
        return time
    sentence = ground.text.sentences[ground.text.sentence_of[time.first]]
    for at in range(time.last, min(sentence.last, time.last + _REACH)):
        amount = ground.amount(at, sentence.last)
        if amount is None:
            continue
        last = amount.last
        while last < sentence.last and ground.marks[last] & _PUNCT:
            last += 1  # «(خمسة) أيام»
        days = amount.min * _unit(ground, last) if last < sentence.last else 0
        if not 0 < days <= _LONGEST:
            return time
        span = ground.span(time.first, last + 1)
        end = date.fromisoformat(time.start[:10]) + timedelta(days=days)
        return msgspec.structs.replace(
            time, last=last + 1, span=span, text=ground.text.raw[span.start : span.end], end=end.isoformat()
        )
    return time


def _unit(ground: Ground, at: int) -> int:
    """Return the days of a unit of time, 0 for any other word."""
    return next((_DAYS.get(e.fields.get("unit", ""), 0) for _, e in ground.words[at].look.entries("times")), 0)
