"""Triggers: the words that name a happening, each with its type, mode and how it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from khabar.events.means import find_means
from khabar.events.wordings import Candidate, find_candidates, follows, other_object, other_world
from khabar.language import Entry, Look, Reading, Text
from khabar.mentions.model import Mentions, within
from khabar.model import EventType, Span, Weapon

Kind = Literal["verb", "noun", "phrase", "casualty"]

LIGHT_BEFORE = 8  # words between a light verb and the noun that it carries
LIGHT_AFTER = 3
COMPLEMENT = 10  # words within which a verb's preposition stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words `[first, last)` that name a happening; `head` is the index of the naming word.

    `light` is the index of a light verb that governs it (شن، نفذ، تعرض), or None. `definite` and `anaphoric`
    tell whether it points back. A `casualty` trigger tells of dead or wounded without naming the act.
    `fields` are the entry's own, with `roles` for the search of parties; `means` are the words that gave the mode.
    """

    first: int
    last: int
    span: Span
    head: int
    type: EventType
    mode: str | None
    weapon: Weapon | None
    entry: Entry
    reading: Reading | None
    definite: bool
    anaphoric: bool
    light: int | None
    kind: Kind
    fields: Mapping[str, Any] = field(default_factory=dict)
    means: tuple[int, int] | None = None


def find_triggers(text: Text, mentions: Mentions) -> list[Trigger]:
    """Return the triggers of a text in order, at most one for each word."""
    candidates = [c for c in find_candidates(text, mentions) if _complete(text, mentions, c)]
    return [_trigger(text, mentions, candidates, at) for at in _standing(text, candidates)]


def _standing(text: Text, candidates: list[Candidate]) -> Iterator[int]:
    """Yield the numbers of the candidates that stand by themselves.

    A supporting word needs a sentence without a trigger; what another trigger of its type was done for
    («زار العاصمة لإجراء محادثات») is no happening beside it.
    """
    told = {text.sentence_of[c.first] for c in candidates if c.entry.fields.get("strength") != "support"}
    before: tuple[int, str] | None = None
    for at, candidate in enumerate(candidates):
        fields = candidate.entry.fields
        if fields.get("strength") == "support" and text.sentence_of[candidate.first] in told:
            continue
        here = text.sentence_of[candidate.first], fields["type"]
        if here == before and _is_aim(text, candidate):
            continue
        before = here
        yield at


def _is_aim(text: Text, candidate: Candidate) -> bool:
    """Tell whether a noun joined to ل says what for: لبحث, لإجراء; not what someone came under (تعرض لقصف)."""
    reading = candidate.reading
    aims = candidate.prefix.endswith("ل") and reading is not None and reading.pos == "masdar" and not reading.definite
    return aims and candidate.first > 0 and light_of(text.words[candidate.first - 1].look) is None


def _complete(text: Text, mentions: Mentions, candidate: Candidate) -> bool:
    """Tell whether the words stand near which the entry needs: its preposition, a weapon, a place."""
    fields = candidate.entry.fields
    end = min(candidate.last + COMPLEMENT, text.sentences[text.sentence_of[candidate.first]].last)
    if "needs" in fields and not any(follows(text.words[i], fields["needs"]) for i in range(candidate.last, end)):
        return False
    if fields["type"] == "CONSULT" and any(
        a.kind in ("outlet", "agency") for a in within(mentions.actors, candidate.last, min(end, candidate.last + 4))
    ):
        return False  # a talk with an outlet is how something was said
    if "never_beside" in fields and other_world(text, candidate, fields["never_beside"]):
        return False
    if "never_next" in fields and other_object(text, candidate, fields["never_next"]):
        return False
    needed = fields.get("needs_mention")
    if needed == "weapon":
        return bool(within(mentions.weapons, candidate.first, end))
    if needed == "place":
        return bool(within(mentions.places, candidate.first, end))
    return True


def _trigger(text: Text, mentions: Mentions, candidates: list[Candidate], at: int) -> Trigger:
    candidate = candidates[at]
    entry, reading, first, last = candidate.entry, candidate.reading, candidate.first, candidate.last
    fields = entry.fields
    sentence = text.sentences[text.sentence_of[first]]
    before = max(candidates[at - 1].last if at else 0, sentence.first)
    after = min(candidates[at + 1].first if at + 1 < len(candidates) else sentence.last, sentence.last)
    found = (
        find_means(text, mentions, candidate, before, after) if "means" in fields or "means_weapon" in fields else None
    )
    mode, weapon = fields.get("mode"), fields.get("weapon")
    if found is None and fields.get("bare") == "none":
        mode = None  # without its means, the word leaves the mode to the other words of the happening
    elif found is not None:
        mode = mode if "means_weapon" in fields else found.mode or mode
        weapon = found.weapon or weapon
    return Trigger(
        first=first,
        last=last,
        span=text.span(first, last),
        head=candidate.head,
        type=fields["type"],
        mode=None if mode == "none" else mode,
        weapon=None if weapon == "none" else weapon,
        entry=entry,
        reading=reading,
        definite=_definite(text, candidate),
        anaphoric=_anaphoric(text, candidate),
        light=_light(text, candidate, before, after),
        kind=_kind(candidate),
        fields=fields,
        means=(found.first, found.last) if found else None,
    )


def _kind(candidate: Candidate) -> Kind:
    if candidate.entry.fields.get("part") == "casualty":
        return "casualty"
    if candidate.entry.kind == "phrase":
        return "phrase"
    return "verb" if candidate.reading is not None and candidate.reading.pos == "verb" else "noun"


def _definite(text: Text, candidate: Candidate) -> bool:
    reading = candidate.reading
    if reading is not None and reading.pos == "verb":
        return False
    if reading is not None and (reading.definite or reading.suffix):
        return True
    return text.words[candidate.head].form.startswith("ال")


def _anaphoric(text: Text, candidate: Candidate) -> bool:
    """Tell whether a demonstrative or a word such as نفسه points the trigger back to something told before."""
    around = (candidate.first - 1, candidate.last, candidate.last + 1)
    return any("demonstrative" in text.words[i].look.tags for i in around[:2] if 0 <= i < len(text.words)) or any(
        _is_same(text.words[i].look) for i in around[1:] if i < len(text.words)
    )


def _light(text: Text, candidate: Candidate, before: int, after: int) -> int | None:
    """Return the nearest light verb around a noun, up to the neighbouring triggers."""
    if candidate.reading is not None and candidate.reading.pos == "verb":
        return None
    for i in range(candidate.first - 1, max(before - 1, candidate.first - LIGHT_BEFORE - 1), -1):
        if "stop" in text.words[i].look.tags:
            break
        if light_of(text.words[i].look) is not None and i not in text.names:
            return i
    for i in range(candidate.last, min(after, candidate.last + LIGHT_AFTER)):
        if light_of(text.words[i].look) is not None and i not in text.names:
            return i
    return None


@lru_cache(maxsize=50_000)
def light_of(look: Look) -> tuple[Reading, Entry] | None:
    """Return a word as the light verb that it may be: of the past first, never «I» or «you»."""
    found = [
        (reading, entry)
        for reading, entry in look.entries("events")
        if entry.fields.get("part") == "light" and not (reading.tense == "nonpast" and reading.person[:1] in ("1", "2"))
    ]
    return min(found, key=lambda pair: pair[0].tense == "nonpast", default=None)


@lru_cache(maxsize=50_000)
def _is_same(look: Look) -> bool:
    return any(entry.fields.get("part") == "same" for _, entry in look.entries("events"))
