"""Signs about reality: the words around a trigger that speak for or against a particular happening."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from khabar.events.ground import Ground
from khabar.events.lights import light_of
from khabar.events.marks import FINITE, HINT, LINKED, SPEECH, mask
from khabar.events.told import Features, named
from khabar.events.triggers import Trigger
from khabar.language import Entry, Look, Reading
from khabar.model import Status

DOMAIN = "reality"
REACH = 40  # words to either side in which signs count
NEAR = 8
GOVERN = 9  # words before a trigger in which a sign may govern it
GOVERN_FAR = 20  # the same for a denial or an accusation, whose object is a clause
ASIDE = 10  # words between the commas of an aside
_COMMA, _COMPLEMENT = mask("comma"), LINKED | mask("preposition")
_LONG = frozenset("اوي")
_RELATIVE = mask("relative")
_FAR = frozenset({"denial", "accuses", "rumour", "demand"})
_ENDS = mask("comma", "semicolon", "stop", "colon", "bar", "ellipsis", "relative")

Place = Literal["governs", "before", "after", "far"]
PLACES: tuple[Place, ...] = ("governs", "before", "after", "far")


class Hint:
    """What a word or phrase speaks for, the status it gives to what it governs, and the entry or rule of grammar.

    `features` are those that it gives at each place beside a trigger; `far`: what it governs may
    stand further away; `phrase`: an entry of several words.
    """

    __slots__ = ("far", "features", "name", "phrase", "rule", "status")

    def __init__(self, name: str, status: Status | None, rule: str, entry: str, *, phrase: bool) -> None:
        self.name, self.status, self.rule, self.phrase, self.far = name, status, rule, phrase, name in _FAR
        self.features: dict[Place, Features] = {place: _features(name, place, entry) for place in PLACES}


Hit: TypeAlias = tuple[int, int, Hint]
"""The words `[first, last)` and the hint that they give."""

Sign: TypeAlias = tuple[Hint, Place, int, int]
"""A hint at the words `[first, last)` beside a trigger: whether the trigger depends on it or only stands near."""


def find_hits(ground: Ground) -> list[Hit]:
    """Return all hits of a text in order."""
    out: list[Hit] = []
    words, phrases = ground.words, ground.hints
    telling = {i for i, marks in enumerate(ground.marks) if marks & HINT}
    named = {i for place in ground.places.all for i in range(place.first, place.last)}  # «وعدن» promises nothing
    for i in sorted((telling | phrases.keys()) - ground.quoted - named):
        if i in telling:
            for hint, wanted in _of_word(words[i].look):
                if wanted is None or _before(ground, i + 1, wanted):
                    out.append((i, i + 1, hint))
        if i in phrases:
            for phrase in phrases[i]:
                fields = phrase.entry.fields
                if fields["evidence"] != "name" and _before(ground, phrase.last, fields.get("before")):
                    out.append((i, phrase.last, _hint_of(phrase.entry)))
    return out


@lru_cache(maxsize=50_000)
def _of_word(look: Look) -> tuple[tuple[Hint, str | None], ...]:
    """Return what a word by itself speaks for, and the tense that it asks of the verb behind it."""
    found = {
        entry.id: entry
        for reading, entry in look.entries(DOMAIN)
        if entry.kind != "phrase" and entry.fields["evidence"] != "name" and _means(look, reading, entry)
    }
    future = _future(look)
    hints = [(_hint_of(entry), entry.fields.get("before")) for entry in found.values()]
    return (*hints, *([(_future_hint(future), None)] if future else []))


def _hint_of(entry: Entry) -> Hint:
    fields = entry.fields
    return _hint(fields["evidence"], fields.get("status", "none"), entry.id, entry.kind == "phrase")


@cache
def _hint(name: str, status: Status | Literal["none"], entry: str, phrase: bool) -> Hint:
    return Hint(name, None if status == "none" else status, entry, entry, phrase=phrase)


@cache
def _future_hint(name: str) -> Hint:
    """Return what a verb of the future speaks for; no entry tells of it."""
    return Hint(name, "hypothetical" if name == "never" else "planned", "events.status.future", "", phrase=False)


def _features(name: str, place: Place, entry: str) -> Features:
    """Return the features that a sign gives: with its place and without, and those of its file."""
    file = entry.partition("/")[2].partition(":")[0]
    of_file = (f"file:{file}:{place}", f"file:{file}") if file else ()
    return named(f"{name}:{place}", name, *of_file)


def _means(look: Look, reading: Reading, entry: Entry) -> bool:
    """Tell whether a reading is one that news would use.

    No command, no «I», no number read as a verb (تسع), no form of after «لم» only where another verb has the same
    letters (ترد); تعرض is «came under», not «she offers».
    """
    if reading.tense == "imperative" or reading.prefix.endswith("ك"):
        return False  # «كاملة» is no hope
    if reading.pos == "verb" and (_is_number(look) or _clipped(look, reading)):
        return False
    if entry.fields.get("status", "none") == "none" or reading.pos != "verb":
        return True
    light = light_of(look)
    return reading.person != "1s" and (light is None or light[1].lemma == entry.lemma)


def _is_number(look: Look) -> bool:
    """Tell whether a word is a number: تسع, but not تسعى, which has the letters of a dual that nobody writes."""
    return "number_word" in look.tags and not look.form.endswith("ي")


def _clipped(look: Look, reading: Reading) -> bool:
    """Tell whether a verb has lost its long vowel, and may be another verb that never had one: ترد of أراد or of رد."""
    if reading.tense != "nonpast" or reading.suffix or reading.lemma[-2:-1] != "ا" or look.form[-2:-1] in _LONG:
        return False
    return any(r.pos == "verb" and r.lemma[-2:-1] != "ا" for r in look.readings)


def _before(ground: Ground, last: int, tense: str | None) -> bool:
    """Tell whether the verb behind has the tense asked for: قد speaks of doubt only before a verb of the present."""
    if tense is None:
        return True
    return last < len(ground.words) and any(
        r.tense == tense and r.person[:1] == "3" for r in ground.words[last].look.readings
    )


def _future(look: Look) -> str:
    """Return "future" for سوف and a verb with س that is no mere «will be», "never" for لن."""
    if "future" in look.tags:
        return "never" if "neg" in look.tags else "future"
    readings = look.readings
    if not readings or "was" in look.tags:
        return ""
    return "future" if all(r.tense == "nonpast" and r.prefix.endswith("س") for r in readings) else ""


def signs_around(ground: Ground, hits: Sequence[Hit], trigger: Trigger) -> list[Sign]:
    """Return the hits of the trigger's sentence as signs, at most `REACH` words away, in order."""
    text, first, last = ground.text, trigger.first, trigger.last
    sentence = text.sentences[text.sentence_of[first]]
    low, high = max(sentence.first, first - REACH), min(sentence.last, last + REACH)
    governed, far = _governed(ground, first, low)
    near = last + NEAR
    out: list[Sign] = []
    for at in range(bisect_left(hits, (low,)), len(hits)):
        start, end, hint = hits[at]
        if start >= high:
            break
        if start == trigger.head or first < start < last:
            continue
        place: Place
        if end <= first:
            place = "governs" if start >= (far if hint.far else governed) else "before"
        else:
            place = "after" if start < near else "far"
        out.append((hint, place, start, end))
    return out


def _governed(ground: Ground, first: int, low: int) -> tuple[int, int]:
    """Return the first word of the stretch before a trigger in which a word governs it, and of the stretch for denials.

    Both end at a stop or comma and at a relative pronoun, but go past one aside between commas, and past what news say
    («نفى الأنباء التي تحدثت عن …»).
    """
    start, marks, aside = first, ground.marks, 0
    i, end = first - 1, max(low, first - GOVERN_FAR)
    while i >= end:
        if marks[i] & _ENDS and not (marks[i] & _RELATIVE and i > low and marks[i - 1] & SPEECH):
            opened = _opening_of_aside(ground, i, low) if not aside else -1
            if opened < 0:
                break
            aside, i = i - opened, opened
            end = max(low, first - GOVERN_FAR - aside)
        start = i
        i -= 1
    return max(start, first - GOVERN - aside), start


def _opening_of_aside(ground: Ground, at: int, low: int) -> int:
    """Return the comma that opens the aside which the comma at word `at` closes, -1 where there is none.

    What goes on behind it is a complement («تسعى القوات، إضافة إلى حلفائها، إلى فرض …»), and the aside has no verb.
    """
    marks = ground.marks
    if not marks[at] & _COMMA or not marks[at + 1] & _COMPLEMENT:
        return -1
    for i in range(at - 1, max(low, at - ASIDE) - 1, -1):
        if marks[i] & _COMMA:
            return i
        if marks[i] & _ENDS or (marks[i] & FINITE and not marks[i - 1] & _COMMA):  # «إضافة» has the letters of a verb
            return -1
    return -1
