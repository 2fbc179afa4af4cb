"""What stands around a word of the dead or hurt: negations, words of parting, genitives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from khabar.language import Entry, Look, Text
from khabar.mentions.numbers import Amount
from khabar.mentions.victims import casualty_parts, has_part, parts_of

STOPS = frozenset({"stop", "colon", "semicolon", "bar", "complementiser", "relative", "subordinator", "open_bracket"})
_NEGATIONS = frozenset({"neg", "without"})
_PARTING = STOPS | {"after"}
_REACH = 5
_SEEK_REACH = 8
_RESULT_REACH = 12  # words back to a negated word of result: «لم يسفر الهجوم على … عن ضحايا»


class Predicate(msgspec.Struct, frozen=True, eq=False):
    """A word or phrase over `[first, last)` that says what befell people."""

    first: int
    last: int
    slot: str
    entry: Entry
    reading: Any  # None for a phrase


def _of_speaker(reading: Any) -> bool:
    """Tell whether a verb says what the speaker or the hearer does now: «نصب» is hardly «we hit»."""
    return bool(reading.pos == "verb" and reading.tense == "nonpast" and reading.person[:1] in ("1", "2"))


def predicate_of(look: Look, i: int, *, counted: bool) -> Predicate | None:
    """Return the predicate that a word is; a plural noun or one that a number counts is a victim noun."""
    if "predicate" not in parts_of(look).names:
        return None
    found = [(r, e) for p, r, e in casualty_parts(look) if p == "predicate" and not _of_speaker(r)]
    victims = [r for p, r, _ in casualty_parts(look) if p == "victim" and not r.suffix]
    if not found or (counted and any(not r.prefix for r in victims)):
        return None
    if any(r.number == "p" for r in victims) and all(r.pos != "verb" or r.suffix for r, _ in found):
        return None
    reading, entry = min(
        found, key=lambda pair: (bool(pair[0].suffix) and any(not r.suffix for r, _ in found), pair[0].pos != "verb")
    )
    return Predicate(i, i + 1, entry.fields["slot"], entry, reading)


def negation(text: Text, i: int, start: int) -> str:
    """Return "none" where a negation governs word `i`, "unknown" where it negates the knowledge, else ""."""
    words = text.words
    if _nobody_tells(text, i, start) or _sought(text, i, start):
        return "unknown"
    knows, unknown = False, 0
    for j in range(i - 1, max(start, i - _REACH) - 1, -1):
        tags = words[j].look.tags
        if STOPS & tags and "complementiser" not in tags:
            return ""
        knows = knows or has_part(words[j].look, "info")
        negates = (_NEGATIONS & tags or has_part(words[j].look, "lack")) and "still" not in words[j + 1].look.tags
        if negates and "number" not in words[i - 1].look.tags:
            return "unknown" if knows else "none"
        unknown += not words[j].look.readings and not tags
        if unknown > 1 or (j < i - 1 and has_part(words[j].look, "predicate", "victim")):
            return ""
    return "none" if _no_result(text, i, start) else ""


def _nobody_tells(text: Text, i: int, start: int) -> bool:
    """Tell whether word `i` is what somebody did not make known, further before: «لم تعلن أي جهة عن وقوع قتلى أو جرحى»."""
    words = text.words
    for j in range(i - 1, max(start + 1, i - _RESULT_REACH) - 1, -1):
        told = has_part(words[j].look, "predicate") and not has_part(words[j].look, "victim")
        if STOPS & words[j].look.tags or told:
            return False
        if has_part(words[j].look, "info") and any(r.pos == "verb" for r in words[j].look.readings):
            return bool(_NEGATIONS & words[j - 1].look.tags)
    return False


def _sought(text: Text, i: int, start: int) -> bool:
    """Tell whether word `i` is whom somebody looks for: «للبحث عن ضحايا ومصابين تحت الأنقاض»."""
    linked = False
    for j in range(i - 1, max(start, i - _SEEK_REACH) - 1, -1):
        look = text.words[j].look
        if has_part(look, "seek"):
            return linked
        if _PARTING & look.tags or (has_part(look, "predicate") and not has_part(look, "victim")):
            return False
        linked = linked or "about" in look.tags
    return False


def _no_result(text: Text, i: int, start: int) -> bool:
    """Tell whether word `i` hangs by «عن» on a negated word of result further before."""
    words = text.words
    if i == 0 or "preposition" not in words[i - 1].look.tags:
        return False
    for j in range(i - 2, max(start, i - _RESULT_REACH) - 1, -1):
        if STOPS & words[j].look.tags or has_part(words[j].look, "predicate", "victim"):
            return False
        if has_part(words[j].look, "result"):
            return j > start and bool(_NEGATIONS & words[j - 1].look.tags)
    return False


def among(text: Text, amounts: Mapping[int, Amount], first: int) -> bool:
    """Tell whether a word of parting («بينهم») stands right before, and no «و» begins a number of its own between."""
    return any(
        h.entry.fields.get("part") == "among"
        and (h.last >= first or not _joins(text, amounts, first))
        and not any(
            "complementiser" in text.words[i].look.tags for i in range(h.last, first)
        )  # «علمنا منهم أن 40 شخصاً»
        for j in range(max(0, first - 2), first)
        for h in text.phrases.get(j, ())
    )


def _joins(text: Text, amounts: Mapping[int, Amount], at: int) -> bool:
    """Tell whether «و» opens word `at` or the amount there: «بينهم امرأتان وعشرة جرحى»."""
    amount = next((a for a in (amounts.get(at + n) for n in (1, 2)) if a is not None and a.first == at), None)
    if amount is not None and amount.prefix.startswith("و"):
        return True
    return any(r.prefix.startswith("و") for r in text.words[at].look.readings)


def in_wording(text: Text, i: int) -> bool:
    """Tell whether word `i` belongs to the wording of an act: «هجوم مسلح»."""
    return any(
        h.entry.domain == "events" and h.last > i for j in (i - 1, i - 2) if j >= 0 for h in text.phrases.get(j, ())
    )


def definite(look: Look) -> bool:
    """Tell whether a word bears the article."""
    return any(r.definite for r in look.readings)


def genitive(text: Text, i: int) -> bool:
    """Tell whether word `i` hangs on the noun of a prepositional phrase right before it («برصاص مسلحين»)."""
    before = text.words[i - 1].look
    return "preposition" in before.tags or any(r.prefix[-1:] in ("ب", "ل", "ك") for r in before.readings)


def genitive_after(text: Text, i: int, end: int) -> bool:
    """Tell whether a definite noun follows at once, so that the plural at `i` is known: «ضحايا القصف»."""
    return i + 1 < end and any(
        r.definite and r.pos in ("noun", "masdar") and not r.prefix for r in text.words[i + 1].look.readings
    )


def unknown(text: Text, i: int, end: int) -> bool:
    """Tell whether word `i` too is one that nobody knows: names of people are two words or more."""
    return i < end and not text.words[i].look.readings and not text.words[i].look.tags


def begins_anew(look: Look) -> bool:
    """Tell whether a word is joined by «و»."""
    return look.form.startswith("و") and (not look.readings or any(r.prefix.startswith("و") for r in look.readings))
