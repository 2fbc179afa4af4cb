"""What the clause of a trigger and the lines around it say for or against its reality, as named features."""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import BARE_NOUN, FINITE, mask
from khabar.events.told import Features, Told, named
from khabar.events.triggers import Trigger
from khabar.language import Look

_VERB_BACK = 14  # words before a trigger in which the verb of its clause stands
_COUNT_BACK = 3  # words before a noun in which its number stands
_JOINED_BACK = 6
_OPENING = 3  # words of a sentence in which its first word of meaning stands
_LINE = 16  # a line without a full stop is no longer than this
_RUN = 3  # as many lines on end are a list of links
_ENDS = mask("stop", "semicolon", "colon", "relative", "bar")
_NUMBERS, _FIGURE = mask("number", "number_word"), mask("number")
_PREPOSITION, _PUNCT = mask("preposition"), mask("punct")
_LETTERS = ("ب", "ل", "ك")


def clause_features(ground: Ground, trigger: Trigger) -> list[Told]:
    """Return what governs a trigger in its clause: its verb, its preposition, its number, an aim that it is joined to."""
    first = ground.text.sentences[ground.text.sentence_of[trigger.first]].first
    reading = trigger.reading
    out = [_verb_before(ground, trigger, first)]
    if reading is not None and reading.pos == "verb":
        return out
    out += (*_number(ground, trigger, first), *_preposition(ground, trigger, first))
    if reading is not None and reading.pos == "masdar" and reading.prefix.startswith("و"):
        out += _joined(ground, trigger, first)
    return out


def _verb_before(ground: Ground, trigger: Trigger, first: int) -> Told:
    """Return the tense and the kind of the last finite verb before a trigger in its clause."""
    marks, words = ground.marks, ground.words
    for i in range(trigger.first - 1, max(first, trigger.first - _VERB_BACK) - 1, -1):
        if marks[i] & _ENDS:
            break
        kind = _verb_kind(words[i].look) if marks[i] & FINITE else ""
        if kind:
            return Told(_under(kind), "", i, i + 1)
    return Told(_under("none"))


@cache
def _under(kind: str) -> Features:
    return named(f"under a verb:{kind}")


@lru_cache(maxsize=1 << 16)
def _verb_kind(look: Look) -> str:
    """Return tense and kind of a word that can only be a finite verb, "" for any other."""
    verbs = [r for r in look.readings if r.pos == "verb" and r.tense in ("past", "nonpast")]
    if not verbs or any(r.pos != "verb" and not r.suffix for r in look.readings):
        return ""
    if "was" in look.tags:
        return "was"
    tense = "past" if any(r.tense == "past" for r in verbs) else "nonpast"
    light = light_of(look)
    if light is not None:
        return f"{tense}:{light[1].fields['stage']}"
    if any(e.kind != "phrase" for _, e in look.entries("speech")):
        return f"{tense}:speech"
    if any(e.kind != "phrase" and "type" in e.fields for _, e in look.entries("events")):
        return f"{tense}:event"
    hint = next((e.fields["evidence"] for _, e in look.entries("reality") if e.kind != "phrase"), "name")
    return f"{tense}:{'other' if hint == 'name' else hint}"


def _number(ground: Ground, trigger: Trigger, first: int) -> list[Told]:
    """Return how many of its kind are told: many attacks at once are a total more often than a happening."""
    for i in range(trigger.head - 1, max(first, trigger.head - _COUNT_BACK) - 1, -1):
        if ground.marks[i] & _NUMBERS:
            many = ground.marks[i] & _FIGURE and len(ground.words[i].look.form) > 1
            return [Told(named("counted:many" if many else "counted:few"), "", i, i + 1)]
        if ground.marks[i] & _ENDS:
            break
    return []


def _preposition(ground: Ground, trigger: Trigger, first: int) -> list[Told]:
    """Return the preposition that governs a noun, the word before it or letters joined to it."""
    prefix = trigger.reading.prefix if trigger.reading is not None else ""
    if prefix[-1:] in _LETTERS and prefix:
        return [Told(_governed_by(prefix[-1], trigger.light is not None), "", trigger.first, trigger.last)]
    if trigger.first == first:
        return []
    at = trigger.first - 1
    look = ground.words[at].look
    if ground.marks[at] & _PREPOSITION:
        return [Told(_governed_by(_lemma(look), False), "", at, trigger.last)]
    if not ground.marks[at] & BARE_NOUN:
        return []
    return [Told(_governed_by_noun(look.readings[0].prefix[-1:]), "", at, trigger.last)]


@cache
def _governed_by(preposition: str, carried: bool) -> Features:
    return named(f"governed by:{preposition}:carried" if carried else f"governed by:{preposition}")


@cache
def _governed_by_noun(letter: str) -> Features:
    name = "governed by:noun"
    return named(name, f"{name} with {letter}") if letter in ("ب", "ل") else named(name)


def _lemma(look: Look) -> str:
    return next((r.lemma for r in look.readings if r.pos == "particle"), look.form)


def _joined(ground: Ground, trigger: Trigger, first: int) -> list[Told]:
    """Return what a verbal noun with «و» goes on from: «لتشكيل حكومة وإنهاء القتال»."""
    for i in range(trigger.first - 1, max(first, trigger.first - _JOINED_BACK) - 1, -1):
        if ground.marks[i] & _ENDS:
            break
        look = ground.words[i].look
        letter = next((r.prefix[-1] for r in look.readings if r.pos == "masdar" and r.prefix[-1:] in ("ل", "ب")), "")
        if letter or ground.marks[i] & _PREPOSITION:
            return [Told(named(f"joined to:{letter or look.form}"), "", i, trigger.last)]
    return []


def opening_feature(ground: Ground, number: int) -> str:
    """Return with what kind of word a sentence opens: «وتشهد», «كانت», «قُتل»."""
    sentence = ground.text.sentences[number]
    for i in range(sentence.first, min(sentence.last, sentence.first + _OPENING)):
        if ground.marks[i] & _PUNCT:
            continue
        look = ground.words[i].look
        kind = _verb_kind(look)
        return f"opens with:{'و' if kind and look.form.startswith('و') else ''}{kind or 'no verb'}"
    return ""


def line_feature(ground: Ground, number: int) -> str:
    """Return how many short lines without a full stop stand on end around a sentence below the lead: links to other pages."""
    if number < _RUN or not _is_line(ground, number):
        return ""
    run, size = 1, len(ground.text.sentences)
    for step in (-1, 1):
        at = number + step
        while 0 <= at < size and run <= 2 * _RUN and _is_line(ground, at):
            run, at = run + 1, at + step
    return "" if run < _RUN else f"among lines:{'many' if run > 2 * _RUN else 'some'}"


def _is_line(ground: Ground, number: int) -> bool:
    sentence = ground.text.sentences[number]
    return sentence.last - sentence.first <= _LINE and not ground.is_closed(sentence)
