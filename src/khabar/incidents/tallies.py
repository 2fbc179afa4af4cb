"""What a report tells beside happenings: tallies of weeks or months, and the treaties and talks of its background."""

from __future__ import annotations

from khabar.incidents.days import FEW_DAYS, read_day
from khabar.incidents.publishers import LANGUAGE
from khabar.language import load_lexicon
from khabar.model import Event, Report, Span

_COUNTED = frozenset({"ASSAULT", "COERCE"})
_OLD = 30  # days before a report: what of no violence is told then is its background
_OVER = frozenset({"since", "during"})


def is_tally(event: Event) -> bool:
    """Tell whether an event is violence summed up over a longer time: «منذ بداية العام», «خلال شهر»."""
    time = event.time
    if event.type not in _COUNTED or time is None or not time.text:
        return False
    first, last = read_day(time.start), read_day(time.end)
    if first is None or last is None or last - first < FEW_DAYS:
        return False
    return bool(load_lexicon(LANGUAGE).look(time.text.split(maxsplit=1)[0]).tags & _OVER)


def opens_period(text: str, span: Span) -> bool:
    """Tell whether a time begins, or stands behind, a word as «منذ» or «خلال»."""
    words = [*text[: span.start].split()[-1:], *text[span.start : span.end].split()[:1]]
    return any(load_lexicon(LANGUAGE).look(word).tags & _OVER for word in words)


def is_background(event: Event, report: Report) -> bool:
    """Tell whether an event of no violence is long past when it is told: «اتفاق موسكو الموقع في آذار 2020»."""
    published = read_day(report.document.published)
    first = read_day(event.time.end or event.time.start) if event.time is not None else None
    if event.type in _COUNTED or published is None or first is None:
        return False
    return published - first > _OLD
