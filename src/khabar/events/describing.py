"""All that can be said for or against the reality of a trigger, as named features that the weights know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from khabar.events.clauses import clause_features
from khabar.events.features import Scene
from khabar.events.ground import Ground
from khabar.events.marks import mask
from khabar.events.signs import NEAR, REACH, Sign
from khabar.events.told import Features, Group, Told, named
from khabar.events.triggers import Trigger
from khabar.language import Look, Reading
from khabar.mentions.model import Mention

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
_CLOSE = tuple((named(f"{name} close before"), named(f"{name} close after")) for name in ("place", "weapon", "actor"))
_HELD, _OPENS, _ITEM_OF_LIST = named("a hold that goes on"), named("opens its sentence"), named("item of a list")
_ITEM_OF_YEAR = named("item of a year")
_STATE, _QUOTED = named("state without a time"), named("quoted")
_YEAR = 4  # digits of a year
_ITEM = 4  # words within which the trigger of an item of a list stands
_RELATIVE, _NUMBER, _DASH = mask("relative"), mask("number"), mask("dash")
_ITEM_MARKS = mask("dash", "close_bracket", "stop")
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


@cache
def special(group: Group, name: str) -> str:
    """Return the feature's own name for one group of types, or "" where it speaks alike for all."""
    return f"{group}/{name}" if name.partition(":")[0] in _SPECIAL else ""


def describe(ground: Ground, trigger: Trigger, signs: Sequence[Sign], scene: Scene) -> list[Told]:
    """Return the features of a trigger that its sentence does not give, each with where it comes from.

    Where one feature is told twice, the first counts.
    """
    timeless = ground.text.sentence_of[trigger.first] not in scene.dated
    out: list[Told] = [Told(hint.features[place], hint.rule, first, last) for hint, place, first, last in signs]
    if trigger.mode == "seize" and any(sign[0].name in ("goes_on", "position") for sign in signs):
        out.append(Told(_HELD, "", trigger.first, trigger.last))
    out.append(Told(_own(ground, trigger), "", trigger.first, trigger.last))
    out += _before(ground, trigger, timeless=timeless)
    out += _beside(ground, trigger, scene, timeless=timeless)
    out += clause_features(ground, trigger)
    return out


def _own(ground: Ground, trigger: Trigger) -> Features:
    """Return the features of the trigger's own words."""
    light, fields = trigger.light, trigger.fields
    return _of_words(
        (trigger.kind, trigger.type, trigger.mode, trigger.entry.id, fields.get("strength"), fields.get("stative")),
        trigger.reading,
        None if light is None else ground.words[light].look,
        light is not None and light < trigger.first,
        trigger.anaphoric,
        trigger.definite,
    )


@lru_cache(maxsize=1 << 15)
def _of_words(
    entry: tuple[str, str, str | None, str, str | None, str | None],
    reading: Reading | None,
    light: Look | None,
    light_before: bool,
    anaphoric: bool,
    definite: bool,
) -> Features:
    kind, type_, mode, name, strength, stative = entry
    out = [
        f"kind:{kind}",
        f"type:{type_}",
        f"mode:{type_}/{mode}",
        f"word:{name.partition('/')[2]}",
        f"strength:{strength or 'plain'}",
    ]
    if reading is not None:
        out += _of_reading(reading, stative, alone=light is None)
    if light is not None:
        out += (_of_light(light), "light:before" if light_before else "light:after")
    if anaphoric:
        out.append("anaphoric")
    if definite:
        out.append("definite")
    return named(*out)


def _of_light(look: Look) -> str:
    told, entry = next((r, e) for r, e in look.entries("events") if e.fields.get("part") == "light")
    return f"light:{entry.fields['stage']}:{told.tense or told.pos}"


def _of_reading(reading: Reading, stative: str | None, *, alone: bool) -> list[str]:
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
    return out


@lru_cache(maxsize=1 << 14)
def _after_word(look: Look) -> Features | None:
    """Return the features that the word before a trigger gives."""
    tags = sorted(look.tags & _BEFORE)
    return named(*[f"after a word:{tag}" for tag in tags]) if tags else None


@cache
def _in_relative_clause(tense: str) -> Features:
    return named(f"relative clause:{tense}")


def _before(ground: Ground, trigger: Trigger, *, timeless: bool) -> list[Told]:
    """Return the features of the word before a trigger, and of how its sentence opens."""
    first, reading = trigger.first, trigger.reading
    opening = ground.text.sentences[ground.text.sentence_of[first]].first
    out: list[Told] = []
    if first == opening:
        out.append(Told(_OPENS))
    elif (features := _after_word(ground.words[first - 1].look)) is not None:
        out.append(Told(features, "", first - 1, first))
    if _lists(ground, opening):
        if _names_year(ground.words[opening].form):
            out.append(Told(_ITEM_OF_YEAR, "", opening, opening + 1))
        elif first - opening <= _ITEM:
            out.append(Told(_ITEM_OF_LIST, "", opening, opening + 1))
    if reading is not None:
        if reading.pos == "verb" and first > opening and ground.marks[first - 1] & _RELATIVE:
            out.append(Told(_in_relative_clause(reading.tense), "", first - 1, trigger.last))
        if timeless and reading.tense == trigger.fields.get("stative"):
            out.append(Told(_STATE, "", first, trigger.last))
    return out


def _beside(ground: Ground, trigger: Trigger, scene: Scene, *, timeless: bool) -> list[Told]:
    """Return the features of times, places, parties and weapons close by."""
    text, first, last = ground.text, trigger.first, trigger.last
    sentence = text.sentences[text.sentence_of[first]]
    low, high = max(sentence.first, first - NEAR), min(sentence.last, last + NEAR)
    out: list[Told] = []
    places = ground.places.within(low, high)
    rows: tuple[Sequence[Mention], ...] = (places, ground.weapons.within(low, high), ground.actors.within(low, high))
    for (before, after), found in zip(_CLOSE, rows, strict=True):
        for mention in found:
            if mention.first >= last:
                out.append(Told(after, "", mention.first, mention.last))
                break
            if mention.first < first:
                out.append(Told(before, "", mention.first, mention.last))
    if not timeless:
        for time in ground.times.within(max(sentence.first, first - REACH), min(sentence.last, last + REACH)):
            near = abs(time.first - first) <= 2 * NEAR
            out.append(Told(_of_time(time.precision, scene.ages.get(time.first, ""), near), "", time.first, time.last))
    elif not places:
        out.append(Told(_bare(trigger.kind, trigger.definite)))
    if text.depth[first]:
        out.append(Told(_QUOTED))
    return out


@cache
def _bare(kind: str, definite: bool) -> Features:
    return named(f"bare:{kind}:{'definite' if definite else 'indefinite'}")


@cache
def _of_time(precision: str, age: str, near: bool) -> Features:
    where = "near" if near else "away"
    name = f"time:{precision}:{where}"
    return named(name, f"time:{age}:{where}") if age else named(name)


def _names_year(form: str) -> bool:
    """Tell whether a number can be a year: what opens with it is told in a calendar of history."""
    return form.isdecimal() and len(form) == _YEAR and form[0] in "12"


def _lists(ground: Ground, first: int) -> bool:
    """Tell whether a sentence opens with a number or a dash: an item of a programme."""
    marks = ground.marks[first]
    return bool(marks & _DASH or (marks & _NUMBER and ground.marks[first + 1] & _ITEM_MARKS))
