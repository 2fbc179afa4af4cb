"""All that can be said for or against the reality of a trigger, as named features that the weights know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from khabar.events.features import Reason, Scene, features_of_sentence
from khabar.events.signs import NEAR, REACH, Sign, sign_features
from khabar.events.triggers import Trigger
from khabar.language import Reading, Text
from khabar.mentions.model import Mentions, within
from khabar.model import EventType

Group = Literal["assault", "protest", "other"]
GROUPS = ("assault", "protest", "other")

_BEFORE = frozenset(
    {
        "neg",
        "neg_past",
        "neg_noun",
        "complementiser",
        "relative",
        "preposition",
        "future",
        "was",
        "any",
        "demonstrative",
        "quantifier",
        "conditional",
    }
)
_SPECIAL = frozenset(
    {
        "kind",
        "form",
        "light",
        "definite",
        "alone",
        "time",
        "no time",
        "count",
        "place",
        "place in the sentence",
        "place close after",
        "place close before",
        "weapon in the sentence",
        "weapon close after",
        "weapon close before",
        "quoted",
        "length",
        "strength",
        "law",
        "crime",
        "many",
        "around it",
        "bare",
    }
)


def group_of(kind: EventType) -> Group:
    """Return the group of types that a type belongs to: some features speak differently for each."""
    return "assault" if kind == "ASSAULT" else "protest" if kind == "PROTEST" else "other"


@cache
def special(group: Group, name: str) -> str:
    """Return the feature's own name for one group of types, or "" where it speaks alike for all."""
    return f"{group}/{name}" if name.partition(":")[0] in _SPECIAL else ""


def describe(
    text: Text, mentions: Mentions, trigger: Trigger, signs: Sequence[Sign], scene: Scene
) -> dict[str, Reason]:
    """Return the features of a trigger that its sentence does not give, each with where it comes from."""
    shared = features_of_sentence(text, mentions, scene, text.sentence_of[trigger.first])
    out: dict[str, Reason] = {}
    for sign in signs:
        entry = sign.entry
        reason = (sign.rule, sign.first, sign.last)
        for name in sign_features(sign.name, sign.place, entry.id if entry else ""):
            if name not in out:
                out[name] = reason
    own = ("", trigger.first, trigger.last)
    if trigger.mode == "seize" and any(sign.name in ("goes_on", "position") for sign in signs):
        out["a hold that goes on"] = own
    for name in _own(text, trigger):
        out[name] = own
    for name, first, last in _beside(text, mentions, trigger, scene, "no time" in shared):
        if name not in out:
            out[name] = ("", first, last)
    return out


def _own(text: Text, trigger: Trigger) -> Iterator[str]:
    """Yield the features of the trigger's own words."""
    reading, light = trigger.reading, trigger.light
    yield from _of_entry(trigger.kind, trigger.type, trigger.mode, trigger.entry.id, trigger.fields.get("strength"))
    if reading is not None:
        yield from _of_reading(reading, trigger.fields.get("stative"), light is None)
    if light is not None:
        told, entry = next(
            (r, e) for r, e in text.words[light].look.entries("events") if e.fields.get("part") == "light"
        )
        yield f"light:{entry.fields['stage']}:{told.tense or told.pos}"
        yield f"light:{'before' if light < trigger.first else 'after'}"
    if trigger.anaphoric:
        yield "anaphoric"
    if trigger.definite:
        yield "definite"


@cache
def _of_entry(kind: str, type_: str, mode: str | None, entry: str, strength: str | None) -> tuple[str, ...]:
    return (
        f"kind:{kind}",
        f"type:{type_}",
        f"mode:{type_}/{mode}",
        f"word:{entry.partition('/')[2]}",
        f"strength:{strength or 'plain'}",
    )


@cache
def _of_reading(reading: Reading, stative: str | None, alone: bool) -> tuple[str, ...]:
    out: list[str] = []
    if reading.pos == "verb":
        out.append(f"form:{reading.tense}")
        if stative == reading.tense and "س" not in reading.prefix:
            out.append("form:state")
        if reading.prefix:
            out.append(f"form:{reading.prefix}+")
        if reading.person in ("1s", "1p"):
            out.append("form:first_person")
        if reading.passive:
            out.append("form:passive")
    else:
        shape = f"{reading.number or 's'}:{'def' if reading.definite else 'of' if reading.suffix else 'indef'}"
        out.append(f"form:{reading.pos}:{shape}")
        if reading.prefix:
            out.append(f"form:noun:{reading.prefix}+")
        if alone:
            out.append(f"alone:{shape}")
    return tuple(out)


def _beside(
    text: Text, mentions: Mentions, trigger: Trigger, scene: Scene, timeless: bool
) -> Iterator[tuple[str, int, int]]:
    """Yield the features of the words beside a trigger: the word before it, times, places and weapons close by."""
    sentence = text.sentences[text.sentence_of[trigger.first]]
    low, high = max(sentence.first, trigger.first - REACH), min(sentence.last, trigger.last + REACH)
    if trigger.first > sentence.first:
        for tag in sorted(text.words[trigger.first - 1].look.tags & _BEFORE):
            yield f"after a word:{tag}", trigger.first - 1, trigger.first
    else:
        yield "opens its sentence", -1, -1
    if _lists(text, sentence.first, trigger.first):
        yield "item of a list", sentence.first, sentence.first + 1
    reading = trigger.reading
    after_relative = trigger.first > sentence.first and "relative" in text.words[trigger.first - 1].look.tags
    if after_relative and reading is not None and reading.pos == "verb":
        yield f"relative clause:{reading.tense}", trigger.first - 1, trigger.last
    if timeless and reading is not None and reading.tense == trigger.fields.get("stative"):
        yield "state without a time", trigger.first, trigger.last
    near = False
    for name, found in (("place", mentions.places), ("weapon", mentions.weapons), ("actor", mentions.actors)):
        for mention in within(found, max(low, trigger.first - NEAR), min(high, trigger.last + NEAR)):
            if mention.first >= trigger.last:
                yield f"{name} close after", mention.first, mention.last
            elif mention.first < trigger.first:
                yield f"{name} close before", mention.first, mention.last
            near = near or name == "place"
    for time in () if timeless else within(mentions.times, low, high):
        where = "near" if abs(time.first - trigger.first) <= 2 * NEAR else "away"
        yield f"time:{time.precision}:{where}", time.first, time.last
        if time.first in scene.ages:
            yield f"time:{scene.ages[time.first]}:{where}", time.first, time.last
    if timeless and not near:
        yield f"bare:{trigger.kind}:{'definite' if trigger.definite else 'indefinite'}", -1, -1
    if text.depth[trigger.first]:
        yield "quoted", -1, -1


def _lists(text: Text, first: int, trigger: int) -> bool:
    """Tell whether a sentence opens with a number or a dash, close before the trigger: an item of a programme."""
    tags = text.words[first].look.tags
    return (
        trigger - first <= 4
        and bool(tags & {"number", "dash"})
        and ("dash" in tags or bool(text.words[first + 1].look.tags & {"dash", "close_bracket", "stop"}))
    )
