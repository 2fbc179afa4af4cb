"""Two reports side by side: one incident or two, who speaks in both, which words are copied, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal

from khabar.incidents.cards import make_cards, make_tellings
from khabar.incidents.copies import find_copies, find_shingles
from khabar.incidents.describing import describe
from khabar.incidents.grouping import group
from khabar.incidents.likeness import explain, score
from khabar.incidents.model import Card, Group, Reason, Tie
from khabar.incidents.press import split_words
from khabar.incidents.record import Copy, IncidentRecord
from khabar.incidents.shared import Passage, find_shared
from khabar.model import Claim, Link, Report, Value

FIRST, SECOND = "first", "second"
Turn = Literal["speaker", "force", "certainty", "negation"]
_MOST_EVENTS = 12  # of each report, by how much of it is about them
_ALIKE = 0.5  # of the words of the shorter claim
_LEAST = 2  # words that two claims share
_LETTERS = 3  # shorter words tell nothing


class Shared(Value, frozen=True, kw_only=True):
    """One incident of which both tell: its record, and what ties their events. Documents are "first" and "second"."""

    record: IncidentRecord
    ties: tuple[Tie, ...]


class Nearest(Value, frozen=True, kw_only=True):
    """The two events most alike that are still not held to be one: what speaks for it and against, and the sum."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]


class Met(Value, frozen=True, kw_only=True):
    """Two claims that say the same, and in what the second differs from the first."""

    first: str
    second: str
    turns: tuple[Turn, ...] = ()


class Comparison(Value, frozen=True, kw_only=True):
    """All that two reports have in common, and where they differ.

    `share` is the part of the smaller text's runs of words that the other has too, 0 to 1. `speakers` are named or
    quoted in both, whatever they say. `only_first`, `only_second` are ids of claims.
    """

    shared: tuple[Shared, ...] = ()
    nearest: Nearest | None = None
    passages: tuple[Passage, ...] = ()
    share: float = 0.0
    copy: Copy | None = None
    speakers: tuple[Link, ...] = ()
    met: tuple[Met, ...] = ()
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()


def compare_reports(first: Report, second: Report) -> Comparison:
    """Return what two reports share and where they differ; nothing but the two counts."""
    reports = {FIRST: first, SECOND: second}
    cards = {name: make_cards(name, report) for name, report in reports.items()}
    by_key = {card.key: card for own in cards.values() for card in own}
    shared = tuple(_describe(found, by_key, reports) for found in group(by_key.values()) if _is_shared(found))
    met = tuple(_meet(first, second))
    return Comparison(
        shared=tuple(sorted(shared, key=lambda one: -len(one.record.backing.origins))),
        nearest=None if shared else _find_nearest(cards[FIRST], cards[SECOND]),
        passages=find_shared(first.document.text, second.document.text),
        share=_share(first, second),
        copy=next(iter(find_copies({name: report.document for name, report in reports.items()})), None),
        speakers=tuple(_find_common(first, second)),
        met=met,
        only_first=tuple(claim.id for claim in first.claims if claim.id not in {one.first for one in met}),
        only_second=tuple(claim.id for claim in second.claims if claim.id not in {one.second for one in met}),
    )


def _is_shared(found: Group) -> bool:
    return {key.rpartition("/")[0] for key in found.members} == {FIRST, SECOND}


def _describe(found: Group, cards: dict[str, Card], reports: dict[str, Report]) -> Shared:
    own = [cards[key] for key in found.members]
    between = tuple(tie for tie in found.ties if tie.a.rpartition("/")[0] != tie.b.rpartition("/")[0])
    return Shared(
        record=describe(found.id, make_tellings(own), reports, cards=own),
        ties=between or found.ties,
    )


def _find_nearest(first: Sequence[Card], second: Sequence[Card]) -> Nearest | None:
    """Return the likest pair of events of two reports; None where one has none."""
    foremost = [sorted(own, key=lambda card: card.order)[:_MOST_EVENTS] for own in (first, second)]
    pairs = [(score(a, b), a, b) for a, b in product(*foremost)]
    if not pairs:
        return None
    value, a, b = max(pairs, key=lambda pair: (pair[0], -pair[1].order, -pair[2].order))
    return Nearest(first=a.event, second=b.event, score=round(value, 3), reasons=explain(a, b))


def _share(first: Report, second: Report) -> float:
    one, other = find_shingles(first.document.text), find_shingles(second.document.text)
    least = min(len(one), len(other))
    return round(len(one & other) / least, 3) if least else 0.0


def _find_common(first: Report, second: Report) -> Iterator[Link]:
    """Yield who speaks or is carried in both, as the first report calls them; unnamed ones are never the same."""
    there = {_identity(link) for link in _links(second)} - {None}
    seen = set()
    for link in _links(first):
        who = _identity(link)
        if who in there and who not in seen:
            seen.add(who)
            yield link


def _links(report: Report) -> Iterator[Link]:
    for claim in report.claims:
        yield from claim.chain


def _identity(link: Link) -> str | None:
    if link.anonymous:
        return None
    known = link.id if link.id and not link.id.startswith("person:") else link.name
    return known or None


def _meet(first: Report, second: Report) -> Iterator[Met]:
    """Yield the claims that say the same in nearly the same words, each at most once, the likest first."""
    words = [{claim.id: _words(report, claim) for claim in report.claims} for report in (first, second)]
    alike = [
        (_overlap(words[0][a.id], words[1][b.id]), len(words[0][a.id] & words[1][b.id]), a, b)
        for a, b in product(first.claims, second.claims)
    ]
    taken: set[tuple[str, str]] = set()
    pairs = []
    for likeness, _, a, b in sorted(alike, key=lambda one: (-one[0], -one[1])):
        if likeness >= _ALIKE and not taken & {(FIRST, a.id), (SECOND, b.id)}:
            taken |= {(FIRST, a.id), (SECOND, b.id)}
            pairs.append((a, b))
    for a, b in sorted(pairs, key=lambda pair: pair[0].span.start):
        yield Met(first=a.id, second=b.id, turns=tuple(_turns(a, b)))


def _turns(a: Claim, b: Claim) -> Iterator[Turn]:
    if not _may_be_same(a.origin, b.origin):
        yield "speaker"
    if a.force != b.force:
        yield "force"
    if a.certainty != b.certainty:
        yield "certainty"
    if a.negated != b.negated:
        yield "negation"


def _may_be_same(a: Link | None, b: Link | None) -> bool:
    if a is None or b is None:
        return a is b
    one, other = _identity(a), _identity(b)
    return one == other if one and other else _fold(a.text) == _fold(b.text)


def _fold(text: str) -> frozenset[str]:
    return _long(split_words(text))


def _words(report: Report, claim: Claim) -> frozenset[str]:
    return _long(split_words(report.words(claim.content)))


def _long(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.removeprefix("ال") for word in words if len(word) >= _LETTERS)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    common = len(one & other)
    return common / min(len(one), len(other)) if common >= _LEAST else 0.0
