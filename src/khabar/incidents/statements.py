"""Turning what is told on one word into the origin of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.incidents.record import Carrier, Collapse, Digit, Origin, Ratings, Statement
from khabar.incidents.roots import Root
from khabar.incidents.tellers import Told, in_order
from khabar.model import Claim


def make_origin(root: Root, ratings: Ratings, ways: Mapping[str, Sequence[Carrier]]) -> Origin:
    """Return an origin with its statements in the order of their publication.

    `ways` are the media through which each document has its text.
    """
    speaker = root.speaker
    publisher = speaker.publisher.name if speaker.publisher else None
    rated = (name for name in (speaker.name, speaker.text, publisher) if name and name in ratings.sources)
    letter = next(rated, None) if speaker.voice != "unnamed" else None
    return Origin(
        key=root.key,
        voice=speaker.voice,
        text=speaker.text,
        name=speaker.name,
        id=speaker.id,
        kind=speaker.kind,
        country=speaker.country,
        publisher=publisher,
        reliability=ratings.sources[letter] if letter else "F",
        statements=tuple(_make_statement(told, root, ratings, ways) for told in _by_document(root.told)),
        collapses=_unique(root.collapses),
    )


def _by_document(told: Sequence[Told]) -> list[list[Told]]:
    """Return what is told in each document together."""
    out: dict[str, list[Told]] = {}
    for one in in_order(told):
        out.setdefault(one.page.id, []).append(one)
    return list(out.values())


def _make_statement(
    all_told: Sequence[Told], root: Root, ratings: Ratings, ways: Mapping[str, Sequence[Carrier]]
) -> Statement:
    told = all_told[0]
    document = told.page.report.document
    claims = sorted({c.span: c for t in all_told for c in t.claims}.values(), key=lambda c: c.span)
    claim = _weightiest(claims)
    medium = root.speaker.publisher if root.speaker.voice == "own" else None
    itself = {root.speaker.name, medium.name if medium else None}
    through = [c for c in ways.get(told.page.id, ()) if c.name not in itself]
    return Statement(
        document=told.page.id,
        publisher=told.page.publisher.name if told.page.publisher else document.publisher,
        given=document.publisher,
        published=document.published,
        events=tuple(sorted({e.id for t in all_told for p in t.passages for e in p.events}, key=lambda e: (len(e), e))),
        claims=tuple(c.id for c in claims),
        quotes=tuple(sorted((q for t in all_told for q in t.quotes()), key=lambda q: q.span)),
        carriers=_each_once(
            (*root.carriers.get(told.page.id, ()), *through, *(c for t in all_told for c in t.speaker.carriers))
        ),
        force=claim.force if claim else "assert",
        certainty=claim.certainty if claim else "certain",
        negated=claim.negated if claim else False,
        credibility=_best_digit(told.page.id, claims, ratings),
    )


def _weightiest(claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that tells best how somebody stands to the incident: a denial, an accusation, what he says of it."""
    for force in ("deny", "claim_responsibility", "accuse"):
        found = next((c for c in claims if c.force == force), None)
        if found is not None:
            return found
    of_it = [c for c in claims if c.events] or list(claims)
    return next((c for c in of_it if not c.negated), of_it[0] if of_it else None)


def _each_once(carriers: Sequence[Carrier]) -> tuple[Carrier, ...]:
    """Return carriers without repetition, each as it was met first."""
    found: dict[str, Carrier] = {}
    for carrier in carriers:
        found.setdefault(carrier.name, carrier)
    return tuple(found.values())


def _best_digit(document: str, claims: Sequence[Claim], ratings: Ratings) -> Digit:
    given = [ratings.claims[key] for c in claims if (key := f"{document}/{c.id}") in ratings.claims]
    return min(given, default="6")


def _unique(collapses: Sequence[Collapse]) -> tuple[Collapse, ...]:
    found = {(c.document, c.reason, c.because): c for c in collapses}
    return tuple(found[key] for key in sorted(found))
