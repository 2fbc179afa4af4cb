"""The text of a report with its claims and events marked, in unbroken text, ready for the page."""

from __future__ import annotations

from markupsafe import Markup

from khabar.model import Report, Span
from khabar.views.cards import TONES, escape
from khabar.views.marks import Mark, Segment, cut_lines, cut_segments, mark_report, share_marks
from khabar.web.rendering import sanitise

_HEADLINE = 220
_ASKED = "asked"


def mark_text(report: Report, *, asked: Span | None = None) -> Markup:
    """Return the paragraphs of a report, each with the character at which it begins; `asked` is what the reader came for."""
    marks = mark_report(report)
    length = len(report.document.text)
    if asked is not None and 0 <= asked.start < asked.end <= length:
        marks.append(Mark(asked, _ASKED, ""))
    tones = {claim.id: TONES[claim.force] for claim in report.claims}
    lines = list(cut_lines(report.document.text))
    shown, seen = [], False
    for number, (line, touching) in enumerate(share_marks(lines, marks)):
        headline = number == 0 and len(lines) > 1 and line.end - line.start <= _HEADLINE
        parts = []
        for segment in cut_segments(line, touching):
            first = not seen and any(mark.role == _ASKED for mark in segment.marks)
            seen = seen or first
            parts.append(_show(segment, report.document.text, tones, first=first))
        shown.append(f"<p{' class=headline' if headline else ''} data-at={line.start}>{''.join(parts)}</p>")
    return sanitise("".join(shown))


def _show(segment: Segment, text: str, tones: dict[str, str], *, first: bool) -> str:
    words = escape(text[segment.span.start : segment.span.end])
    if not segment.marks:
        return words
    owners = " ".join(dict.fromkeys(mark.owner for mark in reversed(segment.marks) if mark.owner))
    roles = dict.fromkeys(mark.role for mark in segment.marks)
    tone = next((tones[mark.owner] for mark in reversed(segment.marks) if mark.owner in tones), "")
    nested = "nested" if sum(1 for mark in segment.marks if mark.role == "claim") > 1 else ""
    classes = " ".join(part for part in ("m", *roles, tone, nested) if part)
    anchor = ' id="asked"' if first else ""
    return f'<span class="{classes}" data-of="{escape(owners)}"{anchor}>{words}</span>'
