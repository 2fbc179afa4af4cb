"""The dead of several sides, told one after another in a sentence: «قتل 17 من القوات، فيما قتل 9 من المهاجمين»."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from khabar.events.ground import Ground
from khabar.events.marks import SPEECH, mask
from khabar.mentions.model import CountMention
from khabar.mentions.victims import has_part

_APART = frozenset(
    {"counts.named", "counts.pronoun", "counts.agreement", "counts.toll", "counts.bodies", "counts.nobody"}
)
_PARTED = mask("complementiser", "stop", "bar", "semicolon", "colon", "relative", "after")
_JOINS = mask("contrast", "conjunction", "lone_and")


def add_sides(ground: Ground, counts: Sequence[CountMention]) -> list[CountMention]:
    """Return the numbers with those that one sentence puts to each other as their sum."""
    out: list[CountMention] = []
    for count in sorted(counts, key=lambda c: c.first):
        if out and _adds(ground, out[-1], count):
            out[-1] = _sum(ground, out[-1], count)
        else:
            out.append(count)
    return out


def _adds(ground: Ground, before: CountMention, count: CountMention) -> bool:
    """Tell whether a number is of others than the one before it in its sentence."""
    of = ground.text.sentence_of
    if of[before.first] != of[count.first] or count.first < before.last or before.max == 0 or count.max == 0:
        return False
    if not _APART.isdisjoint(before.entries) or not _APART.isdisjoint(count.entries):
        return False
    marks = ground.marks
    if any(marks[i] & (_PARTED | SPEECH) for i in range(before.last, count.first)):
        return False
    return _joined(ground, before.last, count.first)


def _joined(ground: Ground, low: int, at: int) -> bool:
    """Tell whether «و», «فيما» or a word of adding from word `low` on puts what stands at a word to what is before."""
    text = ground.text
    if any({"when", "in"} <= text.words[i].look.tags | text.words[i - 1].look.tags for i in range(low + 1, at)):
        return True  # «في حين»
    if text.words[at].look.form.startswith("و") or ground.any_of(_JOINS, low, at):
        return True
    return any(
        has_part(text.words[i].look, "adding")
        or any(h.entry.fields.get("part") == "adding" for h in text.phrases.get(i, ()))
        for i in range(low, at)
    )


def _sum(ground: Ground, before: CountMention, count: CountMention) -> CountMention:
    top = None if before.max is None or count.max is None else before.max + count.max
    entries = (*before.entries, *count.entries, "events.sum_of_sides")
    span = ground.span(before.first, count.last)
    return replace(before, last=count.last, span=span, min=before.min + count.min, max=top, entries=entries)
