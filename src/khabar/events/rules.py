"""Rules by which a later telling is known to be of a happening told before: «the attack», the same toll, a headline's news.

Each says yes for one reason; none decides alone (`khabar.events.sameness`).
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.agreement import named_after_town, places_agree, same_day, same_place, times_agree
from khabar.events.apart import are_apart
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import (
    counts_differ,
    counts_meet,
    is_coarse,
    is_lead,
    modes_agree,
    parties_differ,
    same_toll,
    same_word,
    shares,
)
from khabar.events.retelling import another_version, motive, points_back, retold, told_by_another
from khabar.events.status import UNREAL

_ALONE_AMONG = 12  # happenings of a report among which one attack may be the only one
_SENTENCES_BACK = 6  # sentences over which a definite noun points back
_TOLD_AGAIN = 3  # sentences over which another source may tell of the same
_VICTIMS_BACK = 2  # sentences over which victims alone belong to the attack before
_OPEN = UNREAL | {"denied"}
_TALKS = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE"})


def rule_of(ground: Ground, happening: Happening, knot: Happening, *, apart: bool) -> str:
    """Return why a later sentence tells of a happening of its type, "" where no rule says so; `apart`: something parts them."""
    draft = knot.act
    if knot.type == "ASSAULT" and another_version(ground, happening, knot):
        return "events.another_version"
    if not modes_agree(happening, draft):
        return ""
    titled = happening.titled
    near = places_agree(happening.places, knot.places) or (
        titled and knot.type == "ASSAULT" and named_after_town(happening.places, knot.places)
    )
    if not near or apart or not all(times_agree(happening.times, t) for t in knot.times):
        return ""
    back = draft.sentence - happening.last_before(draft.sentence)
    if back > draft.sentence or any(k.casualty and motive(ground, k.act) for k in (happening, knot)):
        return ""
    if (
        titled
        and not counts_differ(happening, knot)
        and (happening.last_sentence == 0 or back <= 2)
        and not _denied_apart(happening, knot)
    ):
        return "events.headline"
    if retold(ground, happening, draft):
        return "events.retold"
    if same_toll(happening, knot):
        return "events.same_toll"
    if points_back(ground, draft) and back <= _SENTENCES_BACK and (not knot.places or happening.places or back <= 1):
        return "events.points_back"
    if (
        (knot.casualty or happening.casualty)
        and back <= _VICTIMS_BACK
        and (not knot.places or not happening.places)
        and counts_meet(happening, knot)
    ):
        return "events.victims"
    if draft.trigger.type != "ASSAULT":
        told_again = (
            draft.trigger.type in _TALKS
            or draft.trigger.mode == "ceasefire"
            or same_place(happening.places, knot.places)
            or (is_lead(happening) and is_coarse(happening) and back <= _SENTENCES_BACK and same_word(happening, draft))
            or shares(ground, happening.actors, draft.actor)
        )
        return (
            "events.same_kind"
            if shares(ground, happening.targets, draft.target)
            or (told_again and not parties_differ(happening, draft) and not _others(happening, draft))
            else ""
        )
    alone = draft.actor is None or shares(ground, happening.actors, draft.actor)
    if draft.trigger.mode == "destroy" and back <= 1 and not knot.places and alone:
        return "events.effect"
    placed_alike = same_place(happening.places, knot.places)
    toll_agrees = counts_meet(happening, knot) or (
        placed_alike and is_lead(happening) and not counts_differ(happening, knot)
    )
    if not toll_agrees or parties_differ(happening, draft):
        return ""
    if (
        not knot.places
        and not happening.places
        and draft.trigger.mode in happening.modes
        and shares(ground, happening.actors, draft.actor)
        and not knot.casualty
    ):
        return "events.same_actor"
    if placed_alike and (
        is_lead(happening)
        or knot.casualty
        or happening.casualty
        or draft.trigger.entry.lemma == happening.act.trigger.entry.lemma
    ):
        return "events.same_place"
    if is_lead(happening) and back <= _SENTENCES_BACK and is_coarse(happening) and knot.places:
        return "events.lead"
    if (
        back <= _TOLD_AGAIN
        and told_by_another(ground, draft)
        and (placed_alike or same_day(happening.times, knot.times))
    ):
        return "events.told_again"
    return ""


def only_one(ground: Ground, told: Sequence[Happening], knot: Happening) -> Happening | None:
    """Return the one attack that a report tells of, where a bare telling without place, day and names can mean no other."""
    draft = knot.act
    if knot.type != "ASSAULT" or knot.places or knot.times or draft.judgement.status in _OPEN or motive(ground, draft):
        return None
    if len(told) > _ALONE_AMONG:
        return None
    attacks = [h for h in told if h.type == "ASSAULT"]
    if len(attacks) != 1:
        return None
    (only,) = attacks
    back = draft.sentence - only.last_before(draft.sentence)
    same = modes_agree(only, draft) and counts_meet(only, knot) and not parties_differ(only, draft)
    if not same or back > _SENTENCES_BACK or left_behind(told, only, knot) or are_apart(ground, only, knot):
        return None
    return only if only.act.judgement.status not in _OPEN else None


def left_behind(told: Sequence[Happening], happening: Happening, knot: Happening) -> bool:
    """Tell whether a report tells of another place between an attack and bare victims: they are not of that attack."""
    last = happening.last_before(knot.act.sentence)
    return (knot.casualty and bool(happening.places) and not knot.places) and any(
        h is not happening
        and h.places
        and not places_agree(happening.places, h.places)
        and h.last_before(knot.act.sentence) > last
        for h in told[-_VICTIMS_BACK:]
    )


def _denied_apart(happening: Happening, knot: Happening) -> bool:
    """Tell whether one of two happenings is denied, the other not, and they are not told of one place."""
    denied = {h.act.judgement.status == "denied" for h in (happening, knot)}
    placed = bool(happening.places and knot.places) and places_agree(happening.places, knot.places)
    return len(denied) > 1 and not placed


def _others(happening: Happening, draft: Draft) -> bool:
    """Tell whether a talk, told as a new one, is with others than those told of before."""
    talk = draft.trigger.type == "CONSULT" and not draft.trigger.definite
    return talk and draft.target is not None and bool(happening.targets)
