"""Grouping events into incidents: the same groups for the same cards, in whatever order they came.

Cards are compared in pairs; those that a positive likeness ties form components, and within each component the two
groups most alike on average are joined until none are alike. Only components that a new card touches change.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from khabar.incidents.clustering import Pair, cluster, find_components
from khabar.incidents.decisions import Decision, Settled, settle
from khabar.incidents.likeness import explain, load_weights, score, weigh
from khabar.incidents.model import Card, Group, Reason, Tie, name_group
from khabar.incidents.pairing import blocking_keys
from khabar.incidents.rivals import LIKER, Rivalry, weigh_rivals
from khabar.incidents.scoring import score_pairs

_DECIDED = 1000.0  # the score of a tie that a person made: more than any sum of reasons


def group(cards: Iterable[Card], decisions: Iterable[Decision] = ()) -> tuple[Group, ...]:
    """Return the groups of cards, every card in exactly one, sorted by their least keys.

    Decisions are given in the order in which they were made; those about unknown cards are passed over, and so are those
    about events that people rejected: such an event is one with no other.
    """
    known: dict[str, Card] = {}
    alone: list[str] = []
    for card in cards:
        if card.came == "rejected":
            alone.append(card.key)
        else:
            known[card.key] = card
    with _uncollected():
        found = _group(known, decisions)
    if not alone:
        return found
    return tuple(sorted((*found, *map(_leave_alone, alone)), key=lambda one: one.members[0]))


def _leave_alone(key: str) -> Group:
    return Group(id=name_group([key]), component=name_group([key]), members=(key,))


def _group(known: Mapping[str, Card], decisions: Iterable[Decision]) -> tuple[Group, ...]:
    """Return the groups of cards of which people rejected none."""
    settled = settle(decisions, known)
    scored = score_pairs(known, settled)
    components = find_components(known, (*scored.tied(), *settled.together))
    apart = load_weights().apart
    groups = []
    for component, scores in zip(components, scored.split(components), strict=True):
        weights = {key: weigh(known[key]) for key in component}
        rivalry = weigh_rivals(component, known, scores)
        for members in cluster(weights, rivalry.scores, settled, apart=apart):
            groups.append(_describe(members, component, known, rivalry, settled))
    return tuple(sorted(groups, key=lambda found: found.members[0]))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: there are no cycles here, and all cards would be gone through again and again.

    That takes a quarter of the time for a million cards, and more the more there are.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def regroup(new: Iterable[Card], neighbours: Iterable[Card], decisions: Iterable[Decision] = ()) -> tuple[Group, ...]:
    """Return the groups of new cards and their neighbours: with these, all of a store is as if grouped at once.

    `neighbours` are all cards of every component that holds a card of `find_touched`; the groups of these components
    are replaced by the result.
    """
    return group((*neighbours, *new), decisions)


def find_touched(new: Iterable[Card], candidates: Iterable[Card], decisions: Iterable[Decision] = ()) -> frozenset[str]:
    """Return the keys of the cards whose components new cards change.

    `candidates` are the cards that share a blocking key with a new one. Cards that a decision joins with a new one are
    among the result even where they are no candidates.
    """
    made = tuple(decisions)
    fresh = {card.key: card for card in new}
    near = {card.key: card for card in candidates if card.key not in fresh}
    known = near | fresh
    settled = settle(made, known)
    joined = (decision.cards for decision in made if decision.kind in ("merge", "pin"))
    touched = {key for keys in joined if not fresh.keys().isdisjoint(keys) for key in keys}
    for key, other in _pair_up(fresh, near):
        a, b = min(key, other), max(key, other)
        if other not in touched and (a, b) not in settled.apart and score(known[a], known[b]) > 0:
            touched.add(other)
    return frozenset(touched - fresh.keys())


def _pair_up(fresh: Mapping[str, Card], near: Mapping[str, Card]) -> Iterator[Pair]:
    """Yield each pair of a new card and one of those held that share a key."""
    blocks: defaultdict[int, list[str]] = defaultdict(list)
    for key, card in fresh.items():
        for block in blocking_keys(card):
            blocks[block].append(key)
    for other, card in near.items():
        for key in {key for block in blocking_keys(card) for key in blocks.get(block, ())}:
            yield key, other


def _describe(
    members: tuple[str, ...],
    component: Sequence[str],
    known: Mapping[str, Card],
    rivalry: Rivalry,
    settled: Settled,
) -> Group:
    return Group(
        id=name_group(members),
        component=name_group(component),
        members=members,
        ties=tuple(_tie_members(members, known, rivalry, settled)),
    )


def _tie_members(members: Sequence[str], known: Mapping[str, Card], rivalry: Rivalry, settled: Settled) -> list[Tie]:
    """Return the strongest ties that together connect a group: people's decisions first."""
    inside = set(members)
    decided = {pair: _DECIDED for pair in settled.together if inside.issuperset(pair)}
    strengths = {pair: value for pair, value in rivalry.scores.items() if inside.issuperset(pair)} | decided
    lead = {key: {key} for key in members}
    ties = []
    for value, a, b in sorted((-value, *pair) for pair, value in strengths.items()):
        if lead[a] is lead[b]:
            continue
        lead[a] |= lead[b]
        lead.update(dict.fromkeys(lead[b], lead[a]))
        why = (
            (Reason(f"decision: {settled.together[a, b]}", _DECIDED),)
            if (a, b) in decided
            else explain(known[a], known[b], *(LIKER,) * rivalry.lost.get((a, b), 0))
        )
        ties.append(Tie(a=a, b=b, score=round(-value, 3), reasons=why))
    return ties
