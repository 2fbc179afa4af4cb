"""On whose word: every origin with the reports that carry it; copies, drift, the tellings in time, and the reports."""

from __future__ import annotations

import html
from collections.abc import Iterator
from urllib.parse import unquote

from khabar.export.dossier.index import Index
from khabar.export.dossier.table import show_voice
from khabar.export.dossier.wording import Wording, isolate, left_to_right, quote
from khabar.export.facts import headline
from khabar.incidents.record import Drift, Origin, Statement
from khabar.pages.addresses import is_web_address
from khabar.views.cards import escape

_MOST_QUOTES = 2
_EXPLAINED = ("same_speaker", "same_unnamed_speaker", "relayed")


def show_voices(index: Index, wording: Wording) -> str:
    """Return every origin with its statements and what was not counted as an origin because of it."""
    told = "".join(_origin(index, origin, wording) for origin in index.origins)
    return (
        f'<section><h2>{wording.say("voices")}</h2><p class="note">{wording.say("voices_note")}</p>'
        f'<ol class="origins">{told}</ol></section>'
    )


def _origin(index: Index, origin: Origin, wording: Wording) -> str:
    number = index.number_origin(origin.key) or 0
    kind = escape(wording.labels.name("kind", origin.kind))
    rated = f" · {wording.say('reliability', letter=origin.reliability)}" if origin.reliability != "F" else ""
    statements = "".join(_statement(index, s, wording) for s in sorted(origin.statements, key=_by_time))
    collapses = "".join(_collapses(index, origin, wording))
    not_counted = (
        f'<p class="label">{wording.say("collapsed")}</p><ul class="collapses">{collapses}</ul>' if collapses else ""
    )
    return (
        f'<li id="{index.anchor("o", number)}"><h3><span class="no">{number}</span> {isolate(wording.origin(origin))}'
        f"{show_voice(origin, wording)} <small>· {kind}{rated}</small></h3>"
        f'<ul class="statements">{statements}</ul>{not_counted}</li>'
    )


def _by_time(statement: Statement) -> tuple[str, str]:
    return statement.published or "9999", statement.document


def _statement(index: Index, statement: Statement, wording: Wording) -> str:
    labels = wording.labels
    publisher = wording.name(statement.publisher, statement.publisher or "") or wording.say("unknown_publisher")
    way = " ← ".join(isolate(wording.name(c.name, c.name)) for c in statement.carriers)
    came = f"{wording.say('through')} {way}" if way else wording.say("directly")
    manner = [labels.name("force", statement.force)]
    manner += [labels.name("certainty", statement.certainty)] if statement.certainty != "certain" else []
    how = " · ".join(escape(m) for m in manner) + (
        f" · {wording.say('negated')}" if statement.negated and statement.force != "deny" else ""
    )
    shown = sorted(statement.quotes, key=lambda q: q.headline)[:_MOST_QUOTES]
    mark = f" <small>{wording.say('headline')}</small>"
    words = "".join(f"<li>{quote(q.text)}{mark if q.headline else ''}</li>" for q in shown if q.text)
    listed = f'<ul class="quotes">{words}</ul>' if words else ""
    return (
        f'<li><div class="line">{index.refer([statement.document])} {left_to_right((statement.published or "")[:10])} '
        f'<b>{isolate(publisher)}</b> <span class="way">{came}</span> <span class="chip">{how}</span></div>{listed}</li>'
    )


def _collapses(index: Index, origin: Origin, wording: Wording) -> Iterator[str]:
    """Yield why tellings count as this origin's, those for the same reason as one."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for collapse in origin.collapses:
        because = collapse.because if wording.language == "en" and collapse.reason in _EXPLAINED else ""
        words = collapse.words.text if collapse.words else ""
        alike.setdefault((collapse.reason, because, words), []).append(collapse.document)
    for (reason, because, words), documents in alike.items():
        why = f' <small dir="ltr">{escape(because)}</small>' if because else ""
        said = f" {quote(words)}" if words else ""
        yield f"<li>{index.refer(documents)} {escape(wording.labels.name('collapse', reason))}{why}{said}</li>"


def show_copies(index: Index, wording: Wording) -> str:
    """Return which report's text is another's; nothing where none is."""
    copies = index.case.record.copies
    rows = "".join(
        f"<li>{index.refer([c.document])} {wording.say('copy', share=f'{c.share:.0%}')} {index.refer([c.of])} "
        f"<small>{escape(wording.labels.name('collapse', c.reason))}</small>"
        f"{f' {quote(c.credit.text)}' if c.credit and c.credit.text else ''}</li>"
        for c in copies
    )
    return _section(wording, "copies", f'<ul class="plain">{rows}</ul>') if rows else ""


def show_drift(index: Index, wording: Wording) -> str:
    """Return how words changed on their way: before and after side by side; nothing where they did not."""
    told = "".join(_drift(index, d, wording) for d in index.case.record.drifts if d.after.text or d.because)
    return _section(wording, "drift", told) if told else ""


def _drift(index: Index, drift: Drift, wording: Wording) -> str:
    name = next((wording.origin(o) for o in index.origins if o.key == drift.origin), drift.origin)
    sides = "".join(
        f'<div><span class="label">{wording.say(key)} {index.refer([quoted.document])}</span>{quote(quoted.text)}</div>'
        for key, quoted in (("before", drift.before), ("after", drift.after))
    )
    return (
        f'<div class="drift"><h3>{escape(wording.labels.name("drift", drift.kind))} '
        f'<small>{isolate(name)}{_because(drift.because)}</small></h3><div class="pair">{sides}</div></div>'
    )


def _because(because: str) -> str:
    return f' · <bdi dir="ltr">{escape(because)}</bdi>' if because else ""


def show_timeline(index: Index, wording: Wording) -> str:
    """Return the days on which the incident was told, each with its reports and the origins that speak in them."""
    days: dict[str, list[str]] = {}
    for document, report in index.reports:
        days.setdefault((report.document.published or "")[:10], []).append(document)
    rows = "".join(
        f'<li><div class="day"><b>{left_to_right(day) if day else wording.say("undated")}</b>'
        f'<span class="bar">{"".join("<i></i>" for _ in documents)}</span></div>'
        f"<ul>{''.join(_told(index, document, wording) for document in documents)}</ul></li>"
        for day, documents in days.items()
    )
    return f'<section><h2>{wording.say("timeline")}</h2><ol class="timeline">{rows}</ol></section>'


def _told(index: Index, document: str, wording: Wording) -> str:
    published = index.case.by_document[document].document
    time = (published.published or "")[11:16]
    spoken = [o for o in index.origins if document in o.documents]
    numbers = "".join(
        f'<a class="no" href="#{index.anchor("o", n)}">{n}</a>' for o in spoken if (n := index.number_origin(o.key))
    )
    name = index.name_publisher(document, wording)
    return f"<li>{index.refer([document])} {isolate(name)} <small>{isolate(time)}</small> {numbers}</li>"


def show_reports(index: Index, wording: Wording) -> str:
    """Return the list of the reports: number, day, publisher, headline, address, hash."""
    keys = ("number", "published", "publisher", "headline_of")
    heads = "".join(f'<th scope="col">{wording.say(key)}</th>' for key in keys)
    rows = ""
    for number, (document, report) in enumerate(index.reports, start=1):
        told = report.document
        name = index.name_publisher(document, wording)
        found = _address(told.url) + (
            f'<code title="{wording.say("hash")}">{told.sha256}</code>' if told.sha256 else ""
        )
        rows += (
            f'<tr id="{index.anchor("r", number)}"><td>{number}</td><td>{left_to_right((told.published or "")[:10])}</td>'
            f'<td>{isolate(name)}</td><td><span lang="ar" dir="rtl">{escape(headline(told))}</span>'
            f'<div class="found">{found}</div></td></tr>'
        )
    table = f'<div class="wide" tabindex="0"><table class="list"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f"<section><h2>{wording.say('list')}</h2>{table}</section>"


def _address(url: str | None) -> str:
    if not url:
        return ""
    if not is_web_address(url):
        return f'<span dir="ltr">{escape(url)}</span>'
    return f'<a href="{escape_attribute(url)}" rel="noopener noreferrer" dir="ltr">{escape(unquote(url))}</a>'


def escape_attribute(text: str) -> str:
    """Return text for an attribute: quotation marks escaped, hidden characters left out."""
    return html.escape("".join(c for c in text if c.isprintable()), quote=True)


def _section(wording: Wording, key: str, told: str) -> str:
    return f'<section><h2>{wording.say(key)}</h2><p class="note">{wording.say(f"{key}_note")}</p>{told}</section>'
