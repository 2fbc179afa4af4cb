"""A place or a day that a happening takes over from the words before it or from what was told before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from khabar.events.agreement import FINE, places_agree
from khabar.events.drafts import Draft
from khabar.events.ground import Ground, Row
from khabar.events.happenings import Happening, ordered
from khabar.events.marks import mask
from khabar.events.retelling import amid, right_after
from khabar.events.scope import is_workplace, of_speaking, opening
from khabar.events.status import UNREAL
from khabar.mentions.model import PlaceMention, TimeMention
from khabar.model import Evidence

P = TypeVar("P", PlaceMention, TimeMention)
_RELATIVE = mask("relative")
_AUXILIARY, _NEW_MATTER = mask("auxiliary"), mask("conjunction", "semicolon", "stop", "contrast")
_DATED = ("ASSAULT", "COERCE", "PROTEST")
_DECLARED = ("SANCTION", "AGREE", "CONCEDE", "SUPPORT", "RETREAT", "martial-law", "curfew")  # done by saying so
_DAYS_BACK = 4  # happenings before one that may lend it their day
_COARSE = 3  # of FINE, from here on places are wide
_FAR = 16  # words before a trigger in which «كان» may stand as to days
_CARRY = 1  # sentences over which a day holds


def fill_from_context(ground: Ground, happenings: Sequence[Happening]) -> None:
    """Give a happening without a time, or an attack without a place, the one told before it in its sentence.

    A new matter that begins between ends it, and so does a verb of speaking, unless saying is doing.
    """
    for happening in happenings:
        for draft in happening.some if not happening.places and happening.type in _DATED else ():
            place = _told_before(ground, ground.places, draft, ("town", "site", "district", "governorate"))
            if place is not None:
                draft.places = [place]
                draft.evidence.append(Evidence(slot="place", rule="events.same_sentence", span=place.span))
                happening.look_again()
        for draft in happening.some if not happening.times else ():
            real = draft.judgement.status not in UNREAL
            time = _declared(ground, draft) if real else None
            if time is None and (happening.type in _DATED or (real and draft.trigger.kind == "verb")):
                time = _told_before(ground, ground.times, draft, ("hour", "day"))
            if time is not None:
                draft.time = time
                draft.evidence.append(Evidence(slot="time", rule="events.same_sentence", span=time.span))
                happening.look_again()
    told = sorted(happenings, key=lambda h: h.drafts[0].trigger.first)
    _carry_days(ground, told)
    _carry_places(ground, told)


def _declared(ground: Ground, draft: Draft) -> TimeMention | None:
    """Return the day of the declaring right before what was done by declaring it: «أعلن الوالي، أمس، حالة الطوارئ»."""
    trigger = draft.trigger
    if trigger.kind == "verb" or not {trigger.type, trigger.mode} & set(_DECLARED):
        return None
    near = ground.times.within(max(0, trigger.first - 8), trigger.first)
    if not near or near[-1].precision not in ("hour", "day"):
        return None
    between = range(near[-1].last, trigger.first)
    return near[-1] if all(not ground.text.words[i].look.readings for i in between) else None


def _carry_days(ground: Ground, told: Sequence[Happening]) -> None:
    """Give a happening without a time the day of the one told before it at the same place right before, or amid which it was."""
    for n, happening in enumerate(told):
        draft = happening.act
        if (
            happening.times
            or happening.type not in _DATED
            or draft.judgement.status in UNREAL
            or _pluperfect(ground, draft, _FAR)
        ):
            continue
        for before in reversed(told[max(0, n - _DAYS_BACK) : n]):
            day = next((t for t in before.times if t.start and t.precision in ("hour", "day") and not t.scope), None)
            last = before.last_before(draft.sentence + 1)
            near = last >= 0 and draft.sentence - last <= _CARRY
            if (
                day is None
                or not near
                or before.act.judgement.status in UNREAL
                or before.type not in _DATED
                or _pluperfect(ground, before.act, _FAR)
            ):
                continue
            same = (happening.places and before.places and places_agree(happening.places, before.places)) or _one_doer(
                before.act, draft
            )
            if same or (draft.sentence == last and amid(ground, draft)):
                draft.time = day
                draft.evidence.append(Evidence(slot="time", rule="events.same_scene", span=day.span))
                happening.look_again()
            break


def _one_doer(one: Draft, other: Draft) -> bool:
    """Tell whether both tell what one named doer did."""
    names = [d.actor.name if d.actor is not None else None for d in (one, other)]
    return names[0] is not None and names[0] == names[1]


def _carry_places(ground: Ground, told: Sequence[Happening]) -> None:
    """Give a happening without a place that of the one right before it by the same doer, or in the same sentence."""
    for before, happening in pairwise(told):
        draft = happening.act
        if happening.places or not _goes_on(ground, before, happening):
            continue
        placed = (d.places[0] for d in ordered(before.drafts) if d.places)
        place = next((p for p in placed if FINE.index(p.precision) < _COARSE), None)
        if place is not None:
            draft.places = [place]
            draft.evidence.append(Evidence(slot="place", rule="events.same_scene", span=place.span))
            happening.look_again()


def _goes_on(ground: Ground, before: Happening, happening: Happening) -> bool:
    """Tell whether a happening goes on from the one told before it: what one doer did, or one sentence tells."""
    one, other = before.act, happening.act
    if any(
        _pluperfect(ground, d) or d.judgement.status in UNREAL or d.trigger.type not in _DATED for d in (one, other)
    ):
        return False
    gap = other.sentence - before.last_sentence
    names = {d.actor.name if d.actor is not None else None for d in (one, other)}
    shared = other.actor is not None and (other.actor.rule == "events.same_subject" or len(names) == 1)
    return 0 <= gap <= _CARRY and ((shared and names != {None}) or (gap == 0 and (len(names) == 1 or None in names)))


def _pluperfect(ground: Ground, draft: Draft, reach: int = 8) -> bool:
    """Tell whether «كان/كانت» stands before the trigger: what was before."""
    first = max(ground.text.sentences[draft.sentence].first, draft.trigger.first - reach)
    return ground.any_of(_AUXILIARY, first, draft.trigger.first)


def _before_that_day(ground: Ground, draft: Draft, after: int) -> bool:
    """Tell whether what is no attack was before a day told earlier in its sentence: «تراجعت أمس بعد احتجاجات», «… الاتفاق الذي وقعه»."""
    trigger = draft.trigger
    if trigger.type == "ASSAULT":
        return False
    return (trigger.nominal and right_after(ground, draft)) or ground.any_of(_RELATIVE, after, trigger.first)


def _told_before(ground: Ground, mentions: Row[P], draft: Draft, precisions: tuple[str, ...]) -> P | None:
    """Return the last place or time before a trigger in its sentence, if no conjunction begins a new matter between."""
    start = max(opening(ground, draft.sentence, draft.trigger.first), draft.trigger.first - 40)
    near = [m for m in mentions.within(start, draft.trigger.first) if m.precision in precisions]
    near = [m for m in near if not (isinstance(m, PlaceMention) and (m.whence or is_workplace(ground, m)))]
    if not near:
        return None
    if isinstance(near[-1], TimeMention) and (
        of_speaking(ground, near[-1].first, draft.trigger.first) or _before_that_day(ground, draft, near[-1].last)
    ):
        return None
    return None if ground.any_of(_NEW_MATTER, near[-1].last, draft.trigger.first) else near[-1]
