"""A place or a day that a happening takes over from the words before it or from what was told before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from khabar.events.agreement import FINE
from khabar.events.dating import give_days
from khabar.events.drafts import Draft
from khabar.events.foregoing import ACTS, CARRY, pluperfect, told_before
from khabar.events.ground import Ground
from khabar.events.happenings import Happening, ordered
from khabar.events.marks import FINITE, mask
from khabar.events.retelling import amid
from khabar.events.scope import marker
from khabar.events.status import UNREAL
from khabar.mentions.model import PlaceMention
from khabar.model import Evidence

_LENT = (*ACTS, "RETREAT")
_IN = mask("in")
_FROM, _PARTING = mask("from"), mask("conjunction", "semicolon", "stop", "contrast", "comma") | FINITE
_PLACES = ("town", "site", "district", "governorate")
_WIDE = ("region", "country")
_HELPED = 6  # happenings before a rescue among which the attack is looked for
_COARSE = 3  # of FINE, from here on places are wide


def fill_from_context(ground: Ground, happenings: Sequence[Happening]) -> None:
    """Give a happening without a time, or an attack without a place, the one told before it.

    A new matter that begins between ends it, and so does a verb of speaking, unless saying is doing.
    """
    told = sorted(happenings, key=lambda h: h.drafts[0].trigger.first)
    for happening in told:
        for draft in happening.some if not happening.places and happening.type in ACTS else ():
            place = told_before(ground, ground.places, draft, _PLACES)
            if place is None:
                wide = told_before(ground, ground.places, draft, _WIDE)
                place = wide if wide is not None and _is_where(ground, wide) else None
            if place is not None:
                _give(happening, draft, place, "events.same_sentence")
    give_days(ground, told)
    _lend_places(ground, told)
    _carry_places(ground, told)


def _give(happening: Happening, draft: Draft, place: PlaceMention, rule: str) -> None:
    draft.places = [place]
    draft.evidence.append(Evidence(slot="place", rule=rule, span=place.span))
    happening.look_again()


def _is_where(ground: Ground, place: PlaceMention) -> bool:
    """Tell whether «في» or «ب» stands before a place: a country may act too."""
    return bool(place.first and ground.marks[place.first - 1] & _IN) or marker(ground, place.first, 0) == "ب"


def _lend_places(ground: Ground, told: Sequence[Happening]) -> None:
    """Give a happening without a place that of the act right behind it amid which it was: «قتلا خلال اشتباكات في بلدة …»."""
    drafts = sorted((d for h in told for d in h.some), key=_trigger_of)
    for happening in told:
        draft = happening.act
        if happening.places or happening.type not in _LENT or draft.judgement.status in UNREAL:
            continue
        n = bisect_right(drafts, _trigger_of(draft), key=_trigger_of)
        if n == len(drafts):
            continue
        act = drafts[n]
        if draft.sentence != act.sentence or not act.trigger.nominal:
            continue
        place = next((p for p in act.places if FINE.index(p.precision) < _COARSE), None)
        if place is None or place.first < act.trigger.first or not (amid(ground, act) or _from(ground, act)):
            continue
        if not ground.any_of(_PARTING, draft.trigger.last, act.trigger.first):
            _give(happening, draft, place, "events.same_scene")


def _trigger_of(draft: Draft) -> int:
    return draft.trigger.first


def _from(ground: Ground, draft: Draft) -> bool:
    """Tell whether a noun stands behind «من»: «فروا من القتال»."""
    return draft.trigger.first > 0 and bool(ground.marks[draft.trigger.first - 1] & _FROM)


def _carry_places(ground: Ground, told: Sequence[Happening]) -> None:
    """Give a happening without a place that of the one right before it by the same doer, or in the same sentence."""
    for n, (before, happening) in enumerate(pairwise(told)):
        if happening.places:
            continue
        if happening.act.trigger.mode == "humanitarian":
            before = _helped(told[: n + 1], happening) or before
        if not _goes_on(ground, before, happening):
            continue
        placed = (d.places[0] for d in ordered(before.drafts) if d.places)
        place = next((p for p in placed if FINE.index(p.precision) < _COARSE), None)
        if place is not None:
            _give(happening, happening.act, place, "events.same_scene")


def _helped(told: Sequence[Happening], happening: Happening) -> Happening | None:
    """Return the last attack told of right before helpers came, also where it was told of first before others."""
    at = happening.act.sentence
    for before in reversed(told[-_HELPED:]):
        last = before.last_before(at + 1)
        if before.type in ACTS and before.places and 0 <= last >= at - CARRY:
            return before
    return None


def _goes_on(ground: Ground, before: Happening, happening: Happening) -> bool:
    """Tell whether a happening goes on from the one told before it: what one doer did, one sentence tells, or helpers came to."""
    one, other = before.act, happening.act
    helps = other.trigger.mode == "humanitarian"
    if one.trigger.mode == "visit" and other.trigger.type == "CONSULT":
        met = other.trigger.mode != "visit" and other.trigger.kind == "verb" and one.trigger.first < other.trigger.first
        return met and 0 <= other.sentence - before.last_sentence <= CARRY  # «يزور طهران حيث يلتقي …»
    if one.trigger.type not in ACTS or not (helps or other.trigger.type in ACTS):
        return False
    if any(pluperfect(ground, d) or d.judgement.status in UNREAL for d in (one, other)):
        return False
    if helps:
        return 0 <= before.last_before(other.sentence + 1) >= other.sentence - CARRY
    gap = other.sentence - before.last_sentence
    names = {d.actor.name if d.actor is not None else None for d in (one, other)}
    shared = other.actor is not None and (other.actor.rule == "events.same_subject" or len(names) == 1)
    return 0 <= gap <= CARRY and ((shared and names != {None}) or (gap == 0 and (len(names) == 1 or None in names)))
