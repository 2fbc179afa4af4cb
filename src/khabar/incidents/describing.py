"""Describing one incident: from the reports that tell of it to its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from khabar.incidents.about import find_about, keep_here
from khabar.incidents.bearings import Focus, read_days
from khabar.incidents.blame import find_exculpations
from khabar.incidents.cards import make_cards
from khabar.incidents.confessions import find_confessions
from khabar.incidents.copies import find_copies
from khabar.incidents.credits import find_sources, find_ways, quote_credits
from khabar.incidents.denials import find_denials
from khabar.incidents.disagreement import Entry, lay_out
from khabar.incidents.drift import find_drifts
from khabar.incidents.focus import find_focus
from khabar.incidents.grading import suggest_grade
from khabar.incidents.model import Card
from khabar.incidents.origins import find_roots
from khabar.incidents.overruling import Overruled, overrule
from khabar.incidents.passages import Page, read_page
from khabar.incidents.press import Press
from khabar.incidents.record import (
    Backing,
    HeldValue,
    IncidentRecord,
    Origin,
    Ratings,
    SlotRecord,
    Telling,
)
from khabar.incidents.roots import Root
from khabar.incidents.statements import make_origin
from khabar.incidents.summary import summarise
from khabar.incidents.tellers import Told, find_tellers
from khabar.incidents.values import find_lead_reproach, find_values
from khabar.model import Report


def describe(
    incident: str,
    tellings: Sequence[Telling],
    reports: Mapping[str, Report],
    *,
    ratings: Ratings | None = None,
    cards: Sequence[Card] | None = None,
    overruled: Sequence[Overruled] = (),
) -> IncidentRecord:
    """Return what the reports say of one incident, whatever their order.

    `reports` holds every document that a telling names, by its id. A document named by several tellings
    counts once, with the events of all of them. `cards` are those of all these events; None makes them.
    `overruled` are values that people say are others.
    """
    joined = _join(tellings)
    press = Press(reports[t.document].document for t in joined)
    pages = {t.document: read_page(t.document, reports[t.document], press) for t in joined}
    focus = find_focus(list(pages.values()), joined)
    joined = [keep_here(pages[t.document], t, focus) for t in joined]
    about = {t.document: find_about(pages[t.document], t, focus) for t in joined}
    told = [one for t in joined for one in find_tellers(pages[t.document], t, about[t.document], focus)]
    sources = find_sources(pages)
    credited = {d: frozenset(of) for d, of in sources.items()}
    copies = quote_credits(find_copies({d: p.report.document for d, p in pages.items()}, credited), sources)
    roots = find_roots(told, copies)
    ways = find_ways(pages, copies)
    made = (make_origin(root, ratings or Ratings(), ways) for root in roots)
    origins = tuple(sorted(made, key=lambda origin: (-len(origin.documents), origin.key)))
    events = {t.document: frozenset(t.events) for t in joined}
    speaking = [(root.key, one) for root in roots for one in root.told]
    slots = lay_out(overrule(_entries(roots, focus, events), overruled, copies))
    published = sorted(d[0] for p in pages.values() if (d := read_days(p.report.document.published, None)) is not None)
    return IncidentRecord(
        id=incident,
        documents=tuple(sorted(pages, key=lambda d: (pages[d].report.document.published or "9999", d))),
        day=_find_day(_make_cards(joined, reports) if cards is None else cards, slots, published),
        first_reported=published[0].isoformat() if published else None,
        backing=_back(origins, pages),
        origins=origins,
        slots=slots,
        copies=tuple(copies),
        drifts=find_drifts(roots, pages, about),
        grade=suggest_grade(origins, slots, find_confessions(speaking, focus, events), find_denials(speaking, events)),
    )


def _make_cards(tellings: Sequence[Telling], reports: Mapping[str, Report]) -> list[Card]:
    chosen = {f"{t.document}/{event}" for t in tellings for event in t.events}
    return [c for t in tellings if t.events for c in make_cards(t.document, reports[t.document]) if c.key in chosen]


def _find_day(cards: Sequence[Card], slots: Sequence[SlotRecord], published: Sequence[date]) -> str | None:
    """Return the day for which most reports speak; where no event of theirs was chosen, the one most origins hold.

    Where nobody tells a time at all, it is the first day of publication.
    """
    first = summarise(cards).first_day if cards else None
    if first is not None:
        return date.fromordinal(first).isoformat()
    time = next((s.held for s in slots if s.slot == "time"), None)
    if time is not None:
        return time.start
    timed = any(card.first_day is not None for card in cards)
    return published[0].isoformat() if published and not timed else None


def _entries(roots: Sequence[Root], focus: Focus, events: Mapping[str, frozenset[str]]) -> list[Entry]:
    """Return every value of every slot as one origin holds it in one document."""
    told = [(root, t, find_values(t, focus, events[t.page.id])) for root in roots for t in root.told]
    blamed = [v for _, _, values in told for v in values if v.slot == "blamed"]
    found: list[tuple[Root, Told, str | None, HeldValue]] = [
        (root, t, root.key, value)
        for root, t, values in told
        for value in (*values, *find_exculpations(t, blamed, events[t.page.id]))
    ]
    found += [
        (root, t, None, value) for root, t, _ in told for value in find_lead_reproach(t, focus, events[t.page.id])
    ]
    return [
        Entry(
            origin=origin,
            document=t.page.id,
            publisher=t.page.publisher.name if t.page.publisher else None,
            published=t.page.report.document.published,
            value=value,
            relayed=t.page.id in root.carriers or t.speaker.relayed,
        )
        for root, t, origin, value in found
    ]


def _join(tellings: Sequence[Telling]) -> list[Telling]:
    """Return one telling for each document, sorted."""
    out: dict[str, Telling] = {}
    for telling in sorted(tellings, key=lambda t: (t.document, t.events, t.claims or ())):
        before = out.get(telling.document)
        if before is None:
            out[telling.document] = telling
            continue
        claims = None if None in (before.claims, telling.claims) else (*(before.claims or ()), *(telling.claims or ()))
        events = tuple(dict.fromkeys((*before.events, *telling.events)))
        out[telling.document] = Telling(document=telling.document, events=events, claims=claims)
    return list(out.values())


def _back(origins: Sequence[Origin], pages: Mapping[str, Page]) -> Backing:
    documents = sorted({s.document for o in origins for s in o.statements})
    publishers = {pages[d].publisher for d in documents}
    return Backing(
        reports=tuple(documents),
        publishers=tuple(sorted({p.name for p in publishers if p is not None})),
        origins=tuple(o.key for o in origins),
    )
