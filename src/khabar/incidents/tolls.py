"""Numbers of dead and hurt that stand beside an incident's and are none of it: of other places, days or periods."""

from __future__ import annotations

from khabar.incidents.bearings import Focus, is_then, lies_elsewhere, read_days
from khabar.incidents.days import FEW_DAYS
from khabar.incidents.passages import Page
from khabar.incidents.tallies import opens_period
from khabar.mentions.model import CountMention
from khabar.model import Event


def is_of_another(count: CountMention, page: Page, focus: Focus, chosen: frozenset[str]) -> bool:
    """Tell whether a number is only that of events of the report that are elsewhere or on another day."""
    owners = [
        e
        for e in page.report.events
        for number in (e.killed, e.wounded)
        if number is not None and number.span.start < count.span.end and count.span.start < number.span.end
    ]
    return bool(owners) and all(e.id not in chosen and _is_elsewhere(e, focus) for e in owners)


def _is_elsewhere(event: Event, focus: Focus) -> bool:
    if lies_elsewhere(event, focus):
        return True
    days = read_days(event.time.start, event.time.end) if event.time is not None else None
    return days is not None and not is_then(days, focus)


def is_of_period(count: CountMention, page: Page) -> bool:
    """Tell whether a number stands in a sentence that counts up a longer time: «منذ بداية حزيران», «خلال عام 2022»."""
    passage = page.passage_at(count.span.start)
    published = read_days(page.report.document.published, None)
    for time in passage.times if passage else ():
        days = read_days(time.start, time.end)
        if days is None or not opens_period(page.report.document.text, time.span):
            continue
        last = max(days[1], published[0]) if published and days[0] <= published[0] else days[1]
        if (last - days[0]).days >= FEW_DAYS:
            return True
    return False
