"""What stands before a telling: the last place or time in its sentence, and whether it tells of what was earlier still."""

from __future__ import annotations

from typing import TypeVar

from khabar.events.drafts import Draft
from khabar.events.ground import Ground, Row
from khabar.events.marks import mask
from khabar.events.retelling import right_after
from khabar.events.scope import is_workplace, of_speaking, opening
from khabar.mentions.model import PlaceMention, TimeMention

P = TypeVar("P", PlaceMention, TimeMention)
ACTS = ("ASSAULT", "COERCE", "PROTEST")  # which take over a place or a day
CARRY = 1  # sentences over which a place or a day holds
_REACH = 40
_RELATIVE = mask("relative")
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
        of_speaking(ground, near[-1], draft.trigger.first) or _before_that_day(ground, draft, near[-1].last)
    ):
        return None
    return None if ground.any_of(_NEW_MATTER, near[-1].last, draft.trigger.first) else near[-1]


def _before_that_day(ground: Ground, draft: Draft, after: int) -> bool:
    """Tell whether what is no attack was before a day told earlier in its sentence: «تراجعت أمس بعد احتجاجات», «… الاتفاق الذي وقعه»."""
    trigger = draft.trigger
    if trigger.type == "ASSAULT":
        return False
    return (trigger.nominal and right_after(ground, draft)) or ground.any_of(_RELATIVE, after, trigger.first)
