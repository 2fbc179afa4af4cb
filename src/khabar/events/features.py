"""All that can be said for or against the reality of a trigger, as named features that the weights know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from khabar.events.signs import NEAR, REACH, Hit, Sign, find_hits, sign_features
from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.mentions.model import Mention, Mentions, within

FRESH_DAYS = 21
_CLIMATE_SENTENCES = 3  # a text with fewer sentences has no climate of its own
_BEFORE = (
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
)
_ASKS = frozenset({"question", "question_mark"})


class Reason(NamedTuple):
    """Where a feature comes from: the entry or rule, and the words `[first, last)`, or -1 where no words show it."""

    rule: str
    first: int = -1
    last: int = -1


class Scene(NamedTuple):
    """What all triggers of one text share: its signs, how fresh its times are, and the climate of the whole."""

    hits: list[Hit]
    ages: dict[int, str]
    climate: tuple[str, ...]


def set_scene(text: Text, mentions: Mentions) -> Scene:
    """Return what all triggers of a text share."""
    hits = find_hits(text)
    ages = _ages(mentions)
    return Scene(hits, ages, tuple(_climate(text, mentions, hits, ages)))


def _ages(mentions: Mentions) -> dict[int, str]:
    """Return for the first word of each time whether it is fresh, old or to come, as seen from the day of publication."""
    published = mentions.document.published[:10] if mentions.document and mentions.document.published else None
    if published is None:
        return {}
    since = date.fromordinal(max(1, date.fromisoformat(published).toordinal() - FRESH_DAYS)).isoformat()
    return {
        t.first: "coming" if t.start > published else "fresh" if t.end >= since else "old"
        for t in mentions.times
        if t.start and t.end
    }


def _climate(text: Text, mentions: Mentions, hits: Sequence[Hit], ages: dict[int, str]) -> Iterator[str]:
    """Yield the features of the whole text: how it reports, argues, asks, counts and dates."""
    size = len(text.sentences)
    if size == 1:
        yield "single"
    if size < _CLIMATE_SENTENCES:
        return
    names: dict[str, int] = {}
    for hit in hits:
        names[hit.name] = names.get(hit.name, 0) + 1
    asked = sum(
        1
        for s in text.sentences
        if any(text.words[i].look.tags & _ASKS for i in range(max(s.first, s.last - 3), s.last))
    )
    per = {
        "argues": names.get("first_person", 0) + names.get("opinion", 0) + names.get("is_not", 0),
        "asks": asked,
        "reports": sum(
            names.get(n, 0) for n in ("reporter", "witness", "source", "spokesman", "statement", "announces", "reports")
        ),
        "dates": sum(1 for age in ages.values() if age == "fresh"),
        "recalls": sum(names.get(n, 0) for n in ("history", "since", "long_ago", "background"))
        + sum(1 for age in ages.values() if age == "old"),
        "counts": len(mentions.counts),
        "places": len(mentions.places),
    }
    for name, count in per.items():
        yield f"climate:{name}:{_grade(count / size)}"


def _grade(share: float) -> int:
    return 0 if share == 0 else 1 if share < 0.15 else 2 if share < 0.4 else 3


def describe(
    text: Text, mentions: Mentions, trigger: Trigger, signs: Sequence[Sign], scene: Scene
) -> dict[str, Reason]:
    """Return the features of a trigger, each with where it comes from."""
    out: dict[str, Reason] = {}
    group = _group(trigger.type)
    for sign in signs:
        reason = Reason(sign.rule, sign.first, sign.last)
        for name in sign_features(sign.name, sign.place, sign.entry.id if sign.entry else ""):
            out.setdefault(name, reason)
    own = Reason("events.reality.words", trigger.first, trigger.last)
    for name in _own(text, trigger):
        out.setdefault(name, own)
    for name, first, last in _surroundings(text, mentions, trigger, scene):
        out.setdefault(name, Reason("events.reality.sentence", first, last))
    for name in scene.climate:
        out[name] = Reason("events.reality.climate")
    for name in list(out):
        special = _special(group, name)
        if special:
            out[special] = out[name]
    return out


def _group(kind: str) -> str:
    return "assault" if kind == "ASSAULT" else "protest" if kind == "PROTEST" else "other"


_SPECIAL = frozenset(
    [
        "kind",
        "form",
        "light",
        "definite",
        "alone",
        "time",
        "count",
        "place",
        "weapon",
        "quoted",
        "long",
        "strength",
        "law",
        "crime",
        "many",
        "climate",
        "single",
    ]
)


@cache
def _special(group: str, name: str) -> str:
    """Return the feature's name for one group of types, where it speaks differently for each."""
    return f"{group}/{name}" if name.partition(":")[0] in _SPECIAL else ""


def _own(text: Text, trigger: Trigger) -> Iterator[str]:
    """Yield the features of the trigger's own words."""
    fields, reading = trigger.fields, trigger.reading
    yield f"kind:{trigger.kind}"
    yield f"type:{trigger.type}"
    yield f"mode:{trigger.type}/{trigger.mode}"
    yield f"word:{trigger.entry.id.partition('/')[2]}"
    yield f"strength:{fields.get('strength', 'plain')}"
    if reading is not None and reading.pos == "verb":
        yield f"form:{reading.tense}"
        if fields.get("stative") == reading.tense and "س" not in reading.prefix:
            yield "form:state"
        if reading.prefix:
            yield f"form:{reading.prefix}+"
        if reading.person in ("1s", "1p"):
            yield "form:first_person"
        if reading.passive:
            yield "form:passive"
    elif reading is not None:
        shape = f"{reading.number or 's'}:{'def' if reading.definite else 'of' if reading.suffix else 'indef'}"
        yield f"form:{reading.pos}:{shape}"
        if reading.prefix:
            yield f"form:noun:{reading.prefix}+"
        if trigger.light is None:
            yield f"alone:{shape}"
    if trigger.light is not None:
        light, entry = next(
            (r, e) for r, e in text.words[trigger.light].look.entries("events") if e.fields.get("part") == "light"
        )
        yield f"light:{entry.fields['stage']}:{light.tense or light.pos}"
        yield f"light:{'before' if trigger.light < trigger.first else 'after'}"
    if trigger.anaphoric:
        yield "anaphoric"
    if trigger.definite:
        yield "definite"


def _surroundings(text: Text, mentions: Mentions, trigger: Trigger, scene: Scene) -> Iterator[tuple[str, int, int]]:
    """Yield the features of the sentence with their words: times, places, counts, weapons, quotation, length."""
    number = text.sentence_of[trigger.first]
    sentence = text.sentences[number]
    low, high = max(sentence.first, trigger.first - REACH), min(sentence.last, trigger.last + REACH)
    if trigger.first > sentence.first:
        before = text.words[trigger.first - 1].look.tags
        for tag in _BEFORE:
            if tag in before:
                yield f"after_word:{tag}", trigger.first - 1, trigger.first
    else:
        yield "opens", -1, -1
    yield from _near("place", mentions.places, trigger, low, high)
    yield from _near("weapon", mentions.weapons, trigger, low, high)
    yield from _near("actor", mentions.actors, trigger, low, high)
    for place in within(mentions.places, low, high):
        yield f"place:{place.precision}", place.first, place.last
    for count in within(mentions.counts, low, high):
        yield f"count:{count.slot}", count.first, count.last
    yield from _times(mentions, trigger, scene, low, high)
    if text.depth[trigger.first]:
        yield "quoted", -1, -1
    yield "headline" if sentence.headline else "lead" if number < 3 else "body", -1, -1
    closed = any(
        "stop" in text.words[i].look.tags for i in range(max(sentence.first, sentence.last - 2), sentence.last)
    )
    yield "closed" if closed else "unclosed:late" if number > 2 else "unclosed:early", -1, -1
    length = sentence.last - sentence.first
    yield f"long:{0 if length < 12 else 1 if length < 25 else 2 if length < 45 else 3}", -1, -1
    if any(text.words[i].look.tags & _ASKS for i in range(low, high)):
        yield "asked", -1, -1


def _near(name: str, found: Sequence[Mention], trigger: Trigger, low: int, high: int) -> Iterator[tuple[str, int, int]]:
    here = within(found, low, high)
    if here:
        yield f"{name}:sentence", here[0].first, here[0].last
        if any(trigger.last <= m.first < trigger.last + NEAR for m in here):
            yield f"{name}:after", -1, -1
        if any(trigger.first - NEAR <= m.first < trigger.first for m in here):
            yield f"{name}:before", -1, -1


def _times(mentions: Mentions, trigger: Trigger, scene: Scene, low: int, high: int) -> Iterator[tuple[str, int, int]]:
    here = within(mentions.times, low, high)
    for time in here:
        near = "near" if abs(time.first - trigger.first) <= 2 * NEAR else "away"
        yield f"time:{time.precision}:{near}", time.first, time.last
        if time.first in scene.ages:
            yield f"time:{scene.ages[time.first]}:{near}", time.first, time.last
    if not here:
        yield "time:none", -1, -1
