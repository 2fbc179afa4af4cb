"""Whether a telling is of a happening told before, where no single rule says so: evidence for and against, added up.

The weights are learned from annotated reports (`scripts/train_sameness.py`); no single feature decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from khabar.events.agreement import places_agree, same_place, times_agree
from khabar.events.drafts import Draft
from khabar.events.echoes import shared_words
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import TOLL, is_coarse, is_lead, modes_agree, parties_differ, same_word, shares
from khabar.events.marks import mask
from khabar.events.parties import Found
from khabar.events.retelling import own_place, points_back, told_by_another
from khabar.events.weights import load_weights
from khabar.mentions.model import CountMention

_NEW_MATTER = mask("conjunction", "contrast", "subordinator")
_BREAKS, _COMMA = mask("conjunction", "subordinator", "semicolon", "stop", "contrast"), mask("comma")
_SHARED = ((0, "no"), (1, "one"), (2, "two"), (4, "some"))
_GAPS = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"))
_SPANS = ((0, "0"), (3, "1-3"), (8, "4-8"), (16, "9-16"))
_GROUPS = {"ASSAULT": "assault", "COERCE": "hold"} | dict.fromkeys(
    ("CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE"), "talk"
)
_RANKS = 3
_BESIDE = 0.2  # by so much more must speak for two tellings of one sentence, which mostly tells of each act once


class Weighed(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Features that are told together, and what they add."""

    names: tuple[str, ...]
    score: float


class Telling(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What a telling says of itself, whatever it is compared with."""

    draft: Draft
    known: bool
    traits: Weighed


def find_same(ground: Ground, told: Sequence[Happening], knot: Happening) -> Happening | None:
    """Return the happening, of those told before, latest last, that a telling is most likely of; None where no one is likely."""
    best, chosen = load_weights("sameness").bar, None
    for happening, features in candidates(ground, told, knot):
        score = _sum(features)
        if happening.drafts[-1].sentence == knot.act.sentence:
            score -= _BESIDE
        if score >= best:
            best, chosen = score, happening
    return chosen


def how_likely(ground: Ground, told: Sequence[Happening], happening: Happening, knot: Happening) -> float:
    """Return what speaks for one of the happenings told before, whatever its mode; from the bar on it is likely."""
    alike = [h for h in reversed(told) if h.type == knot.type]
    rank = next((n for n, h in enumerate(alike, 1) if h is happening), _RANKS)
    return _sum(_of_pair(ground, happening, knot, _telling(ground, knot), rank))


def _sum(features: Sequence[Weighed]) -> float:
    bias = load_weights("sameness").bias
    return round(bias + sum([some.score for some in features]), 3)  # as exact as the weights


def candidates(ground: Ground, told: Sequence[Happening], knot: Happening) -> Iterator[tuple[Happening, list[Weighed]]]:
    """Yield the happenings of a telling's type, latest first, each with the features of the pair.

    An attack is often named by its means here and its effect there; of other acts the modes must agree.
    """
    alike = [h for h in reversed(told) if h.type == knot.type and (h.type == "ASSAULT" or modes_agree(h, knot.act))]
    telling = _telling(ground, knot) if alike else None
    for rank, happening in enumerate(alike, 1):
        if telling is not None:
            yield happening, _of_pair(ground, happening, knot, telling, rank)


def _telling(ground: Ground, knot: Happening) -> Telling:
    draft = knot.act
    return Telling(
        draft,
        points_back(ground, draft),
        _traits(
            draft.headline,
            bool(ground.marks[ground.text.sentences[draft.sentence].first] & _NEW_MATTER),
            told_by_another(ground, draft),
            len(draft.places) > 1,
        ),
    )


def _of_pair(ground: Ground, happening: Happening, knot: Happening, telling: Telling, rank: int) -> list[Weighed]:
    """Return what speaks for or against one happening: place, time, sides, numbers, and how the telling goes on."""
    draft = telling.draft
    gap = _bucket(draft.sentence - max([d.sentence for d in happening.drafts]), _GAPS, "6+")
    place, mode, group = _place(happening, knot), _mode(happening, draft), _GROUPS.get(happening.type, "other")
    out = [
        telling.traits,
        _situation(gap, min(rank, _RANKS), group, telling.known),
        _setting(gap, place, _time(happening, knot), mode),
        _matter(
            _party(ground, happening.actors, draft.actor),
            _party(ground, happening.targets, draft.target),
            _numbers(happening.killed, knot.killed),
            _numbers(happening.wounded, knot.wounded),
            f"{_kind(knot)} after {_kind(happening)}",
        ),
        _standing(
            same_word(happening, draft),
            parties_differ(happening, draft),
            happening.titled,
            is_lead(happening),
            bool(happening.places) and is_coarse(happening),
            draft.judgement.status != happening.act.judgement.status,
        ),
    ]
    if knot.places:
        out.append(_placed(place, own_place(draft)))
    if gap == "0":
        out.append(_between(ground, happening, draft))
    else:
        shared = shared_words(ground, draft.sentence, [d.sentence for d in happening.some])
        out.append(_echoing(_bucket(shared, _SHARED, "many"), place, mode))
    return out


def _weigh(*names: str) -> Weighed:
    weights = load_weights("sameness").features
    return Weighed(names, sum([weights.get(name, 0.0) for name in names]))


@cache
def _traits(headline: bool, new_matter: bool, another_source: bool, many_places: bool) -> Weighed:
    told = {
        "a headline": headline,
        "a new matter": new_matter,
        "another source": another_source,
        "many places": many_places,
    }
    return _weigh(*[name for name, holds in told.items() if holds])


@cache
def _situation(gap: str, rank: int, group: str, known: bool) -> Weighed:
    back = "known" if known else "new"
    return _weigh(
        f"gap:{gap}",
        f"rank:{rank}",
        f"type:{group}",
        f"it is {back}",
        f"it is {back}, gap:{gap}",
        f"type:{group} and gap:{gap}",
    )


@cache
def _setting(gap: str, place: str, time: str, mode: str) -> Weighed:
    return _weigh(
        f"place:{place}",
        f"time:{time}",
        f"mode:{mode}",
        f"place:{place} and time:{time}",
        f"place:{place} and gap:{gap}",
        f"place:{place} and mode:{mode}",
    )


@cache
def _matter(actor: str, target: str, killed: str, wounded: str, kinds: str) -> Weighed:
    return _weigh(f"actor:{actor}", f"target:{target}", f"killed:{killed}", f"wounded:{wounded}", kinds)


@cache
def _placed(place: str, own: bool) -> Weighed:
    return _weigh(f"place of its own:{place}" if own else f"place before it:{place}")


@cache
def _echoing(words: str, place: str, mode: str) -> Weighed:
    """Return what the rare words that both sentences have say: how many, and that beside place and mode."""
    return _weigh(f"words:{words}", f"words:{words} and place:{place}", f"words:{words} and mode:{mode}")


@cache
def _standing(
    same_word: bool, sides_differ: bool, titled: bool, lead: bool, wide_place: bool, another_status: bool
) -> Weighed:
    """Return how the two stand in the report: word and sides, headline and lead, a wide place, the status."""
    told = {
        "same word": same_word,
        "sides differ": sides_differ,
        "only a headline before": titled,
        "told in the lead": lead,
        "a wide place before": wide_place,
        "another status": another_status,
    }
    return _weigh(*[name for name, holds in told.items() if holds])


def _bucket(value: int, steps: Sequence[tuple[int, str]], beyond: str) -> str:
    for most, name in steps:
        if value <= most:
            return name
    return beyond


def _unsaid(theirs: object, mine: object) -> str:
    """Return which side says nothing of a slot, "" where both say something."""
    if theirs and mine:
        return ""
    return "unsaid here" if theirs else "unsaid there" if mine else "unsaid"


def _place(happening: Happening, knot: Happening) -> str:
    if silent := _unsaid(happening.places, knot.places):
        return silent
    if same_place(happening.places, knot.places):
        return "same"
    return "within" if places_agree(happening.places, knot.places) else "other"


def _time(happening: Happening, knot: Happening) -> str:
    mine = [t for t in knot.times if t.start] if knot.times else ()
    theirs = {t.start[:10] for t in happening.times if t.start} if happening.times else ()
    if silent := _unsaid(theirs, mine):
        return silent
    if not all(times_agree(happening.times, t) for t in mine):
        return "other"
    return "same" if any(t.start and t.start[:10] in theirs for t in mine) else "within"


def _mode(happening: Happening, draft: Draft) -> str:
    mode = draft.trigger.mode
    if mode is None:
        return "unsaid here"
    if mode in happening.modes:
        return "same"
    return "unsaid there" if not happening.modes else "alike" if modes_agree(happening, draft) else "other"


def _party(ground: Ground, theirs: Sequence[Found], mine: Found | None) -> str:
    return _unsaid(theirs, mine) or ("same" if shares(ground, theirs, mine) else "other")


def _numbers(theirs: Sequence[CountMention], mine: Sequence[CountMention]) -> str:
    if silent := _unsaid(theirs, mine):
        return silent
    pairs = [(a, b) for a in mine for b in theirs]
    if any((a.min, a.max) == (b.min, b.max) and a.min >= TOLL for a, b in pairs):
        return "same"
    meet = any((a.max is None or b.min <= a.max) and (b.max is None or a.min <= b.max) for a, b in pairs)
    return "may be" if meet else "other"


def _kind(happening: Happening) -> str:
    return "victims" if happening.casualty else "verb" if happening.act.trigger.kind == "verb" else "noun"


def _between(ground: Ground, happening: Happening, draft: Draft) -> Weighed:
    """Return what stands between two tellings of one sentence."""
    first, last = happening.drafts[-1].trigger.last, draft.trigger.first
    broken, comma = ground.any_of(_BREAKS, first, last), ground.any_of(_COMMA, first, last)
    return _parted(
        "another clause" if broken else "a comma" if comma else "nothing", _bucket(last - first, _SPANS, "17+")
    )


@cache
def _parted(between: str, words: str) -> Weighed:
    return _weigh(f"between:{between}", f"words between:{words}")
