"""Clauses: which stretch of a sentence a trigger rules over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from khabar.events.triggers import Trigger
from khabar.language import Text
from khabar.language.looks import Look
from khabar.mentions.shapes import shape

_SPEECH_REACH = 14
_DATELINE = 14  # words within which a dateline ends
REACH = 45  # words that a trigger may look away
_MATTERS = frozenset({"conjunction", "subordinator", "contrast"})
_BREAKS = frozenset({"colon", "semicolon", "stop", "bar", "subordinator", "complementiser", "ellipsis"})


class Clauses:
    """The clauses of a text as the sorted indexes of their first words."""

    def __init__(self, text: Text) -> None:
        self.text = text
        starts = {s.first for s in text.sentences}
        self._complementisers: list[int] = []
        self._matters: list[int] = []
        for i, word in enumerate(text.words):
            edge, complements, begins = _edge(word.look)
            if edge >= 0:
                starts.add(i + edge)
            if complements:
                self._complementisers.append(i)
            if begins:
                self._matters.append(i)
        starts.discard(len(text.words))
        self.starts = sorted(starts)

    def complementiser(self, low: int, at: int) -> int | None:
        """Return the last «أنّ/إنّ» from word `low` on before word `at`."""
        return _last(self._complementisers, low, at)

    def new_matter(self, low: int, at: int) -> int | None:
        """Return the last word from `low` on before word `at` that begins a new matter («كما», «فيما»)."""
        return _last(self._matters, low, at)

    def around(self, at: int) -> tuple[int, int]:
        """Return the clause `[first, last)` that word `at` stands in."""
        n = bisect_right(self.starts, at)
        first = self.starts[n - 1] if n else 0
        last = self.starts[n] if n < len(self.starts) else len(self.text.words)
        return max(first, at - REACH), min(last, at + REACH)

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the sentence around word `at`, no further than a trigger may look."""
        number = self.text.sentence_of[at]
        return max(self.text.sentences[number].first, opening(self.text, number, at), at - REACH), min(
            self.text.sentences[number].last, at + REACH
        )


def opening(text: Text, number: int, before: int) -> int:
    """Return the first word of a sentence behind its dateline («بيروت (وكالة) - …»), no later than word `before`."""
    first = text.sentences[number].first
    if number and text.sentences[number - 1].paragraph == text.sentences[number].paragraph:
        return first
    for i in range(first, min(before, first + _DATELINE)):
        look = text.words[i].look
        if "dash" in look.tags:
            return i + 1 if i > first and text.names.get(first) else first
        if finite(look) or "events" in look.by_domain or "speech" in look.by_domain:
            return first
    return first


def _last(places: list[int], low: int, at: int) -> int | None:
    n = bisect_left(places, at)
    return places[n - 1] if n and places[n - 1] >= low else None


@lru_cache(maxsize=1 << 14)
def _edge(look: Look) -> tuple[int, bool, bool]:
    """Return where from a word a clause begins (1: behind it, 0: at it, -1: nowhere), and what it begins itself."""
    edge = 1 if _BREAKS & look.tags else 0 if opens_clause(look) else -1
    return edge, "complementiser" in look.tags, bool(_MATTERS & look.tags)


def opens_clause(look: Look) -> bool:
    """Tell whether a word begins a clause of its own: «و» with a finite verb and no noun of the same letters."""
    if not look.form.startswith(("و", "ف")):
        return False
    verbs = [r for r in look.readings if r.prefix[:1] in ("و", "ف") and r.prefix]
    return bool(verbs) and all(r.pos == "verb" for r in verbs)


@lru_cache(maxsize=1 << 14)
def finite(look: Look) -> bool:
    """Tell whether a word can be a finite verb and nothing nominal without clitics."""
    return any(r.pos == "verb" for r in look.readings) and not any(
        r.pos != "verb" and not r.suffix for r in look.readings
    )


def marker(text: Text, at: int, low: int) -> str:
    """Return what links word `at` to what stands before it.

    A preposition or proclitic as it is spelt (folded), the part that a phrase of the `roles` domain gives
    ("agent", "target"), "and", or "". `low` is the first word that may be looked at.
    """
    prefix = shape(text.words[at].look).prefix
    if prefix and prefix[-1:] not in _JOINS:
        return prefix[-1]
    i = at - 1
    while i >= low and ("quote" in text.words[i].look.tags or "open_bracket" in text.words[i].look.tags):
        i -= 1
    if i < low:
        return "and" if prefix else ""
    role = role_before(text, i, low)
    if role:
        return role
    look = text.words[i].look
    if "preposition" in look.tags or "lone_preposition" in look.tags:
        return next((r.lemma for r in look.readings if r.pos == "particle"), look.form)
    return "and" if prefix or "lone_and" in look.tags else ""


def of_speaking(text: Text, at: int, trigger: int) -> bool:
    """Tell whether a time at word `at` before a trigger belongs to a verb of saying: «أعلن الوزير أمس …»."""
    if at > trigger:
        return False
    low = max(text.sentences[text.sentence_of[at]].first, at - _SPEECH_REACH)
    for i in range(at - 1, low - 1, -1):
        look = text.words[i].look
        if any(r.pos == "verb" for r, _ in look.entries("speech")):
            return True
        if finite(look):
            return False
    return False


def is_genitive(text: Text, at: int, low: int) -> bool:
    """Tell whether word `at` hangs on a noun right before it («إسقاط الحكومة»), so that it is no subject."""
    if at <= low:
        return False
    readings = text.words[at - 1].look.readings
    nominal = [r for r in readings if r.pos in ("masdar", "noun")]
    return (
        bool(nominal)
        and not any(r.definite or r.suffix for r in nominal)
        and all(r.pos in ("masdar", "noun") for r in readings)
    )


_JOINS = ("و", "ف")


def role_before(text: Text, end: int, low: int) -> str:
    """Return the part of a phrase of the `roles` domain that ends with word `end`, or ""."""
    for first in range(end, max(low, end - 3) - 1, -1):
        for hit in text.phrases.get(first, ()):
            if hit.last == end + 1 and hit.entry.domain == "roles":
                return str(hit.entry.fields["part"])
    return ""


def is_noun(text: Text, trigger: Trigger) -> bool:
    """Tell whether a trigger is a noun; letters that could be a verb are one after «إنّ» or before an adjective."""
    if trigger.reading is None:
        readings = text.words[trigger.head].look.readings
        second = text.words[trigger.head + 1].look.readings if trigger.head + 1 < trigger.last else ()
        described = any(r.pos == "adjective" for r in second)  # «قصف جوي»
        nominal = any(r.pos in ("masdar", "noun") for r in readings) and (
            described or "subject" not in (trigger.fields.get("roles") or ())
        )
        return nominal or not any(r.pos == "verb" for r in readings)
    if trigger.reading.pos != "verb":
        return True
    nominal = any(r.pos in ("masdar", "noun") for r in text.words[trigger.head].look.readings)
    before = trigger.head - 1
    while before >= 0 and "quote" in text.words[before].look.tags:
        before -= 1
    behind = trigger.head + 1 if trigger.kind == "phrase" else trigger.last  # «قصف جوي» is one wording
    after = text.words[behind].look.readings if behind < len(text.words) else ()
    return nominal and (
        (before >= 0 and "complementiser" in text.words[before].look.tags) or any(r.pos == "adjective" for r in after)
    )
