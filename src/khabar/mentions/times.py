"""Times that a text mentions, as days counted from the publication of the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain

from khabar.language import Text
from khabar.mentions.model import TimeMention
from khabar.mentions.time_calendar import resolve
from khabar.mentions.time_parsing import parse_time
from khabar.mentions.time_parts import TimeParts
from khabar.mentions.time_words import TimeWords
from khabar.model import Document, Span

_SAYING_WORDS = 60  # how far before a quoted day the day of saying may stand
_TELLING = (0, -1)  # days that a day of the week beside them tells for sure: «اليوم الأحد», «أمس السبت»
_OPENERS = ("number", "before", "after", "since", "during")


def find_times(text: Text, document: Document) -> list[TimeMention]:
    """Return the times of a text in order; without `published` relative ones keep their words and have no days."""
    words = TimeWords(text)
    published = date.fromisoformat(document.published[:10]) if document.published else None
    told = _parse_all(words)
    written = _day_of_writing(text, told, published)
    found: list[TimeMention] = []
    for parts in told:
        day = _day_told(found) if parts.told else _day_of_saying(text, parts, found) or written
        if day is not None or not parts.told or parts.apart:
            found.append(_mention(text, parts, day))
    return found


def _parse_all(words: TimeWords) -> list[TimeParts]:
    """Return what each time expression of a text says, in order."""
    told: list[TimeParts] = []
    after = 0
    for at in sorted({*words.items, *chain.from_iterable(map(words.text.at, _OPENERS))}):
        if at >= after and not words.hidden(at) and (parts := parse_time(words, at)) is not None:
            after = parts.last
            if not _is_name(words, parts):
                told.append(parts)
    return told


def _is_name(words: TimeWords, parts: TimeParts) -> bool:
    """Tell whether a day and month are the name of what stands before them: «ساحة 14 يناير», «قوى 8 آذار»."""
    dated = parts.day is not None and parts.month is not None and parts.day_from is None
    if not dated or parts.weekdays or parts.when or parts.offset is not None or parts.scope:
        return False
    return words.get(parts.first - 1, "named") is not None


def _day_of_writing(text: Text, told: Sequence[TimeParts], published: date | None) -> date | None:
    """Return the day on which the report was written: as its first «أمس السبت» tells, else the day of publication.

    The day of publication may be noted a little early or late; a quotation counts from the day of its own saying.
    """
    for parts in told:
        near = parts.offset in _TELLING and not parts.hours and not text.depth[parts.first]
        if published is None or not near or len(parts.weekdays) != 1 or parts.offset is None:
            continue
        day = resolve(parts, published).start
        return day - timedelta(days=parts.offset) if day else published
    return published


def _day_of_saying(text: Text, parts: TimeParts, told: Sequence[TimeMention]) -> date | None:
    """Return the day from which a relative day inside a quotation counts, where its sentence tells when it was said."""
    if parts.offset is None or parts.weekdays or not text.depth[parts.first]:
        return None
    for mention in reversed(told):
        far = parts.first - mention.last > _SAYING_WORDS
        if far or text.sentence_of[mention.first] != text.sentence_of[parts.first]:
            return None
        if not text.depth[mention.first]:
            once = mention.start is not None and mention.start == mention.end
            return date.fromisoformat(mention.start) if once and mention.start else None
    return None


def _day_told(told: Sequence[TimeMention]) -> date | None:
    """Return the day from which «في اليوم نفسه» counts: the last that was told."""
    last = told[-1] if told else None
    if last is None or last.start is None or last.start != last.end:
        return None
    return date.fromisoformat(last.start)


def _mention(text: Text, parts: TimeParts, published: date | None) -> TimeMention:
    stretch = resolve(parts, published)
    first = text.words[parts.first]
    start = first.start + _clitics(text, parts)
    span = Span(start, text.words[parts.last - 1].end)
    return TimeMention(
        first=parts.first,
        last=parts.last,
        span=span,
        entries=tuple(parts.entries),
        text=text.raw[span.start : span.end],
        start=stretch.start.isoformat() if stretch.start else None,
        end=stretch.end.isoformat() if stretch.end else None,
        precision=stretch.precision,
        rule=stretch.rule,
        scope=parts.scope,
        apart=parts.apart,
    )


def _clitics(text: Text, parts: TimeParts) -> int:
    """Return how many letters of the first word do not belong to the time: «وأمس»."""
    look = text.words[parts.first].look
    return 1 if any(prefix == "و" for prefix, _ in look.splits) else 0
