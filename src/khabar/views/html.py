"""Reports as one self-contained page: the text with its marks, and beside it who said what and what happened."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from khabar.model import Report
from khabar.pages.addresses import is_web_address
from khabar.views.cards import TONES, escape, show_claim, show_event, show_voices
from khabar.views.days import name_moment
from khabar.views.marks import Mark, Segment, cut_lines, cut_segments, mark_report, share_marks
from khabar.views.visible import on_one_line
from khabar.views.wording import find_headline, say_nothing_found

_HERE = Path(__file__).parent
_STYLE = (_HERE / "page.css").read_text(encoding="utf-8")
_SCRIPT = (_HERE / "page.js").read_text(encoding="utf-8")
_HEADLINE = 220  # a longer first line is a paragraph
_LEGEND = (
    ("claim say", "says, confirms, announces"),
    ("claim deny", "denies"),
    ("claim doubt", "suspects, accuses, warns"),
    ("claim menace", "threatens, condemns, claims responsibility"),
    ("claim will", "demands, promises, welcomes"),
    ("trigger", "what happened"),
)


def write_page(reports: Iterable[tuple[str, Report]], stream: IO[str]) -> None:
    """Write reports, each with its name, as one page that loads nothing and runs only its own script."""
    named = list(reports)
    title = on_one_line(named[0][0]) if len(named) == 1 else f"{len(named)} reports"
    stream.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>khabar: {escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body>\n<div class="khabar page">\n{_show_head(named)}\n'
    )
    for number, (name, report) in enumerate(named, start=1):
        stream.write(_show_report(report, name, f"r{number}-") + "\n")
    stream.write(f"</div>\n<script>{_SCRIPT}</script>\n</body>\n</html>\n")


def notebook(report: Report) -> str:
    """Return a report as a piece of HTML for a notebook, its style with it and no script."""
    name = report.document.id or "report"
    prefix = f"n{hashlib.sha256(report.document.text.encode('utf-8', 'replace')).hexdigest()[:8]}-"
    return f'<div class="khabar"><style>{_STYLE}</style>{_show_report(report, name, prefix)}</div>'


def _policy() -> str:
    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src 'sha256-{digest(_STYLE)}'; script-src 'sha256-{digest(_SCRIPT)}'"
    )


def _show_head(named: list[tuple[str, Report]]) -> str:
    claims = [claim for _, report in named for claim in report.claims]
    events = sum(len(report.events) for _, report in named)
    unnamed = sum(1 for claim in claims if claim.origin and claim.origin.anonymous)
    figures = (
        (len(named), "report", "reports"),
        (len(claims), "claim", "claims"),
        (unnamed, "of an unnamed speaker", "of unnamed speakers"),
        (events, "event", "events"),
    )
    shown = "".join(f"<li><b>{n}</b> {one if n == 1 else many}</li>" for n, one, many in figures)
    legend = '<li><span class="m speaker say">speaker</span></li><li><span class="m cue say">word of saying</span></li>'
    legend += "".join(f'<li><span class="m {kind}">&nbsp;&nbsp;</span>{text}</li>' for kind, text in _LEGEND)
    return (
        '<header class="top"><h1><bdi lang="ar">خبر</bdi> khabar</h1>'
        f'<ul class="figures">{shown}</ul>{_show_contents(named)}'
        f'<ul class="legend" aria-label="Colours">{legend}</ul></header>'
    )


def _show_contents(named: list[tuple[str, Report]]) -> str:
    if len(named) < 2:
        return ""
    items = "".join(
        f'<li><a href="#r{number}-">{escape(on_one_line(name))}</a>'
        f'<bdi lang="ar" dir="rtl">{escape(find_headline(report))}</bdi></li>'
        for number, (name, report) in enumerate(named, start=1)
    )
    return f'<nav aria-label="Reports"><ol>{items}</ol></nav>'


def _show_report(report: Report, name: str, prefix: str) -> str:
    claims = "".join(show_claim(c, report, prefix) for c in report.claims)
    events = "".join(show_event(e, report, prefix) for e in report.events)
    nothing = "" if claims or events else f'<p class="nothing">{say_nothing_found(report)}</p>'
    return (
        f'<article class="report" id="{prefix}">{_show_facts(report, name)}'
        f'<div class="text" lang="ar" dir="rtl" tabindex="0">{_show_text(report, prefix)}</div>'
        f'<div class="beside">{nothing}'
        + (f"<section><h3>Who said it</h3>{show_voices(report)}<ol>{claims}</ol></section>" if claims else "")
        + (f"<section><h3>What happened</h3><ol>{events}</ol></section>" if events else "")
        + "</div></article>"
    )


def _show_facts(report: Report, name: str) -> str:
    document = report.document
    known = [
        document.publisher or "publisher unknown",
        name_moment(document.published) if document.published else "no date of publication",
    ]
    if document.credited_source:
        known.append(f"credits {document.credited_source}")
    shown = "".join(f"<li><bdi>{escape(on_one_line(part))}</bdi></li>" for part in known)
    if document.url and is_web_address(document.url):
        link = escape(on_one_line(document.url))
        shown += f'<li><a href="{link}" rel="noopener noreferrer">where it was read</a></li>'
    return f'<header class="facts"><h2><bdi>{escape(on_one_line(name))}</bdi></h2><ul>{shown}</ul></header>'


def _show_text(report: Report, prefix: str) -> str:
    text = report.document.text
    tones = {claim.id: TONES[claim.force] for claim in report.claims}
    lines = list(cut_lines(text))
    shown = []
    for number, (line, marks) in enumerate(share_marks(lines, mark_report(report))):
        kind = ' class="headline"' if number == 0 and len(lines) > 1 and line.end - line.start <= _HEADLINE else ""
        segments = "".join(_show_segment(s, text, tones, prefix) for s in cut_segments(line, marks))
        shown.append(f"<p{kind}>{segments}</p>")
    return "".join(shown)


def _show_segment(segment: Segment, text: str, tones: dict[str, str], prefix: str) -> str:
    words = escape(text[segment.span.start : segment.span.end])
    if not segment.marks:
        return words
    owners = " ".join(dict.fromkeys(escape(prefix + mark.owner) for mark in reversed(segment.marks)))
    return f'<span class="m {_name_classes(segment.marks, tones)}" data-of="{owners}">{words}</span>'


def _name_classes(marks: tuple[Mark, ...], tones: dict[str, str]) -> str:
    """Return the classes of a segment: its roles, and the colour of the shortest claim around it."""
    roles = dict.fromkeys(mark.role for mark in marks)
    tone = next((tones[mark.owner] for mark in reversed(marks) if mark.owner in tones), None)
    nested = sum(1 for mark in marks if mark.role == "claim") > 1
    return " ".join([*roles, *([tone] if tone else []), *(["nested"] if nested else [])])
