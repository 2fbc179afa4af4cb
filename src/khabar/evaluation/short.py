"""Short reports: whether the events that each tells, and no others, are read out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from khabar.model import Event, Report

TOLD = ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Expected:
    """An event that may be read: its type; mode and statuses where they are told, mode "" where any is right."""

    type: str
    mode: str
    statuses: tuple[str, ...]

    @classmethod
    def parse(cls, words: str) -> Expected:
        """Return what `type/mode/status` says; without a status the event is told as real."""
        type_, mode, status = (*words.split("/"), "", "")[:3]
        return cls(type_.strip(), mode.strip(), (status.strip(),) if status.strip() else TOLD)

    def fits(self, event: Event) -> bool:
        """Tell whether an event is this one."""
        return event.type == self.type and self.mode in ("", event.mode) and event.status in self.statuses


@dataclass(frozen=True, slots=True)
class ShortReport:
    """A report of a sentence or two, its events, each with what is as right, and events that count neither way."""

    text: str
    events: tuple[tuple[Expected, ...], ...]
    maybe: tuple[tuple[Expected, ...], ...]

    def tells(self, event_type: str) -> bool | None:
        """Tell whether it tells of an event of a type; None where that counts neither way."""
        if any(one.type == event_type for ways in self.events for one in ways):
            return True
        return None if any(one.type == event_type for ways in self.maybe for one in ways) else False

    def compare(self, report: Report) -> tuple[list[str], list[str]]:
        """Return which events were not read, and the ids of those that were read but are none of its own."""
        left = list(report.events)
        missed = []
        for ways in self.events:
            event = next((e for e in left if any(way.fits(e) for way in ways)), None)
            if event is None:
                missed.append("|".join(way.type for way in ways))
            else:
                left.remove(event)
        extra = [e.id for e in left if not any(way.type == e.type for ways in self.maybe for way in ways)]
        return missed, extra


def read_short_reports(path: Path) -> Iterator[ShortReport]:
    """Yield the short reports of a file."""
    for row in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["reports"]:
        yield ShortReport(row["text"], _parse(row.get("events", ())), _parse(row.get("maybe", ())))


def _parse(rows: Sequence[str]) -> tuple[tuple[Expected, ...], ...]:
    return tuple(tuple(Expected.parse(way) for way in row.split("|")) for row in rows)
