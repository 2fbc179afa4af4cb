"""Numbers of dead and hurt that stand beside an incident's and are none of it: of other places, days or periods."""

from __future__ import annotations

from itertools import pairwise

from khabar.incidents.bearings import PERIOD, Focus, is_apart, is_then, read_days, where_lie
from khabar.incidents.days import FEW_DAYS
from khabar.incidents.passages import Page, Passage, overlap
from khabar.incidents.places import PRECISE
from khabar.incidents.publishers import LANGUAGE
from khabar.incidents.tallies import DURING, counts_attacks, opens_period
from khabar.language import load_lexicon
from khabar.mentions.model import CountMention, TimeMention
from khabar.model import Count, Event, Span

_UNITS = frozenset({"day", "week", "month", "year"})


def is_of_another(count: CountMention, page: Page, focus: Focus, chosen: frozenset[str]) -> bool:
    """Tell whether a number is only that of events of the report that are elsewhere or on another day.

    Where the incident's events have a number of their own, one of events that are not said to be there is none of it.
    """
    owners = [e for e in page.report.events for number in (e.killed, e.wounded) if _is_same(number, count)]
    if not owners or any(e.id in chosen for e in owners):
        return False
    if all(is_apart(e, focus) for e in owners):
        return True
    own = any(_number_of(e, count.slot) is not None for e in page.report.events if e.id in chosen)
    return own and not any(_is_here(e, focus) for e in owners)


def _is_same(number: Count | None, count: CountMention) -> bool:
    return number is not None and overlap(number.span, count.span)


def _number_of(event: Event, slot: str) -> Count | None:
    return event.killed if slot == "killed" else event.wounded


def _is_here(event: Event, focus: Focus) -> bool:
    return event.place is not None and where_lie((event.place,), focus) == "here"


def is_of_period(count: CountMention, page: Page, focus: Focus) -> bool:
    """Tell whether a number counts up a longer time: «منذ بداية حزيران», «خلال عام 2022».

    Its sentence says so, or the one before, which says how many attacks they were: «وتسببت تلك الهجمات بمقتل …».
    """
    passage = page.passage_at(count.span.start)
    if passage is None:
        return False
    if _is_over_period(passage, page) or counts_attacks_in(passage, page, focus):
        return True
    if _is_of_past_days(count, passage, page):
        return True
    before = page.passage_at(passage.span.start - 1)
    own = [m for m in (*passage.times, *(p for p in passage.places if p.precision in PRECISE)) if m.first < count.first]
    if before is None or before is passage or own:
        return False
    return counts_attacks_in(before, page, focus)


def _is_of_past_days(count: CountMention, passage: Passage, page: Page) -> bool:
    """Tell whether a number follows days of which it counts up the dead: «وشهدت الأيام الماضية قصفاً تسبب بمقتل مدنيين»."""
    told = [t.span.end for t in passage.times if t.span.end <= count.span.start]
    words = page.words(Span(max(told, default=passage.span.start), count.span.start)).split()
    return any(_is_some_time(noun) and _is_past(past) for noun, past in pairwise(words))


def _is_some_time(word: str) -> bool:
    """Tell whether a word is days, weeks or months without a number."""
    look = load_lexicon(LANGUAGE).look(word)
    units = {entry.fields.get("unit") for _, entry in look.entries("times")}
    return not units.isdisjoint(_UNITS) and any(r.number == "p" for r in look.readings)


def _is_past(word: str) -> bool:
    look = load_lexicon(LANGUAGE).look(word)
    return any(entry.fields.get("when") == "past" for _, entry in look.entries("times"))


def counts_attacks_in(passage: Passage, page: Page, focus: Focus) -> bool:
    """Tell whether a sentence counts attacks, but for those of the incident's day alone."""
    told = [days for time in passage.times if (days := read_days(time.start, time.end)) is not None]
    of_day = any(is_then(days, focus) for days in told)
    older = focus.first is not None and any((focus.first - days[0]).days >= FEW_DAYS for days in told)
    return (older or not of_day) and counts_attacks(page.words(passage.span))


def _is_over_period(passage: Passage, page: Page) -> bool:
    published = read_days(page.report.document.published, None)
    for time in passage.times:
        days = read_days(time.start, time.end)
        if days is None or not opens_period(page.report.document.text, time.span):
            continue
        last = max(days[1], published[0]) if published and days[0] <= published[0] else days[1]
        if (last - days[0]).days >= FEW_DAYS:
            return True
    return False


def is_period_before(time: TimeMention, page: Page, focus: Focus) -> bool:
    """Tell whether a longer time was over before the incident: «خلال الشهر الماضي»."""
    days = read_days(time.start, time.end)
    if days is None or focus.first is None or (focus.first - days[1]).days <= FEW_DAYS:
        return False
    return (days[1] - days[0]).days >= PERIOD and opens_period(page.report.document.text, time.span, DURING)
