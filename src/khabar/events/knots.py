"""Tellings of one happening brought together within a sentence: an act, its verb, its means, its victims."""

from __future__ import annotations

from bisect import bisect_left

from khabar.events.agreement import elsewhere, places_agree, same_place
from khabar.events.apart import another_story
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import STRIKES, modes_agree, parties_differ
from khabar.events.marks import OPENS_CLAUSE, mask
from khabar.events.retelling import (
    accusative,
    amid,
    answered,
    clause_of_noun,
    means_link,
    motive,
    or_joined,
    own_place,
    participle,
    points_back,
    right_after,
)
from khabar.events.scope import marker
from khabar.events.sharing import verb_of_noun
from khabar.mentions.victims import has_part

_COUNTING = mask("number_word", "number_bound", "quantifier")
_BREAKS, _BECAUSE = mask("conjunction", "subordinator", "semicolon", "stop"), mask("because")
_APART = mask("punct", "conjunction", "complementiser", "relative", "subordinator", "lone_and")
_FATES = 8  # words between two fates of one act
_OBJECT = 3  # words between an act and the noun that it was done with or to
_MEANS = 3
_RESULT = 4  # words before a noun in which a word of result stands
_SPARES = "abduct"  # an act that kills nobody: «مقتل جندي وخطف قاض» are two
_BACK = 12  # happenings of a sentence that a new telling is compared with


def knots_of(ground: Ground, drafts: list[Draft]) -> list[Happening]:
    """Bring together what one sentence tells of one happening: an act, its verb, its victims."""
    knots: list[Happening] = []
    for draft in drafts:
        for knot in reversed(knots[-_BACK:]):
            reason = _in_sentence(ground, knot, draft)
            if reason:
                knot.add(Happening([draft], [""]), reason)
                break
        else:
            knots.append(Happening([draft], [""]))
    acts = [k for k in knots if not k.casualty and k.type == "ASSAULT" and k.act.trigger.mode != _SPARES]
    starts = [a.drafts[0].trigger.first for a in acts]
    out = []
    for knot in knots:
        at = knot.drafts[0].trigger.first
        n = bisect_left(starts, at)
        near = (
            [
                a
                for a in acts[max(0, n - 3) : n + 3]
                if (places_agree(a.places, knot.places) or not any(own_place(d) for d in knot.drafts))
                and not answered(ground, knot.drafts[0], a.drafts[0])
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
    if another_story(ground, last, draft):
        return ""
    subject = draft.trigger.definite or draft.trigger.type == "ASSAULT"
    counted = all(marks & _COUNTING for marks in ground.marks[start:end])
    if counted and subject and last.trigger.kind == "verb" and draft.trigger.nominal:
        return "events.subject_noun"  # «استهدف القصف …», «استهدف قصف …», «استهدف أكثر الهجمات دموية …»
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
    if draft.casualty and last.casualty and not broken and len(between) <= _FATES:
        return "events.victims"  # «استهدفوا السيارة ما أدى لمقتل عنصر وإصابة آخرين»
    if draft.casualty and knot.casualty:
        apart = _follows(knot) and ground.any_of(OPENS_CLAUSE, start, end)
        return "" if apart or (broken and draft.places) else "events.victims"
    if draft.casualty:
        result = any(has_part(w.look, "result") for w in between)
        near = places_agree(knot.places, draft.places) or not any(own_place(d) for d in knot.drafts)
        return "events.result" if result and near else ""
    if (
        draft.trigger.mode == "explosives"
        and draft.trigger.nominal
        and places_agree(knot.places, draft.places)
        and any(has_part(w.look, "result") for w in between[-_RESULT:])
    ):
        return "events.effect"  # «أطلقوا قذائف على الحقل، ما أدى إلى انفجارات»
    if (
        knot.type != "ASSAULT"
        and draft.trigger.nominal
        and last.trigger.mode in (None, draft.trigger.mode)
        and len(between) <= _OBJECT
        and not ground.any_of(_APART, start - 1, end + 1)
        and places_agree(knot.places, draft.places)
        and (draft.trigger.reading is None or not draft.trigger.reading.prefix)
    ):
        return "events.object"  # «تسليم شحنة من المساعدات»
    if (
        {last.trigger.mode, draft.trigger.mode} <= STRIKES
        and draft.trigger.nominal
        and len(between) <= _MEANS
        and not broken
        and marker(ground, draft.trigger.first, last.trigger.last) == "ب"
    ):
        return "events.means"  # «عدواناً جوياً برشقات من الصواريخ»
    if not modes_agree(knot, draft) and draft.trigger.mode != "destroy":
        return ""
    if knot.casualty:
        if answered(ground, knot.drafts[0], draft) or motive(ground, last):
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
    if participle(draft) and not broken:
        return "events.participle"
    link = means_link(ground, draft, last.trigger.last)
    if (
        draft.trigger.mode is not None
        and draft.trigger.mode == last.trigger.mode
        and draft.trigger.nominal
        and (amid(ground, draft) or right_after(ground, draft))
        and (draft.trigger.definite or draft.actor is None or draft.trigger.mode == "clash")
        and places_agree(knot.places, draft.places)
    ):
        return "events.same_kind"
    parted = draft.places and knot.places and not same_place(knot.places, draft.places)
    if link in ("ب", "في") and len(between) <= 10 and not parted:
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
        points_back(ground, draft)
        and places_agree(knot.places, draft.places)
        and (broken or not own_place(draft))
        and not (own_place(draft) and elsewhere(knot.places, draft.places))
    ):
        return "events.points_back"
    return ""
