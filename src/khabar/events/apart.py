"""What keeps two tellings apart, whatever else speaks for one happening: another spot, an older day, other people who meet."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from khabar.events.agreement import elsewhere, same_place
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.likeness import modes_agree, shares
from khabar.events.marks import mask
from khabar.events.retelling import amid, laid_on_another, own_place, points_back
from khabar.events.scope import of_speaking

_BESIDE = 5  # words behind a known act in which its new spot stands
_SPELL = 6  # words from «بعد» to what a time is counted from
_OPENING = 3  # words of a sentence in which a day opens it
_FRESH_DAYS = 3  # a happening told without a day is not older than that
_DOTS = mask("ellipsis")
_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_LEAD = 3  # first sentences, which tell what is new


def are_apart(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether a telling cannot be of a happening of its type."""
    return (
        _moved_on(ground, happening, knot)
        or _recalls(ground, happening, knot)
        or _others_meet(ground, happening, knot)
        or _answers(happening, knot)
        or _set_elsewhere(ground, happening, knot)
        or _owned_beside(ground, happening, knot)
        or _turned(ground, happening, knot)
        or _besides(ground, happening, knot)
        or _amid_another(ground, happening, knot)
        or _earlier(ground, happening, knot)
        or (knot.titled and another_story(ground, happening.drafts[-1], knot.drafts[0]))
    )


def another_story(ground: Ground, one: Draft, other: Draft) -> bool:
    """Tell whether dots in a headline part two stories: «غارة على البلدة.. ومقتل قيادي في المدينة»."""
    return (
        other.headline
        and one.sentence == other.sentence
        and ground.any_of(_DOTS, one.trigger.last, other.trigger.first)
        and not points_back(ground, other)
    )


def _turned(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether words such as «من جهة أخرى» turn from what the report told before, its headline apart, to another matter."""
    draft, turns = knot.act, ground.turns
    if happening.titled or not turns:
        return False
    n = bisect_left(turns, ground.text.sentences[draft.sentence].first)
    if n == len(turns) or not happening.drafts[-1].trigger.first < turns[n] < draft.trigger.first:
        return False
    return not points_back(ground, draft) and not same_place(happening.places, knot.places)


def _amid_another(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether an act of another kind goes on around what its sentence tells: «قصفوا البلدة وسط اشتباكات»."""
    draft = knot.act
    beside = happening.drafts[-1].sentence == draft.sentence and not draft.casualty and not happening.casualty
    return beside and not modes_agree(happening, draft) and amid(ground, draft)


def _earlier(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether a sentence tells how long after an act another came: «ويأتي الهجوم بعد يوم من انفجار في السوق»."""
    draft, tags = knot.act, ground.text.tags
    first = draft.trigger.first
    if "from" not in tags[first - 1] or points_back(ground, draft):
        return False
    after = next((i for i in range(first - 2, max(0, first - _SPELL), -1) if "after" in tags[i]), None)
    return after is not None and any(d.sentence == draft.sentence and d.trigger.first < after for d in happening.drafts)


def _besides(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether «كما» right before an act adds it to what was told before: «كما قصفت الطائرات البلدة»."""
    draft = knot.act
    first = draft.trigger.first
    if draft.casualty or happening.titled or not first or happening.drafts[-1].trigger.first > first:
        return False
    return "besides" in ground.words[first - 1].look.tags and not same_place(happening.places, knot.places)


def _set_elsewhere(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether a new act is told where its sentence has led to another spot: «داهمت القوات أطراف المدينة حيث جرت اشتباكات»."""
    draft = knot.act
    if knot.casualty or knot.places or not happening.places or points_back(ground, draft) or happening.titled:
        return False
    sentence = ground.text.sentences[draft.sentence]
    if happening.drafts[-1].sentence == draft.sentence:
        return False
    here = ground.places.within(sentence.first, draft.trigger.first)
    spoken = bool(here) and of_speaking(ground, here[-1], draft.trigger.first)
    return bool(here) and not spoken and elsewhere(happening.places, here[-1:], by_name=True)


def _answers(happening: Happening, knot: Happening) -> bool:
    """Tell whether an attack is told as the answer to what was told before: «وردت الفصائل بقصف المعسكر»."""
    mine, theirs = ("answers" in h.act.trigger.fields for h in (knot, happening))
    return mine and not theirs


def _owned_beside(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether one sentence denies one act and owns another: «نفت استهداف القرية، مؤكدة أنها اشتبكت مع قوة»."""
    denied, owned = happening.act, knot.act
    return (
        denied.sentence == owned.sentence
        and denied.judgement.status == "denied"
        and owned.judgement.status == "happened"
        and owned.trigger.kind == "verb"
        and not points_back(ground, owned)
        and not laid_on_another(ground, owned)
    )


def _moved_on(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether an act is told with a spot of its own, and all before was told of other spots.

    Where both have victims, near spots may be one. A headline says too little, its town may stand for the province. An act
    that is known already has its new spot close behind: «كما طال القصف بلدتي …».
    """
    if knot.casualty:
        return False
    draft = knot.act
    known = points_back(ground, draft)
    here = [p for d in ([draft] if known else knot.drafts) if own_place(d) for p in d.places]
    if not here:
        return False
    there = [p for d in happening.some if not d.headline for p in d.places]
    tolls = all(any(d.casualty for d in told.drafts) for told in (happening, knot))
    if not elsewhere(there, here, by_name=not tolls):
        return False
    return not known or here[0].generic_first - draft.trigger.last <= _BESIDE


def is_abroad(happening: Happening, knot: Happening) -> bool:
    """Tell whether a telling of violence has a place of its own in another country than all places told before."""
    if knot.type not in _VIOLENT or not happening.places or not own_place(knot.act):
        return False
    there = {p.country for p in happening.places}
    here = {p.country for p in knot.act.places}
    return None not in there | here and there.isdisjoint(here)


def _recalls(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether a sentence that opens with an older day turns from the news, told without a day, to what was before."""
    draft, document = knot.act, ground.mentions.document
    time = draft.time
    if time is None or time.end is None or happening.times or document is None or not document.published:
        return False
    first = ground.text.sentences[draft.sentence].first
    if time.first - first >= _OPENING or happening.drafts[0].sentence > _LEAD or points_back(ground, draft):
        return False
    return (date.fromisoformat(document.published[:10]) - date.fromisoformat(time.end[:10])).days > _FRESH_DAYS


def _others_meet(ground: Ground, happening: Happening, knot: Happening) -> bool:
    """Tell whether a talk or a visit is told of a named person who had no part in that told before."""
    draft = knot.act
    if draft.trigger.type != "CONSULT" or points_back(ground, draft) or not _named(draft):
        return False
    parties = [*happening.actors, *happening.targets]
    return any(found.name for found in happening.actors) and not shares(ground, parties, draft.actor)


def _named(draft: Draft) -> bool:
    return draft.actor is not None and bool(draft.actor.name) and draft.target is not None
