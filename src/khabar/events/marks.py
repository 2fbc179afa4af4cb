"""What a word may be to the search for events, as bits worked out once for each look.

`MARKS` gives the bits of a look; `mask` those of some tags, to be tested with `&`.
"""

from __future__ import annotations

from khabar.events.lights import light_of
from khabar.language import Look
from khabar.mentions.shapes import shape

_TAGS = (
    "any",
    "auxiliary",
    "bar",
    "because",
    "bracket",
    "cause",
    "close_bracket",
    "close_quote",
    "colon",
    "comma",
    "complementiser",
    "conditional",
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
    "neg_noun",
    "neg_past",
    "number",
    "number_bound",
    "number_word",
    "on",
    "open_bracket",
    "open_quote",
    "preposition",
    "pronoun",
    "punct",
    "qad",
    "quantifier",
    "question",
    "question_mark",
    "quote",
    "relative",
    "semicolon",
    "still",
    "stop",
    "subordinator",
    "to",
    "until",
    "was",
    "after",
    "begins",
)
_MAX_LOOKS = 1 << 16
_BITS = {tag: 1 << n for n, tag in enumerate(_TAGS)}
(
    FINITE,  # can be a finite verb and nothing nominal without clitics
    OPENS_CLAUSE,  # «و» with a finite verb and no noun of the same letters
    VERB,
    PAST_VERB,  # can be a verb of the past
    PAST_ONLY,  # can be nothing else
    PRONOUN_VERB,  # a verb with a pronoun
    ADJECTIVE,
    BARE_NOUN,  # a noun that another may hang on: without article and pronoun, and nothing else
    LIGHT,  # may carry the noun of a happening
    CARRIER,  # may carry the noun of a happening in any person or tense, or is a noun such as وقوع
    SAME,  # «نفسه», «ذاته»
    EVENT,  # the domains that know it
    REALITY,
    ROLE,
    PARTY,
    SPEECH,
    HINT,  # may be a sign of reality
    NUMERIC,  # may begin a number
    LINKED,  # joined to a proclitic that links it: «ب», «ل», «ك»
    JOINED,  # joined to any proclitic
    POINTING,  # a preposition with a pronoun («عنهم», «له»)
    ADVERB,  # a particle that only says how
    KNOWN,
) = (1 << len(_TAGS) + n for n in range(23))


def mask(*tags: str) -> int:
    """Return the bits of some tags."""
    found = 0
    for tag in tags:
        found |= _BITS[tag]
    return found


class Marks(dict[Look, int]):
    """What words may be, by their looks, worked out when first asked for."""

    def __missing__(self, look: Look) -> int:
        if len(self) >= _MAX_LOOKS:
            self.clear()
        found = self[look] = _marks_of(look)
        return found


def _marks_of(look: Look) -> int:
    found = mask(*(tag for tag in look.tags if tag in _BITS))
    readings, domains = look.readings, look.by_domain
    prefix = shape(look).prefix
    parts = {entry.fields.get("part") for _, entry in look.entries("events")}
    for bit, holds in (
        (FINITE, _finite(look)),
        (OPENS_CLAUSE, _opens_clause(look)),
        (VERB, any(r.pos == "verb" for r in readings)),
        (PAST_VERB, any(r.pos == "verb" and r.tense == "past" for r in readings)),
        (PAST_ONLY, bool(readings) and all(r.pos == "verb" and r.tense == "past" for r in readings)),
        (PRONOUN_VERB, any(r.pos == "verb" and r.suffix for r in readings)),
        (ADJECTIVE, any(r.pos == "adjective" for r in readings)),
        (BARE_NOUN, _bare_noun(look)),
        (LIGHT, light_of(look) is not None),
        (CARRIER, not parts.isdisjoint(("light", "carrier"))),
        (SAME, "same" in parts),
        (EVENT, "events" in domains),
        (REALITY, "reality" in domains),
        (ROLE, "roles" in domains),
        (PARTY, "actors" in domains),
        (SPEECH, "speech" in domains),
        (HINT, "reality" in domains or "future" in look.tags or any(r.prefix.endswith("س") for r in readings)),
        (NUMERIC, "numbers" in domains or not look.tags.isdisjoint(("number", "number_word"))),
        (LINKED, bool(prefix) and prefix[-1:] not in ("و", "ف")),
        (JOINED, bool(prefix)),
        (POINTING, _points(look)),
        (ADVERB, bool(readings) and not look.tags and all(r.pos == "particle" and not r.prefix for r in readings)),
        (KNOWN, bool(readings)),
    ):
        if holds:
            found |= bit
    return found


def _finite(look: Look) -> bool:
    return any(r.pos == "verb" for r in look.readings) and not any(
        r.pos != "verb" and not r.suffix for r in look.readings
    )


def _opens_clause(look: Look) -> bool:
    if not look.form.startswith(("و", "ف")):
        return False
    verbs = [r for r in look.readings if r.prefix[:1] in ("و", "ف") and r.prefix]
    return bool(verbs) and all(r.pos == "verb" for r in verbs)


def _bare_noun(look: Look) -> bool:
    return bool(look.readings) and all(
        r.pos in ("masdar", "noun") and not (r.definite or r.suffix) for r in look.readings
    )


def _points(look: Look) -> bool:
    return bool(look.readings) and all(r.pos == "particle" for r in look.readings) and "actors" in look.by_domain


MARKS = Marks()
