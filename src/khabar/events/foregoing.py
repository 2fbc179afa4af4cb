"""What stands before a telling: the last place or time in its sentence, and whether it tells of what was earlier still."""

from __future__ import annotations

from typing import TypeVar

from khabar.events.drafts import Draft
from khabar.events.ground import Ground, Row
from khabar.events.marks import EVENT, JOINED, LINKED, VERB, mask
from khabar.events.retelling import right_after
from khabar.events.scope import is_workplace, of_speaking, opening
from khabar.mentions.model import PlaceMention, TimeMention

P = TypeVar("P", PlaceMention, TimeMention)
ACTS = ("ASSAULT", "COERCE", "PROTEST")  # which take over a place or a day
CARRY = 1  # sentences over which a place or a day holds
_REACH = 40
_RELATIVE, _AFTER, _COMMA = mask("relative"), mask("after"), mask("comma")
_COMPLEMENTISER = mask("complementiser")
_AUXILIARY, _NEW_MATTER = mask("auxiliary"), mask("conjunction", "semicolon", "stop", "contrast")


def pluperfect(ground: Ground, draft: Draft, reach: int = 8) -> bool:
    """Tell whether «كان/كانت» stands before the trigger: what was before."""
    first = max(ground.text.sentences[draft.sentence].first, draft.trigger.first - reach)
    return ground.any_of(_AUXILIARY, first, draft.trigger.first)


def told_before(ground: Ground, mentions: Row[P], draft: Draft, precisions: tuple[str, ...]) -> P | None:
    """Return the last place or time before a trigger in its sentence, if no conjunction begins a new matter between."""
    start = max(opening(ground, draft.sentence, draft.trigger.first), draft.trigger.first - _REACH)
    near = [m for m in mentions.within(start, draft.trigger.first) if m.precision in precisions]
    near = [m for m in near if not (isinstance(m, PlaceMention) and (m.whence or is_workplace(ground, m)))]
    if not near:
        return None
    if isinstance(near[-1], TimeMention) and (
        near[-1].apart
        or of_speaking(ground, near[-1], draft.trigger.first)
        or _before_that_day(ground, draft, near[-1].last)
        or joins_noun(ground, near[-1].last, draft.trigger.first)
        or ground.any_of(_COMPLEMENTISER, near[-1].last, draft.trigger.first)
    ):
        return None
    return None if ground.any_of(_NEW_MATTER, near[-1].last, draft.trigger.first) else near[-1]


def _before_that_day(ground: Ground, draft: Draft, after: int) -> bool:
    """Tell whether what is no attack was before a day told earlier in its sentence: «تراجعت أمس بعد احتجاجات», «… الاتفاق الذي وقعه»."""
    trigger = draft.trigger
    if trigger.type == "ASSAULT":
        return draft.judgement.status == "ongoing"  # «زار العاصمة أمس لبحث الغارات المستمرة»
    if trigger.nominal and right_after(ground, draft):
        return True
    return ground.any_of(_RELATIVE | _AFTER, after, trigger.first)


def joins_noun(ground: Ground, first: int, last: int) -> bool:
    """Tell whether a noun behind a comma and «و» begins what was another day: «قتل أمس ثلاثة في قصف، ومقتل جندي في كمين»."""
    marks = ground.marks
    return any(
        marks[at - 1] & _COMMA and marks[at] & JOINED and marks[at] & EVENT and not marks[at] & (LINKED | VERB)
        for at in range(first + 1, last + 1)
    )
