"""What a profile keeps back of a case: words and names to mask wherever they stand, stretches of texts to cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from khabar.export.case import Case
from khabar.export.coarser import names_of
from khabar.export.profile import Profile
from khabar.language import load_lexicon, read_text
from khabar.language.spelling import fold
from khabar.mentions import find_mentions
from khabar.mentions.model import Mentions
from khabar.model import Claim, Document, Event, Link, Place, PlacePrecision, Report, Span
from khabar.reading import LANGUAGE

MASK = "█"
FINER: dict[str, frozenset[PlacePrecision]] = {
    "exact": frozenset(),
    "district": frozenset({"site", "town"}),
    "grid": frozenset({"site", "town", "district"}),
    "governorate": frozenset({"site", "town", "district"}),
}
"""The precisions that a rule about places does not let through."""

_MADE_HERE = "person:"  # ids of persons whom only the report knows
_NOWHERE = Span(0, 0)
_SHORTEST = 3  # letters; fewer would cover parts of other words
_MAY_BE_PRIVATE = frozenset({"witness", "local_source", "other", "analyst"})


@dataclass(frozen=True)
class Withheld:
    """`words` are masked in every string; `spans` are covered in the text of their document."""

    words: tuple[str, ...]
    spans: dict[str, list[Span]]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile("|".join(map(_find_word, self.words))) if self.words else None

    def mask(self, text: str) -> str:
        """Return a text with every withheld word covered letter for letter, so that offsets stay true."""
        return self._pattern.sub(lambda found: MASK * len(found[0]), text) if self._pattern else text

    def cover(self, document: str, text: str) -> str:
        """Return the text of a document with its withheld stretches and words covered."""
        letters = list(text)
        for start, end in self.spans.get(document, ()):
            letters[start:end] = [letter if letter.isspace() else MASK for letter in letters[start:end]]
        return self.mask("".join(letters))


def _find_word(word: str) -> str:
    """Return the expression that finds a word: Latin letters only whole, Arabic ones also with what is written onto them."""
    before = r"\b" if word[0].isascii() and word[0].isalnum() else ""
    after = r"\b" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + re.escape(word) + after


def is_finer(precision: str | None, identity: str | None, rule: str) -> bool:
    """Tell whether a place says more than a rule lets through; a name that no gazetteer knows always does."""
    return precision in FINER[rule] or (rule != "exact" and not identity and precision is not None)


def find_withheld(case: Case, profile: Profile) -> Withheld:
    """Return what the profile keeps back of a case; the longest words come first, to be covered whole."""
    words = set(_all_names(profile.items.names))
    spans: dict[str, list[Span]] = {}
    for _, report in list_tellings(case):
        words.update(_of_report(report, profile))
    for document, report in case.reports:
        spans[document] = []
        for span, name in _find_in_text(report.document, profile):
            spans[document].append(span)
            words.update(name)
    for one in (case, case.corrected):
        words.update(_of_record(one, profile) if one else ())
    return Withheld(tuple(sorted((w for w in words if len(w) >= _SHORTEST), key=lambda w: (-len(w), w))), spans)


def list_tellings(case: Case) -> Iterator[tuple[str, Report]]:
    """Yield the reports of a case as the machine reads them, as they are corrected, and what else people said of them."""
    yield from case.reports
    if case.corrected:
        yield from case.corrected.reports
    for review in case.reviews:
        document = case.by_document[review.document].document
        claims, events = [], []
        for ruled in review.items:
            speaker, place = ruled.values.speaker, ruled.values.place
            claims += [ruled.claim] if ruled.claim else []
            events += [ruled.event] if ruled.event else []
            if isinstance(speaker, Link):
                claims.append(
                    Claim(id="", span=_NOWHERE, cue=_NOWHERE, content=_NOWHERE, force="assert", chain=(speaker,))
                )
            if isinstance(place, Place):
                events.append(Event(id="", type="ASSAULT", trigger=_NOWHERE, place=place))
        yield review.document, Report(document=document, claims=tuple(claims), events=tuple(events))


@cache
def _all_names(names: tuple[str, ...]) -> frozenset[str]:
    """Return withheld names with all others of the same actor or place, and its id: each would tell who is meant."""
    asked, records = set(names), load_lexicon(LANGUAGE).names
    found = set(names)
    known = [(r.id, r.name, *r.arabic) for r in records.actors] + [(r.id, r.name, *r.arabic) for r in records.places]
    for called in known:
        if asked.intersection(called):
            found.update(called)
    return frozenset(found)


def _of_report(report: Report, profile: Profile) -> Iterator[str]:
    for claim in report.claims:
        for link in claim.chain:
            yield from _of_link(link, profile)
    byline = report.document.byline
    if profile.persons == "withheld" and byline and fold(byline) not in _known_media():
        yield byline
    for event in report.events:
        place = event.place
        if place and is_finer(place.precision, place.id, profile.places):
            yield from filter(None, (place.text, place.name, place.id, *names_of(place.id)))


@cache
def _known_media() -> frozenset[str]:
    """Return the folded names of agencies and outlets: one of these in the place of a reporter is nobody's secret."""
    media = (a for a in load_lexicon(LANGUAGE).names.actors if a.kind in ("agency", "outlet"))
    return frozenset(fold(name) for actor in media for name in (actor.name, *actor.arabic))


def _of_link(link: Link, profile: Profile) -> Iterator[str]:
    if link.anonymous:
        if profile.unnamed == "withheld":
            yield link.text
    elif profile.persons == "withheld" and is_unlisted(link.id) and link.kind in _MAY_BE_PRIVATE:
        yield from filter(None, (link.text, link.name))


def _of_record(case: Case, profile: Profile) -> Iterator[str]:
    for origin in case.record.origins:
        if origin.key in profile.items.origins:
            yield from filter(None, (origin.text, origin.name))
        elif profile.unnamed == "withheld" and origin.voice == "unnamed":
            yield origin.text
    for value in case.record.slot("place").values:
        if is_finer(value.precision, value.id, profile.places):
            yield from filter(None, (value.text, value.name, value.id, *names_of(value.id)))


@lru_cache(maxsize=4096)
def _find_in_text(document: Document, profile: Profile) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Return what `_in_text` finds, once for a document of which several incidents are told."""
    return tuple(_in_text(document, profile))


def _in_text(document: Document, profile: Profile) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the stretches of a text to cover, each with the words to mask elsewhere too."""
    mentions = _read_mentions(document)
    if profile.persons == "withheld":
        for actor in mentions.actors:
            if actor.person and is_unlisted(actor.id) and not (actor.anonymous or actor.generic):
                yield actor.span, (document.text[actor.span.start : actor.span.end],)
    for place in mentions.places:
        if is_finer(place.precision, place.id, profile.places):
            yield place.span, tuple(filter(None, (place.name, *names_of(place.id))))
    if profile.days != "exact":
        for time in mentions.times:
            yield time.span, ()


def is_unlisted(identity: str | None) -> bool:
    """Tell whether somebody stands in none of khabar's own records: the name may be a secret."""
    return identity is None or identity.startswith(_MADE_HERE)


def _read_mentions(document: Document) -> Mentions:
    text = read_text(document.text, load_lexicon(LANGUAGE))
    return find_mentions(text, document) if text.words else Mentions()
