"""Tellings of one happening brought together: within a sentence, over the report, from the headline into the lead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, groupby

from khabar.events.agreement import named_after_town, places_agree, same_place, times_agree
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
from khabar.events.marks import OPENS_CLAUSE, mask
from khabar.events.retelling import (
    accusative,
    amid,
    answered,
    clause_of_noun,
    motive,
    or_joined,
    points_back,
    retold,
    right_after,
)
from khabar.events.roles import verb_of_noun
from khabar.events.scope import marker
from khabar.mentions.victims import has_part

_BREAKS = mask("conjunction", "subordinator", "semicolon", "stop")
_BECAUSE = mask("because")
_LOOK_BACK = 12  # happenings that a new telling is compared with
_HEADLINES = 6  # first happenings, compared with all
_SENTENCES_BACK = 6  # sentences over which a definite noun points back
_VICTIMS_BACK = 2  # sentences over which victims alone belong to the attack before
_OPEN = frozenset({"planned", "threatened", "hypothetical", "denied"})
_TALKS = frozenset({"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE"})


def merge(ground: Ground, drafts: Sequence[Draft]) -> list[Happening]:
    """Return the happenings that drafts, in the order of the text, tell of."""
    out: list[Happening] = []
    for _, told in groupby(drafts, key=lambda d: d.sentence):
        for knot in _knots(ground, list(told)):
            for happening in chain(reversed(out[-_LOOK_BACK:]), out[: max(0, min(_HEADLINES, len(out) - _LOOK_BACK))]):
                if happening.type == knot.type and (reason := _across(ground, happening, knot)):
                    happening.add(knot, reason)
                    break
            else:
                only = _only_one(ground, out, knot)
                if only is not None:
                    only.add(knot, "events.only_one")
                else:
                    out.append(knot)
    return out


def _only_one(ground: Ground, told: Sequence[Happening], knot: Happening) -> Happening | None:
    """Return the one attack that a report tells of, where a bare telling without place, day and names can mean no other."""
    draft = knot.act
    if knot.type != "ASSAULT" or knot.places or knot.times or draft.judgement.status in _OPEN or motive(ground, draft):
        return None
    attacks = [h for h in told[-_LOOK_BACK:] if h.type == "ASSAULT"]
    if len(attacks) != 1 or len(told) > _LOOK_BACK:
        return None
    (only,) = attacks
    back = draft.sentence - only.last_before(draft.sentence)
    same = modes_agree(only, draft) and counts_meet(only, knot) and not parties_differ(only, draft)
    return only if same and back <= _SENTENCES_BACK and only.act.judgement.status not in _OPEN else None


def _knots(ground: Ground, drafts: list[Draft]) -> list[Happening]:
    """Bring together what one sentence tells of one happening: an act, its verb, its victims."""
    knots: list[Happening] = []
    for draft in drafts:
        for knot in reversed(knots[-_LOOK_BACK:]):
            reason = _in_sentence(ground, knot, draft)
            if reason:
                knot.add(Happening([draft], [""]), reason)
                break
        else:
            knots.append(Happening([draft], [""]))
    acts = [k for k in knots if not k.casualty and k.type == "ASSAULT"]
    starts = [a.drafts[0].trigger.first for a in acts]
    out = []
    for knot in knots:
        at = knot.drafts[0].trigger.first
        n = bisect_left(starts, at)
        near = (
            [
                a
                for a in acts[max(0, n - 3) : n + 3]
                if places_agree(a.places, knot.places) and not answered(ground, knot, a)
            ]
            if knot.casualty
            else []
        )
        if _follows(knot):  # «قصفوا القرية، فأصيب عامل، وردّ …»: of what was told before
            near = [a for a in near if a.drafts[0].trigger.first < at] or near
        if near:
            min(near, key=lambda a: abs(a.drafts[0].trigger.first - at)).add(knot, "events.victims")
        else:
            out.append(knot)
    return out


def _follows(knot: Happening) -> bool:
    """Tell whether «ف» makes victims what came of the act before them."""
    reading = knot.drafts[0].trigger.reading
    return reading is not None and reading.prefix == "ف"


def _in_sentence(ground: Ground, knot: Happening, draft: Draft) -> str:
    """Return why a trigger tells of what one before it in its sentence tells of."""
    last = knot.drafts[-1]
    if knot.type != draft.trigger.type or draft.trigger.first < last.trigger.last:
        return "events.overlap" if knot.type == draft.trigger.type else ""
    start, end = last.trigger.last, draft.trigger.first
    between = ground.words[start:end]
    broken = ground.any_of(_BREAKS, start, end)
    if draft.trigger.type == "PROTEST" and not broken and accusative(ground, draft):
        return "events.purpose"  # «تظاهروا … احتجاجاً على»
    if (
        marker(ground, draft.trigger.first, last.trigger.last) == "ل"
        and last.trigger.fields.get("roles", {}).get("subject") == "target"
    ):
        return "events.exposed"  # «تعرضت القاعدة لقصف»
    if not between and draft.trigger.definite and last.trigger.kind == "verb" and draft.trigger.nominal:
        return "events.subject_noun"  # «استهدف القصف …»
    if verb_of_noun(ground, last.trigger, draft.trigger) or clause_of_noun(ground, last, draft):
        return "events.relative_verb"
    if (
        not between
        and draft.trigger.mode == last.trigger.mode
        and not draft.casualty
        and not last.casualty
        and draft.trigger.nominal
        and last.trigger.nominal
    ):
        return "events.same_kind"  # «إدخال وتوزيع المساعدات»
    if draft.casualty and knot.casualty:
        apart = _follows(knot) and ground.any_of(OPENS_CLAUSE, start, end)
        return "" if apart or (broken and draft.places) else "events.victims"
    if draft.casualty:
        result = any(has_part(w.look, "result") for w in between)
        return "events.result" if result and places_agree(knot.places, draft.places) else ""
    if not modes_agree(knot, draft) and draft.trigger.mode != "destroy":
        return ""
    if knot.casualty:
        if answered(ground, knot, Happening([draft], [""])) or motive(ground, last):
            return ""
        if _follows(knot) and ground.any_of(OPENS_CLAUSE, start, end):
            return ""
        caused = marker(ground, draft.trigger.first, last.trigger.last) in ("ب", "في") or any(
            has_part(w.look, "cause") for w in between[-3:]
        )
        return "events.cause" if caused and not (broken and draft.places and knot.places) else ""
    if or_joined(ground, last, draft) and places_agree(knot.places, draft.places):
        return "events.same_kind"
    if (
        draft.trigger.mode == "destroy"
        and knot.type == "ASSAULT"
        and (not draft.places or places_agree(knot.places, draft.places))
    ):
        return "events.effect"
    link = marker(ground, draft.trigger.first, last.trigger.last)
    if (
        draft.trigger.mode is not None
        and draft.trigger.mode == last.trigger.mode
        and draft.trigger.nominal
        and (amid(ground, draft) or right_after(ground, draft))
        and places_agree(knot.places, draft.places)
    ):
        return "events.same_kind"
    if link in ("ب", "في") and len(between) <= 10 and not (draft.places and knot.places):
        return "events.means"
    if (
        knot.type == "ASSAULT"
        and draft.trigger.nominal
        and not broken
        and len(between) <= 14
        and places_agree(knot.places, draft.places)
        and not parties_differ(knot, draft)
        and (link == "ب" or ground.any_of(_BECAUSE, max(start, end - 2), end))
    ):
        return "events.means"
    prefix = draft.trigger.reading.prefix if draft.trigger.reading is not None else ""
    if (
        draft.trigger.mode is None
        and draft.actor is draft.target is None
        and not draft.places
        and not broken
        and not prefix.startswith("و")
    ):
        return "events.description"
    again = (
        draft.trigger.entry.lemma == last.trigger.entry.lemma
        and not draft.places
        and not broken
        and draft.target is None
    )
    if again or (
        points_back(ground, draft) and places_agree(knot.places, draft.places) and (broken or not draft.places)
    ):
        return "events.points_back"
    return ""


def _others(ground: Ground, happening: Happening, draft: Draft) -> bool:
    """Tell whether a talk, told as a new one, is with others than those told of before."""
    theirs = any(d.target is not None for d in happening.some)
    return draft.trigger.type == "CONSULT" and draft.target is not None and theirs and not draft.trigger.definite


def _across(ground: Ground, happening: Happening, knot: Happening) -> str:
    """Return why a later sentence tells of a happening of its type, "" where it does not."""
    draft = knot.act
    if not modes_agree(happening, draft):
        return ""
    titled = happening.titled
    near = places_agree(happening.places, knot.places) or (
        titled and knot.type == "ASSAULT" and named_after_town(happening.places, knot.places)
    )
    if not near or not all(times_agree(happening.times, t) for t in knot.times):
        return ""
    back = draft.sentence - happening.last_before(draft.sentence)
    if back > draft.sentence or any(k.casualty and motive(ground, k.act) for k in (happening, knot)):
        return ""
    if titled and not counts_differ(happening, knot) and (happening.last_sentence == 0 or back <= 2):
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
            or shares(ground, happening, draft, "actor")
        )
        return (
            "events.same_kind"
            if shares(ground, happening, draft, "target")
            or (told_again and not parties_differ(happening, draft) and not _others(ground, happening, draft))
            else ""
        )
    if draft.trigger.mode == "destroy" and back <= 1 and not knot.places:
        return "events.effect"
    if not counts_meet(happening, knot) or parties_differ(happening, draft):
        return ""
    if (
        not knot.places
        and not happening.places
        and draft.trigger.mode in happening.modes
        and shares(ground, happening, draft, "actor")
        and not knot.casualty
    ):
        return "events.same_actor"
    if same_place(happening.places, knot.places) and (
        is_lead(happening)
        or knot.casualty
        or happening.casualty
        or draft.trigger.entry.lemma == happening.act.trigger.entry.lemma
    ):
        return "events.same_place"
    if is_lead(happening) and back <= _SENTENCES_BACK and is_coarse(happening) and knot.places:
        return "events.lead"
    return ""
