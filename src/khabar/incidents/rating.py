"""Admiralty ratings that people gave: a letter to a source, a digit to a claim, each with who, when and why.

khabar never sets one by itself: what nobody rated is F ("reliability cannot be judged") and 6 ("truth cannot be
judged"). Nothing is taken out of the list; of one source or claim the latest holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

import msgspec

from khabar.incidents.record import Digit, IncidentRecord, Letter, Origin, Ratings, Statement
from khabar.language import load_lexicon
from khabar.language.spelling import fold
from khabar.model import Claim, Report, Value
from khabar.reading import LANGUAGE
from khabar.reviews.anchoring import find_again
from khabar.reviews.model import Review

LETTERS: tuple[Letter, ...] = get_args(Letter)
DIGITS: tuple[Digit, ...] = get_args(Digit)
UNRATED: tuple[Letter, Digit] = ("F", "6")


class Rating(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One rating. Of a source `source` is its name and `letter` set; of a claim `document`, the claim as read, `digit`."""

    id: str
    by: str
    at: str
    why: str
    source: str | None = None
    letter: Letter | None = None
    document: str | None = None
    claim: Claim | None = None
    digit: Digit | None = None


def name_source(name: str) -> str:
    """Return what a source is known by, in whatever script and spelling: the id of its record, else its folded name."""
    folded = _fold(name)
    return _records().get(folded, folded)


def find_letters(ratings: Iterable[Rating]) -> dict[str, Rating]:
    """Return the rating that holds of each source, by what it is known by."""
    return {name_source(one.source): one for one in ratings if one.source is not None}


def find_digits(document: str, report: Report, ratings: Iterable[Rating]) -> dict[str, Rating]:
    """Return the rating that holds of each claim of a report, by the id that the claim has in this reading."""
    found: dict[str, Rating] = {}
    for one in ratings:
        if one.document == document and one.claim is not None:
            seen = Review(id=one.id, document=document, verdict="accept", by=one.by, at=one.at, claim=one.claim)
            for id in find_again(report, [seen]).values():
                found[id] = one
    return found


def gather(ratings: Iterable[Rating], reports: Mapping[str, Report]) -> Ratings:
    """Return what ratings come to for reports, as incidents are described with it."""
    made = list(ratings)
    sources = {one.source: one.letter for one in find_letters(made).values() if one.source and one.letter}
    claims = {
        f"{document}/{id}": one.digit
        for document, report in reports.items()
        for id, one in find_digits(document, report, made).items()
        if one.digit is not None
    }
    return Ratings(sources=sources, claims=claims)


def rate(record: IncidentRecord, ratings: Ratings) -> IncidentRecord:
    """Return a record with letters and digits put in; nothing else of it depends on them."""
    if not ratings.sources and not ratings.claims:
        return record
    letters = {name_source(name): letter for name, letter in ratings.sources.items()}
    origins = tuple(_rate_origin(origin, letters, ratings.claims) for origin in record.origins)
    return msgspec.structs.replace(record, origins=origins)


def _fold(name: str) -> str:
    return " ".join(fold(name).lower().split())


@cache
def _records() -> dict[str, str]:
    """Return the ids of all actors by the names that no other actor bears."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in load_lexicon(LANGUAGE).names.actors:
        for name in (record.name, *record.arabic):
            found[_fold(name)].add(record.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def carry(old: IncidentRecord, new: IncidentRecord) -> IncidentRecord:
    """Return a record with the ratings that another one of the same incident bears."""
    letters = {origin.key: origin.reliability for origin in old.origins}
    digits = {(o.key, s.document): s.credibility for o in old.origins for s in o.statements}
    origins = tuple(
        msgspec.structs.replace(
            origin,
            reliability=letters.get(origin.key, UNRATED[0]),
            statements=tuple(
                msgspec.structs.replace(one, credibility=digits.get((origin.key, one.document), UNRATED[1]))
                for one in origin.statements
            ),
        )
        for origin in new.origins
    )
    return msgspec.structs.replace(new, origins=origins)


def _rate_origin(origin: Origin, letters: Mapping[str, Letter], digits: Mapping[str, Digit]) -> Origin:
    known = [origin.id or "", *(name_source(name) for name in (origin.name, origin.text, origin.publisher) if name)]
    letter = next((letters[key] for key in known if key in letters), UNRATED[0]) if origin.voice != "unnamed" else "F"
    statements = tuple(_rate_statement(one, digits) for one in origin.statements)
    return msgspec.structs.replace(origin, reliability=letter, statements=statements)


def _rate_statement(statement: Statement, digits: Mapping[str, Digit]) -> Statement:
    given = [digits[key] for id in statement.claims if (key := f"{statement.document}/{id}") in digits]
    return msgspec.structs.replace(statement, credibility=min(given, default=UNRATED[1]))
