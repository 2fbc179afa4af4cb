"""The headline under which an incident is listed: one that tells of its event, not of the page that it stood on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from khabar.incidents.model import Card
from khabar.language.spelling import fold
from khabar.model import Document, Event, Report

_WORDS = range(4, 26)  # of a headline: fewer are a label, more a paragraph
_LONGEST = 160  # characters
_LINES = 3  # at the top of a text, among which a headline stands
_STOPS = ".؟!:،"


def choose_headline(cards: Iterable[Card], reports: Mapping[str, Report]) -> str | None:
    """Return the headline that tells most plainly of an incident's events, None where none does.

    It names what happened, and where or as the main thing of its report; of equals that of the earliest report.
    """
    found = [
        (-weight, report.document.published or "9999", card.key, line)
        for card in cards
        if (report := reports.get(card.document)) is not None
        for event in report.events
        if event.id == card.event
        for line in _candidates(report.document)
        if (weight := _weigh(line, event, report, card)) is not None
    ]
    return min(found)[-1] if found else None


def _candidates(document: Document) -> Iterator[str]:
    """Yield the lines that read like a headline."""
    top = [line for line in document.text.splitlines() if line.strip()][:_LINES]
    for line in (*document.headlines, *top):
        words = line.split()
        told = " ".join(words)
        if len(words) in _WORDS and len(told) <= _LONGEST and not told.endswith(tuple(_STOPS)):
            yield told


def _weigh(line: str, event: Event, report: Report, card: Card) -> int | None:
    """Return how much speaks for a headline being that of an event, None where it is not."""
    folded = fold(line)
    if not any(fold(report.words(span)) in folded for span in (event.trigger, *event.mentions)):
        return None
    named = event.place is not None and any(
        fold(name) in folded for name in (event.place.text, card.name) if name is not None
    )
    main = card.order == 0
    return 2 * named + main if named or main else None
