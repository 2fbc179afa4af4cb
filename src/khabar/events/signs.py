"""Signs about reality: the words around a trigger that speak for or against a particular happening."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from khabar.events.triggers import Trigger, light_of
from khabar.language import Entry, Look, Reading, Text
from khabar.model import Status

DOMAIN = "reality"
REACH = 40  # words to either side in which signs count
NEAR = 8
GOVERN = 9  # words before a trigger in which a sign may govern it
GOVERN_FAR = 14  # the same for a denial or an accusation, whose object is a clause
_STOPS = frozenset({"comma", "semicolon", "stop", "colon", "bar", "ellipsis"})

Place = Literal["governs", "before", "after", "far"]


class Hit(NamedTuple):
    """A word or phrase of the `reality` domain over words `[first, last)`; without an entry, a verb of the future."""

    first: int
    last: int
    name: str
    entry: Entry | None


class Sign(NamedTuple):
    """A hit beside a trigger: what it speaks for, and whether the trigger depends on it or only stands near."""

    name: str
    place: Place
    first: int
    last: int
    entry: Entry | None

    @property
    def status(self) -> Status | None:
        """The status that the sign gives to what it governs."""
        if self.entry is None:
            return "hypothetical" if self.name == "never" else "planned"
        found: Status | Literal["none"] = self.entry.fields.get("status", "none")
        return None if found == "none" else found

    @property
    def rule(self) -> str:
        """The entry, or the rule of grammar, that makes the sign."""
        return self.entry.id if self.entry else "events.status.future"


def find_hits(text: Text) -> list[Hit]:
    """Return all hits of a text in order."""
    out: list[Hit] = []
    phrases = text.phrases
    for i, word in enumerate(text.words):
        for name, entry in _of_word(word.look):
            if entry is None or "before" not in entry.fields or _before(text, i + 1, entry):
                out.append(Hit(i, i + 1, name, entry))
        if i in phrases:
            for hit in phrases[i]:
                if (
                    hit.entry.domain == DOMAIN
                    and hit.entry.fields["evidence"] != "name"
                    and _before(text, hit.last, hit.entry)
                ):
                    out.append(Hit(i, hit.last, hit.entry.fields["evidence"], hit.entry))
    return out


@lru_cache(maxsize=50_000)
def _of_word(look: Look) -> tuple[tuple[str, Entry | None], ...]:
    """Return what a word by itself speaks for."""
    found = {
        entry.id: entry
        for reading, entry in look.entries(DOMAIN)
        if entry.kind != "phrase" and entry.fields["evidence"] != "name" and _means(look, reading, entry)
    }
    future = _future(look)
    return (*((e.fields["evidence"], e) for e in found.values()), *([(future, None)] if future else []))


def _means(look: Look, reading: Reading, entry: Entry) -> bool:
    """Tell whether a reading is one that news would use: no command, no «I»; تعرض is «came under», not «she offers»."""
    if reading.tense == "imperative":
        return False
    if entry.fields.get("status", "none") == "none" or reading.pos != "verb":
        return True
    light = light_of(look)
    return reading.person != "1s" and (light is None or light[1].lemma == entry.lemma)


def _before(text: Text, last: int, entry: Entry) -> bool:
    """Tell whether what an entry asks of the next word holds: قد speaks of doubt only before a verb of the present."""
    wanted = entry.fields.get("before")
    if wanted is None:
        return True
    return last < len(text.words) and any(
        r.tense == wanted and r.person[:1] == "3" for r in text.words[last].look.readings
    )


def _future(look: Look) -> str:
    """Return "future" for سوف and a verb with س that is no mere «will be», "never" for لن."""
    if "future" in look.tags:
        return "never" if "neg" in look.tags else "future"
    readings = look.readings
    if not readings or "was" in look.tags:
        return ""
    return "future" if all(r.tense == "nonpast" and r.prefix.endswith("س") for r in readings) else ""


def signs_around(text: Text, hits: list[Hit], trigger: Trigger) -> list[Sign]:
    """Return the hits of the trigger's sentence as signs, at most `REACH` words away, in order."""
    sentence = text.sentences[text.sentence_of[trigger.first]]
    low, high = max(sentence.first, trigger.first - REACH), min(sentence.last, trigger.last + REACH)
    governed, far = _governed(text, trigger, low)
    out: list[Sign] = []
    for at in range(bisect_left(hits, low, key=_first), len(hits)):
        hit = hits[at]
        if hit.first >= high:
            break
        if hit.first == trigger.head or trigger.first < hit.first < trigger.last:
            continue
        place: Place
        if hit.last <= trigger.first:
            start = far if hit.name in ("denial", "accuses", "rumour") else governed
            place = "governs" if hit.first >= start else "before"
        else:
            place = "after" if hit.first - trigger.last < NEAR else "far"
        out.append(Sign(hit.name, place, hit.first, hit.last, hit.entry))
    return out


def _first(hit: Hit) -> int:
    return hit.first


def _governed(text: Text, trigger: Trigger, low: int) -> tuple[int, int]:
    """Return the first word of the stretch before a trigger in which a word governs it, and of the stretch for denials.

    Both end at a stop or comma and at a relative pronoun.
    """
    start = trigger.first
    for i in range(trigger.first - 1, max(low, trigger.first - GOVERN_FAR) - 1, -1):
        tags = text.words[i].look.tags
        if tags & _STOPS or "relative" in tags:
            break
        start = i
    return max(start, trigger.first - GOVERN), start


@cache
def sign_features(name: str, place: Place, entry: str) -> tuple[str, ...]:
    """Return the names of the features that a sign gives: with its place and without, and those of its file."""
    file = entry.partition("/")[2].partition(":")[0]
    return (f"{name}:{place}", name, f"file:{file}:{place}", f"file:{file}") if file else (f"{name}:{place}", name)
