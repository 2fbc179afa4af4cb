"""Which of a report's events it is about: the one that its headline and its first sentences tell."""

from __future__ import annotations

from khabar.model import Event, Report

_TOLD = ("happened", "ongoing", "denied", "foiled")


def rank_events(report: Report) -> dict[str, int]:
    """Return the rank of each event of a report by its id; 0 is the report's main event."""
    ranked = sorted(report.events, key=lambda event: (-_prominence(report, event), event.trigger.start, event.id))
    return {event.id: rank for rank, event in enumerate(ranked)}


def _prominence(report: Report, event: Event) -> float:
    """Return how much of a report is about an event."""
    first = min((m.start for m in event.mentions), default=event.trigger.start)
    length = max(1, len(report.document.text))
    score = 2.0 * (1 - first / length)
    score += 1.5 * (event.type == "ASSAULT") + 1.0 * (event.status in _TOLD)
    score += 0.5 * (event.killed is not None) + 0.4 * (event.wounded is not None)
    score += 0.5 * (event.place is not None and event.place.precision in ("site", "town"))
    return score + 0.3 * min(len(event.mentions), 4)
