"""Reading one report: the ordered steps from a document to its claims and events.

`read` is pure: no clock, no network, no state that shows. The same document gives the same report.
"""

from __future__ import annotations

import msgspec

from khabar.claims import find_claims
from khabar.events import find_events, name_claimants, tie_claims
from khabar.language import Lexicon, Text, load_lexicon, read_text
from khabar.mentions import find_mentions
from khabar.mentions.credits import describe_credits, find_reporter
from khabar.model import Document, Report
from khabar.pages.script import is_arabic

LANGUAGE = "ar"


def read(document: Document, *, language: Lexicon | None = None) -> Report:
    """Read the claims and events of one document.

    A text that is not Arabic gives a report without claims and events, its `language` as it was given.
    `language` is what khabar brings along unless another is given, such as `load_lexicon("ar").with_places(…)`.
    Raises `TypeError` for anything but a document.
    """
    if not isinstance(document, Document):
        raise TypeError(f"read takes a Document, not {type(document).__name__}: read(Document(text=…))")
    if not is_arabic(document.text) or _is_other(document.language):
        return Report(document=document)
    text = read_text(document.text, language or load_lexicon(LANGUAGE))
    document = _described(document, text)
    if not text.words:
        return Report(document=document)
    mentions = find_mentions(text, document)
    claims = find_claims(text, mentions, document)
    events = find_events(text, mentions, claims)
    tied = tie_claims(text, mentions, events, claims)
    return Report(document=document, claims=tuple(tied), events=tuple(name_claimants(events, tied)))


def _is_other(language: str | None) -> bool:
    """Say whether a language is given, and not the one that the engine reads."""
    return language is not None and language.partition("-")[0].lower() != LANGUAGE


def _described(document: Document, text: Text) -> Document:
    """Return the document with what its own words say about it, where the user said nothing."""
    described = msgspec.structs.replace(
        document,
        language=document.language or LANGUAGE,
        headlines=document.headlines or text.headlines(),
        byline=document.byline or find_reporter(document.text),
    )
    byline = read_text(described.byline, load_lexicon(LANGUAGE)) if described.byline else None
    return describe_credits(text, described, byline)
