"""Tallies: what a report counts up over weeks or months is no happening of its own."""

from __future__ import annotations

from khabar.incidents.days import FEW_DAYS, read_day
from khabar.language import load_lexicon
from khabar.model import Event

_COUNTED = frozenset({"ASSAULT", "COERCE"})
_OVER = frozenset({"since", "during"})


def is_tally(event: Event) -> bool:
    """Tell whether an event is violence summed up over a longer time: «منذ بداية العام», «خلال شهر»."""
    time = event.time
    if event.type not in _COUNTED or time is None or not time.text:
        return False
    first, last = read_day(time.start), read_day(time.end)
    if first is None or last is None or last - first < FEW_DAYS:
        return False
    return bool(load_lexicon("ar").look(time.text.split(maxsplit=1)[0]).tags & _OVER)
