"""What a report tells beside happenings: tallies of weeks or months, and the treaties and talks of its background."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from khabar.incidents.days import FEW_DAYS, read_day
from khabar.incidents.places import FINE, tell_precision
from khabar.incidents.publishers import LANGUAGE
from khabar.language import load_lexicon
from khabar.model import Event, Report, Span

_COUNTED = frozenset({"ASSAULT", "COERCE"})
_LOCAL = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE"})  # what is somewhere
_LASTING = frozenset({("COERCE", "seize"), ("COERCE", "siege"), ("RETREAT", "ceasefire")})
_LEAD = 600  # characters in which a report says what it is about
_NIGHT = 1  # a night is of two days
_OLD = 30  # days before a report: what of no violence is told then is its background
_OVER = frozenset({"since", "during"})
DURING = frozenset({"during"})
_LONG = frozenset({"year", "month"})
_NEAR = 3  # words behind «since» in which the year or month is told
_MANY = 10  # people: fewer are rarely summed up
_SEVERAL = 5  # attacks
_NOUNS = frozenset({"noun", "masdar"})
_LINES_BACK = 4  # a list of places below its sum is rarely longer
_WORD = re.compile(r"\w+(?:[\u064b-\u0652]+\w*)*")
_STOP = re.compile(r"[.!؟?\n]")


def is_tally(event: Event) -> bool:
    """Tell whether an event is violence summed up over a longer time: «منذ بداية العام», «خلال شهر»."""
    time = event.time
    if event.type not in _COUNTED or time is None or not time.text:
        return False
    first, last = read_day(time.start), read_day(time.end)
    if first is None or last is None or last - first < FEW_DAYS:
        return False
    return bool(load_lexicon(LANGUAGE).look(time.text.split(maxsplit=1)[0]).tags & _OVER)


def is_sum(event: Event, text: str) -> bool:
    """Tell whether an event of no exact place is violence that is summed up: over months, or by the number of attacks."""
    if event.type not in _COUNTED or (event.place is not None and tell_precision(event.place) in FINE):
        return False
    tolls = [count for count in (event.killed, event.wounded) if count is not None and count.min >= _MANY]
    return any(sums_up(_sentence_of(count.span, text)) for count in tolls) or _is_counted(event.trigger, text)


def _is_counted(trigger: Span, text: str) -> bool:
    """Tell whether it is told how often it happened, in a list below what sums it up: «6 استهدافات على المحافظة»."""
    if not _is_several(text[: trigger.start].split()[-1:]):
        return False
    lines = _STOP.split(text[: trigger.end])[-_LINES_BACK:]
    return any(sums_up(line) or counts_attacks(line) for line in lines)


def counts_attacks(sentence: str) -> bool:
    """Tell whether a sentence says how many attacks there were over a time: «منذ بداية الحملة لأكثر من 425 هجوماً»."""
    look = load_lexicon(LANGUAGE).look
    words = _WORD.findall(sentence)
    if not any(look(word).tags & _OVER for word in words):
        return False
    return any(
        _is_several([number]) and any(r.pos in _NOUNS for r, _ in look(noun).entries("events"))
        for number, noun in pairwise(words)
    )


def _is_several(words: Sequence[str]) -> bool:
    """Tell whether a word is a number too great for the parts of one attack."""
    digits = "".join(char for char in "".join(words) if char.isdigit())
    return bool(digits) and int(digits) >= _SEVERAL


def sums_up(sentence: str) -> bool:
    """Tell whether a sentence tells of months or years as a whole: «منذ بداية حزيران», «خلال العام الماضي»."""
    look = load_lexicon(LANGUAGE).look
    words = _WORD.findall(sentence)
    for at, word in enumerate(words):
        if look(word).tags & _OVER and any(_is_long(near) for near in words[at + 1 : at + 1 + _NEAR]):
            return True
    return False


def _is_long(word: str) -> bool:
    """Tell whether a word is a year, a month, or the name of one."""
    fields = [entry.fields for _, entry in load_lexicon(LANGUAGE).look(word).entries("times")]
    return any(f.get("unit") in _LONG or f.get("role") == "month" for f in fields)


def _is_state(event: Event) -> bool:
    """Tell whether an event lasts: ground that is held, fire that goes on."""
    return event.status == "ongoing" or (event.type, event.mode) in _LASTING


def _sentence_of(span: Span, text: str) -> str:
    ends = [m.start() for m in _STOP.finditer(text)]
    start = max((end for end in ends if end < span.start), default=-1) + 1
    return text[start : min((end for end in ends if end >= span.end), default=len(text))]


def opens_period(text: str, span: Span, over: frozenset[str] = _OVER) -> bool:
    """Tell whether a time begins, or stands behind, a word as «منذ» or «خلال», or only one of those tagged `over`."""
    words = [*text[: span.start].split()[-1:], *text[span.start : span.end].split()[:1]]
    return any(load_lexicon(LANGUAGE).look(word).tags & over for word in words)


def is_background(event: Event, report: Report) -> bool:
    """Tell whether an event is long past when it is told: «اتفاق موسكو الموقع في آذار 2020», or only touched on.

    Violence is only where nobody tells its day either: «سيطر على المدينة في شباط 2016».
    """
    return _is_touched_on(event) or _is_rescue(event, report) or _is_long_past(event, report)


def _is_long_past(event: Event, report: Report) -> bool:
    published = read_day(report.document.published)
    first, last = _read_days(event)
    if published is None or first is None or last is None:
        return False
    lasts = last - first
    if published - last <= _OLD:
        return event.type not in _COUNTED and lasts >= _OLD  # «ويسري منذ آذار 2020 وقف لإطلاق النار»
    return event.type not in _COUNTED or lasts >= FEW_DAYS


def _read_days(event: Event) -> tuple[int, int] | tuple[None, None]:
    first = read_day(event.time.start) if event.time is not None else None
    last = read_day(event.time.end or event.time.start) if event.time is not None else None
    return (first, last) if first is not None and last is not None else (None, None)


def _is_rescue(event: Event, report: Report) -> bool:
    """Tell whether an event is help for the hurt of violence that the report tells: they were brought to a hospital."""
    if (event.type, event.mode) != ("AID", "humanitarian") or _read_days(event) != (None, None):
        return False
    return any(e.type == "ASSAULT" and e.wounded is not None for e in report.events)


def _is_touched_on(event: Event) -> bool:
    """Tell whether an event is told in one place below the lead, with no place closer than a province, day or victims."""
    if event.type not in _LOCAL or event.killed is not None or event.wounded is not None:
        return False
    if event.place is not None and tell_precision(event.place) in FINE and not _is_state(event):
        return False
    first, last = _read_days(event)
    if first is not None and last is not None and last - first <= _NIGHT:
        return False
    return min(span.start for span in (event.trigger, *event.mentions)) > _LEAD
