"""Places told by the country that they lie in and by no name: «بلدة تركية», «مدن يمنية», «السواحل الصومالية»."""

from __future__ import annotations

from typing import NamedTuple

from khabar.language import Entry, Look
from khabar.mentions.place_words import PlaceWords


class Nation(NamedTuple):
    """Some place of a country over words `[at, last)`, with the proclitics of its first word."""

    last: int
    country: str
    prefix: str
    entries: tuple[str, ...]


def read_nation(words: PlaceWords, at: int) -> Nation | None:
    """Read a noun of kind with the adjective of a country that starts at word `at`, or None; «المدينة السورية» is one told before."""
    read = words.role(at, "noun") or words.role(at, "part")
    if read is None or read[1].fields.get("nation") != "yes" or read[0].suffix:
        return None
    noun, entry = read
    if noun.definite and noun.number == "s" and entry.fields["role"] == "noun":
        return None
    told = at + 1
    between = words.role(told, "tail")
    if between is not None and between[0].definite == noun.definite:
        told += 1  # «بلدة حدودية تركية»
    adjective = _nation(words, told, definite=noun.definite)
    if adjective is None:
        return None
    return Nation(told + 1, adjective.fields["country"], noun.prefix, (entry.id, adjective.id))


def _nation(words: PlaceWords, at: int, *, definite: bool) -> Entry | None:
    word = words.word(at)
    return None if word is None else _adjective(word.look, definite=definite)


def _adjective(look: Look, *, definite: bool) -> Entry | None:
    """Return the entry of a word as the adjective of one country, with the article or without it."""
    for reading, entry in look.by_domain.get("actors", ()):
        one = entry.fields.get("role") == "nationality" and len(entry.fields.get("country", "")) == 2
        if one and reading.definite == definite and not (reading.prefix or reading.suffix):
            return entry
    return None
