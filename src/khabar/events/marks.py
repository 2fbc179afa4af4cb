"""What a word may be to the search for events, as bits worked out once for each look.

`marks_of` gives the bits of words; `mask` those of some tags, to be tested with `&`.
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.lights import light_of
from khabar.language import Look, Word
from khabar.mentions.shapes import shape

_OFTEN = (
    "after",
    "auxiliary",
    "bar",
    "because",
    "begins",
    "close_bracket",
    "close_quote",
    "colon",
    "comma",
    "complementiser",
    "conjunction",
    "contrast",
    "dash",
    "demonstrative",
    "ellipsis",
    "from",
    "future",
    "hedge",
    "in",
    "lone_and",
    "lone_preposition",
    "neg",
    "neg_past",
    "number",
    "number_bound",
    "number_word",
    "on",
    "open_bracket",
    "open_quote",
    "preposition",
    "punct",
    "qad",
    "quantifier",
    "quote",
    "relative",
    "semicolon",
    "still",
    "stop",
    "subordinator",
    "to",
    "was",
)
# Few words have these.
_SELDOM = (
    "any",
    "bracket",
    "cause",
    "conditional",
    "neg_noun",
    "pronoun",
    "until",
    "where",
    "with",
)
# Compiled code is at its fastest with numbers below 2 ** 62, so what many words have comes first.
_BITS = {tag: 1 << n for n, tag in enumerate(_OFTEN)}
(
    FINITE,  # can be a finite verb and nothing nominal without clitics
    OPENS_CLAUSE,  # «و» with a finite verb and no noun of the same letters
    VERB,
    PAST_VERB,  # can be a verb of the past
    PAST_ONLY,  # can be nothing else
    PRONOUN_VERB,  # a verb of others with a pronoun
    ADJECTIVE,
    BARE_NOUN,  # a noun that another may hang on: without article and pronoun, and nothing else
    LIGHT,  # may carry the noun of a happening
    CARRIER,  # may carry the noun of a happening in any person or tense, or is a noun such as وقوع
    EVENT,  # the domains that know it
    REALITY,
    ROLE,
    SPEECH,
    HINT,  # may be a sign of reality
    NUMERIC,  # may begin a number
    LINKED,  # joined to a proclitic that links it: «ب», «ل», «ك»
    JOINED,  # joined to any proclitic
    POINTING,  # a preposition with a pronoun («عنهم», «له»)
    ADVERB,  # a particle that only says how
    KNOWN,
    SAME,  # «نفسه», «ذاته»
) = (1 << len(_OFTEN) + n for n in range(22))
_BITS |= {tag: SAME << n for n, tag in enumerate(_SELDOM, 1)}


def mask(*tags: str) -> int:
    """Return the bits of some tags."""
    found = 0
    for tag in tags:
        found |= _BITS[tag]
    return found


def marks_of(words: Sequence[Word]) -> list[int]:
    """Return what each word may be."""
    return [marks if (marks := word.look.marks) >= 0 else _work_out(word.look) for word in words]


def _work_out(look: Look) -> int:
    marks = look.marks = _marks_of(look)
    return marks


_OF_TAG = _BITS | {
    "future": _BITS["future"] | HINT,
    "number": _BITS["number"] | NUMERIC,
    "number_word": _BITS["number_word"] | NUMERIC,
}
_OF_DOMAIN = {
    "events": EVENT,
    "reality": REALITY | HINT,
    "roles": ROLE,
    "speech": SPEECH,
    "numbers": NUMERIC,
}
_OF_PART = {"light": CARRIER, "carrier": CARRIER, "same": SAME}
_CONJUNCTIONS = ("و", "ف")
_PARTICLE, _NOUNS = frozenset({"particle"}), frozenset({"masdar", "noun"})


def _marks_of(look: Look) -> int:
    prefix, found = shape(look).prefix, 0
    if prefix:
        found = JOINED if prefix.endswith(_CONJUNCTIONS) else JOINED | LINKED
    for tag in look.tags:
        found |= _OF_TAG.get(tag, 0)
    if look.readings:
        found |= KNOWN | _of_domains(look) | _of_readings(look)
    return found


def _of_domains(look: Look) -> int:
    """Return the bits of the domains that know a word, and of the parts that it plays in events."""
    found = 0
    for domain in look.by_domain:
        found |= _OF_DOMAIN.get(domain, 0)
    for _, entry in look.entries("events"):
        found |= _OF_PART.get(str(entry.fields.get("part")), 0)
    return found | LIGHT if found & CARRIER and light_of(look) is not None else found


def _of_readings(look: Look) -> int:
    """Return the bits of what a word can be by its readings."""
    found = verbs = past = 0
    finite = True
    for reading in look.readings:
        if reading.pos == "verb":
            verbs += 1
            past += reading.tense == "past"
            if reading.suffix and not reading.person.startswith("1"):
                found |= PRONOUN_VERB
            if reading.prefix.endswith("س"):
                found |= HINT
        else:
            finite = finite and reading.suffix != ""
            if reading.pos == "adjective":
                found |= ADJECTIVE
    if not verbs:
        return found | _of_nouns(look)
    found |= VERB | FINITE if finite else VERB
    if past:
        found |= PAST_VERB | PAST_ONLY if past == len(look.readings) else PAST_VERB
    return found | OPENS_CLAUSE if look.form.startswith(_CONJUNCTIONS) and _joins_verbs(look) else found


def _joins_verbs(look: Look) -> bool:
    """Tell whether all that a conjunction can be joined to here is a verb."""
    joined = [r.pos for r in look.readings if r.prefix.startswith(_CONJUNCTIONS)]
    return bool(joined) and joined.count("verb") == len(joined)


def _of_nouns(look: Look) -> int:
    """Return the bits of a word that is never a verb."""
    kinds = {r.pos for r in look.readings}
    if kinds == _PARTICLE:
        found = POINTING if any(e.fields.get("role") == "no_name" for _, e in look.entries("actors")) else 0
        return found if look.tags or any(r.prefix for r in look.readings) else found | ADVERB
    bare = kinds <= _NOUNS and not any(r.definite or r.suffix for r in look.readings)
    return BARE_NOUN if bare else 0
