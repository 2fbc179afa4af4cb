"""The day of a happening that none of its tellings dates: that of its sentence, of a digest, or of what was told before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from khabar.events.agreement import one_scene
from khabar.events.drafts import Draft
from khabar.events.foregoing import ACTS, CARRY, joins_noun, pluperfect, told_before
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.events.marks import mask
from khabar.events.party_words import has_alike
from khabar.events.retelling import amid
from khabar.events.status import UNREAL
from khabar.mentions.model import TimeMention
from khabar.model import Evidence

_DECLARED = ("SANCTION", "AGREE", "CONCEDE", "SUPPORT", "RETREAT", "martial-law", "curfew")  # done by saying so
_DAYS = ("hour", "day")
_DAYS_BACK = 4  # happenings before one that may lend it their day
_FAR = 16  # words before a trigger in which «كان» may stand as to days
_TITLE_WORDS = 20
_TO_DAY = 5  # words from the noun of a digest to its day
_STOP = mask("stop")


def give_days(ground: Ground, happenings: Sequence[Happening]) -> None:
    """Give happenings without a time the day that the words before them tell; `happenings` stand in the order of the text."""
    for happening in happenings:
        for draft in happening.some if not happening.times else ():
            real = draft.judgement.status not in UNREAL
            time = _declared(ground, draft) if real else None
            if time is None and (happening.type in ACTS or (real and draft.trigger.kind == "verb")):
                time = told_before(ground, ground.times, draft, _DAYS)
            if time is not None:
                _give(happening, draft, time, "events.same_sentence")
    digests = _digests(ground, happenings)
    for n, happening in enumerate(happenings):
        draft = happening.act
        if happening.times or draft.judgement.status in UNREAL:
            continue
        passing = draft.judgement.status != "ongoing"
        earlier = pluperfect(ground, draft, _FAR)
        headed = bisect_left(digests, draft.sentence, key=_sentence_of)
        if headed and not earlier:
            _give(happening, draft, digests[headed - 1][1], "events.digest")
        elif happening.type in ACTS and passing and (not earlier or amid(ground, draft)):
            _carry(ground, happenings[max(0, n - _DAYS_BACK) : n], happening)


def _give(happening: Happening, draft: Draft, time: TimeMention, rule: str) -> None:
    draft.time = time
    draft.evidence.append(Evidence(slot="time", rule=rule, span=time.span))
    happening.look_again()


def _declared(ground: Ground, draft: Draft) -> TimeMention | None:
    """Return the day of the declaring right before what was done by declaring it: «أعلن الوالي، أمس، حالة الطوارئ»."""
    trigger = draft.trigger
    if trigger.kind == "verb" or not {trigger.type, trigger.mode} & set(_DECLARED):
        return None
    near = ground.times.within(max(0, trigger.first - 8), trigger.first)
    if not near or near[-1].precision not in _DAYS:
        return None
    between = range(near[-1].last, trigger.first)
    return near[-1] if all(not ground.text.words[i].look.readings for i in between) else None


def _sentence_of(digest: tuple[int, TimeMention]) -> int:
    return digest[0]


def _digests(ground: Ground, happenings: Sequence[Happening]) -> list[tuple[int, TimeMention]]:
    """Return the sentences that head a list of happenings and the day that they give: «حصاد الأحداث ليوم الثلاثاء»."""
    text, out = ground.text, list[tuple[int, TimeMention]]()
    for at in text.at("roles"):
        if not any(e.fields.get("part") == "digest" for _, e in text.words[at].look.entries("roles")):
            continue
        number = text.sentence_of[at]
        sentence = text.sentences[number]
        title = sentence.headline or not ground.any_of(_STOP, sentence.last - 1, sentence.last)
        days = ground.times.within(at, min(at + _TO_DAY + 1, sentence.last))
        if title and sentence.last - sentence.first <= _TITLE_WORDS and days and days[0].precision in _DAYS:
            out.append((number, days[0]))
    if not out:
        return out
    told = {d.sentence for h in happenings for d in h.some}
    return [digest for digest in out if digest[0] not in told]


def _carry(ground: Ground, earlier: Sequence[Happening], happening: Happening) -> None:
    """Give a happening the day of the one told before it at the same place right before, or amid which it was."""
    draft = happening.act
    for before in reversed(earlier):
        day = next((t for t in before.times if t.start and t.precision in _DAYS and t.scope in ("", "since")), None)
        last = before.last_before(draft.sentence + 1)
        if (
            day is None
            or last < 0
            or draft.sentence - last > CARRY
            or before.act.judgement.status in UNREAL
            or before.type not in ACTS
        ):
            continue
        beside = (
            draft.sentence == last and amid(ground, draft) and not joins_noun(ground, day.last, draft.trigger.first)
        )
        if not beside and (pluperfect(ground, before.act, _FAR) or pluperfect(ground, draft, _FAR)):
            continue
        if beside or _is_same_scene(ground, before, happening, last):
            _give(happening, draft, day, "events.same_scene")
        return


def _is_same_scene(ground: Ground, before: Happening, happening: Happening, last: int) -> bool:
    """Tell whether a happening goes on from another of its kind: the same doer or place, and no turn to another matter."""
    one, other = before.act, happening.act
    if before.type != happening.type or _turned(ground, last, other):
        return False
    if _is_alike(ground, other):
        return True
    doers = [d.actor.name if d.actor is not None else None for d in (one, other)]
    if doers[0] != doers[1] and None not in doers:
        return False
    if doers[0] is not None and doers[0] == doers[1] and not (happening.places and before.places):
        return True
    return one_scene(happening.places, before.places)


def _is_alike(ground: Ground, draft: Draft) -> bool:
    """Tell whether a telling is said to be like the one before: «قصف مماثل»."""
    at = draft.trigger.last
    return at < len(ground.words) and has_alike(ground, at)


def _turned(ground: Ground, last: int, draft: Draft) -> bool:
    """Tell whether words turn to another matter («من جهة أخرى») behind sentence `last` and before a telling."""
    n = bisect_left(ground.turns, ground.text.sentences[last].last if last < draft.sentence else draft.trigger.first)
    return n < len(ground.turns) and ground.turns[n] < draft.trigger.first
