"""What an event word needs beside it, and what must not stand there: its preposition, a weapon, another world."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from khabar.events.candidates import Candidate
from khabar.events.ground import Ground
from khabar.events.marks import REALITY, VERB, mask
from khabar.language import Look, fold

_COMPLEMENT = 14  # words within which a verb's preposition stands
_AGAIN = 4  # words behind a verb of doing again in which what is done stands
_BESIDE = 5  # words within which another world takes the word over
_NEXT = 2  # words behind it within which its subject or object stands
_POINTED = 8  # words before a verb in which stands what its pronoun points to: «المطار الذي استعادته القوات»
_MOVING = (6, 4)  # words before and behind a movement within which the forces stand that move
_ARMED = ("military", "armed_group")
_STATESMEN = ("official", "politician")
_FORCES = "actors/forces:"  # entries of forces, the police among them
_PUNCT, _STOP, _PREPOSITION = mask("punct"), mask("stop"), mask("preposition")
_PARTED = mask("stop", "semicolon", "colon", "complementiser")


def is_complete(ground: Ground, candidate: Candidate) -> bool:
    """Tell whether the words stand near which the entry needs: its preposition, a weapon, a place."""
    fields, text = candidate.entry.fields, ground.text
    end = min(candidate.last + _COMPLEMENT, text.sentences[text.sentence_of[candidate.first]].last)
    if "needs" in fields and not _follows(ground, candidate.last, end, fields["needs"]):
        return False
    if fields["type"] == "CONSULT" and any(
        a.kind in ("outlet", "agency") for a in ground.actors.within(candidate.last, min(end, candidate.last + 4))
    ):
        return False  # a talk with an outlet is how something was said
    if "again" in fields and _only_again(ground, candidate):
        return False
    if "never_beside" in fields and _other_world(ground, candidate, fields["never_beside"]):
        return False
    if "never_next" in fields and _other_object(ground, candidate, fields["never_next"]):
        return False
    needed = fields.get("needs_mention")
    if needed == "weapon":
        return bool(ground.weapons.within(candidate.first, end))
    if needed == "place":
        reading = candidate.reading
        pointed = reading is not None and reading.suffix
        return bool(ground.places.within(candidate.first - (_POINTED if pointed else 0), end))
    if needed == "statesman":
        found = ground.actors.at(candidate.last)
        return found is not None and found.kind in _STATESMEN
    return needed != "forces" or _by_forces(ground, candidate)


def _by_forces(ground: Ground, candidate: Candidate) -> bool:
    """Tell whether who moves bears arms: forces right behind the word, or before it in its clause."""
    before, behind = _MOVING
    for found in ground.actors.within(max(0, candidate.first - before), candidate.last + behind):
        if found.kind not in _ARMED and not any(entry.startswith(_FORCES) for entry in found.entries):
            continue
        low, high = (candidate.last, found.first) if found.first >= candidate.last else (found.last, candidate.first)
        if not ground.any_of(_PARTED, low, high):
            return True
    return False


def _only_again(ground: Ground, candidate: Candidate) -> bool:
    """Tell whether a verb such as عاد only says of the verb behind it that it was done again: «عادت الفصائل لتقصف»."""
    reading = candidate.reading
    if reading is None or reading.pos != "verb":
        return False
    for word, marks in zip(
        ground.words[candidate.last : candidate.last + _AGAIN],
        ground.marks[candidate.last : candidate.last + _AGAIN],
        strict=True,
    ):
        if marks & (_STOP | _PREPOSITION):
            return False
        readings = word.look.readings if marks & VERB else ()
        if readings and all(r.tense == "nonpast" and r.prefix in ("", "ل") for r in readings):
            return True
    return False


def _other_world(ground: Ground, candidate: Candidate, worlds: Sequence[str]) -> bool:
    """Tell whether words beside a candidate speak of another world (sport, markets, illness) that borrows its word."""
    text = ground.text
    sentence = text.sentences[text.sentence_of[candidate.first]]
    low, high = max(sentence.first, candidate.first - _BESIDE), min(sentence.last, candidate.last + _BESIDE)
    return any(_speaks_of(ground, i, worlds) for i in range(low, high))


def _other_object(ground: Ground, candidate: Candidate, kinds: Sequence[str]) -> bool:
    """Tell whether the subject or object right behind a candidate is a thing that is no party to an act: calm returned."""
    text = ground.text
    last = min(text.sentences[text.sentence_of[candidate.first]].last, candidate.last + _NEXT)
    for i in range(candidate.last, last):
        if ground.marks[i] & _PUNCT:
            return False
        if i != candidate.companion and _speaks_of(ground, i, kinds):
            return True
    return False


def _speaks_of(ground: Ground, index: int, worlds: Sequence[str]) -> bool:
    if ground.marks[index] & REALITY and not _worlds_of(ground.words[index].look).isdisjoint(worlds):
        return True
    return index in ground.hints and any(h.entry.fields["evidence"] in worlds for h in ground.hints[index])


@lru_cache(maxsize=50_000)
def _worlds_of(look: Look) -> frozenset[str]:
    return frozenset(e.fields["evidence"] for _, e in look.entries("reality") if e.kind != "phrase")


def _follows(ground: Ground, first: int, last: int, preposition: str) -> bool:
    """Tell whether some word of `[first, last)` is a preposition, alone, with a pronoun, or as the proclitic of a noun."""
    wanted = fold(preposition)
    for word in ground.words[first:last]:
        form = word.form
        if len(wanted) == 1:
            if any(prefix.endswith(wanted) for prefix, _ in word.look.splits if prefix):
                return True
        elif form == wanted or (form.startswith(wanted) and len(form) - len(wanted) <= 3):
            return True
    return False
