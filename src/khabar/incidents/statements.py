"""Turning what is told on one word into the origin of a record."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.incidents.origins import Root
from khabar.incidents.record import Carrier, Collapse, Digit, Origin, Ratings, Statement
from khabar.incidents.tellers import Told
from khabar.model import Claim


def make_origin(root: Root, ratings: Ratings) -> Origin:
    """Return an origin with its statements in the order of their publication."""
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
        statements=tuple(_make_statement(told, root, ratings) for told in in_order(root.told)),
        collapses=_unique(root.collapses),
    )


def in_order(told: Sequence[Told]) -> list[Told]:
    """Return tellings by publication; those without a date come last."""
    return sorted(told, key=lambda t: (t.page.report.document.published or "9999", t.page.id, t.speaker.key))


def _make_statement(told: Told, root: Root, ratings: Ratings) -> Statement:
    document = told.page.report.document
    claim = _weightiest(told.claims)
    return Statement(
        document=told.page.id,
        publisher=told.page.publisher.name if told.page.publisher else document.publisher,
        given=document.publisher,
        published=document.published,
        events=tuple(sorted({e.id for p in told.passages for e in p.events}, key=lambda e: (len(e), e))),
        claims=tuple(c.id for c in told.claims),
        quotes=told.quotes(),
        carriers=_carriers(told, root.carriers.get(told.page.id, ())),
        force=claim.force if claim else "assert",
        certainty=claim.certainty if claim else "certain",
        negated=claim.negated if claim else False,
        credibility=_best_digit(told, ratings),
    )


def _weightiest(claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that tells best how somebody stands to the incident: a denial, an accusation, the first one."""
    for force in ("deny", "claim_responsibility", "accuse"):
        found = next((c for c in claims if c.force == force), None)
        if found is not None:
            return found
    return claims[0] if claims else None


def _carriers(told: Told, more: Sequence[Carrier]) -> tuple[Carrier, ...]:
    return tuple(dict.fromkeys((*more, *told.speaker.carriers)))


def _best_digit(told: Told, ratings: Ratings) -> Digit:
    given = [ratings.claims[key] for c in told.claims if (key := f"{told.page.id}/{c.id}") in ratings.claims]
    return min(given, default="6")


def _unique(collapses: Sequence[Collapse]) -> tuple[Collapse, ...]:
    found = {(c.document, c.reason, c.because): c for c in collapses}
    return tuple(found[key] for key in sorted(found))
