"""The words behind an incident as W3C Web Annotations: one for each quotation of a statement or a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from khabar.export.case import Case
from khabar.export.flat import call_value
from khabar.export.options import Options, Written
from khabar.incidents.record import Quoted

_AROUND = 32  # characters before and after a quotation
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"khabar": "urn:khabar:term:"}]
Body = dict[str, Any]


def write_annotations(cases: Iterable[Case], stream: BinaryIO, options: Options) -> Written:
    """Write a page of annotations, one a line."""
    stream.write(b'{"@context":' + msgspec.json.encode(_CONTEXT) + b',"id":"urn:khabar:annotations",')
    stream.write(b'"type":"AnnotationPage","items":[')
    number = 0
    for case in cases:
        for annotation in _annotate(case):
            stream.write(b",\n" if number else b"\n")
            stream.write(msgspec.json.encode(annotation))
            number += 1
    stream.write(b"\n]}\n")
    return Written(rows=number)


def _annotate(case: Case) -> Iterator[dict[str, Any]]:
    for number, (quote, body) in enumerate(_find_quotations(case), start=1):
        report = case.by_document.get(quote.document)
        if report is None or not quote.text:
            continue
        text, (start, end) = report.document.text, quote.span
        yield {
            "id": f"urn:khabar:annotation:{case.record.id}:{number}",
            "type": "Annotation",
            "motivation": body["purpose"],
            "body": {"type": "TextualBody", "khabar:incident": case.record.id, **body},
            "target": {
                "source": report.document.url or f"urn:khabar:document:{quote.document}",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": text[start:end],
                        "prefix": text[max(0, start - _AROUND) : start],
                        "suffix": text[end : end + _AROUND],
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            },
        }


def _find_quotations(case: Case) -> Iterator[tuple[Quoted, Body]]:
    """Yield the quotations of statements and of values, each with what it stands for."""
    labels = {origin.key: origin.label for origin in case.record.origins}
    for origin in case.record.origins:
        for statement in origin.statements:
            body: Body = {
                "purpose": "describing",
                "value": statement.force,
                "khabar:slot": "statement",
                "khabar:origin": origin.label,
                "khabar:negated": statement.negated,
                "khabar:certainty": statement.certainty,
            }
            yield from ((quote, body) for quote in statement.quotes)
    for slot in case.record.slots:
        for value in slot.values:
            held = [labels[key] for key in value.backing.origins if key in labels]
            body = {
                "purpose": "tagging",
                "value": call_value(value),
                "khabar:slot": value.slot,
                "khabar:origin": held,
                "khabar:denial": value.denial,
            }
            yield from ((quote, body) for quote in value.quotes)
