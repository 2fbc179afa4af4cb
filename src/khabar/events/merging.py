"""Tellings of one happening brought together: within a sentence, over the report, from the headline into the lead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby

from khabar.events.agreement import named_after_town, places_agree, same_day, same_place, times_agree
from khabar.events.apart import are_apart
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.knots import knots_of
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
from khabar.events.retelling import (
    another_version,
    motive,
    points_back,
    retold,
    told_by_another,
)
from khabar.events.sameness import find_same, how_likely
from khabar.events.status import UNREAL

LOOK_BACK = 12  # happenings that a new telling is compared with
_DOUBTED = -1.0  # what a rule says is not believed where the evidence adds up to less
_HEADLINES = 6  # first happenings, compared with all
_SENTENCES_BACK = 6  # sentences over which a definite noun points back
_TOLD_AGAIN = 3  # sentences over which another source may tell of the same
_VICTIMS_BACK = 2  # sentences over which victims alone belong to the attack before
_BESIDE = 5  # words behind a known act in which a place of its own stands
_KNOWN = ("events.points_back", "events.same_kind")
_OPEN = UNREAL | {"denied"}
_TALKS = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE"})


def merge(ground: Ground, drafts: Sequence[Draft]) -> list[Happening]:
    """Return the happenings that drafts, in the order of the text, tell of."""
    out: list[Happening] = []
    for _, told in groupby(drafts, key=lambda d: d.sentence):
        for knot in knots_of(ground, list(told)):
            recent = out[-LOOK_BACK:]
            ruled = by_rule(ground, out, knot)
            if ruled is not None and how_likely(ground, recent, ruled[0], knot) < _DOUBTED:
                ruled = None
            happening, reason = ruled or (
                find_same(
                    ground,
                    [
                        h
                        for h in recent
                        if h.type == knot.type and not _left_behind(out, h, knot) and not are_apart(ground, h, knot)
                    ],
                    knot,
                ),
                "events.alike",
            )
            if happening is None and (known := _without_far_places(ground, out, knot)) is not None:
                happening, reason = known
            if happening is not None:
                happening.add(knot, reason)
            else:
                out.append(knot)
    return out


def _without_far_places(ground: Ground, told: Sequence[Happening], knot: Happening) -> tuple[Happening, str] | None:
    """Return the happening that a known act is of where its place, far from it, is let go: «خلال الاجتماع …»."""
    draft = knot.act
    talk = draft.trigger.type in _TALKS or draft.trigger.mode == "ceasefire"
    if not talk or draft.judgement.status in _OPEN or len(knot.drafts) > 1 or not draft.trigger.definite:
        return None
    places = draft.places
    if not places or not points_back(ground, draft) or 0 <= places[0].generic_first - draft.trigger.last <= _BESIDE:
        return None
    draft.places = []
    knot.look_again()
    found = by_rule(ground, told, knot)
    if found is None or found[1] not in _KNOWN:
        draft.places = places
        knot.look_again()
        return None
    return found


def by_rule(ground: Ground, told: Sequence[Happening], knot: Happening) -> tuple[Happening, str] | None:
    """Return the happening that a rule makes a telling one of, with the rule."""
    meant: tuple[Happening, str] | None = None
    for happening in chain(reversed(told[-LOOK_BACK:]), told[: max(0, min(_HEADLINES, len(told) - LOOK_BACK))]):
        if happening.type == knot.type and (reason := _across(ground, happening, knot)):
            if reason == "events.victims" and _left_behind(told, happening, knot):
                continue
            if reason != "events.points_back" or _named_alike(happening, knot.act):
                return happening, reason
            if meant is None or len(happening.drafts) > len(meant[0].drafts):
                meant = happening, reason
    if meant is not None:
        return meant
    only = _only_one(ground, told, knot)
    return None if only is None else (only, "events.only_one")


def _named_alike(happening: Happening, draft: Draft) -> bool:
    """Tell whether a happening is of the very kind that points back: «الانفجار» means the bomb, not the raids told since."""
    mode = draft.trigger.mode
    if draft.casualty and draft.trigger.definite:  # «القتلى» are those told of before
        return bool(happening.casualty or happening.killed or happening.wounded)
    return not happening.modes or mode in happening.modes or same_word(happening, draft)


def _only_one(ground: Ground, told: Sequence[Happening], knot: Happening) -> Happening | None:
    """Return the one attack that a report tells of, where a bare telling without place, day and names can mean no other."""
    draft = knot.act
    if knot.type != "ASSAULT" or knot.places or knot.times or draft.judgement.status in _OPEN or motive(ground, draft):
        return None
    attacks = [h for h in told[-LOOK_BACK:] if h.type == "ASSAULT"]
    if len(attacks) != 1 or len(told) > LOOK_BACK:
        return None
    (only,) = attacks
    back = draft.sentence - only.last_before(draft.sentence)
    same = modes_agree(only, draft) and counts_meet(only, knot) and not parties_differ(only, draft)
    if not same or back > _SENTENCES_BACK or _left_behind(told, only, knot) or are_apart(ground, only, knot):
        return None
    return only if only.act.judgement.status not in _OPEN else None


def _left_behind(told: Sequence[Happening], happening: Happening, knot: Happening) -> bool:
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


def _across(ground: Ground, happening: Happening, knot: Happening) -> str:
    """Return why a later sentence tells of a happening of its type, "" where it does not."""
    draft = knot.act
    if knot.type == "ASSAULT" and another_version(ground, happening, knot):
        return "events.another_version"
    if not modes_agree(happening, draft):
        return ""
    titled = happening.titled
    near = places_agree(happening.places, knot.places) or (
        titled and knot.type == "ASSAULT" and named_after_town(happening.places, knot.places)
    )
    if not near or are_apart(ground, happening, knot) or not all(times_agree(happening.times, t) for t in knot.times):
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
