"""From whom reports say that they have their text, in which words, and who of them carries it on without saying so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from khabar.incidents.passages import Page
from khabar.incidents.publishers import Publisher
from khabar.incidents.record import Carrier, Copy, Quoted
from khabar.incidents.speakers import find_speaker

_SPLIT = re.compile(r"\s*[+،,/|]\s*")


def find_credited(page: Page) -> dict[str, tuple[Publisher, Quoted | None]]:
    """Return the media that a report credits, by their keys, each with the words of its text that do so, if any.

    Empty where the report names its own publisher: then the text is its own.
    """
    document = page.report.document
    found: dict[str, tuple[Publisher, Quoted | None]] = {}
    for credit in document.credits:
        medium = page.press.find(credit.text.strip()) if credit.kind != "page" else None
        if medium is not None and (medium.key not in found or found[medium.key][1] is None):
            found[medium.key] = (medium, page.quote(credit.span) if credit.span is not None else None)
    for name in _SPLIT.split(document.credited_source or ""):
        if (medium := page.press.find(name.strip())) is not None:
            found.setdefault(medium.key, (medium, None))
    return {} if page.publisher is not None and page.publisher.key in found else found


def credited_medium(page: Page) -> Publisher | None:
    """Return the one medium from which a report says that it has its text, None where it names several or none."""
    found = find_credited(page)
    return next(iter(found.values()))[0] if len(found) == 1 else None


def find_sources(pages: Mapping[str, Page]) -> dict[str, dict[str, Quoted | None]]:
    """Return for each document the others whose publisher it credits or carries in a chain, with its words for it."""
    by_publisher: dict[str, set[str]] = defaultdict(set)
    for document, page in pages.items():
        if page.publisher is not None:
            by_publisher[page.publisher.key].add(document)
    out: dict[str, dict[str, Quoted | None]] = {}
    for document, page in pages.items():
        own = out[document] = {}
        for key, words in _find_named(page).items():
            for other in by_publisher.get(key, ()):
                if other != document:
                    own[other] = words
    return out


def _find_named(page: Page) -> dict[str, Quoted | None]:
    """Return the keys of the media that a report credits or carries, without its own publisher."""
    medium = credited_medium(page)
    named = {medium.key: find_credited(page)[medium.key][1]} if medium else {}
    for claim in page.report.claims:
        speaker = find_speaker(claim, page, ())
        if speaker.publisher is not None:
            named.setdefault(speaker.publisher.key, page.quote(claim.chain[-1].span) if claim.chain else None)
    named.pop(page.publisher.key if page.publisher else "", None)
    return named


def quote_credits(copies: Sequence[Copy], sources: Mapping[str, Mapping[str, Quoted | None]]) -> list[Copy]:
    """Return copies with the words in which each says whose text it is."""
    return [msgspec.structs.replace(copy, credit=sources[copy.document].get(copy.of)) for copy in copies]


def find_ways(pages: Mapping[str, Page], copies: Sequence[Copy]) -> dict[str, tuple[Carrier, ...]]:
    """Return through whom each report has its text: the media that it credits; a copy also has those of its original."""
    said = {
        document: tuple(Carrier(name=m.name, words=words) for m, words in find_credited(page).values())
        for document, page in pages.items()
    }
    of = {copy.document: copy.of for copy in copies}
    return {document: said[document] or _inherit(document, of, said) for document in pages}


def _inherit(document: str, of: Mapping[str, str], said: Mapping[str, tuple[Carrier, ...]]) -> tuple[Carrier, ...]:
    original = of.get(document)
    return tuple(msgspec.structs.replace(c, credited=False, words=None) for c in said[original]) if original else ()
