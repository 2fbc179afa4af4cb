"""Whether a telling is of a happening told before, where no single rule says so: evidence for and against, added up.

The weights are learned from annotated reports (`scripts/train_sameness.py`); no single feature decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.events.agreement import places_agree, same_place, times_agree
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import TOLL, is_coarse, is_lead, modes_agree, parties_differ, same_word, shares
from khabar.events.marks import mask
from khabar.events.retelling import own_place, points_back, told_by_another
from khabar.events.weights import load_weights
from khabar.mentions.model import CountMention

_NEW_MATTER = mask("conjunction", "contrast", "subordinator")
_BREAKS, _COMMA = mask("conjunction", "subordinator", "semicolon", "stop", "contrast"), mask("comma")
_GAPS = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"))
_SPANS = ((0, "0"), (3, "1-3"), (8, "4-8"), (16, "9-16"))
_GROUPS = {"ASSAULT": "assault", "COERCE": "hold"} | dict.fromkeys(
    ("CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE"), "talk"
)
_RANKS = 3


def find_same(ground: Ground, told: Sequence[Happening], knot: Happening) -> Happening | None:
    """Return the happening, of those told before, latest last, that a telling is most likely of; None where no one is likely."""
    weights = load_weights("sameness")
    best, chosen = weights.bar, None
    for happening, names in candidates(ground, told, knot):
        score = weights.bias + sum([weights.features.get(name, 0.0) for name in names])
        if score >= best:
            best, chosen = score, happening
    return chosen


def candidates(ground: Ground, told: Sequence[Happening], knot: Happening) -> Iterator[tuple[Happening, list[str]]]:
    """Yield the happenings of a telling's type, latest first, each with the features of the pair.

    An attack is often named by its means here and its effect there; of other acts the modes must agree.
    """
    alike = [h for h in reversed(told) if h.type == knot.type and (h.type == "ASSAULT" or modes_agree(h, knot.act))]
    for rank, happening in enumerate(alike, 1):
        yield happening, pair_features(ground, happening, knot, rank)


def pair_features(ground: Ground, happening: Happening, knot: Happening, rank: int) -> list[str]:
    """Return what speaks for or against one happening: place, time, sides, numbers, and how the telling goes on."""
    draft = knot.act
    gap = _bucket(draft.sentence - max(d.sentence for d in happening.drafts), _GAPS, "6+")
    place, time, mode = _place(happening, knot), _time(happening, knot), _mode(happening, draft)
    back = "known" if points_back(ground, draft) else "new"
    group = _GROUPS.get(happening.type, "other")
    out = [
        f"gap:{gap}",
        f"rank:{min(rank, _RANKS)}",
        f"place:{place}",
        f"time:{time}",
        f"mode:{mode}",
        f"type:{group}",
        f"it is {back}",
        f"place:{place} and time:{time}",
        f"place:{place} and gap:{gap}",
        f"place:{place} and mode:{mode}",
        f"it is {back}, gap:{gap}",
        f"type:{group} and gap:{gap}",
        f"actor:{_party(ground, happening, draft, 'actor')}",
        f"target:{_party(ground, happening, draft, 'target')}",
        f"killed:{_numbers(happening.counts('killed'), knot.counts('killed'))}",
        f"wounded:{_numbers(happening.counts('wounded'), knot.counts('wounded'))}",
        f"{_kind(knot)} after {_kind(happening)}",
    ]
    if knot.places:
        out.append(f"place of its own:{place}" if own_place(draft) else f"place before it:{place}")
    out += _standing(ground, happening, draft)
    if gap == "0":
        out += _between(ground, happening, draft)
    return out


def _bucket(value: int, steps: Sequence[tuple[int, str]], beyond: str) -> str:
    return next((name for most, name in steps if value <= most), beyond)


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
    mine = [t for t in knot.times if t.start]
    theirs = {t.start[:10] for t in happening.times if t.start}
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


def _party(ground: Ground, happening: Happening, draft: Draft, slot: str) -> str:
    theirs = [found for found in (getattr(d, slot) for d in happening.some) if found is not None]
    if silent := _unsaid(theirs, getattr(draft, slot)):
        return silent
    return "same" if shares(ground, happening, draft, slot) else "other"


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


def _standing(ground: Ground, happening: Happening, draft: Draft) -> Iterator[str]:
    """Yield how the two stand in the report: headline and lead, sources, words that begin a new matter."""
    first = ground.text.sentences[draft.sentence].first
    for name, holds in (
        ("same word", same_word(happening, draft)),
        ("sides differ", parties_differ(happening, draft)),
        ("only a headline before", happening.titled),
        ("a headline", draft.headline),
        ("told in the lead", is_lead(happening)),
        ("a wide place before", bool(happening.places) and is_coarse(happening)),
        ("a new matter", bool(ground.marks[first] & _NEW_MATTER)),
        ("another source", told_by_another(ground, draft)),
        ("another status", draft.judgement.status != happening.act.judgement.status),
        ("many places", len(draft.places) > 1),
    ):
        if holds:
            yield name


def _between(ground: Ground, happening: Happening, draft: Draft) -> Iterator[str]:
    """Yield what stands between two tellings of one sentence."""
    first, last = happening.drafts[-1].trigger.last, draft.trigger.first
    broken, comma = ground.any_of(_BREAKS, first, last), ground.any_of(_COMMA, first, last)
    yield f"between:{'another clause' if broken else 'a comma' if comma else 'nothing'}"
    yield f"words between:{_bucket(last - first, _SPANS, '17+')}"
