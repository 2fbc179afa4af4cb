"""The readings of a word as an event: which are possible anywhere, which fit the place where the word stands."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain
from typing import Any

import msgspec

from khabar.events.ground import ACCOMPANYING, Ground
from khabar.events.marks import KNOWN, mask
from khabar.language import Entry, Look, Reading, fold
from khabar.language.clitics import with_pronouns

DOMAIN = "events"
_WHOLE = frozenset({"noun", "adjective", "particle"})
_NONE: frozenset[str] = frozenset()
_NOMINAL = mask("preposition", "neg_noun")  # words that no verb follows
_LAM = mask("neg_past", "neg")
_GOVERNING = mask("preposition", "cause")
_VERBAL = mask(
    "neg_past",
    "future",
    "was",
    "auxiliary",
    "relative",
    "hedge",
    "complementiser",
    "punct",
    "conjunction",
    "begins",
    "still",
    "neg",
)
_PUNCT = mask("punct")


class Option(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A reading of a word through an event entry: the words it asks for nearby, and those it must not stand beside.

    `joined`: it has letters joined to it; `placed`: it is possible only in some places, see `fits`.
    """

    reading: Reading
    entry: Entry
    wanted: frozenset[str]
    around: bool
    not_after: frozenset[str]
    not_before: frozenset[str]
    joined: bool
    placed: bool


@lru_cache(maxsize=50_000)
def options_of(look: Look) -> tuple[Option, ...]:
    """Return the event readings of a word that are possible wherever it stands."""
    if any(entry.kind != "phrase" and entry.fields["evidence"] == "name" for _, entry in look.entries("reality")):
        return ()  # an everyday word with the letters of an event
    whole = any(not (r.prefix or r.suffix) and r.pos in _WHOLE for r in look.readings)
    return tuple(
        _option(reading, entry)
        for reading, entry in look.entries(DOMAIN)
        if entry.kind != "phrase"
        and entry.fields.get("part") not in ACCOMPANYING
        and not (whole and reading.prefix)  # وزير is no «and was visited»
        and (entry.fields.get("plural_only") != "yes" or reading.number == "p")
        and (reading.pos != "participle" or not reading.definite)
        and not (reading.definite and entry.fields.get("article") == "no")
        and (reading.pos != "verb" or (reading.suffix != "ي" and _person_fits(look, reading, entry.fields["type"])))
    )


def _option(reading: Reading, entry: Entry) -> Option:
    fields = entry.fields
    return Option(
        reading,
        entry,
        companions_of(fields),
        fields.get("around") == "yes",
        folded(fields.get("not_after")),
        folded(fields.get("not_before")),
        bool(reading.prefix or reading.suffix),
        reading.pos == "verb" or reading.suffix == "ه",
    )


def folded(words: list[str] | None) -> frozenset[str]:
    """Return the words that an entry lists, folded."""
    return _folded(tuple(words)) if words else _NONE


def companions_of(fields: dict[str, Any]) -> frozenset[str]:
    """Return the words that an entry asks for nearby, folded; one with `~` may carry a pronoun."""
    words = fields.get("with")
    return _companions(tuple(words)) if words else _NONE


@cache
def _companions(words: tuple[str, ...]) -> frozenset[str]:
    hosts = [fold(word.rstrip("~")) for word in words if word.endswith("~")]
    return frozenset(chain(_folded(words), hosts, *map(with_pronouns, hosts)))


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def fits(ground: Ground, index: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a reading is possible as the word is spelt, and is one that the entry means."""
    verb = reading.pos == "verb"
    if not verb and reading.suffix != "ه":
        return True
    last = ground.text.raw[ground.words[index].end - 1]
    if reading.suffix == "ه" and last == "ة":
        return False  # folding makes a feminine ending look like a pronoun
    if not verb:
        return True
    before = ground.marks[index - 1] if index else 0
    if last == "ً" or (before & _NOMINAL and not reading.prefix):
        return False
    if reading.tense == "nonpast":
        clipped = not before & _LAM and _clipped(ground.words[index].form, reading)
        return not (clipped or entry.fields.get("only") == "past")
    return True


def _person_fits(look: Look, reading: Reading, kind: str) -> bool:
    """Tell whether news would use the person: "we" of the past, not "I" or "you".

    A dual of the past stands where two sides meet, or where its letters are no noun («صاروخان استهدفا»).
    """
    if reading.person == "3fp" or reading.person[:1] == "2":
        return False
    if reading.person in ("1s", "1p"):
        return bool(reading.tense == "past" and reading.person == "1p")
    if reading.person not in ("3md", "3fd") or reading.tense != "past" or kind in ("CONSULT", "AGREE", "COOPERATE"):
        return True
    return all(r.pos == "verb" for r in look.readings)


def _clipped(form: str, reading: Reading) -> bool:
    """Tell whether a verb of the present stands in its short form, which only لم and لا allow: يعد, of عاد.

    One that begins with و loses that letter in every form of the present: يصل, of وصل.
    """
    length = len(form) - len(reading.prefix) - len(reading.suffix)
    lemma = reading.lemma
    return length == 3 and lemma[:1] != "و" and (len(lemma) == 3 or (len(lemma) == 4 and lemma[:1] == "ا"))


def best(ground: Ground, index: int, pairs: list[tuple[Reading, Entry]]) -> tuple[Reading, Entry]:
    """Return the reading that fits the words before it: a verb where a clause opens, else a noun; fewest clitics."""
    if len(pairs) == 1:
        return pairs[0]
    verbal = _verb_expected(ground, index)

    def cost(pair: tuple[Reading, Entry]) -> tuple[int, int, int]:
        reading, entry = pair
        strength = entry.fields.get("strength")
        return (
            (reading.pos == "verb") != verbal,
            len(reading.suffix) + len(reading.prefix),
            0 if strength is None else 1 if strength == "weak" else 2,
        )

    return min(pairs, key=cost)


def _verb_expected(ground: Ground, index: int) -> bool:
    """Tell whether the place asks for a verb: after a particle of verbs, a comma, a name; not after a preposition or a noun."""
    text, marks = ground.text, ground.marks
    if index == text.sentences[text.sentence_of[index]].first:
        return len(marks) > index + 1 and not marks[index + 1] & _PUNCT
    before = marks[index - 1]
    if before & _GOVERNING:
        return False
    if before & _VERBAL or not before & KNOWN:
        return True
    return any(
        r.pos in ("noun", "adjective") and (r.definite or r.suffix) for r in ground.words[index - 1].look.readings
    )
