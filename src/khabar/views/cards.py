"""Claims and events as cards of the HTML view: who said what through whom; what happened."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from khabar.model import Claim, Count, Event, Link, Party, Report
from khabar.views.visible import HIDDEN, name_hidden, on_one_line
from khabar.views.wording import (
    FORCE_WORDS,
    describe_count,
    describe_party,
    describe_place,
    describe_time,
    name_event,
    name_kind,
    trim_edges,
)

_COORDINATES = re.compile(r"(?<=\d), (?=-?\d)")
TONES = {
    "assert": "say",
    "confirm": "say",
    "announce": "say",
    "deny": "deny",
    "suspect": "doubt",
    "accuse": "doubt",
    "warn": "doubt",
    "threaten": "menace",
    "condemn": "menace",
    "claim_responsibility": "menace",
    "demand": "will",
    "promise": "will",
    "welcome": "will",
}
"""Each force and the family whose colour it has."""


def escape(text: str) -> str:
    """Escape text for HTML; hidden characters become small labels that do nothing."""
    escaped = html.escape(text)
    return HIDDEN.sub(lambda found: _label_hidden(found[0]), escaped)


def _label_hidden(character: str) -> str:
    shown = name_hidden(character)
    return shown if shown == character else f'<span class="hidden">{shown.strip("‹›")}</span>'


def arabic(text: str, *, tag: str = "bdi") -> str:
    """Return words of the report as an element of their own direction."""
    return f'<{tag} lang="ar" dir="rtl">{escape(" ".join(text.split()))}</{tag}>'


def show_claim(claim: Claim, report: Report, prefix: str) -> str:
    """Return the card of one claim; `prefix` makes its id unique on the page."""
    own = escape(prefix + claim.id)
    badges = [_badge(claim.certainty, "sure" if claim.certainty == "certain" else "unsure")]
    if claim.negated:
        badges.append(_badge("negated", "negated"))
    badges.append(_badge({"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}[claim.quote], "quiet"))
    about = "".join(_pointer(prefix, e) for e in claim.events)
    channel = f'<p class="channel">in {arabic(claim.channel.text)}</p>' if claim.channel else ""
    return (
        f'<li class="card claim {TONES[claim.force]}" id="{own}" data-id="{own}" tabindex="0">'
        f'<header><span class="no">{escape(claim.id)}</span><strong>{FORCE_WORDS[claim.force]}</strong>{"".join(badges)}</header>'
        f"{_show_chain(claim, report)}{channel}"
        f"{arabic(trim_edges(report.words(claim.content)), tag='blockquote')}"
        + (f"<footer>about {about}</footer>" if about else "")
        + "</li>"
    )


def _badge(text: str, kind: str) -> str:
    return f'<span class="badge {kind}">{escape(text)}</span>'


def _pointer(prefix: str, target: str) -> str:
    return f'<a class="pointer" href="#{escape(prefix + target)}">{escape(target)}</a>'


def _show_chain(claim: Claim, report: Report) -> str:
    """Return the way of the words: from the origin, through those who passed them on, to this page."""
    steps = [_show_link(link, "origin" if i == 0 else "relay") for i, link in enumerate(reversed(claim.chain))]
    if not steps:
        steps = ['<li class="origin unnamed"><small>the report does not say who</small></li>']
    publisher = on_one_line(report.document.publisher or "this report")
    return f'<ol class="chain">{"".join(steps)}<li class="reader"><small>{escape(publisher)}</small></li></ol>'


def _show_link(link: Link, place: str) -> str:
    known = " · ".join(part for part in (link.name, name_kind(link), link.country) if part)
    unnamed = _badge("unnamed", "unnamed") if link.anonymous else ""
    kind = f"{place} unnamed" if link.anonymous else place
    return f'<li class="{kind}">{arabic(link.text)}{unnamed}{_note(known)}</li>'


def show_event(event: Event, report: Report, prefix: str) -> str:
    """Return the card of one event, with the claims about it."""
    own = escape(prefix + event.id)
    about = "".join(_pointer(prefix, c.id) for c in report.claims if event.id in c.events)
    facts = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in _list_facts(event, report))
    return (
        f'<li class="card event" id="{own}" data-id="{own}" tabindex="0">'
        f'<header><span class="no">{escape(event.id)}</span><strong>{escape(name_event(event))}</strong>'
        f'<span class="badge status-{event.status}">{event.status}</span></header>'
        f"<dl>{facts}</dl>" + (f"<footer>told in {about}</footer>" if about else "") + "</li>"
    )


def _list_facts(event: Event, report: Report) -> Iterator[tuple[str, str]]:
    yield "word", arabic(report.words(event.trigger))
    if event.place:
        yield "where", _fact(event.place.text, describe_place(event.place))
    if event.time:
        yield "when", _fact(event.time.text, describe_time(event.time, report.document))
    yield from _show_parties((("actor", event.actor), ("target", event.target)))
    yield from _show_counts((("killed", event.killed), ("wounded", event.wounded)))
    for label, value in (("weapon", event.weapon), ("damage", event.damage)):
        if value:
            yield label, escape(value.replace("_", " "))


def _show_parties(parties: Iterable[tuple[str, Party | None]]) -> Iterator[tuple[str, str]]:
    for label, party in parties:
        if party:
            yield label, _fact(party.text, describe_party(party))


def _show_counts(counts: Iterable[tuple[str, Count | None]]) -> Iterator[tuple[str, str]]:
    for label, count in counts:
        if count:
            yield label, f"<b>{describe_count(count)}</b> {arabic(count.text)}"


def _fact(words: str, known: str) -> str:
    return arabic(words) + (_note(known) if known else "")


def _note(known: str) -> str:
    """Return what is known of a value in small print; a line ends neither before a dot nor inside coordinates."""
    together = _COORDINATES.sub(",\u00a0", on_one_line(known).replace(" · ", "\u00a0· "))
    return f"<small>{escape(together)}</small>"


def show_voices(report: Report) -> str:
    """Return the origins of a report, each with the number of its claims, most first."""
    origins = [claim.origin for claim in report.claims if claim.origin]
    counts = Counter((o.name or o.text, o.anonymous) for o in origins)
    if not counts:
        return ""
    items = "".join(
        f'<li class="{"unnamed" if anonymous else "named"}"><bdi>{escape(on_one_line(name))}</bdi><span>{count}</span></li>'
        for (name, anonymous), count in counts.most_common()
    )
    return f'<ul class="voices" aria-label="Origins and the number of their claims">{items}</ul>'
