"""Which happening the dead, the wounded and the damage of a sentence belong to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from khabar.events.agreement import is_long
from khabar.events.drafts import Draft
from khabar.events.ground import Ground
from khabar.events.happenings import Happening
from khabar.mentions.model import CountMention

_MANY = 100
_REACH = 8  # words behind a number in which it is said of what
_EACH = 2  # as many attacks told one by one make a number of several happenings their sum
_SENTENCES_BACK = 2  # «ولم يسفر ذلك عن إصابات» may stand after the sentence of the attack


def give_counts(ground: Ground, drafts: Sequence[Draft]) -> None:
    """Give every count of killed and wounded to the draft that it tells of."""
    heads = [d.trigger.first for d in drafts]
    for count in ground.counts.all:
        if count.part or count.slot not in ("killed", "wounded"):
            continue
        draft = _owner(ground, count, drafts, heads)
        if draft is not None:
            (draft.killed if count.slot == "killed" else draft.wounded).append(count)


def _owner(ground: Ground, count: CountMention, drafts: Sequence[Draft], heads: Sequence[int]) -> Draft | None:
    """Return the draft whose trigger the count overlaps, else the nearest attack of its sentence, else the one before."""
    sentence = ground.text.sentence_of[count.first]
    at = bisect_right(heads, count.last)
    near = [d for d in drafts[max(0, at - 6) : at + 4] if d.trigger.type in ("ASSAULT", "COERCE", "PROTEST")]
    inside = [d for d in near if d.trigger.first < count.last and count.first < d.trigger.last]
    if inside:
        return next((d for d in inside if d.casualty), inside[0])
    total = count.max != 0 and _is_total(ground, count)
    here = [d for d in near if d.sentence == sentence]
    if here:
        before = [d for d in here if d.trigger.last <= count.first]
        owner = before[-1] if before else here[0]
        return None if total and (owner.time is None or not is_long(owner.time)) else owner
    if total or (count.max is None and _is_usual(ground, sentence)):
        return None
    back = [
        d for d in near if d.trigger.first < count.first and sentence - d.sentence <= _SENTENCES_BACK and not d.headline
    ]
    if back:
        return back[-1] if back[-1].trigger.type == "ASSAULT" else None
    ahead = next((d for d in near if d.trigger.first > count.first and d.sentence - sentence <= 1), None)
    return ahead if ahead is not None and ahead.trigger.type == "ASSAULT" and ahead.trigger.definite else None


def _is_usual(ground: Ground, number: int) -> bool:
    """Tell whether a sentence tells of what happens again and again: «وغالباً ما يسفر ذلك عن ضحايا»."""
    sentence = ground.text.sentences[number]
    return any(
        hit.entry.fields["evidence"] == "habit"
        for i in range(sentence.first, sentence.last)
        for hit in ground.hints.get(i, ())
    )


def _is_total(ground: Ground, count: CountMention) -> bool:
    """Tell whether the time next to a count in its sentence is a month or more: «ما تسبب بمقتل المئات منذ عام 2016»."""
    sentence = ground.text.sentences[ground.text.sentence_of[count.first]]
    times = ground.times.within(sentence.first, sentence.last)
    nearest = min(times, key=lambda t: max(count.first - t.last, t.first - count.last), default=None)
    if nearest is not None:
        return is_long(nearest)
    return count.min >= _MANY and any(count.last <= i < sentence.last for i in ground.text.at("since"))  # «منذ التدخل»


def is_of_several(ground: Ground, count: CountMention) -> bool:
    """Tell whether a number is of several happenings: «أربعة أشخاص قتلوا بحوادث متفرقة»."""
    last = min(ground.text.sentences[ground.text.sentence_of[count.first]].last, count.last + _REACH)
    return any(
        hit.entry.domain == "casualties" and hit.entry.fields.get("part") == "scattered"
        for at in range(count.last, last)
        for hit in ground.text.phrases.get(at, ())
    )


def sums_up(ground: Ground, happening: Happening, told: Sequence[Happening]) -> bool:
    """Tell whether a happening is but the number of victims of several others that are told one by one."""
    counts = [*happening.killed, *happening.wounded]
    if not happening.casualty or not counts or not all(is_of_several(ground, c) for c in counts):
        return False
    last = happening.last_sentence
    return sum(h.type == happening.type and h.drafts[0].sentence > last for h in told) >= _EACH


def leave_headlines(told: Sequence[Happening]) -> None:
    """Take from happenings what only a headline counts, where the body counts as many of another happening."""
    known = {n: key for key, happening in enumerate(told) for n in _numbers(happening, headline=False)}
    if not known:
        return
    for key, happening in enumerate(told):
        if happening.titled or not any(d.headline for d in happening.drafts):
            continue
        own = {slot for slot, _, _ in _numbers(happening, headline=False)}
        for draft in happening.drafts:
            if draft.headline:
                draft.killed = _left(draft.killed, own, known, key)
                draft.wounded = _left(draft.wounded, own, known, key)


def _numbers(happening: Happening, *, headline: bool) -> list[tuple[str, int, int | None]]:
    """Return (slot, least, most) of the numbers that the headlines or the body tell of a happening."""
    drafts = [d for d in happening.drafts if d.headline == headline]
    return [(c.slot, c.min, c.max) for d in drafts for c in (*d.killed, *d.wounded)]


def _left(
    counts: list[CountMention], own: set[str], known: Mapping[tuple[str, int, int | None], int], key: int
) -> list[CountMention]:
    """Return the numbers of a headline without those that the body tells of another happening than `key`."""
    return [c for c in counts if c.slot in own or known.get((c.slot, c.min, c.max), key) == key]
