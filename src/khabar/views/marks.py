"""A report's text cut where marks begin and end, so that marks may overlap and no letter loses its joins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from khabar.model import Claim, Event, Report, Span

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


class Mark(NamedTuple):
    """What one stretch of the text is to one claim or event: `role` in its `owner`."""

    span: Span
    role: str
    owner: str


class Segment(NamedTuple):
    """A stretch in which the same marks hold, the shortest mark last."""

    span: Span
    marks: tuple[Mark, ...]


def mark_report(report: Report) -> list[Mark]:
    """Return every mark of a report: claims, cues and speakers, triggers and what is known of events."""
    marks = [mark for claim in report.claims for mark in _mark_claim(claim)]
    marks += [mark for event in report.events for mark in _mark_event(event)]
    length = len(report.document.text)
    return [m for m in marks if 0 <= m.span.start < m.span.end <= length]


def _mark_claim(claim: Claim) -> Iterator[Mark]:
    yield Mark(claim.span, "claim", claim.id)
    yield Mark(claim.cue, "cue", claim.id)
    for link in claim.chain:
        yield Mark(link.span, "speaker", claim.id)
    if claim.channel:
        yield Mark(claim.channel.span, "channel", claim.id)


def _mark_event(event: Event) -> Iterator[Mark]:
    yield Mark(event.trigger, "trigger", event.id)
    for sentence in event.mentions:
        yield Mark(sentence, "told", event.id)
    for value in (event.place, event.time, event.actor, event.target, event.killed, event.wounded):
        if value:
            yield Mark(value.span, "detail", event.id)


def cut_lines(text: str) -> Iterator[Span]:
    """Yield the span of every line that is not blank."""
    start = 0
    for end in _LINE_END.finditer(text):
        if text[start : end.start()].strip():
            yield Span(start, end.start())
        start = end.end()
    if text[start:].strip():
        yield Span(start, len(text))


def cut_segments(line: Span, marks: list[Mark]) -> Iterator[Segment]:
    """Yield the segments of one line; `marks` are those that touch it."""
    inside = [m for m in marks if m.span.start < line.end and m.span.end > line.start]
    edges = {line.start, line.end}
    for mark in inside:
        edges |= {max(line.start, mark.span.start), min(line.end, mark.span.end)}
    inside.sort(key=lambda m: m.span.start)
    open_marks: list[Mark] = []
    waiting = iter([*inside, None])
    upcoming = next(waiting)
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        open_marks = [m for m in open_marks if m.span.end > start]
        while upcoming is not None and upcoming.span.start <= start:
            open_marks.append(upcoming)
            upcoming = next(waiting)
        open_marks.sort(key=lambda m: m.span.start - m.span.end)
        yield Segment(Span(start, end), tuple(open_marks))


def share_marks(lines: list[Span], marks: list[Mark]) -> Iterator[tuple[Span, list[Mark]]]:
    """Yield each line with the marks that touch it, in one pass over both."""
    ordered = sorted(marks, key=lambda m: m.span.start)
    open_marks: list[Mark] = []
    at = 0
    for line in lines:
        open_marks = [m for m in open_marks if m.span.end > line.start]
        while at < len(ordered) and ordered[at].span.start < line.end:
            open_marks.append(ordered[at])
            at += 1
        yield line, open_marks
