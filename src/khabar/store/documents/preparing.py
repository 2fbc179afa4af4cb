"""What a document brings into the store besides itself: all that can be worked out where it was read."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from khabar.incidents.cards import make_cards
from khabar.incidents.copies import Signature, sign
from khabar.incidents.model import Card
from khabar.model import Document, Report
from khabar.store.documents.recognition import identify, text_digest
from khabar.store.documents.rows import Row, claim_rows, event_rows
from khabar.store.finding.shadow import index_stems
from khabar.store.packing import Packed, pack, unpack

_TITLE_WORDS, _LONGEST_TITLE = 4, 200


class Findings(msgspec.Struct, frozen=True, array_like=True):
    """A report in the forms in which the store keeps it."""

    report: Packed
    claims: tuple[Row, ...]
    events: tuple[Row, ...]
    cards: tuple[Card, ...]


class Prepared(msgspec.Struct, frozen=True, array_like=True):
    """A document ready to be stored; `findings` is None for what cannot be read yet."""

    id: str
    document: Document
    packed: Packed
    text_sha256: str
    title: str | None
    stems: tuple[str, ...]
    signature: Signature
    findings: Findings | None


def prepare(document: Document, report: Report | None) -> Prepared:
    """Return a document, and what was read from it, ready to be stored under the id that it stands for."""
    id = identify(document)
    document = replace(document, id=id)
    return Prepared(
        id=id,
        document=document,
        packed=pack(document),
        text_sha256=text_digest(document),
        title=find_title(report.document if report else document),
        stems=index_stems(document.text),
        signature=sign(document.text),
        findings=find_forms(id, report) if report else None,
    )


def find_title(document: Document) -> str | None:
    """Return the headline of a document, or else its first line of more than a few words."""
    lines = [" ".join(line.split()) for line in (*document.headlines, *document.text.splitlines())]
    told = next((line for line in lines if len(line.split()) >= _TITLE_WORDS), None)
    found = told or next(filter(None, lines), None)
    return found and found[:_LONGEST_TITLE]


def rename(prepared: Prepared, id: str) -> Prepared:
    """Return the same under another id."""
    document = replace(prepared.document, id=id)
    report = unpack(prepared.findings.report.body, Report) if prepared.findings else None
    return replace(
        prepared,
        id=id,
        document=document,
        packed=pack(document),
        findings=find_forms(id, report) if report else None,
    )


def find_forms(id: str, report: Report) -> Findings:
    """Return the stored forms of the report on the document with this id."""
    report = replace(report, document=replace(report.document, id=id))
    return Findings(pack(report), claim_rows(report), event_rows(report), make_cards(id, report))
