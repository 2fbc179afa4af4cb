"""Answers made of published cases: whatever is said here has been through the publish profile."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.incidents.case import Case
from khabar.incidents.record import HeldValue, IncidentRecord, Origin, SlotRecord
from khabar.mcp.answers import (
    Chain,
    Counts,
    Difference,
    IncidentAnswer,
    IncidentDifferences,
    Link,
    OriginTold,
    ReportRef,
    Slot,
    Value,
)
from khabar.mcp.quoting import Quote, quote_span, quote_words, show_name
from khabar.model import Claim, Report
from khabar.views.labels import load_labels
from khabar.views.sentence import tell
from khabar.views.visible import on_one_line
from khabar.views.wording import find_headline
from khabar.web.wording.phrases import load_phrases
from khabar.web.wording.values import write_value

_MOST_WORDS = 4


def tell_incident(case: Case) -> IncidentAnswer:
    """Return an incident with its origins, its values and its reports."""
    record = case.record
    reports, publishers, origins = record.backing.counts
    return IncidentAnswer(
        incident=record.id,
        sentence=tell_sentence(case),
        sentence_ar=on_one_line(tell(case.happening, load_labels("ar"))),
        day=record.day,
        counts=Counts(reports=reports, publishers=publishers, independent_origins=origins),
        grade=record.grade.name if record.grade else None,
        grade_reasons=list(record.grade.reasons) if record.grade else [],
        review=case.review,
        origins=[_tell_origin(origin) for origin in record.origins],
        slots=[_tell_slot(record, slot) for slot in record.slots if slot.values],
        reports=[_refer(document, report, _bringers(case, document)) for document, report in case.reports],
    )


def tell_sentence(case: Case) -> str:
    """Return what happened in one English sentence."""
    return on_one_line(tell(case.happening, load_labels("en")))


def tell_differences(case: Case) -> IncidentDifferences:
    """Return what the origins of an incident disagree on."""
    record = case.record
    found = [
        Difference(
            slot=slot.slot,
            kind=one.kind,
            first=_tell_value(record, slot.values[one.first]),
            second=_tell_value(record, slot.values[one.second]),
        )
        for slot in record.slots
        for one in slot.contradictions
    ]
    return IncidentDifferences(incident=record.id, sentence=tell_sentence(case), disagreements=found)


def tell_chains_of(case: Case) -> Iterator[Chain]:
    """Yield the chains of all claims that an incident's record rests on, report by report."""
    wanted = {
        (statement.document, claim)
        for origin in case.record.origins
        for statement in origin.statements
        for claim in statement.claims
    }
    for document, report in case.reports:
        for claim in report.claims:
            if (document, claim.id) in wanted:
                yield tell_chain(document, report, claim)


def tell_chain(document: str, report: Report, claim: Claim) -> Chain:
    """Return a claim with everybody through whom it came, from the publisher to who said it."""
    publisher = Link(role="publisher", name=show_name(report.document.publisher), kind="outlet", named=True, words=None)
    last = len(claim.chain) - 1
    through = [
        Link(
            role="speaker" if number == last else "carrier",
            name=show_name(link.name),
            kind=link.kind,
            named=not link.anonymous,
            words=quote_span(report, document, link.span),
        )
        for number, link in enumerate(claim.chain)
    ]
    return Chain(
        claim=f"{document}/{claim.id}",
        force=claim.force,
        certainty=claim.certainty,
        negated=claim.negated,
        direct_quotation=claim.quote != "indirect",
        links=[publisher, *through],
        cue=quote_span(report, document, claim.cue),
        said=quote_span(report, document, claim.content),
    )


def _tell_origin(origin: Origin) -> OriginTold:
    quotes = [quote for statement in origin.statements for quote in statement.quotes]
    return OriginTold(
        origin=show_name(origin.label) or origin.key,
        voice=origin.voice,
        kind=origin.kind,
        reports=list(origin.documents),
        rests_on_him=[f"{one.document}: {one.reason}" for one in origin.collapses],
        words=[quote_words(quote) for quote in quotes[:_MOST_WORDS]],
    )


def _tell_slot(record: IncidentRecord, slot: SlotRecord) -> Slot:
    order = sorted(range(len(slot.values)), key=lambda index: index != slot.most)
    return Slot(
        slot=slot.slot,
        values=[_tell_value(record, slot.values[index]) for index in order],
        contradicted=bool(slot.contradictions),
    )


def _tell_value(record: IncidentRecord, value: HeldValue) -> Value:
    labels = {origin.key: show_name(origin.label) or origin.key for origin in record.origins}
    words: list[Quote] = [quote_words(quote) for quote in value.quotes[:_MOST_WORDS]]
    held_by = [labels.get(key, key) for key in value.backing.origins]
    return Value(value=show_name(write_value(value, load_phrases("en"))) or "", held_by=held_by, words=words)


def _bringers(case: Case, document: str) -> list[str]:
    """Return the people who brought what a report tells of a case; "a person" where nobody may know who."""
    if document not in case.bringers:
        return []
    return [name for one in case.bringers[document] if (name := show_name(one))] or ["a person"]


def _refer(document: str, report: Report, brought_by: list[str]) -> ReportRef:
    told = report.document
    return ReportRef(
        document=document,
        publisher=show_name(told.publisher),
        published=told.published,
        url=show_name(told.url),
        title=show_name(find_headline(report)),
        brought_by=brought_by,
    )
