"""The victims as whom it was done to, where nothing else is told: those who are counted, and whose people they were."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.marks import FINITE, mask
from khabar.events.parties import AGENTS, Found, same
from khabar.events.scope import marker
from khabar.mentions.model import ActorMention, CountMention
from khabar.mentions.phrases import np_end

_RANKS = 4  # words behind a number in which whose people they were stands
_BEHIND = 3  # words of a count behind those who are counted
_OUT_OF, _IN = mask("from"), mask("in")
_FATE = FINITE | mask("relative")
_BETWEEN = "بين"
_NUMBER = mask("number", "number_word")


def find_sufferers(ground: Ground, drafts: Sequence[Draft]) -> Found | None:
    """Return the victims as whom it was done to, where nothing else is told."""
    counts = [c for d in drafts for c in (*d.killed, *d.wounded)]
    for count in sorted(counts, key=lambda c: (c.slot != "killed", -(c.max or c.min)))[:8]:
        mentions = [
            m for m in ground.actors.within(count.first, count.last) if not any(_is(d.actor, m) for d in drafts)
        ]
        people = (m for m in mentions if not (m.kind in AGENTS and m.name))
        mention = next(people, mentions[0] if mentions else None)
        if count.min > 0 and mention is None:
            found = _of_whom(ground, count) or _counted(ground, count)
            if found is not None and not any(same(d.actor, found) for d in drafts):
                return found
        if count.min > 0 and mention is not None:
            first = max(count.first, min(mention.first, count.last - 1))
            start = next(
                (i for i in range(count.first, first + 1) if ground.marks[i] & _NUMBER),
                first,
            )
            told = count.last if count.last - mention.last <= _BEHIND else 0  # not «المدنيين جراء القصف … إلى 4»
            end = max(told, mention.last, np_end(ground.text, ground.mentions, mention.first, mention.first + 8))
            while end - 1 > mention.first and ground.marks[end - 1] & _FATE:
                end -= 1  # «عنصران قُتلا», «الجندي الذي قُتل»: the people without their fate
            return Found(start, _with_band(ground, end), "events.victims", mention)
    return None


def _with_band(ground: Ground, end: int) -> int:
    """Return where people end with the band that they belong to: «عناصر في قوات الحكومة»."""
    after = ground.actors.at(end + 1) if end + 1 < len(ground.marks) and ground.marks[end] & (_IN | _OUT_OF) else None
    return after.last if after is not None and after.kind in AGENTS and after.role != "place" else end


def _counted(ground: Ground, count: CountMention) -> Found | None:
    """Return the words behind a number, where no mention knows them: «استشهد أربعة فلسطينيين»."""
    first = next((i for i in range(count.first, count.last) if ground.marks[i] & _NUMBER), None)
    if first is None or first + 1 >= count.last:
        return None
    return Found(first, count.last, "events.victims")


def _is(doer: Found | None, m: ActorMention) -> bool:
    return doer is not None and doer.first < m.last and m.first < doer.last


def _of_whom(ground: Ground, count: CountMention) -> Found | None:
    """Return whose people were hit: «مقتل ثلاثة من عناصر الشرطة», «قتلى في صفوف القوات», «قتلى وجرحى لقوات الحكومة»."""
    mention = next(iter(ground.actors.within(count.last, count.last + _RANKS)), None)
    if mention is None:
        return None
    link = marker(ground, mention.first, count.last)
    if mention.kind in AGENTS and (link == "ranks" or (link == "ل" and mention.first <= count.last + 1)):
        return Found(mention.first, mention.last, "events.victims", mention)
    among = link == _BETWEEN or bool(ground.marks[count.last] & _OUT_OF)
    if mention.first != count.last + 1 or not among:
        return None
    if link == _BETWEEN or not ground.marks[count.last - 1] & _NUMBER:
        end = next((i for i in range(mention.first + 1, mention.last) if ground.marks[i] & _IN), mention.last)
        return Found(mention.first, end, "events.victims", mention)  # «قتلى وجرحى بين الأهالي (في البلدة)»
    first = count.last - 1
    while first > count.first and ground.marks[first - 1] & _NUMBER:
        first -= 1
    return Found(first, mention.last, "events.victims", mention)
